//! What `wayfare.toml` says about the whole site, with what holds when it says nothing.

use super::identity::shown;
use crate::content::raw::{OneOrMany, OrderedMap, RawBrand, RawNumber, RawSiteConfig, RawText, RawVocabularies};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Brand, Date, EmotionScale, ImageId, ReviewEvery, SiteSettings, StageWidths, is_bcp_47_tag, language_called,
};
use crate::source::Span;

use super::ResolveOptions;
use super::reviews::{EXAMPLES as RHYTHMS, parse_review_every};

/// The settings, and what only resolving needs of them.
#[derive(Debug)]
pub(super) struct Settings<'a> {
    pub(super) site: SiteSettings,
    pub(super) config: &'a RawSiteConfig,
    /// The rhythm of reviews for files that give none.
    pub(super) review_every: Option<ReviewEvery>,
    /// Scores that the site gives to feelings, in lower case.
    pub(super) feelings: Vec<(String, f64)>,
    pub(super) with_drafts: bool,
}

pub(super) fn resolve_settings<'a>(
    config: &'a RawSiteConfig,
    options: &ResolveOptions,
    diagnostics: &mut Diagnostics,
) -> Settings<'a> {
    let words = |text: &Option<RawText>| {
        text.as_ref().map(|text| text.value.trim()).filter(|text| !text.is_empty()).map(Box::<str>::from)
    };
    if let Some(vocabularies) = &config.vocabularies {
        check_vocabularies(vocabularies, diagnostics);
    }
    let emotions = config.emotions.as_ref();
    let scale = emotions.map_or_else(EmotionScale::default, |raw| {
        resolve_scale(raw.min.as_ref(), raw.max.as_ref(), EmotionScale::default(), raw.span, diagnostics)
    });
    let scale_words = emotions.map_or_else(Vec::new, |raw| resolve_scale_words(&raw.words, scale, diagnostics));
    let review_every = config.review.as_ref().and_then(|review| review.every.as_ref()).and_then(|every| {
        let rhythm = parse_review_every(&every.value);
        if rhythm.is_none() {
            diagnostics.push(unknown_rhythm(every));
        }
        rhythm
    });
    let base_url = match &options.base_url {
        Some(given) => Some(with_slash(given)),
        None => config.base_url.as_ref().and_then(|given| checked_base_url(given, diagnostics)),
    };
    let site = SiteSettings {
        title: words(&config.title).unwrap_or_else(|| "Journey maps".into()),
        tagline: words(&config.tagline),
        description: words(&config.description),
        language: config
            .language
            .as_ref()
            .and_then(|given| checked_language(given, diagnostics))
            .unwrap_or_else(|| "en".into()),
        base_url,
        date: options.date.or_else(|| config.date.as_ref().map(|date| Date(date.value))).unwrap_or(options.today),
        theme: words(&config.theme).unwrap_or_else(|| "default".into()),
        brand: config.brand.as_ref().map_or_else(Brand::default, |brand| resolve_brand(brand, diagnostics)),
        scale,
        scale_words,
        fonts: Vec::new(),
        edit_url: words(&config.edit_url),
        history_url: words(&config.history_url),
        last_changed: config.last_changed.as_ref().is_some_and(|flag| flag.value),
        map_png: config.map_png.as_ref().is_some_and(|flag| flag.value),
        map_pdf: config.map_pdf.as_ref().is_some_and(|flag| flag.value),
        stage_widths: stage_widths(config.stage_widths.as_ref(), diagnostics),
        slides: config.slides.as_ref().is_some_and(|flag| flag.value),
        robots: config.robots.as_ref().is_none_or(|flag| flag.value),
    };
    let feelings = emotions.map_or_else(Vec::new, |raw| {
        let inside = |(_, score): &&(RawText, RawNumber)| {
            let fine = scale.contains(score.value);
            if !fine {
                diagnostics.push(off_scale(score.value, scale, score.span));
            }
            fine
        };
        raw.feelings
            .iter()
            .filter(inside)
            .map(|(word, score)| (word.value.trim().to_lowercase(), score.value))
            .collect()
    });
    let with_drafts = options.drafts || config.drafts.as_ref().is_some_and(|flag| flag.value);
    Settings { site, config, review_every, feelings, with_drafts }
}

