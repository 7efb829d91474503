//! Writes front matter that a person would have written: aligned by meaning, one key a line, tables with their header.

use std::fmt::Write as _;

/// A growing front matter. Keys are written as given; texts are quoted as TOML asks.
#[derive(Debug, Default)]
pub struct FrontMatterWriter {
    text: String,
    indent: usize,
}

impl FrontMatterWriter {
    #[must_use]
    pub fn new() -> Self {
        Self { text: String::from("+++\n"), indent: 0 }
    }

    /// `key = "text"`; nothing for an empty text.
    pub fn string(&mut self, key: &str, value: &str) {
        if !value.trim().is_empty() {
            self.raw(key, &quote(value.trim()));
        }
    }

    /// `key = ["a", "b"]`; nothing for an empty list.
    pub fn strings<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        if !values.is_empty() {
            let quoted: Vec<String> = values.iter().map(|value| quote(value.as_ref().trim())).collect();
            self.raw(key, &format!("[{}]", quoted.join(", ")));
        }
    }

    /// `key = number`, whole numbers without a fraction.
    pub fn number(&mut self, key: &str, value: f64) {
        self.raw(key, &format!("{value}"));
    }

    pub fn flag(&mut self, key: &str) {
        self.raw(key, "true");
    }

    /// A key with a value that is TOML already.
    pub fn raw(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{:indent$}{key} = {value}", "", indent = self.indent);
    }

    /// A table header such as `[[stages]]`, with an empty line before it.
    pub fn header(&mut self, header: &str, indent: usize) {
        self.indent = indent;
        let _ = writeln!(self.text, "\n{:indent$}{header}", "");
    }

    pub fn comment(&mut self, comment: &str) {
        let _ = writeln!(self.text, "{:indent$}# {comment}", "", indent = self.indent);
    }

    /// Closes the front matter and adds the body.
    #[must_use]
    pub fn finish(mut self, body: &str) -> String {
        self.text.push_str("+++\n");
        if !body.trim().is_empty() {
            let _ = writeln!(self.text, "\n{}", body.trim());
        }
        self.text
    }
}

/// A text as a TOML string on one line.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Plain words as inline Markdown: characters that would be read as markup are escaped.
#[must_use]
pub fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_texts_come_back_whole() {
        for text in ["plain", "\"quoted\" \\ back", "two\nlines\t", "bell \u{7}, ä, 🙂", "\r\n\u{85}"] {
            let document = format!("key = {}", quote(text));
            let table: toml::Table = document.parse().unwrap_or_else(|error| panic!("{document}: {error}"));
            assert_eq!(table["key"].as_str(), Some(text));
        }
    }
}
