//! The card that stands for a journey where its link is shared.

use std::borrow::Cow;

use super::curve::curve_data;
use crate::diagram::card::{CardData, CardPerson};
use crate::model::JourneyId;
use crate::view::PageContext;

/// The card of a journey: its curve, or its summary and people where nobody was scored.
#[must_use]
pub fn card_data<'a>(page: &PageContext<'a>, id: JourneyId, picture_id: &str) -> CardData<'a> {
    let journey = page.site.journey(id);
    let settings = &page.site.settings;
    let arguments = [("kind", &*page.kind(journey)), ("scope", page.scope(journey.scope))];
    CardData {
        id: Cow::Owned(picture_id.to_owned()),
        language: Cow::Borrowed(settings.language.as_ref()),
        site_name: Cow::Borrowed(settings.brand.name.as_deref().unwrap_or(&settings.title)),
        kind: Cow::Owned(page.strings().fill("poster.kind", None, &arguments)),
        title: Cow::Borrowed(&journey.title),
        summary: journey.summary.as_ref().map(|summary| Cow::Borrowed(summary.plain.as_ref())).unwrap_or_default(),
        people: journey
            .personas
            .iter()
            .map(|id| {
                let persona = page.site.persona(*id);
                CardPerson {
                    name: Cow::Borrowed(&persona.name),
                    initials: Cow::Borrowed(&persona.monogram),
                    look: page.look(*id),
                }
            })
            .collect(),
        curve: Some(curve_data(page, id, picture_id)),
    }
}
