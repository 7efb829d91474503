//! Fenced code: its language, and whether it is a Mermaid journey.

/// The language of a fence's info string: its first word, as a class may hold it.
pub(super) fn language(info: &str) -> String {
    let word = info.split(|character: char| character.is_whitespace() || ",{".contains(character)).next();
    let safe = |character: &char| character.is_ascii_alphanumeric() || "+-._#".contains(*character);
    word.unwrap_or_default().chars().filter(safe).flat_map(char::to_lowercase).collect()
}

/// Whether the diagram is of type `journey`: the first word after front matter, directives and comments.
pub(super) fn is_journey(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty()).peekable();
    if lines.next_if_eq(&"---").is_some() {
        lines.by_ref().find(|line| *line == "---");
    }
    let mut in_directive = false;
    for line in lines {
        if in_directive || line.starts_with("%%{") {
            in_directive = !line.contains("}%%");
        } else if !line.is_empty() && !line.starts_with("%%") {
            return line.split_whitespace().next() == Some("journey");
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journeys_are_told_from_other_diagrams() {
        for (text, expected) in [
            ("journey\n title x", true),
            ("\n  journey\n", true),
            ("---\ntitle: x\n---\n%% note\n%%{init: {}}%%\njourney", true),
            ("%%{init: {\n'a': 1}\n}%%\njourney", true),
            ("flowchart LR", false),
            ("journeys", false),
            ("", false),
        ] {
            assert_eq!(is_journey(text), expected, "{text:?}");
        }
        assert_eq!(language("mermaid {init}"), "mermaid");
        assert_eq!(language("\"><script"), "script");
    }
}
