//! Emotions and feelings, in all the forms that writers use.

use toml::de::{DeTable, DeValue};

use crate::content::decode::{Decoder, FromToml, RawField, RawNumber, RawText, Shape, TomlValue, raw_table};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::{Span, Spanned};

/// A point on the scale: a number, or a word or emoji that stands for one.
#[derive(Debug, Clone, PartialEq)]
pub enum RawLevelValue {
    Number(f64),
    /// A word of the scale, a feeling, or an emoji: which, the scale decides.
    Words(Box<str>),
}

pub type RawLevel = Spanned<RawLevelValue>;

impl FromToml for RawLevel {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Number, Shape::Text]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) => Some(match number_in(text) {
                None => Spanned::new(RawLevelValue::Words(text.as_ref().into()), decoder.span(value)),
                Some(number) => {
                    let span = decoder.span(value);
                    decoder.push(
                        Diagnostic::new(Code::WrongType, span, "a score stands without quotation marks")
                            .reason("In quotation marks it is the word for a feeling, and no point of the curve.")
                            .suggest(span, number.to_string()),
                    );
                    Spanned::new(RawLevelValue::Number(number), span)
                }
            }),
            DeValue::Integer(_) | DeValue::Float(_) => {
                RawNumber::from_toml(value, decoder).map(|number| number.map(RawLevelValue::Number))
            }
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}

/// The number that a text is: `1`, `-0,5`, `–2`, `60 %`.
fn number_in(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end().replace(',', ".").replace(['–', '−'], "-");
    // `3/5`: the scale is said elsewhere.
    let score = match text.split_once('/') {
        Some((score, scale)) if scale.trim().parse::<f64>().is_ok() => score.trim(),
        _ => &text,
    };
    score.parse::<f64>().ok().filter(|number| number.is_finite())
}

raw_table! {
    /// One emotion: a score or a change from one to another, and a feeling in words.
    RawEmotion: "an emotion" {
        /// How it felt, on the journey's scale.
        score: Option<RawLevel> = "score";
        /// How it felt at first.
        from: Option<Box<RawLevel>> = "from";
        /// How it felt at last.
        to: Option<Box<RawLevel>> = "to";
        /// The feeling in words.
        feeling: Option<RawText> = "feeling";
    }
}

/// The emotions of a stage or step: for everybody, and persona by persona.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawEmotions {
    /// `None`: not written.
    pub span: Option<Span>,
    pub everyone: Option<Box<RawEmotion>>,
    /// In the writer's order.
    pub by_persona: Vec<(RawText, RawEmotion)>,
}

impl RawEmotion {
    /// The word that is the whole emotion, where it is one: `emotion = "let down"`.
    #[must_use]
    pub fn bare_word(&self) -> Option<&RawLevel> {
        self.score.as_ref().filter(|level| matches!(level.value, RawLevelValue::Words(_)) && level.span == self.span)
    }
}

impl RawEmotions {
    /// For everybody, and for each persona.
    pub fn each(&self) -> impl Iterator<Item = &RawEmotion> {
        self.everyone.as_deref().into_iter().chain(self.by_persona.iter().map(|(_, emotion)| emotion))
    }

    /// Every emotion that is a word alone.
    pub fn bare_words(&self) -> impl Iterator<Item = &RawLevel> {
        self.each().filter_map(RawEmotion::bare_word)
    }
}

/// The words that make a table one emotion instead of a table of personas.
const RESERVED: &[&str] = &["score", "from", "to", "feeling"];

fn is_one_emotion(table: &DeTable<'_>) -> bool {
    table.keys().any(|key| RESERVED.contains(&key.get_ref().as_ref()))
}

/// A bare number or word, or the table of one emotion.
fn decode_emotion(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<RawEmotion> {
    let span = decoder.span(value);
    match value.get_ref() {
        DeValue::Table(table) => Some(RawEmotion::from_table(table, span, None, decoder)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) => {
            Some(RawEmotion { score: Some(RawLevel::from_toml(value, decoder)?), ..RawEmotion::empty(span) })
        }
        _ => {
            decoder.wrong_type(value, &RawEmotions::SHAPE);
            None
        }
    }
}

impl FromToml for RawEmotions {
    const SHAPE: Shape = Shape::OneOf(&[
        Shape::Number,
        Shape::Text,
        Shape::Table(&RawEmotion::TABLE),
        Shape::Map(&Shape::OneOf(&[Shape::Number, Shape::Text, Shape::Table(&RawEmotion::TABLE)])),
    ]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = Some(decoder.span(value));
        if let Some(table) = value.get_ref().as_table().filter(|table| !is_one_emotion(table)) {
            let mut by_persona = Vec::with_capacity(table.len());
            for (key_span, key, value) in decoder.keys_of(table) {
                if let Some(emotion) = decode_emotion(value, decoder) {
                    by_persona.push((RawText::new(key.into(), key_span), emotion));
                }
            }
            return Some(Self { span, everyone: None, by_persona });
        }
        Some(Self { span, everyone: Some(Box::new(decode_emotion(value, decoder)?)), by_persona: Vec::new() })
    }
}

impl RawField for RawEmotions {
    const ABSENT: Self = Self { span: None, everyone: None, by_persona: Vec::new() };
}

/// Feelings in words: for everybody, or persona by persona.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RawFeelings {
    /// `None`: not written.
    pub span: Option<Span>,
    pub everyone: Option<RawText>,
    /// In the writer's order.
    pub by_persona: Vec<(RawText, RawText)>,
}

impl FromToml for RawFeelings {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Text, Shape::Map(&Shape::Text)]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = Some(decoder.span(value));
        match value.get_ref() {
            DeValue::String(_) => {
                Some(Self { span, everyone: RawText::from_toml(value, decoder), by_persona: Vec::new() })
            }
            DeValue::Table(table) => {
                let mut by_persona = Vec::with_capacity(table.len());
                for (key_span, key, value) in decoder.keys_of(table) {
                    if let Some(feeling) = decoder.field::<RawText>(key_span, value) {
                        by_persona.push((RawText::new(key.into(), key_span), feeling));
                    }
                }
                Some(Self { span, everyone: None, by_persona })
            }
            DeValue::Integer(_) | DeValue::Float(_) => {
                let diagnostic =
                    Diagnostic::new(Code::WrongType, decoder.span(value), "a feeling is a word, not a number");
                decoder.push(diagnostic.help("a place on the scale is written as `emotion`, beside it: emotion = -1"));
                None
            }
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}

impl RawField for RawFeelings {
    const ABSENT: Self = Self { span: None, everyone: None, by_persona: Vec::new() };
}
