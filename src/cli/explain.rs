//! `wayfare explain`: the manual page of a diagnostic.

use super::Outcome;
use super::say::Say;
use crate::diagnostics::{Code, Level, nearest};

pub(super) fn run(name: Option<&str>, say: &Say) -> Outcome {
    let Some(name) = name else {
        say.result(&list());
        return Outcome::Done;
    };
    if let Some(code) = Code::from_name(name) {
        say.result(code.manual().trim_end());
        return Outcome::Done;
    }
    tell_unknown(name, say);
    Outcome::Failed
}

/// Says that a name is no diagnostic, and which one is near.
pub(super) fn tell_unknown(name: &str, say: &Say) {
    say.mistake(&format!("error: there is no diagnostic `{name}`"));
    match nearest(name, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => say.mistake(&format!("help: did you mean `{near}`?")),
        None => say.mistake("help: `wayfare explain` without a name lists them all"),
    }
}

/// Every code with its level and the phrase from the head of its page.
fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let lines = Code::ALL.iter().map(|code| {
        let level = match code.default_level() {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        };
        let phrase =
            code.manual().lines().next().and_then(|head| head.split_once(": ")).map_or("", |(_, phrase)| phrase);
        format!("{:width$}  {level:7}  {phrase}", code.name())
    });
    lines.collect::<Vec<_>>().join("\n")
}
