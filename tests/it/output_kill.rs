//! `kill -9` at any moment: the reader finds the old site or the new one, whole, and the next build goes well.
//!
//! The test starts its own binary again, as a process that publishes two sites in turn without end, and kills it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wayfare::output::{Bytes, Job, publish};
use wayfare::url::SitePath;

/// Names the folder to the child process, and how it is to publish.
const FOLDER: &str = "WAYFARE_TEST_KILL_FOLDER";
const TWO_RENAMES: &str = "WAYFARE_TEST_KILL_TWO_RENAMES";

/// What the child process says when it begins: how long a process takes to start must not decide where the kill hits.
const READY: &str = "publishing from here on";

const N_KILLS: usize = 80;
const N_PAGES: usize = 60;

/// Two sites with common, changed and own pages, so that every build writes, links and removes.
fn site(letter: char) -> BTreeMap<String, String> {
    (0..N_PAGES)
        .map(|n| match n % 3 {
            0 => (format!("common/{n}.html"), format!("the same {n}")),
            1 => (format!("pages/{n}.html"), format!("{letter} {n}").repeat(200)),
            _ => (format!("{letter}/{n}.html"), format!("only {letter} {n}")),
        })
        .collect()
}

fn publish_site(root: &Path, letter: char, two_renames: bool) {
    let pages: Vec<(String, String)> = site(letter).into_iter().collect();
    let paths: Vec<SitePath> = pages.iter().filter_map(|(path, _)| SitePath::new(path)).collect();
    let output = root.join("public");
    let job = Job { two_renames, ..Job::new(root, &output, &paths) };
    publish(&job, |index| Ok(Bytes::Rendered(pages[index].1.as_bytes().to_vec()))).expect("published");
}

/// Not a test: the process that is killed. Does nothing when the tests run.
#[test]
fn child_publishes_without_end() {
    let Some(root) = std::env::var_os(FOLDER) else { return };
    let two_renames = std::env::var_os(TWO_RENAMES).is_some();
    println!("{READY}");
    loop {
        publish_site(Path::new(&root), 'a', two_renames);
        publish_site(Path::new(&root), 'b', two_renames);
    }
}

/// The pages in the output folder; `None` when there is no folder.
fn read_output(root: &Path) -> Option<BTreeMap<String, String>> {
    let output = root.join("public");
    fs::read_dir(&output).ok()?;
    let files = walkdir::WalkDir::new(&output)
        .into_iter()
        .map(|entry| entry.expect("listed"))
        .filter(|entry| entry.file_type().is_file());
    Some(
        files
            .map(|entry| (entry.path().strip_prefix(&output).expect("below").to_string_lossy().into_owned(), entry))
            .filter(|(path, _)| path != ".wayfare-manifest")
            .map(|(path, entry)| (path, fs::read_to_string(entry.path()).expect("read")))
            .collect(),
    )
}

fn kill_again_and_again(two_renames: bool) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    fs::create_dir(root.join("content")).expect("created");
    let with_foreign = |letter| {
        let mut pages = site(letter);
        pages.insert("CNAME".to_owned(), "example.org".to_owned());
        pages
    };
    let whole_sites = [with_foreign('a'), with_foreign('b')];
    publish_site(root, 'a', two_renames);
    fs::write(root.join("public/CNAME"), "example.org").expect("written");

    // How long two builds take here; the kills are spread over that time, each at another moment of it.
    let started = Instant::now();
    publish_site(root, 'b', two_renames);
    publish_site(root, 'a', two_renames);
    let cycle = started.elapsed().max(Duration::from_millis(2));

    let mut n_seen = [0; 2];
    let mut n_leftovers = 0;
    for round in 0..N_KILLS {
        let mut command = Command::new(std::env::current_exe().expect("this binary"));
        command.args(["--exact", "output_kill::child_publishes_without_end", "--test-threads=1", "--nocapture"]);
        command.env(FOLDER, root);
        if two_renames {
            command.env(TWO_RENAMES, "1");
        }
        let mut child = command.stdout(Stdio::piped()).process_group(0).spawn().expect("started");
        let told = BufReader::new(child.stdout.take().expect("piped")).lines();
        assert!(told.map_while(Result::ok).any(|line| line.contains(READY)), "round {round}: the child did not begin");
        // The golden ratio spreads the moments evenly without hitting one twice.
        let share = (round as f64 * 0.618_033_988_75).fract();
        std::thread::sleep(cycle.mul_f64(share * 2.0));
        child.kill().expect("killed");
        let status = child.wait().expect("ended");
        assert_eq!(
            std::os::unix::process::ExitStatusExt::signal(&status),
            Some(9),
            "the child ended by itself: {status}"
        );

        n_leftovers += usize::from(root.join(".public.wayfare-staging").exists());
        match read_output(root) {
            Some(found) => match whole_sites.iter().position(|site| *site == found) {
                Some(which) => n_seen[which] += 1,
                None => {
                    panic!("round {round}: neither the old nor the new site: {:?}", found.keys().collect::<Vec<_>>())
                }
            },
            // Between two renames there is none, and the next build must bring one back.
            None => assert!(two_renames, "round {round}: the site is gone"),
        }
        publish_site(root, if round % 2 == 0 { 'a' } else { 'b' }, two_renames);
        assert_eq!(read_output(root).as_ref(), whole_sites.get(round % 2), "round {round}: the next build");
        let beside: Vec<_> =
            fs::read_dir(root).expect("listed").map(|entry| entry.expect("listed").file_name()).collect();
        assert_eq!(beside.len(), 2, "round {round}: {beside:?}");
    }
    assert!(
        n_seen.iter().all(|n| *n > 0) && n_leftovers > 0,
        "the kills hit nothing: {n_seen:?}, {n_leftovers} left-overs"
    );
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    kill_again_and_again(false);
}

#[test]
fn a_killed_build_without_exchange_leaves_a_site_that_the_next_one_brings_back() {
    kill_again_and_again(true);
}
