//! Publishing: what is kept, what is refused, what a failure leaves behind.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use crate::support::Dice;

use wayfare::diagnostics::{Code, Diagnostic, Diagnostics};
use wayfare::output::{Bytes, Job, PublishError, Reason, WriteSummary, check_output, publish};
use wayfare::source::{SourceId, Span};
use wayfare::url::SitePath;

/// A site folder with `content/` in it, beside which anything may be published.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        let bench = Self(tempfile::tempdir().expect("a temporary folder"));
        fs::create_dir_all(bench.path("site/content")).expect("created");
        fs::write(bench.path("site/wayfare.toml"), "").expect("written");
        bench
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("created");
        fs::write(file, text).expect("written");
    }

    fn publish(&self, output: &str, pages: &[(&str, &str)]) -> Result<WriteSummary, PublishError> {
        publish_to(&self.path("site"), &self.path(output), pages, false)
    }

    /// Publishes to `site/public` and expects it to go well.
    #[track_caller]
    fn build(&self, pages: &[(&str, &str)]) -> WriteSummary {
        self.publish("site/public", pages).expect("published")
    }

    /// Names beside the output folder that should not be there.
    fn litter(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("site")).expect("listed").map(|entry| entry.expect("listed").file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with('.')).collect()
    }
}

fn publish_to(
    root: &Path,
    output: &Path,
    pages: &[(&str, &str)],
    two_renames: bool,
) -> Result<WriteSummary, PublishError> {
    let paths: Vec<SitePath> = pages.iter().map(|(path, _)| SitePath::new(path).expect("a path")).collect();
    let job = Job { two_renames, ..Job::new(root, output, &paths) };
    publish(&job, |index| Ok(Bytes::Rendered(pages[index].1.as_bytes().to_vec())))
}

/// Every file below a folder with its text, without the manifest.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("listed"))
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".wayfare-manifest")
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
            (path, fs::read_to_string(entry.path()).expect("read"))
        })
        .collect()
}

#[track_caller]
fn assert_texts(folder: &Path, expected: &[(&str, &str)]) {
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect();
    assert_eq!(texts(folder), expected);
}

fn identity(path: &Path) -> (u64, i64, i64) {
    let metadata = fs::symlink_metadata(path).expect("there");
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
}

fn make_old(path: &Path) {
    let file = fs::File::open(path).expect("opened");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).expect("set");
}

const PAGES: [(&str, &str); 4] =
    [("index.html", "home"), ("journeys/a b.html", "a"), ("journeys/ünï.html", "u"), ("personas/p.html", "p")];

#[test]
fn a_first_build_makes_the_folder_and_leaves_nothing_beside_it() {
    let bench = Bench::new();
    let summary = bench.build(&PAGES);
    assert_eq!(summary, WriteSummary { files: 4, written: 4, bytes_written: 7, ..WriteSummary::default() });
    assert_texts(&bench.path("site/public"), &PAGES);
    assert_eq!(bench.litter(), Vec::<String>::new());
    assert_eq!(
        fs::read_to_string(bench.path("site/public/.wayfare-manifest")).expect("read"),
        "wayfare manifest 1\nindex.html\njourneys/a b.html\njourneys/ünï.html\npersonas/p.html\n"
    );
    for (path, mode) in [("", 0o755), ("journeys", 0o755), ("index.html", 0o644), (".wayfare-manifest", 0o644)] {
        let found = fs::metadata(bench.path("site/public").join(path)).expect("there").permissions().mode() & 0o7777;
        assert_eq!(found, mode, "{path}");
    }
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let bench = Bench::new();
    bench.build(&PAGES);
    let places =
        ["site", "site/public", "site/public/journeys", "site/public/index.html", "site/public/.wayfare-manifest"];
    for place in places {
        make_old(&bench.path(place));
    }
    let before = places.map(|place| identity(&bench.path(place)));
    let summary = bench.build(&PAGES);
    assert_eq!(summary, WriteSummary { files: 4, unchanged: 4, ..WriteSummary::default() });
    assert_eq!(places.map(|place| identity(&bench.path(place))), before);
}

