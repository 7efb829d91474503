//! What the machine refuses: no permission, a full disk, a disk that can only be read, mounted folders.
//!
//! The scenes need another user, or disks of their own; each runs in a child process that is this very binary.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use wayfare::diagnostics::Code;
use wayfare::fs::{ErrorKind, read_tree};
use wayfare::output::{Bytes, Job, PublishError, Reason, WriteSummary, publish};
use wayfare::url::SitePath;

const SCENE: &str = "WAYFARE_TEST_SCENE";
const FOLDER: &str = "WAYFARE_TEST_SCENE_FOLDER";

/// Somebody who owns nothing.
const NOBODY: u32 = 65534;

/// A folder that everybody may enter, with a site and a copy of this binary in it.
fn stage() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    fs::create_dir_all(folder.path().join("site/content")).expect("created");
    let binary = folder.path().join("child");
    let own = std::env::current_exe().expect("this binary");
    fs::hard_link(&own, &binary).or_else(|_| fs::copy(&own, &binary).map(|_| ())).expect("copied");
    (folder, binary)
}

/// Runs a scene; the process must end well.
fn play(scene: &str, folder: &Path, mut command: Command) {
    command.args(["--exact", "output_machine::child_plays_a_scene", "--test-threads=1", "--nocapture"]);
    let output = command.env(SCENE, scene).env(FOLDER, folder).output().expect("started");
    let told = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success() && told.contains("1 passed"), "{scene}: {told}");
}

/// Not a test: what the child processes do. Does nothing when the tests run.
#[test]
fn child_plays_a_scene() {
    let (Some(scene), Some(folder)) = (std::env::var_os(SCENE), std::env::var_os(FOLDER)) else { return };
    let folder = Path::new(&folder);
    match scene.to_str() {
        Some("permission") => permission(folder),
        Some("disks") => disks(folder),
        Some("umask") => {
            build(folder, "site/public", &[("a/b.html", "x")]).expect("published");
        }
        other => panic!("no such scene: {other:?}"),
    }
}

fn build(folder: &Path, output: &str, pages: &[(&str, &str)]) -> Result<WriteSummary, PublishError> {
    let paths: Vec<SitePath> = pages.iter().filter_map(|(path, _)| SitePath::new(path)).collect();
    let (root, output) = (folder.join("site"), folder.join(output));
    publish(&Job::new(&root, &output, &paths), |index| Ok(Bytes::Rendered(pages[index].1.as_bytes().to_vec())))
}

