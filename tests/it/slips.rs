//! What people bring along from word processors, spreadsheets and other generators: told at its place, once, with the mend.
//!
//! (Syntax alone has a table of its own beside the code; here whole files go through the whole of reading and resolving.)

use wayfare::diagnostics::{TextStyle, render_text};
use wayfare::load::{LoadOptions, load};
use wayfare::source::{ImageInfo, Source, SourceContent, SourceTree, line_and_column};

const MAYA: &str = "+++\nname = \"Jürgen Müller\"\n+++\n";

/// A map without a fault; `head` comes above its stages, `step` into its first step, `body` below.
fn map(head: &str, step: &str, body: &str) -> String {
    let own = |key: &str, line: &str| if head.contains(key) { String::new() } else { format!("{line}\n") };
    format!(
        "+++\ntitle = \"A\"\n{head}\n{}{}{}{}[[stages]]\nname = \"B\"\n[[stages.steps]]\nname = \"S\"\n{step}\n[[stages]]\nname = \"C\"\n\
         steps = [{{ name = \"T\" }}]\n[[stages]]\nname = \"D\"\nsteps = [{{ name = \"U\" }}]\n+++\n{body}\n",
        own("personas", "personas = [\"jurgen-muller\"]"),
        own("owner", "owner = \"growth\""),
        own("purpose", "purpose = \"Why?\""),
        own("reviewed", "reviewed = 2026-09-01"),
    )
}

/// `path:line:column code` of everything told, and all words.
fn told(files: &[(&str, &str)]) -> (Vec<String>, String) {
    let base = [("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"), ("content/personas/Jürgen Müller.md", MAYA)];
    let text =
        |(path, text): &(&str, &str)| Source { path: (*path).into(), content: SourceContent::Text((*text).into()) };
    let tree = SourceTree::new(base.iter().chain(files).map(text).collect());
    let (_, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    let places = diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.primary.span;
        let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
        format!("{}:{line}:{column} {}", tree.path(span.source), diagnostic.code.name())
    });
    (places.collect(), render_text(&diagnostics, &tree, TextStyle::default()))
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str], words: &[&str]) {
    let (places, shown) = told(files);
    assert_eq!(places, expected, "{shown}");
    for part in words {
        assert!(shown.contains(part), "no {part:?} in\n{shown}");
    }
}

const A: &str = "content/journeys/a.md";

#[test]
fn the_map_without_a_slip_has_nothing_to_say() {
    check(&[(A, &map("", "", ""))], &[], &[]);
}

#[test]
fn slips_inside_a_map_are_told_once_and_at_their_place() {
    let at = |line: usize, column: usize, code: &str| format!("{A}:{line}:{column} {code}");
    for (head, step, body, place, words) in [
        (
            "reviewed = 3/4/2026",
            "",
            "",
            at(3, 12, "invalid-date"),
            &["for 3 April write 2026-04-03; for 4 March write 2026-03-04"][..],
        ),
        ("reviewed = \"3/4/2026\"", "", "", at(3, 12, "invalid-date"), &["for 3 April write 2026-04-03"]),
        ("personas = [\"Jürgen Müller\"]", "", "", at(3, 13, "unknown-reference"), &["did you mean `jurgen-muller`?"]),
        (
            "personas = \"jurgen-muller, Jürgen Müller\"",
            "",
            "",
            at(3, 12, "unknown-reference"),
            &["write [\"jurgen-muller\", \"jurgen-muller\"]"],
        ),
        ("id = \"größe\"", "", "", at(3, 6, "invalid-id"), &["write `grosse`"]),
        ("Summary = \"x\"", "", "", at(3, 1, "unknown-field"), &["did you mean `summary`?"]),
        ("description = \"x\"", "", "", at(3, 1, "unknown-field"), &["did you mean `summary`?"]),
        ("severity = 3", "", "", at(3, 1, "unknown-field"), &["pain_points = [{ text = \"…\", severity = … }]"]),
        (
            "",
            "[[steps]]\nname = \"x\"",
            "",
            at(12, 3, "unknown-field"),
            &["`steps` is a field of a stage: write [[stages.steps]]"],
        ),
        ("", "emotion = \"1,5\"", "", at(12, 11, "wrong-type"), &["emotion = 1.5"]),
        ("", "emotion = –1", "", at(12, 11, "toml-syntax"), &["write -1"]),
        ("", "emotion = \"-1\"\npain_points = \"x\"", "", at(12, 11, "wrong-type"), &["emotion = -1"]),
        ("", "emotion = 2/5", "", at(12, 11, "toml-syntax"), &["scale = { min = 1, max = 5 }"]),
        (
            "",
            "images = [{ src = \"pics\\\\a b.png\", alt = \"x\" }]",
            "",
            at(12, 19, "unsafe-path"),
            &["write `pics/a b.png`"],
        ),
        (
            "image = { src = \"pics\\van.png\", alt = \"x\" }",
            "",
            "",
            at(3, 22, "toml-syntax"),
            &["write / for each backslash"],
        ),
        ("", "", "See ![A van](my pics/van.png)", at(20, 14, "missing-image"), &["![A van](<my pics/van.png>)"]),
        ("", "", "<p class=\"MsoNormal\">Hello</p>", at(20, 1, "raw-html"), &["say it in Markdown"]),
        ("\u{a0}summary = \"x\"", "", "", at(3, 1, "toml-syntax"), &["looks like a space"]),
    ] {
        let text = map(head, step, body);
        check(&[(A, &text)], &[&place], words);
        // With a byte order mark and the line ends of Windows it is the same, but that the mark is one sign more of the first line.
        check(&[(A, &text.replace('\n', "\r\n"))], &[&place], words);
    }
}

