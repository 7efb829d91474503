//! Names into gaps, and lines that a site would refuse switched off.

use super::SiteFacts;
use super::facts::ClosedList;
use crate::interop::front_matter_writer::quote;
use crate::slug::Slug;

/// The scale that the texts of `files/` are written on.
const WRITTEN: (f64, f64) = (-2.0, 2.0);

/// More words of a closed list than these are not repeated in a remark.
const MOST_WORDS: usize = 8;

/// What goes into a gap.
pub(super) enum Filled<'a> {
    /// As a TOML text.
    Quoted(&'a str),
    /// As it is.
    Plain(&'a str),
    /// As a TOML list of texts.
    List(&'a [Box<str>]),
}

impl Filled<'_> {
    pub(super) fn text(&self) -> String {
        match self {
            Filled::Quoted(text) => quote(text),
            Filled::Plain(text) => (*text).to_owned(),
            Filled::List(texts) => {
                format!("[{}]", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Fills every gap `<<name>>`. Words are put in once: what stands in them is no gap.
pub(super) fn fill(template: &str, words: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("<<") {
        text.push_str(before);
        let (name, behind) = after.split_once(">>").unwrap_or((after, ""));
        if let Some((_, word)) = words.iter().find(|(known, _)| *known == name) {
            text.push_str(word);
        }
        rest = behind;
    }
    text + rest
}

/// Lays the lines of a journey's front matter on the site's scale, and switches off what its closed lists do not know.
pub(super) fn fit(text: &str, facts: &SiteFacts) -> String {
    let mut fitted = String::with_capacity(text.len());
    for line in text.lines() {
        fitted.push_str(&fit_line(line, facts));
        fitted.push('\n');
    }
    fitted
}

fn fit_line(line: &str, facts: &SiteFacts) -> String {
    let same = || line.to_owned();
    let Some((key, value)) = line.split_once('=').filter(|(key, _)| !key.trim_start().starts_with('#')) else {
        return same();
    };
    let (value, remark) = split_remark(value);
    let texts = quoted_texts(value);
    match key.trim() {
        "emotion" => match value.trim().parse() {
            Ok(score) => {
                let score = on_scale(score, facts.scale).to_string();
                let gap = " ".repeat(value.len().saturating_sub(score.len() + 1));
                let remark = if remark.is_empty() { String::new() } else { format!("{gap}{remark}") };
                format!("{key}= {score}{remark}")
            }
            Err(_) => same(),
        },
        "channels" => unless_listed(line, &texts, &facts.channels, "channels"),
        "kind" => unless_listed(line, &texts, &facts.kinds, "kinds"),
        "touchpoints" => match texts.as_slice() {
            // { name = "…", channel = "…" }
            [name, channel] if !contains(&facts.channels, channel) || contains(&facts.touchpoints, name) => {
                unless_listed(line, &[channel], &facts.channels, "channels")
            }
            [name, ..] => unless_listed(line, &[name], &facts.touchpoints, "touchpoints"),
            [] => same(),
        },
        "metrics" => match facts.metrics.as_ref().and_then(|metrics| metrics.first()) {
            // A moment of truth needs one, so one of the site's own takes its place.
            Some(metric) if !texts.iter().all(|text| contains(&facts.metrics, text)) => {
                format!("{key}= [{}]", quote(metric))
            }
            _ => same(),
        },
        _ => same(),
    }
}

/// The value, and the remark behind it with its `#`.
pub(super) fn split_remark(value: &str) -> (&str, &str) {
    let mut in_text = false;
    for (at, character) in value.char_indices() {
        match character {
            '"' => in_text = !in_text,
            '#' if !in_text => return value.split_at(at),
            _ => {}
        }
    }
    (value, "")
}

/// The texts in quotation marks. (The texts of `files/` escape none.)
pub(super) fn quoted_texts(value: &str) -> Vec<&str> {
    value.split('"').skip(1).step_by(2).collect()
}

fn contains(list: &ClosedList, word: &str) -> bool {
    list.as_ref().is_none_or(|list| list.iter().any(|known| Slug::from_text(known) == Slug::from_text(word)))
}

/// The line, switched off when it names what a closed list does not know.
fn unless_listed(line: &str, words: &[&str], list: &ClosedList, name: &str) -> String {
    if words.iter().all(|word| contains(list, word)) {
        return line.to_owned();
    }
    let known = list.as_deref().unwrap_or_default();
    let shown: Vec<&str> = known.iter().take(MOST_WORDS).map(|word| &**word).collect();
    let more = if known.len() > MOST_WORDS { " …" } else { "" };
    let text = line.trim_start();
    let indent = &line[..line.len() - text.len()];
    let setting =
        text.split_once('=').map_or(text, |(key, value)| &text[..key.len() + 1 + split_remark(value).0.len()]);
    format!("{indent}# The {name} of this site: {}{more}\n{indent}# {}", shown.join(", "), setting.trim_end())
}

/// A score of the scale −2 … 2 on another one, to the nearest hundredth.
fn on_scale(score: f64, (min, max): (f64, f64)) -> f64 {
    let share = (score - WRITTEN.0) / (WRITTEN.1 - WRITTEN.0);
    ((min + share * (max - min)) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn lines_fit_the_site() {
        let list = |words: &[&str]| Some(words.iter().map(|word| Box::from(*word)).collect());
        let facts = SiteFacts {
            scale: (1.0, 5.0),
            channels: list(&["Web", "post"]),
            kinds: list(&["guest"]),
            metrics: list(&["CSAT"]),
            touchpoints: list(&["Sign-up form"]),
            ..SiteFacts::empty(Date(jiff::civil::date(2026, 11, 22)))
        };
        for (line, expected) in [
            ("  emotion = -1.5", "  emotion = 1.5"),
            ("  emotion  = 0.5   # how it felt", "  emotion  = 3.5   # how it felt"),
            ("  # emotion = 1", "  # emotion = 1"),
            ("  channels = \"web\"", "  channels = \"web\""),
            ("  channels = \"phone\"  # how", "  # The channels of this site: Web, post\n  # channels = \"phone\""),
            (
                "touchpoints = { name = \"Front page\", channel = \"web\" }",
                "# The touchpoints of this site: Sign-up form\n# touchpoints = { name = \"Front page\", channel = \"web\" }",
            ),
            (
                "touchpoints = { name = \"Sign-up form\", channel = \"web\" }",
                "touchpoints = { name = \"Sign-up form\", channel = \"web\" }",
            ),
            ("kind = \"customer\"", "# The kinds of this site: guest\n# kind = \"customer\""),
            ("metrics  = [\"Requests sent\"]", "metrics  = [\"CSAT\"]"),
            ("name = \"A # in a text\"", "name = \"A # in a text\""),
        ] {
            assert_eq!(fit_line(line, &facts), expected);
        }
    }

    #[test]
    fn words_are_put_in_once() {
        let words = [("a", "<<b>>".to_owned()), ("b", "x".to_owned())];
        assert_eq!(fill("<<a>> and <<b>>, <<c>>.", &words), "<<b>> and x, .");
    }
}
