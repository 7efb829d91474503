//! The channel changes from one step to the next of a stage, and neither step is about the change.
//!
//! Told only where people get lost: both steps are met through channels that need a device (a shop or a street is no
//! dead end), a persona has none of them in common, the second is one that people go to (a message comes by itself),
//! neither step speaks of the other's channel or touchpoint, and the second follows at once and is not one of several
//! ways. One a stage: the first.

use std::collections::BTreeSet;

use super::{Index, JourneyLint};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Reach};
use crate::model::*;

/// Channels without a device, where their file does not say so.
const OFFLINE: &[&str] = &[
    "in-person",
    "face-to-face",
    "street",
    "in-the-street",
    "word-of-mouth",
    "print",
    "paper",
    "post",
    "letter",
    "mail",
    "doorstep",
    "home",
    "at-home",
    "store",
    "in-store",
    "shop",
    "branch",
    "office",
    "event",
    "on-site",
    "visit",
];

/// Channels that come to people.
const COMING: &[&str] = &[
    "e-mail",
    "email",
    "text-message",
    "sms",
    "text",
    "push-notification",
    "notification",
    "newsletter",
    "messenger",
    "whatsapp",
];

pub(super) fn check(lint: &JourneyLint<'_>, index: &Index<'_>, diagnostics: &mut Diagnostics) {
    let mut told: Option<usize> = None;
    for pair in lint.places.windows(2) {
        let [first, second] = pair else { continue };
        let (Some(_), Some(second_step)) = (first.step, second.step) else { continue };
        if first.stage != second.stage || told == Some(first.stage) || first.place.wait.is_some() {
            continue;
        }
        let Some(stage) = lint.stage_of(first) else { continue };
        let ways = first.step.and_then(|step| stage.steps.get(step)).map_or(&[][..], |step| &step.next);
        let follows = match ways {
            [] => true,
            [only] => leads_to(only, second.stage, second_step),
            _ => false,
        };
        if !follows {
            continue;
        }
        let crossing = lint.walkers().into_iter().find_map(|walker| {
            let (before, after) = (channels(first.place, walker), channels(second.place, walker));
            let remote = |channels: &BTreeSet<ChannelId>| {
                !channels.is_empty() && channels.iter().all(|channel| !is_offline(index, *channel))
            };
            let comes = after.iter().any(|channel| is_one_of(index, *channel, COMING));
            (!comes && remote(&before) && remote(&after) && before.is_disjoint(&after))
                .then(|| Some((*before.first()?, *after.first()?)))?
        });
        let Some((before, after)) = crossing else { continue };
        if speaks_of(index, first.place, second.place) || speaks_of(index, second.place, first.place) {
            continue;
        }
        told = Some(first.stage);
        let name = |id: ChannelId| index.channels.entries.get(id.index()).map_or("", |entry| entry.name);
        diagnostics.push(
            Diagnostic::new(
                Code::HandOverWithoutStep,
                second.span(),
                format!("from {} to {}, and nothing says how", name(before), name(after)),
            )
            .also(first.span(), "the step before")
            .reason("people get lost where one channel ends and the next begins")
            .help("add a step for the change, or say in one of the two how they cross")
            .unless_written(Reach::Around, &["channels", "touchpoints", "actions", "wait", "next"]),
        );
    }
}

fn leads_to(next: &Next, stage: usize, step: usize) -> bool {
    matches!(next.to, NextTarget::Step { stage: to_stage, step: to_step }
        if to_stage as usize == stage && to_step as usize == step)
}

/// The channels that somebody meets at a place, by themselves and through touchpoints.
fn channels(place: &Place, walker: Option<PersonaId>) -> BTreeSet<ChannelId> {
    let concerns =
        |item: &&Item| item.personas.is_empty() || walker.is_none_or(|walker| item.personas.contains(&walker));
    place
        .cells
        .iter()
        .flat_map(|cell| &cell.items)
        .filter(concerns)
        .filter_map(|item| match item.kind {
            ItemKind::Channel(channel) => Some(channel),
            ItemKind::Touchpoint(used) => used.channel,
            _ => None,
        })
        .collect()
}

fn is_offline(index: &Index<'_>, channel: ChannelId) -> bool {
    index.channels.entries.get(channel.index()).is_none_or(|entry| {
        let said = entry.file.and_then(|file| file.raw.offline.as_ref()).map(|flag| flag.value);
        said.unwrap_or_else(|| is_one_of(index, channel, OFFLINE))
    })
}

fn is_one_of(index: &Index<'_>, channel: ChannelId, ids: &[&str]) -> bool {
    index.channels.entries.get(channel.index()).is_some_and(|entry| ids.contains(&entry.slug.as_str()))
}

/// Whether the words of a place name a channel or touchpoint of another.
fn speaks_of(index: &Index<'_>, place: &Place, other: &Place) -> bool {
    let spoken = place.cells.iter().filter(|cell| matches!(cell.lane, Lane::Actions | Lane::Triggers));
    let words = spoken.flat_map(|cell| &cell.items).map(|item| &*item.text.plain).chain([&*place.name.plain]);
    let words = words.map(str::to_lowercase).collect::<Vec<_>>().join("\n");
    let names = other.cells.iter().flat_map(|cell| &cell.items).flat_map(|item| match item.kind {
        ItemKind::Channel(channel) => [index.channels.entries.get(channel.index()).map(|entry| entry.name), None],
        ItemKind::Touchpoint(used) => [
            index.touchpoints.entries.get(used.touchpoint.index()).map(|entry| entry.name),
            used.channel.and_then(|channel| index.channels.entries.get(channel.index())).map(|entry| entry.name),
        ],
        _ => [None, None],
    });
    names.flatten().any(|name| words.contains(&name.to_lowercase()))
}
