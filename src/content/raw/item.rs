//! Entries of lanes.

use toml::de::DeValue;

use crate::content::decode::{
    Decoder, FromToml, LaneShape, OneOrMany, RawDate, RawNumber, RawText, Shape, TomlValue, raw_table,
};
use crate::diagnostics::{Code, Diagnostic, Reach};
use crate::source::Span;

/// What one stage, step or journey says in one lane.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCell {
    /// The lane's key by its first name (`triggers`, also where `trigger` was written), or the custom lane's key.
    pub lane: Box<str>,
    /// The key.
    pub span: Span,
    /// May be empty: `actions = []`.
    pub items: Vec<RawItem>,
}

/// An entry: a text, or a table that says more.
#[derive(Debug, Clone, PartialEq)]
pub struct RawItem {
    /// The text or the table.
    pub span: Span,
    /// The words; `None` only for a metric that is named by `metric` alone.
    pub text: Option<RawText>,
    /// `None` for a lone text.
    pub details: Option<Box<RawItemDetails>>,
}

raw_table! {
    /// What an entry may say beside its text. Which keys are legal depends on the lane.
    RawItemDetails: "an entry of this lane" {
        // After decoding they stand in the entry itself, and here is nothing.
        /// The words.
        text: Option<RawText> = "text" | "name" | "title";
        /// A fixed name for the entry's address.
        id: Option<RawText> = "id";
        /// Whom it concerns; nobody named: everybody on the journey.
        personas: OneOrMany<RawText> = "personas" | "persona";
        /// Where the claim comes from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// assumed, partly or researched.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// How much it hurts, 1 to 5.
        severity: Option<RawNumber> = "severity" only RATING;
        /// More words.
        summary: Option<RawText> = "summary" as words;
        /// How much it would help, 1 to 5.
        impact: Option<RawNumber> = "impact" only RATING;
        /// How much work it is, 1 to 5.
        effort: Option<RawNumber> = "effort" only RATING;
        /// How many it would reach, 1 to 5.
        reach: Option<RawNumber> = "reach" only RATING;
        /// proposed, planned, in-progress, done or dropped.
        status: Option<RawText> = "status" like "planned" only WORK_STATUS;
        /// now, next or later.
        horizon: Option<RawText> = "horizon" like "next" only HORIZON;
        /// When work begins.
        start: Option<RawDate> = "start";
        /// When work ends.
        end: Option<RawDate> = "end";
        /// When it reached people.
        released: Option<RawDate> = "released";
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// The pain points that it addresses.
        addresses: OneOrMany<RawText> = "addresses";
        /// The opportunities that it belongs to.
        opportunities: OneOrMany<RawText> = "opportunities" | "opportunity";
        /// The solutions that serve it.
        solutions: OneOrMany<RawText> = "solutions" | "solution";
        /// Free words to find it by.
        tags: OneOrMany<RawText> = "tags" | "tag";
        /// The channel that the touchpoint is met through here.
        channel: Option<RawText> = "channel";
        /// existing, planned or retired.
        state: Option<RawText> = "state" only TOUCHPOINT_STATE;
        /// The metric's name.
        metric: Option<RawText> = "metric";
        /// The number measured.
        value: Option<RawNumber> = "value";
        /// The number aimed at.
        target: Option<RawNumber> = "target";
        /// The number at the start.
        baseline: Option<RawNumber> = "baseline";
        /// The day of the measurement.
        on: Option<RawDate> = "on" | "date";
        /// Shown behind the numbers.
        unit: Option<RawText> = "unit" as words;
    }
}

impl RawCell {
    /// Decodes one entry or a list of entries.
    pub(crate) fn decode(
        lane_key: &str,
        span: Span,
        value: &TomlValue<'_>,
        lane: &'static LaneShape,
        decoder: &mut Decoder<'_>,
    ) -> Self {
        let items = match value.get_ref() {
            DeValue::Array(array) => decoder.entries(array, |item, decoder| RawItem::decode(item, lane, decoder)),
            _ => RawItem::decode(value, lane, decoder).map_or(Vec::new(), |item| vec![item]),
        };
        Self { lane: lane_key.into(), span, items }
    }
}

impl RawItem {
    fn decode(value: &TomlValue<'_>, lane: &'static LaneShape, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        match value.get_ref() {
            DeValue::String(_) => Some(Self { span, text: RawText::from_toml(value, decoder), details: None }),
            DeValue::Table(table) => {
                let mut details = RawItemDetails::from_table(table, span, Some(lane.item_keys), decoder);
                let text = details.text.take();
                let names_itself = text.is_some() || details.metric.is_some();
                let tried =
                    table.keys().any(|key| matches!(key.get_ref().as_ref(), "text" | "name" | "title" | "metric"));
                if !names_itself {
                    if !tried {
                        let key = if lane.item_keys.contains(&"metric") { "metric" } else { "text" };
                        decoder.push(
                            Diagnostic::new(
                                Code::MissingField,
                                span,
                                format!("an entry of `{}` needs a `{key}`", lane.key),
                            )
                            .help(format!("add {key} = \"…\""))
                            .unless_written(Reach::Here, &[key]),
                        );
                    }
                    return None;
                }
                Some(Self { span, text, details: Some(Box::new(details)) })
            }
            _ => {
                decoder.wrong_type(value, &Shape::Item);
                None
            }
        }
    }
}
