//! Cuts a diagram's text into statements.

/// One statement: `text` is what it says, `start..end` where that stands in the diagram's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement<'a> {
    pub(super) kind: StatementKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StatementKind {
    Journey,
    FrontMatterTitle,
    Title,
    AccessibleTitle,
    AccessibleDescription,
    Section,
    Task,
    /// Understood and without effect here; says what it was.
    Ignored(&'static str),
}

/// A position in the text; statements are taken off its front.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    statements: Vec<Statement<'a>>,
}

pub(super) fn read_statements(text: &str) -> Vec<Statement<'_>> {
    let mut cursor = Cursor { text, at: 0, statements: Vec::new() };
    cursor.skip_byte_order_mark();
    cursor.read_front_matter();
    while cursor.at < text.len() {
        cursor.read_statement();
    }
    // The keyword comes first in what the caller sees, whatever stood before it.
    let keyword = cursor.statements.iter().position(|statement| statement.kind == StatementKind::Journey);
    let before_is_harmless = |count: usize| {
        let harmless =
            |kind: &StatementKind| matches!(kind, StatementKind::Ignored(_) | StatementKind::FrontMatterTitle);
        cursor.statements[..count].iter().all(|statement| harmless(&statement.kind))
    };
    if let Some(position) = keyword.filter(|position| before_is_harmless(*position)) {
        let keyword = cursor.statements.remove(position);
        cursor.statements.insert(0, keyword);
    }
    cursor.statements
}

impl<'a> Cursor<'a> {
    fn skip_byte_order_mark(&mut self) {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// `---`, YAML of which only a `title:` matters, `---`.
    fn read_front_matter(&mut self) {
        let lead = self.rest().len() - self.rest().trim_start().len();
        let body = &self.rest()[lead..];
        let Some(after) =
            body.strip_prefix("---").filter(|after| after.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
        else {
            return;
        };
        let Some(end) = after
            .match_indices("---")
            .map(|(at, _)| at)
            .find(|at| after[..*at].trim_end_matches([' ', '\t']).ends_with('\n'))
        else {
            return;
        };
        let start = self.at + lead + 3;
        let yaml = &after[..end];
        let mut offset = start;
        for line in yaml.split_inclusive('\n') {
            if let Some(value) = line.strip_prefix("title:") {
                let quoted = value.trim();
                let bare = quoted.trim_matches(['"', '\'']);
                let lead = line.find(bare).unwrap_or_default();
                self.push(StatementKind::FrontMatterTitle, offset + lead, offset + lead + bare.len());
            }
            offset += line.len();
        }
        self.at = start + end + 3;
    }

    fn push(&mut self, kind: StatementKind, start: usize, end: usize) {
        self.statements.push(Statement { kind, start, end, text: &self.text[start..end] });
    }

    /// Pushes the text between two offsets without the white space around it.
    fn push_trimmed(&mut self, kind: StatementKind, start: usize, end: usize) {
        let text = &self.text[start..end];
        let lead = text.len() - text.trim_start().len();
        let length = text.trim().len();
        self.push(kind, start + lead, start + lead + length);
    }

    fn read_statement(&mut self) {
        let rest = self.rest();
        let line_end = rest.find('\n').unwrap_or(rest.len());
        let line = &rest[..line_end];
        let start = self.at;
        let indent = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        self.at = (start + line_end + 1).min(self.text.len());
        if trimmed.is_empty() {
            return;
        }
        if trimmed.starts_with("%%{") {
            // A directive may span lines.
            let end = rest.find("}%%").map_or(line_end, |end| end + 3);
            self.at = start + end;
            self.push(StatementKind::Ignored("a Mermaid directive has no effect here"), start + indent, start + end);
            return;
        }
        if trimmed.starts_with("%%") {
            return;
        }
        let word_start = start + indent;
        let end = start + indent + trimmed.len();
        if let Some(after) = keyword(trimmed, "journey") {
            self.push(StatementKind::Journey, word_start, word_start + "journey".len());
            // Mermaid lets the first statement stand on the same line.
            self.at = end - after.len();
            return;
        }
        if let Some(after) = keyword(trimmed, "accDescr") {
            if let Some(block) = after.trim_start().strip_prefix('{') {
                self.read_description_block(end - block.len());
                return;
            }
            if let Some(value) = after.trim_start().strip_prefix(':') {
                self.push_trimmed(StatementKind::AccessibleDescription, end - value.len(), end);
                return;
            }
        }
        if let Some(value) = keyword(trimmed, "accTitle").and_then(|after| after.trim_start().strip_prefix(':')) {
            self.push_trimmed(StatementKind::AccessibleTitle, end - value.len(), end);
            return;
        }
        for (word, kind) in [("title", StatementKind::Title), ("section", StatementKind::Section)] {
            if let Some(after) =
                keyword(trimmed, word).filter(|after| after.is_empty() || after.starts_with(char::is_whitespace))
            {
                self.push_trimmed(kind, end - after.len(), end);
                return;
            }
        }
        self.push(StatementKind::Task, word_start, end);
    }

    /// `accDescr { … }`; a block that never ends takes the rest of its own line only, so that no line is lost.
    fn read_description_block(&mut self, start: usize) {
        let block = &self.text[start..];
        match block.find('}') {
            Some(length) => {
                self.push_trimmed(StatementKind::AccessibleDescription, start, start + length);
                self.at = start + length + 1;
            }
            None => {
                let line = block.find('\n').unwrap_or(block.len());
                self.push_trimmed(StatementKind::AccessibleDescription, start, start + line);
                self.at = (start + line + 1).min(self.text.len());
            }
        }
    }
}

/// What follows a keyword at the start of a text, in any case; `None` when the word goes on.
fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let after = &text[word.len()..];
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    (head.eq_ignore_ascii_case(word) && !goes_on).then_some(after)
}

/// Replaces Mermaid's entity codes (`#35;`, `#quot;`); a code that `replace` does not know stays as it is.
pub(super) fn replace_entities(text: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('#') {
        replaced.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let length = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        let decoded = (length > 0 && after[length..].starts_with(';')).then(|| replace(&after[..length])).flatten();
        if let Some(decoded) = decoded {
            replaced.push_str(&decoded);
            rest = &after[length + 1..];
        } else {
            replaced.push('#');
            rest = after;
        }
    }
    replaced.push_str(rest);
    replaced
}

/// The character of a code: a decimal number, or one of the few names that people use.
pub(super) fn decode_entity(code: &str) -> Option<String> {
    if let Ok(number) = code.parse::<u32>() {
        return char::from_u32(number).map(String::from);
    }
    Some(
        match code {
            "quot" => "\"",
            "apos" => "'",
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "nbsp" => "\u{a0}",
            "colon" => ":",
            "semi" => ";",
            "num" => "#",
            _ => return None,
        }
        .to_owned(),
    )
}
