use super::*;
use crate::source::line_and_column;

/// Parses, and gives for each diagnostic `line:column message`, with ` → replacement` where there is one; and the keys read.
fn read(text: &str) -> (Vec<String>, String) {
    let source = SourceId(0);
    let decoded = decode_toml(source, text, 0..text.len(), Span::whole(source), |table, _, _| {
        let mut keys: Vec<(usize, &str)> =
            table.iter().map(|(key, _)| (key.span().start, key.get_ref().as_ref())).collect();
        keys.sort_unstable();
        keys.iter().map(|(_, key)| *key).collect::<Vec<_>>().join(" ")
    });
    let told = decoded
        .diagnostics
        .finish(|diagnostic| Some(diagnostic.level))
        .iter()
        .map(|diagnostic| {
            let (line, column) = line_and_column(text, diagnostic.primary.span.start as usize);
            let mend = diagnostic.suggestion.as_ref().map_or(String::new(), |mend| format!(" → {}", mend.replacement));
            format!("{line}:{column} {}{mend}", diagnostic.message)
        })
        .collect();
    (told, decoded.value)
}

#[track_caller]
fn check(text: &str, told: &[&str], keys: &str) {
    assert_eq!(read(text), (told.iter().map(|line| (*line).to_owned()).collect(), keys.to_owned()), "{text}");
}