#[test]
fn front_matter_that_is_not_where_it_belongs_is_read_all_the_same() {
    let text = map("", "", "");
    let late = format!("# My map\n\n{text}");
    check(&[(A, &late)], &["content/journeys/a.md:3:1 missing-front-matter"], &["below the second `+++`"]);
    let both = format!("---\n{text}");
    check(&[(A, &both)], &["content/journeys/a.md:2:1 missing-front-matter"], &["nothing may stand above this line"]);
    let open = text.replacen("\n+++\n\n", "\n\n# Words\n\nThe words about it.\n", 1);
    assert_ne!(open, text);
    check(&[(A, &open)], &["content/journeys/a.md:1:1 unclosed-front-matter"], &["do the words begin here?"]);
}

#[test]
fn files_with_an_ending_too_much_are_told() {
    check(
        &[
            (A, &map("", "", "")),
            ("content/personas/tom.md.txt", "+++\nname = \"Tom\"\n+++\n"),
            ("content/journeys/notes.docx", "PK"),
        ],
        &["content/journeys/notes.docx:1:1 unread-file", "content/personas/tom.md.txt:1:1 unread-file"],
        &["rename it to `tom.md`", "copy its words into a plain text file `notes.md`"],
    );
    // What a page leads to, data, and images are there to be copied.
    let linked = map("", "", "[notes](notes.docx)");
    check(
        &[(A, &linked), ("content/journeys/notes.docx", "PK"), ("content/data/x.txt", "1"), ("content/a.jpg", "")],
        &[],
        &[],
    );
}

#[test]
fn two_files_of_one_name_are_both_named() {
    check(
        &[("content/personas/old/jurgen-muller.md", "+++\nname = \"Jürgen\"\n+++\n"), (A, &map("", "", ""))],
        &["content/personas/old/jurgen-muller.md:1:1 duplicate-id"],
        &[
            "the file's name gives it: Jürgen Müller",
            "rename this file, or write a line id = \"jurgen-muller-2\" into it",
        ],
    );
}

#[test]
fn a_closed_list_is_a_list() {
    let site = "title = \"A\"\ndate = 2026-11-21\n[vocabularies]\nchannels = \"web, phone\"\nteams = \"growth\"\n";
    check(
        &[("wayfare.toml", site), (A, &map("", "", ""))],
        &["wayfare.toml:4:12 wrong-type"],
        &["channels = [\"web\", \"phone\"]"],
    );
}

