//! A journey as a storyboard: a frame a step.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, escaped, words};
use crate::diagram::icon::IconName;
use crate::diagram::storyboard::{StoryboardData, StoryboardFrame, StoryboardOptions};
use crate::model::{Address, Item, ItemKind, Journey, JourneyId, Lane, PersonaId, Place, Score, Site};
use crate::templates::format_score;
use crate::view::PageContext;
use crate::view::page::quote_at;
use crate::view::parts::{anchor_html, touchpoint_icon};
use crate::view::sprite::icon_for;

/// Whether at least every third place shows an image: with fewer, the stand-ins would tell the story alone.
pub(crate) fn is_illustrated(journey: &Journey) -> bool {
    if !journey.lanes_in_use.contains(&Lane::Images) {
        return false;
    }
    let places = places(journey);
    let is_image = |item: &Item| matches!(item.kind, ItemKind::Image(_));
    let shown = places.iter().filter(|(_, _, place)| place.items(Lane::Images).any(is_image)).count();
    shown > 0 && shown * 3 >= places.len()
}

fn places(journey: &Journey) -> Vec<(u32, Option<u32>, &Place)> {
    let mut places = Vec::new();
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        if stage.steps.is_empty() {
            places.push((stage_index, None, &stage.place));
        }
        places.extend((0_u32..).zip(&stage.steps).map(|(index, step)| (stage_index, Some(index), &step.place)));
    }
    places
}

/// Whose story: the persona's, else that of the first on the journey. `None` for a journey without a step.
pub(crate) fn storyboard<'a>(
    page: &PageContext<'a>,
    id: JourneyId,
    persona: Option<PersonaId>,
    picture_id: &str,
) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    let who = persona.or_else(|| journey.personas.first().copied());
    let places = places(journey);
    if places.is_empty() {
        return None;
    }
    let mut table = DataTable::new(
        page,
        &[("table.step", false), ("picture.happens", false), ("lane.quotes", false), ("table.feeling", false)],
    );
    let mut frames = Vec::new();
    for (stage, step, place) in places {
        let address = match step {
            Some(step) => Address::Step(id, stage, step),
            None => Address::Stage(id, stage),
        };
        let emotion = place.emotions.of(who);
        let score = emotion.and_then(|emotion| emotion.score).map(Score::last);
        let feeling = emotion.and_then(|emotion| emotion.feeling.as_deref().or(emotion.emoji.as_deref()));
        let written = score.map(|score| format_score(page.strings(), score, journey.scale.min));
        let parts = feeling.map(str::to_owned).into_iter().chain(written);
        let feeling = parts.collect::<Vec<_>>().join(page.strings().text("list.comma"));
        // What this person does, and what everybody does; without that, what the step is about.
        let is_own = |item: &&Item| item.personas.is_empty() || who.is_none_or(|who| item.personas.contains(&who));
        let mut captions: Vec<Cow<'a, str>> =
            place.items(Lane::Actions).filter(is_own).map(|item| Cow::Borrowed(item.text.plain.as_ref())).collect();
        if captions.is_empty() {
            captions.extend(place.summary.as_ref().map(|text| Cow::Borrowed(text.plain.as_ref())));
        }
        let quote = quote_at(place, who).or_else(|| place.items(Lane::Thoughts).next());
        let quote = quote.map(|quote| quoted(page, &quote.text.plain)).unwrap_or_default();
        let href = page.href(address);
        let frame = StoryboardFrame {
            number: Cow::Owned(PageContext::place_number(stage, step)),
            name: Cow::Borrowed(place.name.plain.as_ref()),
            image: image_of(page, place),
            captions,
            quote: Cow::Owned(quote),
            persona: who.map(|who| page.look(who)),
            valence: score.map(|score| journey.scale.valence(score)),
            feeling: Cow::Owned(feeling),
            channel: channel_icon(page.site, place),
            assumed: place.is_assumed(),
            href: Some(Cow::Owned(href.clone())),
        };
        let happens = frame.captions.iter().map(|words| escaped(words)).collect::<Vec<_>>().join("<br>");
        let words = [happens, escaped(&frame.quote), escaped(&frame.feeling)];
        table.rows.push(std::iter::once(anchor_html(&href, &frame.name)).chain(words).collect());
        frames.push(frame);
    }
    let title = match who.filter(|_| journey.personas.len() > 1) {
        Some(who) => page.strings().fill(
            "picture.storyboard_of",
            None,
            &[("journey", &journey.title), ("persona", &page.site.persona(who).short_name)],
        ),
        None => page.strings().fill("picture.storyboard", None, &[("journey", &journey.title)]),
    };
    Some(Picture {
        chart: Chart::Storyboard(
            StoryboardData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                frames,
            },
            StoryboardOptions { sentence: words(page, "picture.storyboard_sentence"), ..StoryboardOptions::default() },
        ),
        title,
        table,
        links: vec![page.link(Address::Journey(id))],
        note: String::new(),
    })
}

/// Somebody's words with the marks of the language.
pub(super) fn quoted(page: &PageContext<'_>, text: &str) -> String {
    let bare = text.trim_matches(|c| matches!(c, '“' | '”' | '"' | '„' | '«' | '»'));
    format!("{}{bare}{}", page.strings().text("curve.quote_open"), page.strings().text("curve.quote_close"))
}

fn image_of<'a>(page: &PageContext<'a>, place: &'a Place) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    place.items(Lane::Images).find_map(|item| match &item.kind {
        ItemKind::Image(picture) => {
            let image = page.site.images.get(picture.image.index())?;
            Some((Cow::Owned(page.file_href(&image.path)), Cow::Borrowed(picture.alternative.as_ref())))
        }
        _ => None,
    })
}

fn channel_icon(site: &Site, place: &Place) -> Option<IconName> {
    let icon = |item: &Item| match item.kind {
        ItemKind::Touchpoint(used) => Some(touchpoint_icon(site, used.touchpoint, used.channel)),
        ItemKind::Channel(id) => {
            let channel = &site.channels[id.index()];
            Some(icon_for(channel.icon.as_deref(), &channel.name))
        }
        _ => None,
    };
    let mut items = place.items(Lane::Touchpoints).chain(place.items(Lane::Channels));
    items.find_map(icon).filter(|name| *name != IconName::Other)
}
