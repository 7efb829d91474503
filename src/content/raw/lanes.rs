//! The lanes that need no declaration, and what an entry of each may say.

use crate::content::decode::LaneShape;

/// What an entry of any lane may say beside its text.
const WORDS: &[&str] = &["text", "id", "personas", "sources", "confidence"];

const fn words(key: &'static str, synonyms: &'static [&'static str], doc: &'static str) -> LaneShape {
    LaneShape { key, synonyms, doc, item_keys: WORDS }
}

/// A lane that the journey declares under `custom_lanes`.
pub static CUSTOM_LANE: LaneShape = words("custom", &[], "A lane of the journey's own.");

const PAIN_POINTS: LaneShape = LaneShape {
    key: "pain_points",
    synonyms: &["pain_point"],
    doc: "What hurts here.",
    item_keys: &[
        "text",
        "id",
        "personas",
        "sources",
        "confidence",
        "severity",
        "summary",
        "owner",
        "tags",
        "opportunities",
    ],
};

const OPPORTUNITIES: LaneShape = LaneShape {
    key: "opportunities",
    synonyms: &["opportunity"],
    doc: "What could be better: the name of an opportunity's file, a text, or a table.",
    item_keys: &[
        "text",
        "id",
        "personas",
        "sources",
        "confidence",
        "summary",
        "impact",
        "effort",
        "reach",
        "status",
        "horizon",
        "start",
        "end",
        "owner",
        "addresses",
        "solutions",
        "tags",
    ],
};

const SOLUTIONS: LaneShape = LaneShape {
    key: "solutions",
    synonyms: &["solution"],
    doc: "What was or will be done: the name of a solution's file, a text, or a table.",
    item_keys: &[
        "text",
        "id",
        "personas",
        "sources",
        "confidence",
        "summary",
        "status",
        "owner",
        "released",
        "opportunities",
        "tags",
    ],
};

const METRICS: LaneShape = LaneShape {
    key: "metrics",
    synonyms: &["metric", "measures"],
    doc: "What is measured here: the name of a metric, or a table with its numbers.",
    item_keys: &[
        "text",
        "id",
        "personas",
        "sources",
        "confidence",
        "metric",
        "value",
        "target",
        "baseline",
        "on",
        "unit",
    ],
};

/// The lanes of stages and steps, in the default order of rows. (The feelings stand in fields of their own, and so does the owner.)
pub const PLACE_LANES: &[LaneShape] = &[
    words("triggers", &["trigger"], "What sets it off."),
    words("actions", &["action"], "What the person does."),
    LaneShape {
        key: "touchpoints",
        synonyms: &["touchpoint"],
        doc: "What the person meets: the postcode checker, the van.",
        item_keys: &["text", "id", "personas", "sources", "confidence", "channel", "state"],
    },
    words("channels", &["channel"], "How they meet: web, phone, in person."),
    words("thoughts", &["thought"], "What the person thinks."),
    words("quotes", &["quote"], "What somebody really said."),
    words("needs", &["need"], "What the person needs here."),
    words("wants", &["want"], "What the person would like."),
    words("expectations", &["expectation"], "What the person expects to happen."),
    words("questions", &["question"], "What the person asks."),
    words("roadblocks", &["roadblock"], "What stops the person."),
    PAIN_POINTS,
    OPPORTUNITIES,
    SOLUTIONS,
    METRICS,
    words("evidence", &[], "The things that can be seen or held (service blueprint)."),
    words("frontstage", &[], "What the organization does in sight (service blueprint)."),
    words("backstage", &[], "What the organization does out of sight (service blueprint)."),
    words("support_processes", &["support_process"], "What others and systems do for it (service blueprint)."),
];

/// The lanes that hold for a whole journey.
pub const JOURNEY_LANES: &[LaneShape] = &[PAIN_POINTS, OPPORTUNITIES, SOLUTIONS, METRICS];
