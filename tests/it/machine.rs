//! What a person sees when the machine refuses, and what shells and packagers are given.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{contents, repository, run, wayfare};

/// Somebody who owns nothing.
const NOBODY: u32 = 65534;

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
}

/// The program as a user who may not do everything, in a folder that this user may enter.
fn as_nobody(folder: &Path) -> Command {
    set_mode(folder, 0o755);
    let binary = folder.join("wayfare");
    if !binary.exists() {
        let own = Path::new(env!("CARGO_BIN_EXE_wayfare"));
        fs::hard_link(own, &binary).or_else(|_| fs::copy(own, &binary).map(|_| ())).expect("copied");
    }
    let mut command = Command::new(binary);
    command.current_dir(folder).env("NO_COLOR", "1");
    if fs::metadata(folder).expect("there").uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

#[test]
fn a_folder_that_may_not_be_written_is_told_and_left_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let maps = folder.path().join("maps");
    fs::create_dir(&maps).expect("created");
    set_mode(&maps, 0o555);
    let (status, out, err) = run(as_nobody(folder.path()).args(["init", "maps"]));
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(err.contains("error: cannot write maps/wayfare.toml: permission is missing"), "{err}");
    assert!(err.contains("help: ") && err.ends_with("Nothing was written.\n"), "{err}");

    // When the second file fails, the first is taken away again.
    set_mode(&maps, 0o777);
    fs::create_dir(maps.join("content")).expect("created");
    set_mode(&maps.join("content"), 0o555);
    let (status, _, err) = run(as_nobody(folder.path()).args(["init", "maps"]));
    assert_eq!(status, Some(2));
    assert!(err.contains("cannot write maps/content/_index.md: permission is missing"), "{err}");
    assert_eq!(contents(&maps), []);

    set_mode(&maps.join("content"), 0o777);
    assert_eq!(run(as_nobody(folder.path()).args(["init", "maps"])).0, Some(0));
    let before = contents(&maps);
    set_mode(&maps.join("content/personas"), 0o555);
    let (status, _, err) = run(as_nobody(folder.path()).args(["new", "persona", "Maya", "--site", "maps"]));
    set_mode(&maps.join("content/personas"), 0o777);
    assert_eq!(status, Some(2));
    assert!(err.contains("cannot write maps/content/personas/maya.md: permission is missing"), "{err}");
    assert_eq!(contents(&maps), before);
}

/// Runs the program in a shell that first sets a scene; `$W` is the program.
#[cfg(target_os = "linux")]
fn in_a_scene(folder: &Path, script: &str) -> (Option<i32>, String) {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script]).current_dir(folder);
    let command = command.env("W", env!("CARGO_BIN_EXE_wayfare")).env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
    let (status, out, err) = run(command);
    (status, out + &err)
}

/// Needs a mount namespace, which some containers refuse: then there is nothing to see here.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_by_every_command_that_writes() {
    let folder = tempfile::tempdir().expect("a folder");
    if in_a_scene(folder.path(), "true").0 != Some(0) {
        return;
    }
    let site = folder.path().join("maps");
    assert_eq!(run(wayfare(folder.path()).args(["init", "maps"])).0, Some(0));
    let before = contents(&site);
    fs::create_dir(folder.path().join("small")).expect("created");
    for (command, told) in [
        ("init small/new", "cannot write small/new/wayfare.toml: the disk is full"),
        ("new persona Maya --site small/maps", "cannot write small/maps/content/personas/maya.md: the disk is full"),
        ("build --site small/maps --no-cache", "the disk is full"),
        (
            "export the-first-time --site small/maps --output small/map.svg",
            "cannot write small/map.svg: the disk is full",
        ),
    ] {
        let script = format!(
            "mount -t tmpfs -o size=400k none small && cp -r maps small/ && {{ head -c 1M /dev/zero > small/fill 2>/dev/null; \
             $W {command}; echo \"exit $?\"; rm small/fill; cd small && find . -type f | sort; }}"
        );
        let (_, said) = in_a_scene(folder.path(), &script);
        assert!(said.contains(told) && said.contains("help: Free some space on that disk"), "{command}: {said}");
        assert!(said.contains("exit 2\n"), "{command}: {said}");
        // Nothing is left of what was begun.
        for half in ["./new/", "maya.md", "./maps/public/", "map.svg"] {
            let lists = said.lines().any(|line| line.starts_with("./") && line.contains(half));
            assert!(!lists, "{command}: {said}");
        }
    }
    assert_eq!(contents(&site), before);
}

