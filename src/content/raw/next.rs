//! Where a step goes on.

use toml::de::DeValue;

use crate::content::decode::{Decoder, FromToml, RawText, Shape, TomlValue, raw_table};
use crate::source::Span;

raw_table! {
    /// A way on from a step.
    RawNextTable: "a way on" {
        /// The step that follows, by its id or name; `end` ends the journey.
        to: Option<RawText> = "to" | "step", required;
        /// The condition, in the writer's words.
        when: Option<RawText> = "when" | "if" as words;
    }
}

/// `"reads-leaflet"`, or `{ to = "ignores-it", when = "no parking time" }`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawNext {
    pub span: Span,
    pub to: RawText,
    pub when: Option<RawText>,
}

impl FromToml for RawNext {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Text, Shape::Table(&RawNextTable::TABLE)]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        match value.get_ref() {
            DeValue::String(text) => Some(Self { span, to: RawText::new(text.as_ref().into(), span), when: None }),
            DeValue::Table(table) => {
                let next = RawNextTable::from_table(table, span, None, decoder);
                Some(Self { span, to: decoder.needed(next.to, span)?, when: next.when })
            }
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}
