//! Journeys.

use toml::de::DeTable;

use super::{JOURNEY_LANES, RawImage, RawStage, RawStep};
use crate::content::decode::{Decoder, OneOrMany, OrderedMap, RawDate, RawFlag, RawNumber, RawText, raw_table};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;

raw_table! {
    /// A journey map.
    RawJourney: "a journey", lanes cells: JOURNEY_LANES, custom: false {
        /// What the map is called.
        title: Option<RawText> = "title" | "name" as words, required;
        /// A fixed name for its address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// Who walks it, the main one first.
        personas: OneOrMany<RawText> = "personas" | "persona";
        /// customer, user, employee, patient, citizen, student, partner, or a word of the site's own.
        kind: Option<RawText> = "kind" only JOURNEY_KIND;
        /// as-is, to-be or research.
        scope: Option<RawText> = "scope" like "as-is" only SCOPE;
        /// The as-is journey that this to-be journey replaces.
        future_of: Option<RawText> = "future_of";
        /// The journey that this one is a part of.
        parent: Option<RawText> = "parent";
        /// The journey that follows.
        next_journey: Option<RawText> = "next_journey";
        /// What the map is for, as a question or an aim.
        purpose: OneOrMany<RawText> = "purpose" as words;
        /// The situation that it plays in.
        scenario: OneOrMany<RawText> = "scenario" as words;
        /// What the person wants to reach.
        goal: OneOrMany<RawText> = "goal" | "goals" as words;
        /// What sets it off.
        trigger: OneOrMany<RawText> = "trigger" | "triggers" as words;
        /// What the person expects.
        expectations: OneOrMany<RawText> = "expectations" | "expectation" as words;
        /// What the organization wants.
        business_goals: OneOrMany<RawText> = "business_goals" | "business_goal" as words;
        /// What cannot be changed.
        constraints: OneOrMany<RawText> = "constraints" | "constraint" as words;
        /// Where the map begins and ends, and what it leaves out.
        boundaries: OneOrMany<RawText> = "boundaries" | "boundary" as words;
        /// What is believed and not known.
        assumptions: OneOrMany<RawText> = "assumptions" | "assumption" as words;
        /// draft, hypothesis, researched, validated or retired.
        status: Option<RawText> = "status" like "researched" only STATUS;
        /// The team that owns it.
        owner: Option<RawText> = "owner" like "growth";
        /// Further teams that take part.
        departments: OneOrMany<RawText> = "departments" | "department" | "teams";
        /// The day of the last review.
        reviewed: Option<RawDate> = "reviewed";
        /// How often it is reviewed: monthly, quarterly, yearly, "6 weeks", never.
        review_every: Option<RawText> = "review_every" like "quarterly" only RHYTHM;
        /// Where it is known from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// assumed, partly or researched.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// Free words to find it by.
        tags: OneOrMany<RawText> = "tags" | "tag";
        /// Headlines of the pictures, instead of generated sentences.
        headlines: Option<RawHeadlines> = "headlines" as words;
        /// The scale of the emotions, when it is not the site's.
        scale: Option<RawScale> = "scale";
        /// The rows of the map, in order.
        lanes: OneOrMany<RawText> = "lanes" | "lane" only LANES;
        /// What the stages of the poster are as wide as: their words, or their duration.
        stage_widths: Option<RawText> = "stage_widths" like "duration" only STAGE_WIDTHS;
        /// Lanes of the journey's own, by key.
        custom_lanes: OrderedMap<RawCustomLane> = "custom_lanes" as words;
        /// The image at the head of the page.
        image: Option<RawImage> = "image" as words;
        /// What changed when.
        changes: OneOrMany<RawChange> = "changes" | "change" as words;
        /// Former addresses of the page.
        aliases: OneOrMany<RawText> = "aliases" | "alias";
        /// Whether it is published only with drafts.
        draft: Option<RawFlag> = "draft";
        /// Rules that say nothing in this file.
        allow: OneOrMany<RawText> = "allow" only RULES;
        /// Rules that warn in this file.
        warn: OneOrMany<RawText> = "warn" only RULES;
        /// Rules that are errors in this file.
        deny: OneOrMany<RawText> = "deny" only RULES;
        /// The stages, in order.
        stages: OneOrMany<RawStage> = "stages" | "stage" as words;
    }
}

raw_table! {
    /// Headlines of a journey's pictures.
    RawHeadlines: "headlines" {
        /// Above the emotion curve.
        curve: Option<RawText> = "curve" as words;
        /// Above the map.
        map: Option<RawText> = "map" as words;
    }
}

raw_table! {
    /// A scale of emotions.
    RawScale: "a scale" {
        /// The lowest score.
        min: Option<RawNumber> = "min";
        /// The highest score.
        max: Option<RawNumber> = "max";
        /// Words for scores: { "-2" = "awful", 2 = "great" }.
        words: OrderedMap<RawText> = "words";
    }
}

raw_table! {
    /// A lane of the journey's own.
    RawCustomLane: "a custom lane" {
        /// The row's title.
        title: Option<RawText> = "title" | "name" as words;
        /// What the row holds.
        description: Option<RawText> = "description" | "summary" as words;
    }
}

raw_table! {
    /// An entry of a change history.
    RawChange: "a change" {
        /// The day.
        on: Option<RawDate> = "on" | "date", required;
        /// What changed.
        text: Option<RawText> = "text" | "summary" as words, required;
    }
}

impl RawJourney {
    /// Decodes the front matter of a journey, which begins at `span`.
    pub fn from_front_matter(table: &DeTable<'_>, span: Span, decoder: &mut Decoder<'_>) -> Self {
        // First, since stages may be read before the lanes that they use.
        if let Some(lanes) = table.get("custom_lanes").and_then(|value| value.get_ref().as_table()) {
            decoder.declare_custom_lanes(lanes);
            for (key, _) in lanes {
                let name = key.get_ref().as_ref();
                // A lane that exists already is told when lanes are resolved; here what would never reach its lane.
                let is_field = [&RawStage::TABLE, &RawStep::TABLE]
                    .iter()
                    .any(|table| table.knows(name) && !table.lanes.iter().any(|lane| lane.key == name));
                if is_field {
                    let span = decoder.span(key);
                    decoder.push(
                        Diagnostic::new(
                            Code::ConflictingFields,
                            span,
                            format!("`{name}` cannot be a lane of your own"),
                        )
                        .reason(format!("On stages and steps the key `{name}` has a meaning already."))
                        .help("give the lane another key; its title can be anything"),
                    );
                }
            }
        }
        Self::from_table(table, span, None, decoder)
    }
}