#[test]
fn settings_have_slips_of_their_own() {
    let site = "title: Hotel maps\nlanguage = \"English\"\ntheme = \"Defalt\"\ndate = 2026-11-21\n[brand]\nlogo = \"C:\\Users\\me\\logo.png\"\n";
    check(
        &[("wayfare.toml", site), (A, &map("", "", ""))],
        &["wayfare.toml:1:6 toml-syntax", "wayfare.toml:2:12 unknown-value", "wayfare.toml:6:11 toml-syntax"],
        &["title = \"Hotel maps\"", "write `en`", "write / for each backslash"],
    );
}

#[test]
fn a_heading_with_too_few_brackets_and_a_fence_of_dashes_are_blamed_themselves() {
    let good = map("", "", "");
    let bare = good.replace("[[stages.steps]]\nname = \"S\"\n", "");
    for (text, wrong, code) in [
        (&good, "[stage]", "toml-syntax"),
        (&good, "[stages]", "toml-syntax"),
        (&good, "[ [stages] ]", "toml-syntax"),
        (&bare, "[stage]", "conflicting-fields"),
    ] {
        let text = text.replacen("[[stages]]", wrong, 1);
        let line = text.lines().position(|line| line == wrong).map_or(0, |at| at + 1);
        check(&[(A, &text)], &[&format!("{A}:{line}:1 {code}")], &["brackets", "[[stages]]"]);
    }
    let dashes = good.replacen("+++", "---", 1);
    check(&[(A, &dashes)], &["content/journeys/a.md:1:1 toml-syntax"], &["three `+`"]);
}

#[test]
fn a_map_or_a_person_in_another_folder_is_told_once_with_the_folder_it_belongs_to() {
    for file in ["content/old/a.md", "content/teams/a.md", "content/personas/a.md"] {
        let (places, shown) = told(&[(file, &map("", "", ""))]);
        let of_file = places.iter().filter(|place| place.starts_with(file)).collect::<Vec<_>>();
        assert_eq!(of_file, [&format!("{file}:1:1 unknown-field")], "{shown}");
        assert!(shown.contains("move the file to content/journeys/"), "{shown}");
    }
    let person = "+++\nname = \"Maya\"\ngoals = \"Cook\"\nneeds = \"Time\"\n+++\n";
    let (places, shown) = told(&[("content/old/maya.md", person)]);
    assert_eq!(places.iter().filter(|place| place.starts_with("content/old")).count(), 1, "{shown}");
    assert!(shown.contains("move the file to content/personas/"), "{shown}");
}

#[test]
fn a_reference_says_where_the_file_is_that_it_cannot_find() {
    let person = "+++\nname = \"Maya\"\ngoals = \"Cook\"\nneeds = \"Time\"\n+++\n";
    let named = map("personas = [\"maya\"]", "", "[[maya]]");
    for (file, help) in [
        ("content/Personas/maya.md", "if `content/Personas/maya.md` is meant, move it to content/personas/"),
        ("content/journeys/maya.md", "if `content/journeys/maya.md` is meant, move it to content/personas/"),
        ("content/maya.md", "if `content/maya.md` is meant, move it to content/personas/"),
        ("content/personas/maya.md.txt", "has this name, and is not read: rename it to `maya.md`"),
    ] {
        let (places, shown) = told(&[(A, &named), (file, person)]);
        assert!(places.iter().any(|place| place.ends_with("unknown-reference")), "{shown}");
        assert!(shown.contains(help), "{file}: {shown}");
    }
}

#[test]
fn a_second_name_below_a_heading_is_what_its_lines_say() {
    for (lines, first) in [
        ("name = \"Deciding\"\ngoal = \"Know\"\n[[stages.steps]]\nname = \"T\"", "[[stages]]"),
        ("name = \"Waits\"\nactions = \"Sits\"\n[[stages.steps]]\nname = \"T\"", "[[stages.steps]]"),
        ("name = \"Waits\"\nduration = \"1 h\"\n[[stages]]\nname = \"T\"", "[[stages.steps]]"),
    ] {
        let (_, shown) = told(&[(A, &map("", lines, ""))]);
        assert!(shown.contains("`name` is written twice"), "{shown}");
        assert!(shown.contains(&format!("begin here? Then put a line {first} above it")), "{lines}: {shown}");
    }
    let stage =
        "+++\ntitle = \"A\"\n[[stages]]\nname = \"B\"\nname = \"Waits\"\nemotion = 1\n[[stages]]\nname = \"C\"\n+++\n";
    let (_, shown) = told(&[(A, stage)]);
    assert!(shown.contains("does another step begin here?"), "{shown}");
}

