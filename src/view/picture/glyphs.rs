//! Letters of pictures that no font of the site has: one diagnostic a script, at the first place where it stands.
//!
//! A browser may find a font of the reader's for them; a PNG or PDF can only leave a dot. Emoji are let pass: a picture does without.

use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::diagram::FontBook;
use crate::diagram::shaping::is_emoji;
use crate::diagram::text_metrics::Typeface;
use crate::model::{Journey, Origin, Place, Site};
use crate::source::{SourceId, SourceTree, Span};

/// What is known of a script without a font.
struct Gap {
    example: char,
    source: SourceId,
    /// Further files with letters of the script.
    n_others: usize,
    last: SourceId,
}

/// Looks through every text that a picture shows.
#[must_use]
pub fn check_glyphs(site: &Site, tree: &SourceTree, fonts: &FontBook) -> Diagnostics {
    let mut gaps: BTreeMap<&'static str, Gap> = BTreeMap::new();
    let mut check = |text: &str, source: SourceId| {
        if text.is_ascii() {
            return;
        }
        for character in text.chars().filter(|character| !fonts.covers(Typeface::Sans, *character)) {
            if character.is_whitespace() || character.is_control() || is_emoji(character.encode_utf8(&mut [0; 4])) {
                continue;
            }
            let script = character.script();
            if script == Script::Inherited || unicode_is_ignorable(character) {
                continue;
            }
            let gap =
                gaps.entry(script.full_name()).or_insert(Gap { example: character, source, n_others: 0, last: source });
            if gap.last != source {
                gap.last = source;
                gap.n_others += 1;
            }
        }
    };
    for journey in &site.journeys {
        visit_journey(journey, &mut |text| check(text, journey.source));
    }
    for persona in &site.personas {
        check(&persona.name, persona.source);
        check(&persona.monogram, persona.source);
        for text in persona.title.iter().chain(&persona.quote) {
            check(&text.plain, persona.source);
        }
    }
    // What has no file of its own stands in a map, and was met there.
    for opportunity in &site.opportunities {
        if let Origin::File(source) = opportunity.origin {
            check(&opportunity.title.plain, source);
        }
    }
    for metric in &site.metrics {
        if let Some(source) = metric.source {
            check(&metric.title, source);
            check(metric.unit.as_deref().unwrap_or_default(), source);
        }
    }
    gaps.iter().map(|(script, gap)| diagnose(script, gap, site, tree)).fold(Diagnostics::new(), |mut all, one| {
        all.push(one);
        all
    })
}

fn unicode_is_ignorable(character: char) -> bool {
    matches!(character as u32, 0x00ad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff)
}

fn visit_journey(journey: &Journey, check: &mut impl FnMut(&str)) {
    check(&journey.title);
    if let Some(summary) = &journey.summary {
        check(&summary.plain);
    }
    journey.custom_lanes.iter().for_each(|lane| check(&lane.title));
    journey.scale_words.iter().for_each(|(_, word)| check(word));
    for stage in &journey.stages {
        visit_place(&stage.place, check);
        stage.steps.iter().for_each(|step| visit_place(&step.place, check));
    }
}

fn visit_place(place: &Place, check: &mut impl FnMut(&str)) {
    check(&place.name.plain);
    for feeling in place.emotions.each().filter_map(|emotion| emotion.feeling.as_deref()) {
        check(feeling);
    }
    for item in place.cells.iter().flat_map(|cell| &cell.items) {
        check(&item.text.plain);
    }
}

fn diagnose(script: &str, gap: &Gap, site: &Site, tree: &SourceTree) -> Diagnostic {
    let written = tree.get(gap.source).map_or("", |source| source.text());
    // A name that was written elsewhere is told at the file that shows it.
    let span = match written.find(gap.example) {
        Some(start) => Span::new(gap.source, start, start + gap.example.len_utf8()),
        None => Span::whole(gap.source),
    };
    let others = match gap.n_others {
        0 => String::new(),
        1 => ", and in one more file".to_owned(),
        n => format!(", and in {n} more files"),
    };
    let font = font_for(script, &site.settings.language);
    let name =
        if script == "Common" { "some signs".to_owned() } else { format!("{} letters", script.replace('_', " ")) };
    Diagnostic::new(Code::MissingGlyphs, span, format!("no font of the site has {name}"))
        .label(format!("such as `{}`{others}", gap.example))
        .reason("pictures are drawn with the site's own fonts; in PNG and PDF files a dot stands for each letter that they lack")
        .help(format!(
            "put a font that has them into `fonts/` and name it in wayfare.toml: fonts = [\"fonts/{font}-Regular.ttf\"]"
        ))
}

/// A free font that has the letters of a script.
fn font_for(script: &str, language: &str) -> String {
    let language = language.to_ascii_lowercase();
    match script {
        "Han" if language.starts_with("ja") => "NotoSansJP".to_owned(),
        "Han" if language.starts_with("ko") => "NotoSansKR".to_owned(),
        "Han" if ["zh-tw", "zh-hk", "zh-hant"].iter().any(|tag| language.starts_with(tag)) => "NotoSansTC".to_owned(),
        "Han" | "Bopomofo" => "NotoSansSC".to_owned(),
        "Hiragana" | "Katakana" => "NotoSansJP".to_owned(),
        "Hangul" => "NotoSansKR".to_owned(),
        "Latin" | "Greek" | "Cyrillic" => "NotoSans".to_owned(),
        "Common" | "Unknown" => "NotoSansSymbols2".to_owned(),
        script => format!("NotoSans{}", script.replace('_', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_by_script_and_language() {
        for (script, language, font) in [
            ("Thai", "th", "NotoSansThai"),
            ("Han", "ja", "NotoSansJP"),
            ("Han", "zh-TW", "NotoSansTC"),
            ("Han", "en", "NotoSansSC"),
            ("Canadian_Aboriginal", "iu", "NotoSansCanadianAboriginal"),
            ("Common", "en", "NotoSansSymbols2"),
        ] {
            assert_eq!(font_for(script, language), font);
        }
    }
}
