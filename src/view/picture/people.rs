//! Personas: where they stand on their scales, what they meet, what is in their heads.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, counted, escaped, mean_label, words};
use super::storyboard::quoted;
use crate::diagram::channel_usage::{ChannelUsageData, ChannelUsageOptions, ChannelUse};
use crate::diagram::empathy_map::{EmpathyList, EmpathyMapData, EmpathyMapOptions};
use crate::diagram::persona_scales::{PersonaScalesData, PersonaScalesOptions, ScaleOfPersonas, ScalePersona};
use crate::model::{Address, Persona, PersonaId, Text};
use crate::view::PageContext;
use crate::view::sprite::icon_for;

/// On the scales that at least one of them stands on, in the order of the first who names each; `None` without a scale.
pub(crate) fn persona_scales<'a>(page: &PageContext<'a>, ids: &[PersonaId], picture_id: &str) -> Option<Picture<'a>> {
    let personas = ids.iter().map(|id| (*id, page.site.persona(*id))).filter(|(_, it)| !it.scales.is_empty());
    let personas: Vec<(PersonaId, &'a Persona)> = personas.collect();
    let mut scales: Vec<ScaleOfPersonas<'a>> = Vec::new();
    let mut keys: Vec<(&str, bool)> = Vec::new();
    for (index, (_, persona)) in personas.iter().enumerate() {
        for own in &persona.scales {
            let known = keys.iter().position(|(key, _)| *key == &*own.key);
            let known = known.unwrap_or_else(|| {
                keys.push((&own.key, own.is_translated));
                scales.push(ScaleOfPersonas {
                    name: Cow::Borrowed(&own.name),
                    low: Cow::Borrowed(&own.low),
                    high: Cow::Borrowed(&own.high),
                    positions: vec![None; personas.len()],
                });
                scales.len() - 1
            });
            // A translation's words before those of the original.
            if let (Some((_, is_translated)), Some(scale)) = (keys.get_mut(known), scales.get_mut(known))
                && own.is_translated
                && !*is_translated
            {
                *is_translated = true;
                scale.name = Cow::Borrowed(&own.name);
                scale.low = Cow::Borrowed(&own.low);
                scale.high = Cow::Borrowed(&own.high);
            }
            if let Some(slot) = scales.get_mut(known).and_then(|scale| scale.positions.get_mut(index)) {
                *slot = Some(own.value);
            }
        }
    }
    if scales.is_empty() {
        return None;
    }
    let mut table = DataTable::new(page, &[("picture.scale", false)]);
    table.columns.extend(personas.iter().map(|(_, persona)| (persona.short_name.to_string(), true)));
    let share = |position: &Option<f64>| {
        position.map(|at| crate::templates::format_share(page.strings(), at)).unwrap_or_default()
    };
    table.rows = scales
        .iter()
        .map(|scale| {
            let name = page.strings().fill(
                "picture.scale_of",
                None,
                &[("scale", &scale.name), ("low", &scale.low), ("high", &scale.high)],
            );
            std::iter::once(escaped(&name)).chain(scale.positions.iter().map(share)).collect()
        })
        .collect();
    let title = match personas.as_slice() {
        [(_, only)] => page.strings().fill("persona.scales", None, &[("name", &only.short_name)]),
        _ => page.word("picture.scales"),
    };
    Some(Picture {
        chart: Chart::PersonaScales(
            PersonaScalesData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                personas: personas
                    .iter()
                    .map(|(id, persona)| ScalePersona {
                        name: Cow::Borrowed(&persona.name),
                        look: page.look(*id),
                        href: Some(Cow::Owned(page.href(Address::Persona(*id)))),
                    })
                    .collect(),
                scales,
            },
            PersonaScalesOptions {
                sentence: words(page, "picture.scale_sentence"),
                sentence_persona: words(page, "picture.scale_persona"),
                separator: words(page, "list.comma"),
                ..PersonaScalesOptions::default()
            },
        ),
        title,
        table,
        links: personas.iter().map(|(id, _)| page.link(Address::Persona(*id))).collect(),
        note: String::new(),
    })
}