#[test]
fn a_name_without_letters_and_a_feeling_in_numbers_are_told_as_that() {
    let empty = map("", "", "").replace("name = \"S\"", "name = \" \"");
    check(&[(A, &empty)], &[&format!("{A}:11:8 missing-field")], &["this step's name is empty"]);
    let number = map("", "feeling = -1", "");
    check(&[(A, &number)], &[&format!("{A}:12:11 wrong-type")], &["emotion = -1"]);
}

#[test]
fn an_owner_below_a_step_is_shown_to_whom_the_map_lacks_one() {
    let low =
        map("", "", "").replace("owner = \"growth\"\n", "").replace("name = \"U\"", "name = \"U\", owner = \"growth\"");
    check(&[(A, &low)], &[&format!("{A}:2:9 no-owner")], &["this owns its stage or step alone", "move the line above"]);
}

#[test]
fn words_that_are_the_title_of_a_file_are_told() {
    let file = ("content/pain-points/no-answer.md", "+++\ntitle = \"Nobody answers\"\n+++\n");
    for words in ["Nobody answers", "nobody answers ", "No-Answer"] {
        let step = format!("pain_points = [\"{words}\"]");
        let (places, shown) = told(&[(A, &map("", &step, "")), file]);
        assert!(places.contains(&format!("{A}:12:16 near-miss")), "{shown}");
        assert!(shown.contains("write `no-answer`"), "{shown}");
    }
    for words in ["\"no-answer\"", "\"Nobody else answers\"", "{ text = \"Nobody answers\", severity = 4 }"] {
        let (places, shown) = told(&[(A, &map("", &format!("pain_points = [{words}]"), "")), file]);
        assert!(!places.iter().any(|place| place.ends_with("near-miss")), "{shown}");
    }
}

#[test]
fn an_image_in_another_folder_is_found() {
    let missing = [&*format!("{A}:20:10 missing-image")];
    let map = map("", "", "![A van](van.jpg)");
    for (image, help) in [
        ("content/images/Van.jpg", "write `../images/Van.jpg`"),
        ("content/journeys/a/van.jpg", "write `a/van.jpg`"),
        ("static/van.jpg", "write `../../static/van.jpg`"),
        ("content/images/bus.jpg", "put the image there"),
    ] {
        check(&[(A, &map), (image, "")], &missing, &[help]);
    }
}

#[test]
fn a_missing_first_line_is_told_and_the_settings_are_read_all_the_same() {
    let good = map("", "sevrity = 1", "Words with [a link](nowhere.md).");
    let open = good.replacen("+++\n", "", 1);
    let expected = ["1:1 missing-front-matter", "11:1 unknown-field", "19:21 broken-link"];
    let expected = expected.map(|place| format!("{A}:{place}"));
    check(&[(A, &open)], &expected.each_ref().map(String::as_str), &["put a line `+++` above the settings\n"]);
    // Neither of the two lines: what is no setting begins the words.
    let bare = open.replacen("+++\n", "", 1);
    check(&[(A, &bare)], &[&expected[0], &expected[1], &format!("{A}:18:21 broken-link")], &["and one below them"]);
}

#[test]
fn headings_that_all_lack_a_bracket_are_told_once() {
    let text = map("", "", "").replace("[[stages]]", "[stages]").replace("[[stages.steps]]\nname = \"S\"\n", "");
    check(&[(A, &text)], &[&format!("{A}:8:1 toml-syntax")], &["each of these 3 headings", "the next of them"]);
}