impl<'a> Settings<'a> {
    /// The words of a closed vocabulary; `None`: anything may be named.
    pub(super) fn vocabulary(
        &self,
        pick: impl Fn(&'a crate::content::raw::RawVocabularies) -> &'a OneOrMany<RawText>,
    ) -> Option<&'a [RawText]> {
        let words = pick(self.config.vocabularies.as_ref()?);
        words.is_written().then_some(words.items())
    }

    pub(super) fn set_logo(&mut self, logo: Option<ImageId>) {
        self.site.brand.logo = logo;
    }
}

/// "web, phone" as one text would be the only name of its list, and every other name outside of it.
fn check_vocabularies(vocabularies: &RawVocabularies, diagnostics: &mut Diagnostics) {
    let lists = [
        &vocabularies.channels,
        &vocabularies.teams,
        &vocabularies.touchpoints,
        &vocabularies.tags,
        &vocabularies.kinds,
        &vocabularies.metrics,
    ];
    for list in lists {
        let [only] = list.items() else { continue };
        if list.span() == Some(only.span) && only.value.contains([',', ';']) {
            let names: Vec<String> = only
                .value
                .split([',', ';'])
                .map(|name| format!("\"{}\"", name.trim()))
                .filter(|name| name != "\"\"")
                .collect();
            let list = format!("[{}]", names.join(", "));
            diagnostics.push(
                Diagnostic::new(Code::WrongType, only.span, "several names are a list, not one text with commas in it")
                    .reason(
                        "a vocabulary is closed: this one would have a single name, and every other would be a mistake",
                    )
                    .suggest(only.span, list),
            );
        }
    }
}

/// The site's language, which has to be a tag. `None`: not written, or told.
fn checked_language(given: &RawText, diagnostics: &mut Diagnostics) -> Option<Box<str>> {
    let written = given.value.trim();
    if written.is_empty() {
        return None;
    }
    if is_bcp_47_tag(written) {
        return Some(written.into());
    }
    let diagnostic =
        Diagnostic::new(Code::UnknownValue, given.span, format!("`{}` is not the code of a language", shown(written)))
            .reason("browsers and screen readers know languages by their codes");
    let hyphenated = written.replace('_', "-");
    let guess = language_called(written).or_else(|| is_bcp_47_tag(&hyphenated).then_some(hyphenated.as_str()));
    diagnostics.push(match guess {
        Some(guess) => diagnostic.help(format!("write `{guess}`")).suggest(given.span, format!("\"{guess}\"")),
        None => diagnostic.help("for example: \"en\", \"de\", \"pt-BR\""),
    });
    None
}

fn stage_widths(raw: Option<&RawText>, diagnostics: &mut Diagnostics) -> StageWidths {
    let Some(raw) = raw else { return StageWidths::default() };
    let given = raw.value.trim().to_lowercase();
    if let Some((_, widths)) = StageWidths::NAMES.iter().find(|(name, _)| *name == given) {
        return *widths;
    }
    diagnostics.push(
        Diagnostic::new(Code::UnknownValue, raw.span, format!("`{}` is no width of stages", shown(&raw.value)))
            .help("possible: `words`, `duration`"),
    );
    StageWidths::default()
}

/// A scale of which either end may be left to `other`.
pub(super) fn resolve_scale(
    min: Option<&RawNumber>,
    max: Option<&RawNumber>,
    other: EmotionScale,
    table: Span,
    diagnostics: &mut Diagnostics,
) -> EmotionScale {
    let (low, high) = (min.map_or(other.min, |min| min.value), max.map_or(other.max, |max| max.value));
    EmotionScale::new(low, high).unwrap_or_else(|| {
        let span = max.or(min).map_or(table, |number| number.span);
        diagnostics.push(
            Diagnostic::new(Code::OutOfRange, span, format!("a scale from {low} to {high} has no room"))
                .reason("the lowest score has to be below the highest")
                .help("for example: min = -2, max = 2"),
        );
        other
    })
}