#[track_caller]
fn assert_machine(result: Result<WriteSummary, PublishError>, kind: ErrorKind, words: &str) {
    match result {
        Err(error @ PublishError::Machine(_)) => {
            assert!(error.to_string().ends_with(words), "{error}");
            assert!(error.help().is_some(), "{error}");
            assert!(matches!(&error, PublishError::Machine(error) if error.kind == kind), "{error:?}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn missing_permissions_are_told() {
    let (folder, binary) = stage();
    let root = folder.path();
    build(root, "site/public", &[("index.html", "home")]).expect("published");
    fs::create_dir(root.join("closed")).expect("created");
    for (name, mode) in [("site/content/secret.md", 0o000), ("site/content/open.md", 0o644)] {
        fs::write(root.join(name), "text").expect("written");
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(mode)).expect("set");
    }
    for (name, mode) in [("closed", 0o000), ("site", 0o555), ("site/public", 0o555)] {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(mode)).expect("set");
    }
    let mut command = Command::new(binary);
    if fs::metadata(root).expect("there").uid() == 0 {
        command.uid(NOBODY).gid(NOBODY);
    }
    play("permission", root, command);
    for name in ["closed", "site", "site/public"] {
        fs::set_permissions(root.join(name), fs::Permissions::from_mode(0o755)).expect("set");
    }
    assert_eq!(fs::read_to_string(root.join("site/public/index.html")).expect("read"), "home");
}

fn permission(folder: &Path) {
    let (tree, diagnostics) = read_tree(&folder.join("site"), None).expect("the site's folder");
    let told: Vec<_> = diagnostics.iter().map(|found| (found.code, found.message.as_str())).collect();
    let expected = format!("cannot read {}: permission is missing", folder.join("site/content/secret.md").display());
    assert_eq!(told, [(Code::UnreadableFile, expected.as_str())]);
    assert_eq!(tree.find("content/open.md").map(|id| tree.text(id)), Some("text"));

    let denied = ErrorKind::NoPermission;
    assert_machine(build(folder, "site/new", &[("index.html", "x")]), denied, "site/new: permission is missing");
    assert_machine(build(folder, "closed/new", &[("index.html", "x")]), denied, "closed/new: permission is missing");
    assert_machine(
        build(folder, "site/public", &[("index.html", "changed")]),
        denied,
        "site/.public.wayfare-staging: permission is missing",
    );
    // What changes nothing needs no permission to write.
    assert_eq!(build(folder, "site/public", &[("index.html", "home")]).expect("published").unchanged, 1);
}

#[test]
fn the_umask_changes_no_mode() {
    let (folder, binary) = stage();
    let mut command = Command::new("sh");
    command.arg("-c").arg("umask 077; exec \"$0\" \"$@\"").arg(binary);
    play("umask", folder.path(), command);
    for (path, mode) in [("", 0o755), ("a", 0o755), ("a/b.html", 0o644), (".wayfare-manifest", 0o644)] {
        let path = folder.path().join("site/public").join(path);
        assert_eq!(fs::metadata(&path).expect("there").mode() & 0o7777, mode, "{}", path.display());
    }
}

/// Needs a mount namespace, which some containers refuse: then there is nothing to see here.
#[test]
#[cfg(target_os = "linux")]
fn full_and_mounted_disks_are_told() {
    let may_mount = Command::new("unshare").args(["--map-root-user", "--mount", "true"]).output();
    if !may_mount.is_ok_and(|output| output.status.success()) {
        return;
    }
    let (folder, binary) = stage();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount"]).arg(binary);
    play("disks", folder.path(), command);
}

fn disks(folder: &Path) {
    let mount = |arguments: &[&str], at: &str| {
        fs::create_dir_all(folder.join(at)).expect("created");
        let status = Command::new("mount").args(arguments).arg(folder.join(at)).status().expect("started");
        assert!(status.success(), "mount {arguments:?}");
    };
    let refused = |output: &str, page: &str| match build(folder, output, &[("index.html", page)]) {
        Err(PublishError::Refused(refusal)) => refusal.reason,
        other => panic!("{other:?}"),
    };
    let names = |at: &str| fs::read_dir(folder.join(at)).expect("listed").count();

    mount(&["-t", "tmpfs", "-o", "size=256k", "none"], "small");
    assert_eq!(refused("small", "x"), Reason::MountPoint);
    fs::create_dir_all(folder.join("bound-from")).expect("created");
    let from = folder.join("bound-from");
    mount(&["--bind", from.to_str().expect("a path")], "bound");
    assert_eq!(refused("bound", "x"), Reason::MountPoint, "of the same disk");

    let large = "x".repeat(1_000_000);
    let full = ErrorKind::DiskFull;
    assert_machine(build(folder, "small/public", &[("large.html", &large)]), full, "large.html: the disk is full");
    assert_eq!(names("small"), 0, "nothing is left of it");
    build(folder, "small/public", &[("index.html", "home")]).expect("published");
    let both = [("index.html", "changed"), ("large.html", large.as_str())];
    assert_machine(build(folder, "small/public", &both), full, "large.html: the disk is full");
    assert_eq!(fs::read_to_string(folder.join("small/public/index.html")).expect("read"), "home");
    assert_eq!(names("small"), 1);

    mount(&["-t", "tmpfs", "none"], "small/public/media");
    fs::write(folder.join("small/public/media/film"), "film").expect("written");
    assert_eq!(refused("small/public", "changed"), Reason::MountInside(folder.join("small/public/media")));
    assert_eq!(fs::read_to_string(folder.join("small/public/media/film")).expect("read"), "film");
    assert!(Command::new("umount").arg(folder.join("small/public/media")).status().expect("started").success());

    mount(&["-o", "remount,ro"], "small");
    let result = build(folder, "small/public", &[("index.html", "changed")]);
    assert_machine(result, ErrorKind::ReadOnly, ".public.wayfare-staging: the disk can only be read");
}