#[test]
fn a_word_for_a_rating_and_a_text_for_a_picture_are_told() {
    let step = "pain_points = [{ text = \"Late\", severity = \"high\" }]";
    check(&[(A, &map("", step, ""))], &[&format!("{A}:12:44 wrong-type")], &["must be a number from 1 to 5"]);
    let tree = |image: Option<ImageInfo>| {
        let text = |text: String| SourceContent::Text(text.into());
        let files = [
            (A, text(map("", "", "![A van](van.jpg)"))),
            ("content/personas/jurgen-muller.md", text(MAYA.to_owned())),
            ("content/journeys/van.jpg", SourceContent::Binary { byte_length: 20, image }),
        ];
        SourceTree::new(files.map(|(path, content)| Source { path: path.into(), content }).into())
    };
    for (image, expected) in [(None, 1), (Some(ImageInfo { width: 4, height: 3 }), 0)] {
        let tree = tree(image);
        let (_, diagnostics) = load(&tree, &LoadOptions::default()).finish();
        let shown = render_text(&diagnostics, &tree, TextStyle::default());
        assert_eq!(shown.matches("`van.jpg` holds no picture").count(), expected, "{shown}");
    }
}

#[test]
fn what_stands_at_the_wrong_side_of_a_line_is_told_as_that() {
    // A stage put at the end of the file.
    let good = map("", "", "Words.");
    let late = format!("{good}\n[[stages]]\nname = \"E\"\n[[stages.steps]]\nname = \"V\"\n");
    let line = late.lines().count() - 3;
    check(&[(A, &late)], &[&format!("{A}:{line}:1 toml-syntax")], &["move these lines above the second `+++`"]);
    // In a fence, or as a link to somewhere, it is words.
    let quoted = map("", "", "```toml\n[[stages]]\nname = \"E\"\n```\n\n[[a]]\n\nb = c");
    check(&[(A, &quoted)], &[], &[]);
    // Each of these headings is missing once.
    let nameless = good.replacen("[[stages]]\nname = \"B\"\n", "", 1);
    check(&[(A, &nameless)], &[&format!("{A}:8:1 toml-syntax")], &["put a line [[stages]] above the name"]);
    let twice = good.replacen("[[stages]]\nname = \"C\"", "name = \"C\"", 1);
    let (places, shown) = told(&[(A, &twice)]);
    assert!(places.iter().any(|place| place.ends_with("toml-syntax")), "{shown}");
    assert!(shown.contains("does another step begin here? Then put a line [[stages.steps]] above it"), "{shown}");
    // A field of the map that stands below a step, with a slip besides.
    let below = map("", "review_evry = \"monthly\"", "");
    check(
        &[(A, &below)],
        &[&format!("{A}:12:1 unknown-field")],
        &["did you mean `review_every`?", "field of a journey"],
    );
}

#[test]
fn marks_that_are_missing_or_wrong_are_told_once_and_as_what_they_are() {
    let at = |line: usize, column: usize| format!("{A}:{line}:{column} toml-syntax");
    for (head, step, place, words) in [
        ("tags = [\"Signs, \"Main desk\"]", "", at(3, 8), "a quotation mark is missing in this list"),
        ("summary = Maya is here\"", "", at(3, 11), "summary = \"Maya is here\""),
        ("kind == \"patient\"", "", at(3, 7), "one `=` is enough"),
        ("", "pain_points = [{ text = \"x\", severity: 4 }]", at(12, 38), "joined by `=`, not by `:`"),
        ("", "pain_points = [{ \"Late\", severity = 4 }]", at(12, 16), "a text between braces needs its key"),
        ("reviewed = 2026-11-31", "", format!("{A}:3:12 invalid-date"), "November 2026 has 30 days"),
    ] {
        check(&[(A, &map(head, step, ""))], &[&place], &[words]);
    }
    let pasted = map("", "", "").replace('"', "”");
    let (places, shown) = told(&[(A, &pasted)]);
    assert_eq!(places.len(), 5, "{shown}");
    assert!(shown.contains("more places of this file have the same mistake"), "{shown}");
    for (first, last) in [("---", "---"), ("+ + +", "+++")] {
        let framed = map("", "", "").replacen("+++", first, 1).replacen("\n+++", &format!("\n{last}"), 1);
        check(&[(A, &framed)], &[&at(1, 1)], &["front matter begins with three `+`", "it ends with a line `+++`"]);
    }
    let person = "+++\nname = \"Maya\"\nrole = \"Nurse\"\nfrustrations = \"Late\"\nquote = \"No\"\n+++\n";
    let (places, shown) = told(&[("content/journeys/maya.md", person), (A, &map("", "", ""))]);
    assert_eq!(places, ["content/journeys/maya.md:1:1 unknown-field"], "{shown}");
}