#[test]
fn what_did_not_change_keeps_inode_and_time() {
    let bench = Bench::new();
    bench.build(&PAGES);
    let output = bench.path("site/public");
    for path in ["index.html", "journeys/a b.html", "personas/p.html", "journeys", "personas"] {
        make_old(&output.join(path));
    }
    let kept = ["index.html", "journeys/a b.html"].map(|path| identity(&output.join(path)));
    let pages =
        [("index.html", "home"), ("journeys/a b.html", "a"), ("journeys/ünï.html", "new"), ("late.html", "late")];
    let summary = bench.build(&pages);
    assert_eq!(
        summary,
        WriteSummary { files: 4, written: 2, unchanged: 2, removed: 1, bytes_written: 7, left_behind: None }
    );
    assert_texts(&output, &pages);
    assert!(!output.join("personas").exists(), "a folder of ours goes with its last page");
    assert_eq!(["index.html", "journeys/a b.html"].map(|path| identity(&output.join(path))), kept);
    assert_eq!(identity(&output.join("journeys")).1, 1_000_000_000, "the same names in it: the same time");
    assert_eq!(bench.litter(), Vec::<String>::new());
}

#[test]
fn what_others_put_there_stays() {
    for two_renames in [false, true] {
        let bench = Bench::new();
        bench.build(&PAGES);
        let output = bench.path("site/public");
        bench.write("site/public/CNAME", "example.org");
        bench.write("site/public/personas/notes.txt", "mine");
        bench.write("site/public/uploads/2026/a.txt", "upload");
        fs::create_dir(output.join("empty")).expect("created");
        fs::set_permissions(output.join("empty"), fs::Permissions::from_mode(0o700)).expect("set");
        symlink("CNAME", output.join("link")).expect("linked");
        symlink("nowhere", output.join("dangling")).expect("linked");
        let theirs = ["CNAME", "personas/notes.txt", "uploads/2026/a.txt", "empty", "uploads", "uploads/2026"];
        theirs.iter().for_each(|path| make_old(&output.join(path)));
        let files = ["CNAME", "personas/notes.txt", "uploads/2026/a.txt"].map(|path| identity(&output.join(path)));

        publish_to(&bench.path("site"), &output, &[("index.html", "changed")], two_renames).expect("published");
        assert_texts(
            &output,
            &[
                ("CNAME", "example.org"),
                ("index.html", "changed"),
                ("personas/notes.txt", "mine"),
                ("uploads/2026/a.txt", "upload"),
                // Read through the link.
            ],
        );
        assert_eq!(
            ["CNAME", "personas/notes.txt", "uploads/2026/a.txt"].map(|path| identity(&output.join(path))),
            files
        );
        assert_eq!(fs::read_link(output.join("link")).expect("a link"), Path::new("CNAME"));
        assert_eq!(fs::read_link(output.join("dangling")).expect("a link"), Path::new("nowhere"));
        assert_eq!(fs::metadata(output.join("empty")).expect("there").permissions().mode() & 0o777, 0o700);
        for folder in ["empty", "uploads", "uploads/2026"] {
            assert_eq!(identity(&output.join(folder)).1, 1_000_000_000, "{folder}");
        }
        assert!(!output.join("journeys").exists());
        assert_eq!(bench.litter(), Vec::<String>::new());
    }
}