#[test]
#[cfg(target_os = "linux")]
fn files_that_may_not_be_so_large_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(wayfare(folder.path()).args(["init", "maps"])).0, Some(0));
    let limited = |arguments: &str| {
        let mut shell = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f 4; exec \"$W\" {arguments}");
        shell.args(["-c", &script]).current_dir(folder.path()).env("W", env!("CARGO_BIN_EXE_wayfare"));
        run(shell.env("NO_COLOR", "1"))
    };
    for arguments in ["build --site maps --no-cache", "export the-first-time --site maps --output map.svg"] {
        let (status, _, said) = limited(arguments);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains("the file would be larger than is allowed there"), "{arguments}: {said}");
        assert!(said.contains("help: Raise the limit (`ulimit -f unlimited`)"), "{arguments}: {said}");
    }
    assert!(!folder.path().join("map.svg").exists() && !folder.path().join("maps/public").exists());
}

#[test]
fn folders_that_may_not_be_written_are_told_by_build_and_export() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(wayfare(folder.path()).args(["init", "maps"])).0, Some(0));
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("created");
    set_mode(&closed, 0o555);
    set_mode(&folder.path().join("maps"), 0o555);
    for (arguments, told) in [
        (&["build", "--site", "maps", "--output", "closed/site"][..], "closed/site: permission is missing"),
        (&["build", "--site", "maps"], "permission is missing"),
        (
            &["export", "the-first-time", "--site", "maps", "--output", "closed/a.svg"],
            "closed/a.svg: permission is missing",
        ),
    ] {
        let (status, _, said) = run(as_nobody(folder.path()).args(arguments));
        assert_eq!(status, Some(2), "{arguments:?}: {said}");
        assert!(said.contains(told) && said.contains("help: Check who owns it"), "{arguments:?}: {said}");
    }
    set_mode(&folder.path().join("maps"), 0o755);
    set_mode(&closed, 0o755);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_standard_output_is_told() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let output = wayfare(&repository()).args(["schema", "site"]).stdout(full).output().expect("started");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("error: cannot write standard output: the disk is full"), "{err}");
    assert!(err.contains("help: Free some space"), "{err}");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let mut child =
        wayfare(&repository()).arg("explain").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ended");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_slip_on_the_command_line_is_told_like_one_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, out, err) = run(wayfare(folder.path()).args(["chekc", "--strict"]));
    let words = "error: there is no command `chekc`\n  |\n  | wayfare chekc --strict\n  |         ^^^^^\n  |\n  = help: did you mean `wayfare check`?\n";
    assert_eq!((status, out.as_str(), err.as_str()), (Some(2), "", words));
    let (status, out, _) = run(wayfare(folder.path()).arg("--help"));
    assert!(status == Some(0) && out.contains("Commands:"));
}

#[test]
fn shells_get_their_completions() {
    for (shell, part) in [
        ("bash", "complete -F _wayfare"),
        ("zsh", "#compdef wayfare"),
        ("fish", "complete -c wayfare"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion:arg-completer[wayfare]"),
    ] {
        let (status, out, err) = run(wayfare(&repository()).args(["completions", shell]));
        assert_eq!((status, err.as_str()), (Some(0), ""), "{shell}");
        assert!(out.contains(part) && out.contains("preset") && out.contains("explain"), "{shell}: {out}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, out, _) = run(wayfare(folder.path()).args(["man", "--output", "share/man1"]));
    assert_eq!(status, Some(0));
    let (_, help, _) = run(wayfare(folder.path()).arg("--help"));
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 8, "{help}");
    assert_eq!(out.lines().count(), commands.len() + 1, "{out}");
    for command in commands {
        let page = fs::read_to_string(folder.path().join(format!("share/man1/wayfare-{command}.1"))).expect("a page");
        assert!(page.contains(".TH") && page.contains("Example"), "{command}: {page}");
        let (status, one, _) = run(wayfare(folder.path()).args(["man", command]));
        assert_eq!((status, one.trim_end()), (Some(0), page.trim_end()), "{command}");
    }
    let (status, _, err) = run(wayfare(folder.path()).args(["man", "biuld"]));
    assert!(status == Some(2) && err.contains("did you mean `build`?"), "{err}");
}

/// The hook runs where it is used, so its words must be a command line that the program takes.
#[test]
fn the_hook_for_pre_commit_runs() {
    let hook = fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).expect("the definition");
    let value = |key: &str| {
        let line = hook.lines().find_map(|line| line.trim_start_matches("- ").trim().strip_prefix(key));
        line.and_then(|rest| rest.strip_prefix(": ")).unwrap_or_else(|| panic!("no {key}")).to_owned()
    };
    for key in ["id", "name", "description", "language", "files"] {
        assert!(!value(key).is_empty());
    }
    assert_eq!(value("pass_filenames"), "false");
    let entry = value("entry");
    let mut words = entry.split(' ');
    assert_eq!(words.next(), Some("wayfare"));
    let (status, _, err) = run(wayfare(&repository()).args(words));
    assert_eq!(status, Some(0), "{err}");
}

#[test]
fn progress_is_for_terminals() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(wayfare(folder.path()).arg("init")).0, Some(0));
    let (status, _, err) = run(wayfare(folder.path()).arg("build"));
    assert_eq!(status, Some(0));
    assert!(!err.contains('\r') && !err.contains('\u{1b}'), "{err:?}");
}