#[test]
fn mistakes_are_told_in_plain_words_and_the_rest_is_read() {
    let cases: &[(&str, &str, &str)] = &[
        ("a = Hello world\nb = 2\n", "1:5 a text must stand in quotation marks → \"Hello world\"", "a b"),
        ("a = Maya's box\nb = 2\n", "1:5 a text must stand in quotation marks → \"Maya's box\"", "a b"),
        ("a = The \"best\" box\nb = 2\n", "1:5 a text must stand in quotation marks → 'The \"best\" box'", "a b"),
        ("a = “Hello”\nb = 2\n", "1:5 these are not the quotation marks that TOML knows → \"Hello\"", "a b"),
        ("a = \"Hello\nb = 2\n", "1:5 this text has no closing quotation mark → \"", "a b"),
        ("a = \"say \"hi\" x\"\nb = 2\n", "1:5 there are quotation marks inside this text → 'say \"hi\" x'", "a b"),
        ("a = 'it's'\nb = 2\n", "1:5 there are quotation marks inside this text → \"it's\"", "a b"),
        ("a = \"c:\\x\"\nb = 2\n", "1:8 a backslash has a meaning of its own in a text → \\\\", "a b"),
        ("a \"Hello\"\nb = 2\n", "1:2 a `=` is missing between the key and its value →  =", "a b"),
        ("a: \"Hello\"\nb = 2\n", "1:2 a key and its value are joined by `=`, not by `:` →  =", "a b"),
        (
            "a: Hello world\nb = 2\n",
            "1:2 a key and its value are joined by `=`, not by `:` →  = \"Hello world\"",
            "a b",
        ),
        ("a = \"C:\\Users\\me\\x.png\"\nb = 2\n", "1:8 a backslash has a meaning of its own in a text → /", "a b"),
        ("my key = 1\nb = 2\n", "1:1 a key must not contain spaces → my_key", "my_key b"),
        ("// note\nb = 2\n", "1:1 this line is no setting → #", "b"),
        ("- item\nb = 2\n", "1:1 this line is no setting", "b"),
        ("Ünder\nb = 2\n", "1:1 this line is no setting", "b"),
        ("a = \nb = 2\n", "1:1 a value is missing after `=`", "a b"),
        ("a == 1\nb = 2\n", "1:4 one `=` is enough → ", "a b"),
        ("= 1\nb = 2\n", "1:1 a key is missing", " b"),
        ("a = [\"x\" \"y\"]\nb = 2\n", "1:9 a comma is missing here → ,", "a b"),
        ("a = [1,, 2]\nb = 2\n", "1:8 there is a comma too many → ", "a b"),
        ("a = [\"x\",\n  \"y\"\nb = 2\n", "2:6 this list does not end: a `]` is missing → ]", "a b"),
        ("a = [\"x\",\n[[b]]\nc = 2\n", "1:10 this list does not end: a `]` is missing → ]", "a b"),
        ("a = { x = 1, y = 2\nb = 2\n", "1:19 this table in braces does not end: a `}` is missing → }", "a b"),
        ("a = \"\"\"long\ntext\nb = 2\n", "1:5 this long text does not end", "a b"),
        ("[[a]\nx = 1\n[b]\n", "1:1 this heading does not end with `]` → ]", "a b"),
        ("[a\nx = 1\n[b]\n", "1:1 this heading does not end with `]` → ]", "a b"),
        ("[a]]\nx = 1\n[b]\n", "1:4 this heading has a bracket too many → ", "a b"),
        ("a = 1\nb = 2\na = 3\n", "3:1 `a` is written twice", "a b"),
        ("[a]\nx = 1\n[a]\ny = 2\n", "3:2 `a` is written twice", "a"),
        ("a = 2026-02-30\nb = 2\n", "1:5 `2026-02-30` is not a calendar day", "a b"),
        ("a = 2026-9-14\nb = 2\n", "1:5 `2026-9-14` is not how a date is written → 2026-09-14", "a b"),
        ("a = 14.09.2026\nb = 2\n", "1:5 `14.09.2026` is not how a date is written → 2026-09-14", "a b"),
        ("a = 2026/09/14\nb = 2\n", "1:5 `2026/09/14` is not how a date is written → 2026-09-14", "a b"),
        ("a = 2026-05\nb = 2\n", "1:5 `2026-05` is not a calendar day", "a b"),
        ("a = 22 November 2026\nb = 2\n", "1:5 `22 November 2026` is not how a date is written → 2026-11-22", "a b"),
        ("a = Nov 2 26\nb = 2\n", "1:5 a text must stand in quotation marks → \"Nov 2 26\"", "a b"),
        ("a = Nov 2nd, 2026\nb = 2\n", "1:5 `Nov 2nd, 2026` is not how a date is written → 2026-11-02", "a b"),
        ("a = True\nb = 2\n", "1:5 `True` must be written `true`, or in quotation marks → true", "a b"),
        ("a = yes\nb = 2\n", "1:5 `yes` must be written `true`, or in quotation marks → true", "a b"),
        ("a = null\nb = 2\n", "1:5 there is no value for \"nothing\"", "a b"),
        ("a = 1,5\nb = 2\n", "1:5 a number has a point, not a comma → 1.5", "a b"),
        ("a = .5\nb = 2\n", "1:5 `.5` is not how a number is written → 0.5", "a b"),
        ("a = 007\nb = 2\n", "1:5 `007` is not how a number is written → 7", "a b"),
        ("a = 50%\nb = 2\n", "1:5 a number stands without a percent sign → 50", "a b"),
        ("a = 3/5\nb = 2\n", "1:5 `3/5` is not how a number is written", "a b"),
        ("scale = 1-5\nb = 2\n", "1:9 `1-5` is not one number", "scale b"),
        ("reviewed = Q3 2026\nb = 2\n", "1:12 `Q3 2026` is not how a date is written", "reviewed b"),
        ("a = [{ severity = high }]\nb = 2\n", "1:19 `severity` is a number from 1 to 5", "a b"),
        ("a = \"Why\"?\nb = 2\n", "1:10 this stands behind the text instead of in it: ? → \"Why?\"", "a b"),
        ("My Key = 1\nb = 2\n", "1:1 a key must not contain spaces → my_key", "my_key b"),
        ("a = –1,5\nb = 2\n", "1:5 the minus of a number is a plain hyphen → -1.5", "a b"),
        ("a = 3/4/2026\nb = 2\n", "1:5 `3/4/2026` can be two days", "a b"),
        ("a = 03-04-2026\nb = 2\n", "1:5 `03-04-2026` can be two days", "a b"),
        ("a = \"the “door” b”\nb = 2\n", "1:18 this text begins with a \" and ends with a ” → \"", "a b"),
        ("“a” = \"x\"\nb = 2\n", "1:1 these are not the quotation marks that TOML knows → a", "“a” b"),
        ("a - \"x\"\nb = 2\n", "1:3 a key and its value are joined by `=`, not by `-` → =", "a b"),
        ("- a = \"x\"\nb = 2\n", "1:1 a setting does not begin with a dash → ", "a b"),
        (
            "a:\n  - x\n  - y\nb = 2\n",
            "1:1 this list is written as in YAML, and TOML is expected → a = [\"x\", \"y\"]",
            "b",
        ),
        ("stages:\n- name: x\n  goal: y\nb = 2\n", "1:1 this list is written as in YAML, and TOML is expected", "b"),
        ("\u{a0}a = 1\nb\u{a0}= 2\n", "1:1 this looks like a space, and is another sign", "a b"),
        ("a = \"img\\van.jpg\"\nb = 2\n", "1:9 a backslash has a meaning of its own in a text → /", "a b"),
        (
            "[stages]\na = 1\n[stages]\na = 2\n",
            "1:1 each of these 2 headings needs two brackets: [[stages]] → [[stages]]",
            "stages",
        ),
        ("a = \"x\",\nb = 2\n", "1:8 nothing may follow the value on its line → ", "a b"),
        ("a = 1 // note\nb = 2\n", "1:5 a text must stand in quotation marks → #", "a b"),
        ("[[a]]\nx = 1\n[a]\ny = 2\n[[a]]\nz = 3\n", "3:1 this heading needs two brackets: [[a]] → [[a]]", "a"),
        ("[a]\nx = 1\n[[a]]\ny = 2\n[[a]]\nz = 3\n", "1:1 this heading needs two brackets: [[a]] → [[a]]", "a"),
        ("a = [\"x\", b = 3]\nc = 3\n", "1:11 a key stands among the entries of a list", "a c"),
        ("a = 1 b = 2\nc = 3\n", "1:5 two settings stand on one line", "a c"),
        ("a = \"x\", \"y\"\nb = 2\n", "1:5 a list stands between square brackets → [\"x\", \"y\"]", "a b"),
        ("a = \"x\"; 'y'\nb = 2\n", "1:5 a list stands between square brackets → [\"x\", \"y\"]", "a b"),
        ("a = (\"x\", \"y\")\nb = 2\n", "1:5 a list stands between square brackets → [\"x\", \"y\"]", "a b"),
        ("a = (\"x\")\nb = 2\n", "1:5 a list stands between square brackets → [\"x\"]", "a b"),
        ("a = \"x\", { b = 1 }]\nb = 2\n", "1:5 the `[` at the beginning of this list is missing → [", "a b"),
        ("a = [\"x\"; \"y\"]\nb = 2\n", "1:9 entries are separated by commas, not by semicolons → ,", "a b"),
        (
            "a = { on = 31.10.2026, v = 58 }\nb = 2\n",
            "1:12 `31.10.2026` is not how a date is written → 2026-10-31",
            "a b",
        ),
        ("a = [{ severity = 3 owner = \"x\" }]\nb = 2\n", "1:20 a comma is missing here → ,", "a b"),
        ("a = [{ severity = 3,5, b = \"x\" }]\nb = 2\n", "1:19 a number has a point, not a comma → 3.5", "a b"),
        ("a = [{ b = \"x\", severity = 3,5 }]\nb = 2\n", "1:28 a number has a point, not a comma → 3.5", "a b"),
        ("a = - 1\nb = 2\n", "1:5 the sign of a number stands right before it → -1", "a b"),
        ("a = -.5\nb = 2\n", "1:5 `-.5` is not how a number is written → -0.5", "a b"),
        ("severity = 60%\nb = 2\n", "1:12 `severity` is a number from 1 to 5", "severity b"),
        ("emotion = panicky\nb = 2\n", "1:11 a text must stand in quotation marks → \"panicky\"", "emotion b"),
        ("schlüssel = 1\nb = 2\n", "1:5 `ü` cannot stand in a key", "schlüssel b"),
    ];
    for (text, told, keys) in cases {
        check(text, &[told], keys);
        check(&text.replace('\n', "\r\n"), &[told], keys);
    }
}

