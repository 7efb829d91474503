//! What the site and its files say about the levels of rules.

use super::decode::{OneOrMany, RawText};
use super::read::Entity;
use super::site::{RawFile, RawSite};
use super::translation::RawTranslation;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, LevelPolicy, Severity, nearest};
use crate::source::{SourceId, Span};

/// Adds `[lints]` and every file's `allow`, `warn` and `deny` to a policy. A name that is no rule is told.
pub fn read_levels(site: &RawSite, policy: &mut LevelPolicy) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (name, word) in &site.config.lints {
        let code = code_of(name, &mut diagnostics);
        let severity = Severity::from_name(&word.value);
        if severity.is_none() {
            diagnostics.push(unknown_word(word));
        }
        if let (Some(code), Some(severity)) = (code, severity) {
            policy.set_for_site(code, severity);
        }
    }
    let mut files = Files { policy, diagnostics };
    files.read(&site.journeys);
    files.read(&site.personas);
    files.read(&site.opportunities);
    files.read(&site.solutions);
    files.read(&site.pain_points);
    files.read(&site.sources);
    files.read(&site.touchpoints);
    files.read(&site.channels);
    files.read(&site.teams);
    files.read(&site.metrics);
    files.read(&site.pages);
    files.read(&site.terms);
    files.read(site.glossary.as_slice());
    files.read(&site.introductions);
    files.diagnostics
}

/// Adds what translations say about rules in them.
pub fn read_translation_levels(translations: &[RawTranslation], policy: &mut LevelPolicy) -> Diagnostics {
    let mut files = Files { policy, diagnostics: Diagnostics::new() };
    for file in translations.iter().flat_map(|translation| &translation.levels) {
        files.read_file(file.source, file.levels.iter().map(|(severity, names)| (*severity, names)));
    }
    files.diagnostics
}

struct Files<'p> {
    policy: &'p mut LevelPolicy,
    diagnostics: Diagnostics,
}

impl Files<'_> {
    fn read<T: Entity>(&mut self, files: &[RawFile<T>]) {
        for file in files {
            self.read_file(file.source, file.raw.levels());
        }
    }

    fn read_file<'n>(
        &mut self,
        source: SourceId,
        levels: impl IntoIterator<Item = (Severity, &'n OneOrMany<RawText>)>,
    ) {
        let mut said: Vec<(Code, Severity, Span)> = Vec::new();
        for (severity, names) in levels {
            for name in names {
                let Some(code) = code_of(name, &mut self.diagnostics) else { continue };
                if let Some((_, _, other)) = said.iter().find(|(known, other, _)| *known == code && *other != severity)
                {
                    self.diagnostics.push(
                        Diagnostic::new(Code::ConflictingFields, name.span, format!("`{}` has two levels", name.value))
                            .also(*other, "the other one")
                            .help("keep one of them"),
                    );
                    continue;
                }
                said.push((code, severity, name.span));
                self.policy.set_for_file(source, code, severity);
            }
        }
    }
}

/// The rule of a name, when its level may be chosen.
fn code_of(name: &RawText, diagnostics: &mut Diagnostics) -> Option<Code> {
    let code = Code::from_name(&name.value);
    if let Some(code) = code.filter(|code| code.is_adjustable()) {
        return Some(code);
    }
    let mut diagnostic = match code {
        Some(_) => Diagnostic::new(Code::UnknownValue, name.span, format!("the level of `{}` is fixed", name.value))
            .reason("Only warnings can be allowed or denied: what this rule tells cannot be published right.")
            .help("leave it out"),
        None => {
            let shown: String = name.value.chars().take(60).collect();
            Diagnostic::new(Code::UnknownValue, name.span, format!("there is no rule `{shown}`"))
        }
    };
    if code.is_none() {
        let adjustable = || Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.name());
        diagnostic = match nearest(&name.value, adjustable()) {
            Some(guess) => diagnostic.help(format!("did you mean `{guess}`?")),
            None => {
                diagnostic.help(format!("rules that can be chosen: {}", adjustable().collect::<Vec<_>>().join(", ")))
            }
        };
    }
    diagnostics.push(diagnostic);
    None
}

fn unknown_word(word: &RawText) -> Diagnostic {
    let shown: String = word.value.chars().take(60).collect();
    let diagnostic = Diagnostic::new(Code::UnknownValue, word.span, format!("`{shown}` is no level"))
        .reason("allow: say nothing; warn: tell; deny: an error.");
    let meant = match word.value.to_lowercase().as_str() {
        "error" | "forbid" => Some("deny"),
        "off" | "ignore" | "none" => Some("allow"),
        "on" | "warning" => Some("warn"),
        other => nearest(other, Severity::NAMES.iter().copied()),
    };
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).suggest(word.span, format!("\"{meant}\"")),
        None => diagnostic.help("one of: allow, warn, deny"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::read_site;
    use crate::diagnostics::Level;
    use crate::source::SourceTree;

    #[test]
    fn site_and_files_choose_levels_of_known_rules() {
        let tree = SourceTree::from_texts([
            (
                "wayfare.toml",
                "[lints]\nno-owner = \"deny\"\nno-ownr = \"warn\"\nno-purpose = \"error\"\nwrong-type = \"allow\"\n",
            ),
            (
                "content/journeys/a.md",
                "+++\ntitle = \"A\"\nallow = [\"no-owner\", \"unknown-reference\"]\ndeny = [\"no-owner\", \"no-purpose\"]\n+++\n",
            ),
        ]);
        let (site, told) = read_site(&tree);
        assert!(told.is_empty());
        let mut policy = LevelPolicy::new();
        let diagnostics = read_levels(&site, &mut policy);
        let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "there is no rule `no-ownr`",
                "`error` is no level",
                "the level of `wrong-type` is fixed",
                "the level of `unknown-reference` is fixed",
                "`no-owner` has two levels",
            ]
        );
        let journey = site.journeys[0].source;
        let level = |code| policy.level(&Diagnostic::new(code, Span::whole(journey), ""));
        assert_eq!(level(Code::NoOwner), None);
        assert_eq!(level(Code::NoPurpose), Some(Level::Error));
    }
}
