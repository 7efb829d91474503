//! What the raw forms of all kinds have in common, and what each kind is called.

use crate::content::raw::*;

/// A kind of thing with files of its own.
pub(super) trait RawEntity {
    /// With its article: "a persona".
    const WHAT: &'static str;
    /// Without: "persona".
    const NOUN: &'static str;
    /// Below `content/`.
    const FOLDER: &'static str;

    fn id(&self) -> Option<&RawText>;
    fn title(&self) -> Option<&RawText>;
    /// `draft = true`, or the status of that name.
    fn is_draft(&self) -> bool;
}

fn says_draft(flag: Option<&RawFlag>, status: Option<&RawText>) -> bool {
    match flag {
        Some(flag) => flag.value,
        None => status.is_some_and(|status| status.value.trim().eq_ignore_ascii_case("draft")),
    }
}

macro_rules! entities {
    ($($type:ident, $noun:literal, $what:literal, $folder:literal, $title:ident $(, $status:ident)?;)*) => {$(
        impl RawEntity for $type {
            const WHAT: &'static str = $what;
            const NOUN: &'static str = $noun;
            const FOLDER: &'static str = $folder;

            fn id(&self) -> Option<&RawText> {
                self.id.as_ref()
            }

            fn title(&self) -> Option<&RawText> {
                self.$title.as_ref()
            }

            fn is_draft(&self) -> bool {
                let status: Option<&RawText> = None;
                $(let status = status.or(self.$status.as_ref());)?
                says_draft(self.draft.as_ref(), status)
            }
        }
    )*};
}

entities! {
    RawJourney, "journey", "a journey", "journeys", title, status;
    RawPersona, "persona", "a persona", "personas", name, status;
    RawEvidenceSource, "source", "a source", "sources", title;
    RawTouchpoint, "touchpoint", "a touchpoint", "touchpoints", title;
    RawChannel, "channel", "a channel", "channels", title;
    RawTeam, "team", "a team", "teams", title;
    RawMetric, "metric", "a metric", "metrics", title;
    RawPainPoint, "pain point", "a pain point", "pain-points", title;
    RawOpportunity, "opportunity", "an opportunity", "opportunities", title;
    RawSolution, "solution", "a solution", "solutions", title;
    RawTerm, "term", "a glossary term", "glossary", term;
}