#[test]
fn a_foreign_file_is_never_written_over() {
    let bench = Bench::new();
    bench.build(&PAGES);
    let output = bench.path("site/public");
    bench.write("site/public/CNAME", "example.org");
    bench.write("site/public/about", "a file");
    bench.write("site/public/late.html/notes.txt", "a folder");
    let before = texts(&output);
    for (pages, expected) in [
        (vec![("CNAME", "other.org")], vec!["CNAME"]),
        (vec![("about/us.html", "x")], vec!["about"]),
        (vec![("late.html", "x")], vec!["late.html", "late.html/notes.txt"]),
    ] {
        match bench.publish("site/public", &pages) {
            Err(PublishError::Refused(refusal)) => {
                assert_eq!(refusal.reason, Reason::InTheWay(expected.iter().map(|path| (*path).to_owned()).collect()));
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(texts(&output), before);
        assert_eq!(bench.litter(), Vec::<String>::new());
    }
    // The same bytes: Wayfare takes it over, and removes it when the site no longer has it.
    assert_eq!(bench.build(&[("CNAME", "example.org")]).unchanged, 1);
    assert_eq!(bench.build(&[("index.html", "x")]).removed, 1);
    assert!(!output.join("CNAME").exists() && output.join("about").exists());
}

#[test]
fn a_page_becomes_a_folder_and_back() {
    let bench = Bench::new();
    for pages in
        [[("a", "file"), ("z.html", "1")], [("a/b.html", "below"), ("z.html", "1")], [("a", "file"), ("z.html", "1")]]
    {
        bench.build(&pages);
        assert_texts(&bench.path("site/public"), &pages);
    }
}

#[test]
fn folders_that_hold_something_of_value_are_refused() {
    let bench = Bench::new();
    bench.write("other/notes.txt", "mine");
    bench.write("file", "mine");
    bench.write("copied/.wayfare-manifest", "wayfare manifest 1\nindex.html\n");
    bench.write("copied/wayfare.toml", "a site");
    bench.write("damaged/.wayfare-manifest", "wayfare manifest 1\n../x\n");
    bench.write("later/.wayfare-manifest", "wayfare manifest 2\n");
    fs::create_dir_all(bench.path("site/themes")).expect("created");
    symlink("nowhere", bench.path("dangling")).expect("linked");
    symlink("site/content", bench.path("to-content")).expect("linked");
    symlink(bench.path("site"), bench.path("to-site")).expect("linked");
    for (output, expected) in [
        ("site", Reason::SiteRoot),
        ("site/../site/.", Reason::SiteRoot),
        ("to-site", Reason::SiteRoot),
        ("", Reason::AboveSite),
        ("/", Reason::FileSystemRoot),
        ("site/content", Reason::AmongSources),
        ("site/content/new/deep", Reason::AmongSources),
        ("site/themes", Reason::AmongSources),
        ("site/static", Reason::AmongSources),
        ("to-content", Reason::AmongSources),
        ("other", Reason::NotOurs("notes.txt".into())),
        ("file", Reason::NotAFolder),
        ("file/below", Reason::NotAFolder),
        ("dangling", Reason::DanglingLink),
        ("copied", Reason::HoldsSite),
        ("damaged", Reason::DamagedManifest),
        ("later", Reason::NewerManifest),
        ("/proc", Reason::MountPoint),
    ] {
        let before = texts(bench.0.path());
        for result in
            [check_output(&bench.path("site"), &bench.path(output)), bench.publish(output, &PAGES).map(|_| ())]
        {
            match result {
                Err(PublishError::Refused(refusal)) => {
                    assert_eq!(refusal.reason, expected, "{output}");
                    assert_eq!(refusal.output, bench.path(output));
                    assert!(refusal.help().is_some());
                }
                other => panic!("{output}: {other:?}"),
            }
        }
        assert_eq!(texts(bench.0.path()), before, "{output}");
    }
    let home = std::env::home_dir().expect("a home folder");
    assert!(matches!(check_output(&bench.path("site"), &home), Err(PublishError::Refused(_))));
}

#[test]
fn a_link_to_the_output_folder_is_followed() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("www/real")).expect("created");
    symlink(bench.path("www/real"), bench.path("site/public")).expect("linked");
    bench.build(&PAGES);
    bench.build(&[("index.html", "changed")]);
    assert!(fs::symlink_metadata(bench.path("site/public")).expect("there").is_symlink());
    assert_texts(&bench.path("www/real"), &[("index.html", "changed")]);
}