#[test]
fn many_mistakes_of_one_text_are_all_told() {
    check(
        "title: \"x\"\nb = [1\nc = yes\n[[d]\ne = 'a'b'\nf = 1\n",
        &[
            "1:6 a key and its value are joined by `=`, not by `:` →  =",
            "2:7 this list does not end: a `]` is missing → ]",
            "3:5 `yes` must be written `true`, or in quotation marks → true",
            "4:1 this heading does not end with `]` → ]",
            "5:5 there are quotation marks inside this text → \"a'b\"",
        ],
        "title b c d",
    );
}

#[test]
fn nesting_is_told_once_and_breaks_nothing() {
    for text in [
        format!("a = {}", "[".repeat(10_000)),
        format!("a = {}", "{a=".repeat(10_000)),
        format!("{}b = 1", "a.".repeat(10_000)),
        format!("[{}b]\nc = 1", "a.".repeat(10_000)),
        "[".repeat(10_000),
    ] {
        let (told, _) = read(&text);
        assert!(!told.is_empty() && told.len() < 5, "{told:?}");
    }
    let (told, _) = read(&format!("a = {}{}\n", "[".repeat(10_000), "]".repeat(10_000)));
    assert_eq!(told, ["1:85 brackets are nested more than 80 deep"]);
}

