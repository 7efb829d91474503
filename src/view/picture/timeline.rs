//! A journey along real time: what is done, what is waited for, and how long it all takes.

use std::borrow::Cow;

use super::chart::{Chart, DataTable, Picture, escaped, span_words, words};
use crate::diagram::timeline::{
    TimelineData, TimelineKind, TimelineOptions, TimelineScale, TimelineStep, TimelineWords,
};
use crate::insight::{PlaceRef, felt_at};
use crate::model::{Address, Journey, JourneyId, Place, TimeScale};
use crate::view::PageContext;
use crate::view::parts::anchor_html;

/// From here down, as a mean valence of all who walk the journey, time hurts.
const HURTS: f64 = -0.5;

/// Whether at least two stretches of time are known.
pub(crate) fn is_timed(journey: &Journey) -> bool {
    let places = journey.stages.iter().flat_map(|stage| {
        let timed = stage.steps.iter().any(|step| step.place.duration.is_some() || step.place.wait.is_some());
        let own = (!timed).then_some(&stage.place);
        own.into_iter().chain(stage.steps.iter().map(|step| &step.place))
    });
    let n_times = places.map(|place| usize::from(place.duration.is_some()) + usize::from(place.wait.is_some()));
    n_times.sum::<usize>() > 1
}

/// `None` when fewer than two stretches of time are known.
pub(crate) fn timeline<'a>(
    page: &PageContext<'a>,
    id: JourneyId,
    scale: TimeScale,
    picture_id: &str,
) -> Option<Picture<'a>> {
    let journey = page.site.journey(id);
    let mut maker = Maker { page, id, journey, now: 0.0, steps: Vec::new(), rows: Vec::new() };
    for (stage_index, stage) in (0_u32..).zip(&journey.stages) {
        let timed = stage.steps.iter().any(|step| step.place.duration.is_some() || step.place.wait.is_some());
        if !timed {
            maker.place(stage_index, None, &stage.place);
            continue;
        }
        for (step_index, step) in (0_u32..).zip(&stage.steps) {
            maker.place(stage_index, Some(step_index), &step.place);
        }
    }
    let Maker { steps, rows, now: total, .. } = maker;
    if steps.len() < 2 || total <= 0.0 {
        return None;
    }
    let waiting: f64 = steps.iter().filter(|step| step.kind == TimelineKind::Waiting).map(|step| step.duration).sum();
    let longest = steps.iter().fold(None, |best: Option<&TimelineStep<'_>>, step| {
        best.filter(|best| best.duration >= step.duration).or(Some(step))
    })?;
    let strings = page.strings();
    let title = strings.fill("picture.timeline", None, &[("journey", &journey.title)]);
    let mut sentence = strings.fill(
        if waiting > 0.0 { "picture.timeline_sentence_waiting" } else { "picture.timeline_sentence" },
        None,
        &[("total", &span_words(page, total)), ("waiting", &span_words(page, waiting))],
    );
    sentence.push_str(strings.text("list.sentence"));
    let time = span_words(page, longest.duration);
    sentence.push_str(&strings.fill("picture.timeline_longest", None, &[("step", &longest.name), ("time", &time)]));
    let mut table = DataTable::new(page, &[("table.step", false), ("table.duration", false), ("stage.wait", false)]);
    table.rows = rows;
    let scale = match scale {
        TimeScale::Auto => TimelineScale::Auto,
        TimeScale::Real => TimelineScale::Real,
        TimeScale::Logarithmic => TimelineScale::Logarithmic,
    };
    Some(Picture {
        chart: Chart::Timeline(
            TimelineData {
                id: Cow::Owned(picture_id.to_owned()),
                title: Cow::Owned(title.clone()),
                description: Cow::Owned(sentence),
                language: Cow::Borrowed(&page.site.settings.language),
                steps,
            },
            TimelineOptions { scale, words: timeline_words(page), ..TimelineOptions::default() },
        ),
        title,
        table,
        links: vec![page.link(Address::Journey(id))],
        note: String::new(),
    })
}

struct Maker<'p, 'a> {
    page: &'p PageContext<'a>,
    id: JourneyId,
    journey: &'a Journey,
    /// Minutes since the beginning.
    now: f64,
    steps: Vec<TimelineStep<'a>>,
    rows: Vec<Vec<String>>,
}

impl<'a> Maker<'_, 'a> {
    fn place(&mut self, stage: u32, step: Option<u32>, place: &'a Place) {
        if place.duration.is_none() && place.wait.is_none() {
            return;
        }
        let address = match step {
            Some(step) => Address::Step(self.id, stage, step),
            None => Address::Stage(self.id, stage),
        };
        let href = self.page.href(address);
        let name = place.name.plain.as_ref();
        if let Some(duration) = &place.duration {
            let at = step.map_or(PlaceRef::stage(self.id, stage), |step| PlaceRef::step(self.id, stage, step));
            let felt = felt_at(self.journey, at, &[]).mean().unwrap_or_default();
            let minutes = duration.seconds / 60.0;
            self.steps.push(TimelineStep {
                number: Cow::Owned(PageContext::place_number(stage, step)),
                name: Cow::Borrowed(name),
                href: Some(Cow::Owned(href.clone())),
                start: self.now,
                duration: minutes,
                kind: if felt <= HURTS { TimelineKind::Hurt } else { TimelineKind::Doing },
                duration_label: Cow::Borrowed(&duration.words),
                note: Cow::Borrowed(""),
            });
            self.now += minutes;
        }
        if let Some(wait) = &place.wait {
            let minutes = wait.seconds / 60.0;
            // A step that is nothing but waiting has its own name.
            let (number, name) = if place.duration.is_none() {
                (Cow::Owned(PageContext::place_number(stage, step)), Cow::Borrowed(name))
            } else {
                (Cow::Borrowed(""), Cow::Owned(self.page.strings().fill("picture.waits", None, &[("step", name)])))
            };
            self.steps.push(TimelineStep {
                number,
                name,
                href: Some(Cow::Owned(href.clone())),
                start: self.now,
                duration: minutes,
                kind: TimelineKind::Waiting,
                duration_label: Cow::Borrowed(&wait.words),
                note: Cow::Borrowed(""),
            });
            self.now += minutes;
        }
        let words = |duration: &Option<crate::model::Duration>| {
            duration.as_ref().map(|duration| escaped(&duration.words)).unwrap_or_default()
        };
        self.rows.push(vec![anchor_html(&href, name), words(&place.duration), words(&place.wait)]);
    }
}

fn timeline_words<'a>(page: &PageContext<'a>) -> TimelineWords<'a> {
    TimelineWords {
        start: words(page, "timeline.start"),
        minute: words(page, "timeline.minute"),
        hour: words(page, "timeline.hour"),
        day: words(page, "timeline.day"),
        week: words(page, "timeline.week"),
        month: words(page, "timeline.month"),
        year: words(page, "timeline.year"),
        total_minutes: words(page, "timeline.total_minutes"),
        total_hours: words(page, "timeline.total_hours"),
        total_days: words(page, "timeline.total_days"),
        magnified: words(page, "timeline.magnified"),
        magnified_uneven: words(page, "timeline.magnified_uneven"),
        doing: words(page, "timeline.doing"),
        waiting: words(page, "timeline.waiting"),
        // A map does not say what people do elsewhere.
        apart: Cow::Borrowed(""),
        hurt: words(page, "timeline.hurt"),
    }
}
