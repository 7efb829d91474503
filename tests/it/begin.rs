//! Beginning: `init` and `new` write files that build with nothing to say about them, and touch nothing that was there.

use std::fs;
use std::path::Path;

use wayfare::starter::{EntryKind, Preset};

use crate::support::{contents, copy_example, run, wayfare, write_files};

#[track_caller]
fn done(site: &Path, arguments: &[&str]) -> (String, String) {
    let (status, out, err) = run(wayfare(site).args(arguments));
    assert_eq!(status, Some(0), "{arguments:?}\n{out}{err}");
    (out, err)
}

#[track_caller]
fn refused(site: &Path, arguments: &[&str]) -> String {
    let before = contents(site);
    let (status, out, err) = run(wayfare(site).args(arguments));
    assert_eq!((status, out.as_str()), (Some(2), ""), "{arguments:?}\n{err}");
    assert_eq!(contents(site), before, "{arguments:?} changed something");
    err
}

/// Not even a note, with every warning an error.
#[track_caller]
fn is_spotless(site: &Path, what: &str) {
    let (status, out, err) = run(wayfare(site).args(["check", "--strict", "--format", "json"]));
    assert_eq!((status, out.trim()), (Some(0), "[]"), "{what}: {err}");
}

fn new_site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &["init"]);
    folder
}

#[test]
fn who_cannot_be_asked_is_told_what_was_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let answers = b"My maps\nAda\n";
    let mut child = wayfare(folder.path())
        .args(["init", "--persona", "Ida Berg"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("started");
    std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), answers).expect("written");
    let told = String::from_utf8(child.wait_with_output().expect("ended").stderr).expect("text");
    assert!(told.contains("Nothing was asked, because there is no terminal"), "{told}");
    assert!(told.contains("--title \"Journey maps\"") && told.contains("--owner \"Our team\""), "{told}");
    assert!(!told.contains("--persona"), "{told}");
    let all = ["--title", "A", "--persona", "B", "--journey", "C", "--owner", "D", "--preset", "aida"];
    let (_, told) = done(folder.path(), &[&["init", "other"], &all[..]].concat());
    assert!(!told.contains("Nothing was asked"), "{told}");
    let journey = fs::read_to_string(folder.path().join("other/content/journeys/c.md")).expect("the journey");
    assert!(journey.contains("owner        = \"D\""), "{journey}");
}

#[test]
fn settings_with_an_ending_too_much_are_told() {
    let folder = new_site();
    let site = folder.path();
    fs::rename(site.join("wayfare.toml"), site.join("wayfare.toml.txt")).expect("renamed");
    let (status, _, told) = run(wayfare(site).args(["check"]));
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains("warning[unread-file]: these settings are not read"), "{told}");
    assert!(told.contains("rename it to `wayfare.toml`") && !told.contains("missing-settings"), "{told}");
}

#[test]
fn samples_are_named_and_what_is_left_of_them_is_a_warning() {
    let folder = new_site();
    let site = folder.path();
    let (_, told) = done(site, &["check"]);
    assert!(told.contains("still the invented sample") && told.contains("content/personas/sam-reed.md"), "{told}");
    for _ in 0..2 {
        // The second time nothing is built.
        assert!(done(site, &["build"]).1.contains("still the invented sample"));
    }
    let path = site.join("content/journeys/the-first-time.md");
    let text = fs::read_to_string(&path).expect("the journey");
    fs::write(&path, text.replace("A friend mentions it", "A poster at the harbour")).expect("written");
    let (_, told) = done(site, &["check"]);
    assert!(told.contains("warning[sample-text]: this is still the sample text, and so are"), "{told}");
    assert!(
        told.contains(
            "still the invented sample; write in it or delete it before you publish: content/personas/sam-reed.md\n"
        ),
        "{told}"
    );
}

#[test]
fn a_new_site_builds_with_nothing_to_say() {
    let folder = tempfile::tempdir().expect("a folder");
    let flags = [
        "--title",
        "Harbour \"Library\"",
        "--persona",
        "Zoë Ångström",
        "--journey",
        "A first visit",
        "--owner",
        "Opening hours",
    ];
    let (out, err) = done(folder.path(), &[&["init", "new/maps", "--preset", "blueprint"], &flags[..]].concat());
    let listed: Vec<&str> = out.lines().collect();
    let site = folder.path().join("new/maps");
    let mut written: Vec<String> = contents(&site).into_iter().map(|(path, _)| format!("new/maps/{path}")).collect();
    written.sort_by_key(|path| listed.iter().position(|line| line == path));
    assert_eq!(listed, written);
    assert!(listed.contains(&"new/maps/content/personas/zoe-angstrom.md"), "{out}");
    assert!(err.contains("cd new/maps") && err.contains("wayfare build"), "{err}");
    is_spotless(&site, "the new site");
    // Who owns the first map is asked for nothing twice.
    done(&site, &["new", "opportunity", "Longer hours"]);
    let opportunity = fs::read_to_string(site.join("content/opportunities/longer-hours.md")).expect("the opportunity");
    let map = fs::read_to_string(site.join("content/journeys/a-first-visit.md")).expect("the map");
    let owner =
        |text: &str| text.lines().find_map(|line| line.strip_prefix("owner")?.split('"').nth(1).map(str::to_owned));
    assert!(owner(&map).is_some() && owner(&map) == owner(&opportunity), "{opportunity}");
    fs::remove_file(site.join("content/opportunities/longer-hours.md")).expect("removed");
    done(&site, &["build", "--strict"]);
    let page = fs::read_to_string(site.join("public/journeys/a-first-visit.html")).expect("the journey's page");
    assert!(page.contains("Zoë Ångström") && page.contains("A first visit"));
}

