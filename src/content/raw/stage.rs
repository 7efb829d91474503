//! Stages.

use super::{PLACE_LANES, RawEmotions, RawFeelings, RawImage, RawStep};
use crate::content::decode::{OneOrMany, RawFlag, RawNumber, RawText, raw_table};

raw_table! {
    /// A phase of a journey, in the person's words.
    RawStage: "a stage", lanes cells: PLACE_LANES, custom: true {
        /// What the stage is called.
        name: Option<RawText> = "name" | "title" as words, required;
        /// A fixed name for its address; else its name gives it.
        id: Option<RawText> = "id";
        /// A sentence about it.
        summary: Option<RawText> = "summary" as words;
        /// Where the stage begins and ends.
        definition: Option<RawText> = "definition" as words;
        /// What the map looks at here.
        focus: Option<RawText> = "focus" as words;
        /// What the person wants to reach.
        goal: Option<RawText> = "goal" as words;
        /// The team that owns it.
        owner: Option<RawText> = "owner" like "growth";
        /// How long it takes: "3 weeks".
        duration: Option<RawText> = "duration" like "5 minutes";
        /// How long the person waits: "2 days".
        wait: Option<RawText> = "wait" like "2 days";
        /// How it felt: a number, a word, an emoji, a table of score, from, to, feeling, or one of these for each persona.
        emotion: RawEmotions = "emotion" | "emotions";
        /// The feeling in words, for everybody or for each persona.
        feeling: RawFeelings = "feeling" as words;
        /// How much it matters to the person, 1 to 5.
        importance: Option<RawNumber> = "importance" only RATING;
        /// assumed, partly or researched; else the journey's.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// Where it is known from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// Whether the person decides here about the organization.
        moment_of_truth: Option<RawFlag> = "moment_of_truth";
        /// Whether it often goes wrong here.
        failure_point: Option<RawFlag> = "failure_point";
        /// Pictures for the storyboard.
        images: OneOrMany<RawImage> = "images" | "image" as words;
        /// The journey that shows it in depth.
        detail: Option<RawText> = "detail";
        /// The steps, in order.
        steps: OneOrMany<RawStep> = "steps" | "step" as words;
    }
}