/// `None` for a persona that meets no channel.
pub(crate) fn channel_usage<'a>(page: &PageContext<'a>, id: PersonaId, picture_id: &str) -> Option<Picture<'a>> {
    let persona = page.site.persona(id);
    let used = &page.render.insight.persona(id).channels;
    if used.is_empty() {
        return None;
    }
    let scale = page.site.settings.scale;
    let mut table = DataTable::new(page, &[("column.channel", false), ("column.met_in", true), ("column.felt", true)]);
    let mut rows = Vec::new();
    for used in used {
        let channel = &page.site.channels[used.channel.index()];
        let mean = mean_label(page, used.felt, &scale);
        let count = counted(page, "unit.places", used.n_places as usize);
        let score = mean.as_ref().map(|mean| mean.1.clone()).unwrap_or_default();
        table.rows.push(vec![page.link_html(Address::Channel(used.channel)), escaped(&count), escaped(&score)]);
        let is_preferred = persona.channels.contains(&used.channel);
        rows.push(ChannelUse {
            name: Cow::Borrowed(&channel.name),
            icon: icon_for(channel.icon.as_deref(), &channel.name),
            href: Some(Cow::Owned(page.href(Address::Channel(used.channel)))),
            note: if is_preferred { words(page, "persona.prefers") } else { Cow::Borrowed("") },
            count: f64::from(used.n_places),
            count_label: Cow::Owned(count),
            valence: mean.map(|mean| mean.0),
            score_label: Cow::Owned(score),
        });
    }
    let title = page.strings().fill("persona.channels", None, &[("name", &persona.short_name)]);
    Some(Picture {
        chart: Chart::ChannelUsage(
            ChannelUsageData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                persona: Some(page.look(id)),
                rows,
            },
            ChannelUsageOptions {
                sentence_row: words(page, "picture.channel_row"),
                sentence_row_unfelt: words(page, "picture.channel_row_unfelt"),
                separator: words(page, "list.semicolon"),
                stop: words(page, "list.stop"),
                ..ChannelUsageOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Persona(id))],
        note: String::new(),
    })
}

/// `None` for a persona of which nothing of the kind is written.
pub(crate) fn empathy_map<'a>(page: &PageContext<'a>, id: PersonaId, picture_id: &str) -> Option<Picture<'a>> {
    let persona = page.site.persona(id);
    let empathy = persona.empathy.as_ref()?;
    let quarters = [
        ("empathy.says", &empathy.says, true),
        ("empathy.thinks", &empathy.thinks, true),
        ("empathy.does", &empathy.does, false),
        ("empathy.feels", &empathy.feels, false),
    ];
    if quarters.iter().all(|(_, texts, _)| texts.is_empty()) {
        return None;
    }
    let list =
        |key: &'static str, texts: &'a [Text], are_quotes: bool| EmpathyList {
            name: words(page, key),
            entries: texts
                .iter()
                .map(|text| {
                    if are_quotes { Cow::Owned(quoted(page, &text.plain)) } else { Cow::Borrowed(text.plain.as_ref()) }
                })
                .collect(),
            are_quotes,
        };
    let below = [("frustrations", "persona_list.frustrations"), ("goals", "persona_list.goals")];
    let below = below.into_iter().filter_map(|(key, name)| {
        let (_, texts) = persona.lists.iter().find(|(known, _)| *known == key)?;
        Some(list(name, texts, false))
    });
    let below: Vec<EmpathyList<'a>> = below.collect();
    let quadrants = quarters.map(|(key, texts, are_quotes)| list(key, texts, are_quotes));
    let mut table = DataTable::new(page, &[("picture.quarter", false), ("picture.words", false)]);
    for part in quadrants.iter().chain(&below).filter(|part| !part.entries.is_empty()) {
        let entries = part.entries.iter().map(|entry| escaped(entry)).collect::<Vec<_>>();
        table.rows.push(vec![escaped(&part.name), entries.join("<br>")]);
    }
    let title = page.strings().fill("persona.empathy", None, &[("name", &persona.short_name)]);
    Some(Picture {
        chart: Chart::EmpathyMap(
            EmpathyMapData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                language: Cow::Borrowed(&page.site.settings.language),
                persona: page.look(id),
                valence: page.render.insight.persona(id).felt.mean().unwrap_or(0.0),
                quadrants,
                below,
            },
            EmpathyMapOptions {
                sentence: words(page, "picture.empathy_sentence"),
                separator: words(page, "list.semicolon"),
                ..EmpathyMapOptions::default()
            },
        ),
        title,
        table,
        links: vec![page.link(Address::Persona(id))],
        note: String::new(),
    })
}