#[test]
fn hopeless_texts_are_told_in_little_time() {
    let (told, _) = read(&"x\n".repeat(200_000));
    assert!(told.len() <= MOST_ERRORS + MOST_REPAIRS, "{}", told.len());
}

#[test]
fn settings_beyond_the_limit_are_not_read() {
    let (told, keys) = read(&"a = 1\n".repeat(200_000));
    assert_eq!((told.len(), keys.as_str()), (1, ""), "{told:?}");
}

#[test]
fn places_after_an_insertion_are_those_of_the_file() {
    let mut shifts = Shifts::starting_at(100);
    shifts.insert(10, 1);
    shifts.insert(4, 2);
    // Inserted: two bytes at 4, one at 12.
    for (parsed, original) in [(0, 100), (4, 104), (5, 104), (6, 104), (7, 105), (12, 110), (13, 110), (14, 111)] {
        assert_eq!(shifts.original(parsed), original, "{parsed}");
    }
}

/// What a step holds, in a file with more behind it.
fn step_with(value: &str) -> String {
    let head = "[[stages]]\nname = \"One\"\n  [[stages.steps]]\n";
    format!("{head}  pains = {value}\n  emotion = 1\n[[stages]]\nname = \"Two\"\n")
}

#[test]
fn one_missing_bracket_is_one_mistake_whatever_follows() {
    const BRACE: &str = "this table in braces does not end: a `}` is missing → }";
    const LIST: &str = "this list does not end: a `]` is missing → ]";
    const BOTH: &str = "this list does not end: a `}]` is missing → }]";
    // `¦` is where it is told.
    for (value, told) in [
        // Before the end of the list, before the next table of the list, before the next setting.
        ("[\n    {\n      text = \"No\",\n      severity = 4¦\n  ]", BRACE),
        ("[\n    {\n      text = \"No\",\n      severity = 4,¦ # much\n  ]", BRACE),
        ("[\n    {\n      text = \"No\",\n      severity = 4¦,\n    {\n      text = \"Nay\",\n    },\n  ]", BRACE),
        ("{\n    text = \"No\",\n    severity = 4¦", BRACE),
        ("{\n    text = \"No\",\n    severity = 4,¦", BRACE),
        ("{ text = \"No\", severity = 4¦", BRACE),
        ("[{ text = \"No\", severity = 4¦ ]", BRACE),
        ("[{ text = \"No\" }, { text = \"Nay\"¦ ]", BRACE),
        ("[{ text = \"No\", severity = 4¦", BOTH),
        ("[\n    {\n      text = \"No\",\n      severity = 4¦", BOTH),
        ("{ text = \"x\", sources = [\"a\", \"b\"¦ }", LIST),
        ("{ sources = [\"a\", \"b\"¦, text = \"x\" }", LIST),
        ("[\n    { text = \"x\" },\n    { text = \"y\" },¦", LIST),
        ("[\"a\", \"b\" ¦}", "this `}` does not fit: a `]` belongs here → ]"),
        ("{ text = \"x\" ¦]", "this `]` does not fit: a `}` belongs here → }"),
    ] {
        let (before, _) = value.split_once('¦').expect("a place");
        let (text, place) = (step_with(&value.replace('¦', "")), step_with("").find("pains = ").expect("a step") + 8);
        let (line, column) = line_and_column(&text, place + before.len());
        check(&text, &[&format!("{line}:{column} {told}")], "stages");
    }
    // All lines at one margin: a comma tells that the table goes on.
    check(
        "q = {\na = 1,\nb = 2\nc = 3\n[d]\n",
        &["3:6 this table in braces does not end: a `}` is missing → }"],
        "q c d",
    );
}

#[test]
fn brackets_in_texts_and_remarks_are_none() {
    let whole = "a = [\"[\", '{', # ]\n  \"\"\"\n]\"\"\", { b = \"\\\"}\", c = 'x\\' },\n  [true],\n]\nd = \"\"\"\ne = [\n\"\"\"\n";
    check(whole, &[], "a d");
    check(&format!("{whole}f = yes\n"), &["9:5 `yes` must be written `true`, or in quotation marks → true"], "a d f");
}
