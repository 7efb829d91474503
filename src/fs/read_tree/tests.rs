//! Sites made on the disk, with everything that a disk can hold.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use super::*;

struct Site(tempfile::TempDir);

impl Site {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let site = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, bytes) in files {
            let file = site.path(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("created");
            fs::write(file, bytes).expect("written");
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self) -> (SourceTree, Vec<String>) {
        let (tree, diagnostics) = read_tree(self.0.path(), None).expect("the site's folder");
        let told = diagnostics
            .iter()
            .map(|found| {
                format!("{} {}: {}", tree.path(found.primary.span.source), found.code.name(), found.message)
                    .replace(&*self.0.path().to_string_lossy(), "…")
            })
            .collect();
        (tree, told)
    }
}

fn paths(tree: &SourceTree) -> Vec<&str> {
    tree.iter().map(|(_, source)| &*source.path).collect()
}

#[test]
fn a_site_is_read_whole_and_without_litter() {
    let site = Site::new(&[
        ("wayfare.toml", b"title = 1"),
        ("content/b.md", b"\xEF\xBB\xBFb"),
        ("content/a b/ä.md", b"a"),
        ("content/.hidden.md", b"no"),
        ("content/.git/config", b"no"),
        ("content/b.md~", b"no"),
        ("content/.#b.md", b"no"),
        ("content/.b.md.swp", b"no"),
        ("static/.well-known/security.txt", b"yes"),
        ("static/.DS_Store", b"no"),
        ("themes/mine/theme.toml", b""),
        ("themes/mine/static/.nojekyll", b""),
        ("public/index.html", b"no"),
        ("README.md", b"no"),
        ("content/dot.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0"),
    ]);
    let (tree, told) = site.read();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(
        paths(&tree),
        [
            "content/a b/ä.md",
            "content/b.md",
            "content/dot.png",
            "static/.well-known/security.txt",
            "themes/mine/static/.nojekyll",
            "themes/mine/theme.toml",
            "wayfare.toml"
        ]
    );
    assert_eq!(tree.find("content/b.md").map(|id| tree.text(id)), Some("b"));
    let image = tree.find("content/dot.png").and_then(|id| tree.get(id)).map(|source| source.content.clone());
    assert!(
        matches!(&image, Some(SourceContent::Binary { byte_length: 29, image: Some(info) }) if (info.width, info.height) == (3, 2)),
        "{image:?}"
    );
}

#[test]
fn flawed_files_are_told_and_the_others_read() {
    let site = Site::new(&[
        ("content/a.md", b"fine"),
        ("content/latin.md", b"line\ncaf\xE9"),
        ("content/nul.md", b"+++\na\0b"),
        ("content/picture.md", b"\x89PNG\r\n\x1a\n\0"),
        ("static/latin.txt", b"caf\xE9"),
    ]);
    let huge = fs::File::create(site.path("content/huge.md")).expect("created");
    huge.set_len(50_000_000).expect("sparse");
    let (tree, told) = site.read();
    assert_eq!(
        told,
        [
            "content/huge.md file-too-large: the file is larger than 16 MiB",
            "content/latin.md not-utf8: the file is not UTF-8: byte 0xE9 in line 2, column 4",
            "content/nul.md control-character: the text contains a NUL byte",
            "content/picture.md not-utf8: this is not a text file: byte 0x89 in line 1",
        ]
    );
    assert_eq!(tree.find("content/latin.md").map(|id| tree.text(id)), Some("line\ncafé"));
    assert_eq!(tree.find("content/a.md").map(|id| tree.text(id)), Some("fine"));
}

#[test]
fn a_line_of_many_megabytes_is_read_at_once() {
    let line = vec![b'a'; 15_000_000];
    let site = Site::new(&[("content/a.md", &line)]);
    let (tree, told) = site.read();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(tree.find("content/a.md").map(|id| tree.text(id).len()), Some(line.len()));
}