#[test]
fn a_failed_or_stopped_build_changes_nothing() {
    let bench = Bench::new();
    let paths: Vec<SitePath> = PAGES.iter().filter_map(|(path, _)| SitePath::new(path)).collect();
    let (root, output) = (bench.path("site"), bench.path("site/new/public"));
    let mistake = |index: usize| {
        let mut mistakes = Diagnostics::new();
        mistakes.push(Diagnostic::new(Code::TemplateFailed, Span::whole(SourceId(0)), format!("page {index}")));
        mistakes
    };
    for round in 0..2 {
        let before = output.exists().then(|| texts(&output));
        let failed = publish(&Job::new(&root, &output, &paths), |index| {
            if index % 2 == 1 { Err(mistake(index)) } else { Ok(Bytes::Rendered(vec![b'x'; index + 1])) }
        });
        match failed {
            Err(PublishError::Failed(found)) => {
                assert_eq!(found.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), ["page 1", "page 3"]);
            }
            other => panic!("{other:?}"),
        }
        let cancel = AtomicBool::new(false);
        let stopped = publish(&Job { cancel: Some(&cancel), ..Job::new(&root, &output, &paths) }, |_| {
            cancel.store(true, std::sync::atomic::Ordering::Relaxed);
            Ok(Bytes::Static(b"x"))
        });
        assert!(matches!(stopped, Err(PublishError::Cancelled)), "{stopped:?}");
        let missing = publish(&Job::new(&root, &output, &paths), |_| Ok(Bytes::CopyOf("/nowhere/a.png".into())));
        match missing {
            Err(PublishError::Machine(error)) => {
                assert_eq!(error.to_string(), "cannot read /nowhere/a.png: there is no such file or folder");
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(output.exists().then(|| texts(&output)), before, "round {round}");
        assert_eq!(bench.path("site/new").exists(), round > 0, "folders made for a failed build go again");
        if round == 0 {
            publish_to(&root, &output, &PAGES, false).expect("published");
        }
    }
    assert_eq!(bench.litter(), Vec::<String>::new());
}

#[test]
fn sources_are_copied_and_compared() {
    let bench = Bench::new();
    bench.write("site/content/a.png", "picture");
    let paths = [SitePath::new("media/a.png").expect("a path")];
    let (root, output) = (bench.path("site"), bench.path("site/public"));
    let build = || publish(&Job::new(&root, &output, &paths), |_| Ok(Bytes::CopyOf(bench.path("site/content/a.png"))));
    fs::set_permissions(bench.path("site/content/a.png"), fs::Permissions::from_mode(0o600)).expect("set");
    assert_eq!(build().expect("published").bytes_written, 7);
    assert_eq!(fs::metadata(output.join("media/a.png")).expect("there").permissions().mode() & 0o777, 0o644);
    assert_eq!(build().expect("published").written, 0);
    bench.write("site/content/a.png", "PICTURE");
    assert_eq!(build().expect("published").written, 1);
    assert_texts(&output, &[("media/a.png", "PICTURE")]);
}

#[test]
fn large_artifacts_are_begun_first() {
    let bench = Bench::new();
    let paths: Vec<SitePath> = ["a", "b", "c"].iter().filter_map(|path| SitePath::new(path)).collect();
    let (root, output) = (bench.path("site"), bench.path("site/public"));
    let job = Job { size_hints: &[1, 9, 5], ..Job::new(&root, &output, &paths) };
    let begun = std::sync::Mutex::new(Vec::new());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let render = |index| {
        begun.lock().expect("not poisoned").push(index);
        Ok(Bytes::Static(b"x"))
    };
    pool.install(|| publish(&job, render)).expect("published");
    assert_eq!(*begun.lock().expect("not poisoned"), [1, 2, 0]);
}

#[test]
fn what_a_killed_build_left_is_cleared_and_nothing_of_others_is_lost() {
    let bench = Bench::new();
    bench.build(&PAGES);
    bench.write("site/public/CNAME", "same");
    let output = bench.path("site/public");

    // Killed while it wrote.
    bench.write("site/.public.wayfare-staging/.wayfare-unfinished", "");
    bench.write("site/.public.wayfare-staging/journeys/half.html", "half");
    bench.build(&PAGES);
    assert_eq!(bench.litter(), Vec::<String>::new());

    // Killed after the exchange: the old site still lies there, and somebody put files into it while the new one was made.
    bench.write("site/.public.wayfare-staging/.wayfare-manifest", "wayfare manifest 1\nold.html\n");
    bench.write("site/.public.wayfare-staging/old.html", "old");
    bench.write("site/.public.wayfare-staging/up/late.txt", "late");
    bench.write("site/.public.wayfare-staging/index.html", "not a page");
    fs::hard_link(output.join("CNAME"), bench.path("site/.public.wayfare-staging/CNAME")).expect("linked");
    bench.build(&PAGES);
    let mut expected = PAGES.to_vec();
    expected.extend([("CNAME", "same"), ("up/late.txt", "late"), ("index.html.kept", "not a page")]);
    assert_texts(&output, &expected);
    assert_eq!(bench.litter(), Vec::<String>::new());

    // Killed between two renames: before the new site was there, and when it was.
    for (is_whole, index) in [(false, "home"), (true, "new")] {
        fs::rename(&output, bench.path("site/.public.wayfare-retired")).expect("renamed");
        if is_whole {
            bench.write("site/.public.wayfare-staging/.wayfare-manifest", "wayfare manifest 1\nindex.html\n");
            bench.write("site/.public.wayfare-staging/index.html", "new");
        }
        let summary = bench.build(&[("index.html", index), ("other.html", "x")]);
        assert_eq!(summary.unchanged, 1, "index.html was found in its place");
        assert_eq!(bench.litter(), Vec::<String>::new());
        assert_eq!(fs::read_to_string(output.join("CNAME")).expect("saved"), "same");
    }

    // Something else of that name.
    bench.write("site/.public.wayfare-staging/mine.txt", "mine");
    match bench.publish("site/public", &PAGES) {
        Err(PublishError::Refused(refusal)) => assert!(matches!(refusal.reason, Reason::StagingTaken(_)), "{refusal}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(fs::read_to_string(bench.path("site/.public.wayfare-staging/mine.txt")).expect("untouched"), "mine");
}

#[test]
fn two_builds_at_once_do_not_mix() {
    for round in 0..8 {
        build_from_three_threads(round % 2 == 1);
    }
}

fn build_from_three_threads(two_renames: bool) {
    let bench = Bench::new();
    let texts_of = |letter: &str| -> Vec<(String, String)> {
        (0..50).map(|n| (format!("pages/{n}.html"), format!("{letter}{n}"))).collect()
    };
    std::thread::scope(|scope| {
        for letter in ["a", "b", "c"] {
            let (bench, pages) = (&bench, texts_of(letter));
            scope.spawn(move || {
                let pages: Vec<(&str, &str)> =
                    pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
                let mut n_published = 0;
                while n_published < 5 {
                    match publish_to(&bench.path("site"), &bench.path("site/public"), &pages, two_renames) {
                        Ok(_) => n_published += 1,
                        Err(PublishError::Refused(refusal)) if refusal.reason == Reason::Busy => {
                            std::thread::yield_now();
                        }
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    let found = texts(&bench.path("site/public"));
    let first: Vec<char> = found.values().filter_map(|text| text.chars().next()).collect();
    assert_eq!(first.len(), 50);
    assert!(first.iter().all(|letter| Some(letter) == first.first()), "{first:?}");
    assert_eq!(bench.litter(), Vec::<String>::new());
}

#[test]
fn names_that_the_file_system_refuses_are_told() {
    let bench = Bench::new();
    let long = format!("{}.html", "x".repeat(300));
    match bench.publish("site/public", &[("index.html", "x"), (&long, "x")]) {
        Err(error @ PublishError::Machine(_)) => {
            assert!(error.to_string().ends_with("the name is too long for the file system"), "{error}");
            assert!(error.help().is_some());
        }
        other => panic!("{other:?}"),
    }
    assert!(!bench.path("site/public").exists());
    assert_eq!(bench.litter(), Vec::<String>::new());
}

/// Random builds between which others put files into the folder and take them out: the folder always holds the pages of the last build
/// and the files of others, nothing else; and a build that could do harm to one of these is refused and changes nothing.
#[test]
fn random_builds_and_visitors_never_lose_a_file() {
    let names = [
        "index.html",
        "a.html",
        "a/b.html",
        "a/c.html",
        "a/d/e.html",
        "x",
        "x/y",
        "notes.txt",
        "a/notes.txt",
        "n/o.txt",
    ];
    let mut dice = Dice(7);
    let mut random = move |below: usize| dice.roll(below);
    let bench = Bench::new();
    let output = bench.path("site/public");
    let (mut pages, mut theirs) = (BTreeMap::<String, String>::new(), BTreeMap::<String, String>::new());
    let (mut n_published, mut n_refused) = (0, 0);
    for step in 0..600 {
        let name = names[random(names.len())];
        let clashes = |other: &str| {
            other == name || other.starts_with(&format!("{name}/")) || name.starts_with(&format!("{other}/"))
        };
        match random(4) {
            // A visitor comes …
            0 if output.exists() && !pages.keys().chain(theirs.keys()).any(|other| clashes(other)) => {
                bench.write(&format!("site/public/{name}"), &format!("theirs {step}"));
                theirs.insert(name.to_owned(), format!("theirs {step}"));
            }
            // … or goes.
            1 if theirs.remove(name).is_some() => fs::remove_file(output.join(name)).expect("removed"),
            _ => {
                let mut chosen: BTreeMap<String, String> = BTreeMap::new();
                for name in names {
                    let below = chosen.keys().any(|other| name.starts_with(&format!("{other}/")));
                    if !below && random(3) == 0 {
                        chosen.insert(name.to_owned(), format!("page {}", random(2)));
                    }
                }
                let list: Vec<(&str, &str)> =
                    chosen.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
                match publish_to(&bench.path("site"), &output, &list, random(2) == 0) {
                    Ok(_) => {
                        n_published += 1;
                        pages = chosen;
                    }
                    Err(PublishError::Refused(refusal)) => {
                        n_refused += 1;
                        assert!(matches!(refusal.reason, Reason::InTheWay(_)), "{refusal}");
                    }
                    Err(other) => panic!("{other} {list:?} {theirs:?} {pages:?} {:?}", texts(&output)),
                }
            }
        }
        let expected: BTreeMap<String, String> = pages.clone().into_iter().chain(theirs.clone()).collect();
        if output.exists() {
            assert_eq!(texts(&output), expected, "step {step}");
        }
        assert_eq!(bench.litter(), Vec::<String>::new(), "step {step}");
    }
    assert!(n_published > 100 && n_refused > 50, "{n_published} published, {n_refused} refused");
}