#[test]
fn every_preset_and_every_kind_begins_spotless() {
    let folder = new_site();
    let site = folder.path();
    for preset in Preset::ALL {
        // Twice, since two maps of one form tell the same story at first.
        for number in ["one", "two"] {
            let title = format!("{} {number}", preset.name());
            done(site, &["new", "journey", &title, "--preset", preset.name()]);
        }
    }
    for kind in EntryKind::ALL {
        let (name, _) = kind.names();
        let (out, err) = done(site, &["new", name, "An \"invented\"", "title"]);
        let path = format!("{}/an-invented-title.md", kind.folder());
        assert_eq!(out.trim(), path);
        assert!(err.starts_with("Next: "), "{err}");
        let text = fs::read_to_string(site.join(&path)).expect("written");
        assert!(text.contains("An \\\"invented\\\" title"), "{path}: {text}");
    }
    done(site, &["new", "journey", "Moving out", "--stages", "Gives notice, Packs, Hands over the keys"]);
    is_spotless(site, "all of it");
}

#[test]
fn new_files_fit_closed_lists_and_scales() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    copy_example(site);
    for preset in Preset::ALL {
        done(site, &["new", "journey", preset.name(), "--preset", preset.name(), "--persona", "tom-lindqvist"]);
    }
    for kind in EntryKind::ALL {
        done(site, &["new", kind.names().0, "A new thing"]);
    }
    is_spotless(site, "the example with new files");

    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    let settings = "title = \"Maps\"\n[emotions]\nmin = 1\nmax = 5\n[vocabularies]\nteams = [\"Desk\"]\nkinds = [\"guest\"]\n\
                    channels = [\"letter box\"]\ntouchpoints = [\"Door\"]\nmetrics = [\"Smiles\"]\n";
    write_files(site, [("wayfare.toml", settings)]);
    for preset in Preset::ALL {
        done(site, &["new", "journey", preset.name(), "--preset", preset.name()]);
    }
    is_spotless(site, "another scale and closed lists");
}

#[test]
fn nothing_that_is_there_is_touched() {
    let folder = new_site();
    let site = folder.path();
    for (arguments, words) in [
        (&["init"][..], "there is a site in . already"),
        (&["new", "persona", "Sam", "Reed"], "content/personas/sam-reed.md is already there, and is as it was"),
        (&["new", "page", "Journeys"], "cannot be called `journeys`"),
        (&["new", "journey", "Index"], "cannot be called `index`"),
        (&["new", "journey", "?!"], "`?!` has no letter and no digit"),
        (&["new", "team", "A", "--preset", "aida"], "`--preset` is for journeys, and this is a team"),
        (&["new", "journey", "A", "--stages", " , "], "`--stages` names no stage"),
        (&["new", "journey", "A", "--stages", "Pays, pays"], "two stages are called `pays`"),
        (&["new", "journey", "A", "--persona", "Sam Reed"], "did you mean `--persona sam-reed`?"),
        (&["new", "journey", "A", "--persona", "maya"], "the personas of this site: sam-reed"),
        (&["new", "jorney", "A"], "journey"),
    ] {
        let err = refused(site, arguments);
        assert!(err.contains(words), "{arguments:?}: {err}");
    }
    fs::create_dir_all(site.join("content/journeys/renewing")).expect("created");
    fs::write(site.join("content/journeys/renewing/index.md"), "+++\ntitle = \"Renewing\"\n+++\n").expect("written");
    assert!(refused(site, &["new", "journey", "Renewing"]).contains("renewing/index.md is already there"));

    let other = tempfile::tempdir().expect("a folder");
    assert!(refused(other.path(), &["new", "journey", "A"]).contains("there is no site in ."));
    assert!(refused(other.path(), &["init", "--persona", "…"]).contains("needs a letter or a digit"));
    write_files(other.path(), [("content/old.md", "# Old\n")]);
    assert!(refused(other.path(), &["init"]).contains("content is in the way: old.md is in it"));

    // A repository's own list of ignored files stays, and the writer hears what it lacks.
    let repository = tempfile::tempdir().expect("a folder");
    write_files(repository.path(), [(".gitignore", "/notes\n"), ("README.md", "Maps\n")]);
    let (_, err) = done(repository.path(), &["init"]);
    assert!(err.contains("Your .gitignore is as it was"), "{err}");
    assert_eq!(fs::read_to_string(repository.path().join(".gitignore")).expect("there"), "/notes\n");
}