#[test]
fn links_are_followed_inside_the_site_only() {
    let outside = Site::new(&[("secret.md", b"secret")]);
    let site = Site::new(&[("content/real/a.md", b"a"), ("shared/b.md", b"b")]);
    let link = |target: PathBuf, name: &str| symlink(target, site.path(name)).expect("linked");
    link(outside.path("secret.md"), "content/secret.md");
    link(outside.path(""), "content/away");
    link(site.path("shared"), "content/inside");
    link(PathBuf::from("real"), "content/copy");
    link(PathBuf::from(".."), "content/real/loop");
    link(PathBuf::from("nowhere.md"), "content/dangling.md");
    link(PathBuf::from("self.md"), "content/self.md");
    let (tree, told) = site.read();
    for path in ["content/real/a.md", "content/copy/a.md", "content/inside/b.md"] {
        assert_eq!(tree.find(path).and_then(|id| tree.get(id)).map(|source| source.text().len()), Some(1), "{path}");
    }
    assert!(!paths(&tree).contains(&"content/away/secret.md"));
    assert_eq!(
        told,
        [
            "content/away unsafe-path: this symbolic link leaves the site",
            "content/copy/loop unsafe-path: this symbolic link leads back to a folder that holds it",
            "content/dangling.md unreadable-file: this symbolic link leads nowhere",
            "content/real/loop unsafe-path: this symbolic link leads back to a folder that holds it",
            "content/secret.md unsafe-path: this symbolic link leaves the site",
            "content/self.md unreadable-file: cannot read …/content/self.md: symbolic links lead in a circle",
        ]
    );
    assert_eq!(tree.find("content/secret.md").map(|id| tree.text(id)), Some(""));
}

#[test]
fn a_fan_of_links_ends() {
    let site = Site::new(&[("content/30/a.md", b"a")]);
    for level in 0..30 {
        let folder = site.path(&format!("content/{level:02}"));
        fs::create_dir_all(&folder).expect("created");
        for name in ["x", "y"] {
            symlink(format!("../{:02}", level + 1), folder.join(name)).expect("linked");
        }
    }
    let (_, told) = site.read();
    assert!(told.iter().any(|line| line.contains("more than 64 links lead to one folder")), "{}", told.len());
}

#[test]
fn names_pipes_and_a_missing_root_are_told() {
    let site = Site::new(&[("content/a.md", b"a")]);
    fs::write(site.path("content").join(std::ffi::OsStr::from_bytes(b"b\xFF.md")), "b").expect("written");
    rustix::fs::mkfifoat(rustix::fs::CWD, site.path("content/pipe.md"), rustix::fs::Mode::RWXU).expect("a pipe");
    let (_, told) = site.read();
    assert_eq!(
        told,
        [
            "content/b\u{fffd}.md not-utf8: the name of this file is not UTF-8",
            "content/pipe.md unreadable-file: this is not an ordinary file"
        ]
    );
    let missing = read_tree(&site.path("nothing"), None).map(|_| ()).map_err(|error| error.kind);
    assert_eq!(missing, Err(super::super::ErrorKind::NotFound));
}

#[test]
fn an_output_folder_among_the_content_is_left_out() {
    let site = Site::new(&[("content/a.md", b"a"), ("static/out/index.html", b"page")]);
    let (tree, _) = read_tree(site.0.path(), Some(&site.path("static/out"))).expect("the site's folder");
    assert_eq!(paths(&tree), ["content/a.md"]);
}

#[test]
fn reading_again_is_as_reading_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    let read = |before: Option<&SiteFiles>| SiteFiles::read(folder.path(), None, before).expect("read");
    write("content/a.md", "one");
    write("content/b.md", "bad \u{1}");
    let first = read(None);
    assert_eq!(first.diagnostics.len(), 1);
    assert!(first.is_same_as(&read(Some(&first))));

    // As long as before, within the same moment.
    write("content/a.md", "two");
    let whole = read(Some(&first));
    assert!(!first.is_same_as(&whole));
    let one = first.read_again(folder.path(), &["content/a.md".to_owned()]).expect("enough");
    assert!(one.is_same_as(&whole) && one.tree.text(SourceId(0)) == "two");
    assert_eq!(one.diagnostics, whole.diagnostics);

    // A file that is new, one that is gone, a folder, and one that came and went.
    write("content/c/d.md", "new");
    let changed = |path: &str| first.read_again(folder.path(), &[path.to_owned()]).is_some();
    assert!(!changed("content/c/d.md") && !changed("content/c"));
    assert!(changed("content/never-there.md"));
    std::fs::remove_file(folder.path().join("content/b.md")).expect("removed");
    assert!(!changed("content/b.md"));
    let whole = read(Some(&whole));
    assert_eq!((whole.tree.len(), whole.diagnostics.len()), (2, 0));

    // With links, one file may have several names.
    std::os::unix::fs::symlink(folder.path().join("content/a.md"), folder.path().join("content/link.md"))
        .expect("linked");
    let linked = read(Some(&whole));
    assert_eq!(linked.link_targets().len(), 1);
    assert!(linked.read_again(folder.path(), &["content/a.md".to_owned()]).is_none());
}
