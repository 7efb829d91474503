//! Rows of the map: the journey's own lanes, which rows are shown, and in which order.

use std::collections::BTreeSet;

use super::context::FileContext;
use super::identity::shown;
use super::suggest::help_for;
use crate::content::raw::{OneOrMany, OrderedMap, RawCustomLane, RawText};
use crate::diagnostics::{Code, Diagnostic, Reach};
use crate::model::{CustomLane, Lane, Stage};

/// Other words for lanes that are written in fields of their own.
const SYNONYMS: &[(&str, Lane)] = &[
    ("emotion", Lane::Feelings),
    ("emotions", Lane::Feelings),
    ("feeling", Lane::Feelings),
    ("image", Lane::Images),
    ("storyboard", Lane::Images),
    ("support", Lane::SupportProcesses),
];

impl FileContext<'_, '_> {
    pub(super) fn custom_lanes(&mut self, raw: &OrderedMap<RawCustomLane>) -> Vec<CustomLane> {
        let mut lanes = Vec::with_capacity(raw.entries.len());
        for (key, lane) in raw {
            if Lane::from_key(&key.value).is_some() {
                self.push(
                    Diagnostic::new(
                        Code::ConflictingFields,
                        key.span,
                        format!("`{}` is a lane already", shown(&key.value)),
                    )
                    .help("use it as it is, or give your own lane another key"),
                );
                continue;
            }
            let title = lane.title.as_ref().map_or_else(|| title_of_key(&key.value), |title| title.value.trim().into());
            let description = self.optional_text(lane.description.as_ref());
            lanes.push(CustomLane { key: Box::from(&*key.value), title, description });
        }
        lanes
    }

    /// The writer's choice of rows.
    pub(super) fn chosen_lanes(&mut self, raw: &OneOrMany<RawText>, custom: &[CustomLane]) -> Vec<Lane> {
        let mut chosen = Vec::with_capacity(raw.items().len());
        for name in raw {
            let Some(lane) = lane_by_name(&name.value, custom) else {
                self.push(unknown_lane(name, custom));
                continue;
            };
            if chosen.contains(&lane) {
                self.push(
                    Diagnostic::new(
                        Code::ConflictingFields,
                        name.span,
                        format!("the lane `{}` is listed twice", shown(&name.value)),
                    )
                    .help("a lane is one row: keep one of them"),
                );
                continue;
            }
            chosen.push(lane);
        }
        chosen
    }
}

/// The lane that a key names; `-` and spaces do for `_`.
pub(super) fn lane_by_name(name: &str, custom: &[CustomLane]) -> Option<Lane> {
    let own = custom.iter().position(|lane| *lane.key == *name);
    if let Some(index) = own.and_then(|index| u16::try_from(index).ok()) {
        return Some(Lane::Custom(index));
    }
    if let Some(lane) = Lane::from_key(name) {
        return Some(lane);
    }
    let key = name.trim().to_lowercase().replace(['-', ' '], "_");
    Lane::from_key(&key).or_else(|| SYNONYMS.iter().find(|(word, _)| *word == key).map(|(_, lane)| *lane))
}

fn unknown_lane(name: &RawText, custom: &[CustomLane]) -> Diagnostic {
    let known: Vec<&str> =
        Lane::BUILT_IN.iter().filter_map(|lane| lane.key()).chain(custom.iter().map(|lane| &*lane.key)).collect();
    let mut diagnostic =
        Diagnostic::new(Code::UnknownValue, name.span, format!("there is no lane `{}`", shown(&name.value)));
    for line in help_for(&name.value, known.iter().copied()) {
        diagnostic = diagnostic.help(line);
    }
    diagnostic
        .help(format!("for a lane of your own: [custom_lanes.{}] title = \"…\"", shown(&name.value)))
        .unless_written(Reach::File, &["custom_lanes"])
}

/// "data_protection" → "Data protection".
fn title_of_key(key: &str) -> Box<str> {
    let words = key.replace(['_', '-'], " ");
    let mut characters = words.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", characters.as_str()).into()
}

/// All lanes that hold something, in default order.
pub(super) fn lanes_in_use(stages: &[Stage]) -> Vec<Lane> {
    let mut lanes = BTreeSet::new();
    let places =
        stages.iter().flat_map(|stage| std::iter::once(&stage.place).chain(stage.steps.iter().map(|step| &step.place)));
    for place in places {
        lanes.extend(place.cells.iter().map(|cell| cell.lane));
        if !place.emotions.is_empty() {
            lanes.insert(Lane::Feelings);
        }
        if place.owner.is_some() {
            lanes.insert(Lane::Owner);
        }
    }
    lanes.into_iter().collect()
}