/// Words for scores: keys are scores of the scale. Ascending by score.
pub(super) fn resolve_scale_words(
    words: &OrderedMap<RawText>,
    scale: EmotionScale,
    diagnostics: &mut Diagnostics,
) -> Vec<(f64, Box<str>)> {
    let mut list: Vec<(f64, Box<str>)> = Vec::with_capacity(words.entries.len());
    for (key, word) in words {
        match key.value.trim().parse::<f64>() {
            Ok(score) if scale.contains(score) => list.push((score, word.value.trim().into())),
            Ok(score) => diagnostics.push(off_scale(score, scale, key.span)),
            Err(_) => diagnostics.push(
                Diagnostic::new(Code::WrongType, key.span, format!("`{}` is not a score", shown(&key.value)))
                    .reason("words are given to scores: the score stands on the left")
                    .help("for example: words = { \"-2\" = \"furious\", \"2\" = \"delighted\" }"),
            ),
        }
    }
    list.sort_by(|a, b| a.0.total_cmp(&b.0));
    list
}

pub(super) fn off_scale(score: f64, scale: EmotionScale, span: Span) -> Diagnostic {
    let EmotionScale { min, max } = scale;
    Diagnostic::new(Code::ScoreOffScale, span, format!("{score} is not on the scale from {min} to {max}"))
        .reason("a score that the scale does not reach cannot be drawn")
        .help(format!("give a number from {min} to {max}, or another scale: scale = {{ min = …, max = … }}"))
}

pub(super) fn unknown_rhythm(every: &RawText) -> Diagnostic {
    Diagnostic::new(Code::UnknownValue, every.span, format!("`{}` is no rhythm of reviews", shown(&every.value)))
        .help(format!("possible: {RHYTHMS}"))
}

fn resolve_brand(brand: &RawBrand, diagnostics: &mut Diagnostics) -> Brand {
    let mut color = |text: &Option<RawText>| {
        let text = text.as_ref()?;
        let color = parse_color(&text.value);
        if color.is_none() {
            diagnostics.push(
                Diagnostic::new(Code::InvalidColor, text.span, format!("`{}` is not a color", shown(&text.value)))
                    .reason("a color is six digits from 0 to f behind a #: two each for red, green and blue")
                    .help("for example: \"#1f7a5c\""),
            );
        }
        color
    };
    Brand {
        name: brand.name.as_ref().map(|name| name.value.trim().into()),
        logo: None,
        accent: color(&brand.accent),
        chevron: color(&brand.chevron),
        accent_at: brand.accent.as_ref().map(|text| text.span),
        chevron_at: brand.chevron.as_ref().map(|text| text.span),
    }
}

/// `#rrggbb` or `#rgb`.
fn parse_color(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().strip_prefix('#')?;
    let values: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect::<Option<_>>()?;
    match values.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}

fn checked_base_url(given: &RawText, diagnostics: &mut Diagnostics) -> Option<Box<str>> {
    let url = given.value.trim();
    if (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(['?', '#', ' ']) {
        return Some(with_slash(url));
    }
    diagnostics.push(
        Diagnostic::new(Code::UnknownValue, given.span, format!("`{}` is not the address of a site", shown(url)))
            .reason("it is put before every address where the web demands a whole one")
            .help("for example: base_url = \"https://maps.example.org/\""),
    );
    None
}

fn with_slash(url: &str) -> Box<str> {
    format!("{}/", url.trim_end_matches('/')).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors() {
        for (text, expected) in [
            ("#1f7a5c", Some([0x1f, 0x7a, 0x5c])),
            (" #FA0 ", Some([0xff, 0xaa, 0x00])),
            ("1f7a5c", None),
            ("#1f7a5", None),
            ("#1f7a5ü", None),
            ("green", None),
        ] {
            assert_eq!(parse_color(text), expected, "{text}");
        }
    }
}
