//! How far a metric has come on the way from its baseline to its target: one bar a metric.
//!
//! Thin tick: the baseline. Dot: now. Tall tick: the target. The bar runs from the baseline to now.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::chart::NumberFormat;
use super::chart::key::{KeyEntry, push_key};
use super::chart::marks::{line, push_linked};
use super::chart::styles::{BODY, BODY_STRONG, SMALL, SMALL_STRONG};
use super::chart::{fill_pattern, join_sentences};
use super::geometry::spread_apart;
use super::history::Target;
use super::scale::LinearScale;
use super::scene::{Anchor, Casing, Mark, Role, Scene, SceneKind};
use super::text_block::{TextBlock, text_mark};
use super::text_metrics::FontBook;

/// Bars below one another.
#[derive(Debug, Clone, Default)]
pub struct TargetBarData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    pub bars: Vec<TargetBar<'a>>,
}

#[derive(Debug, Clone, Default)]
pub struct TargetBar<'a> {
    /// Empty when it stands beside the bar already.
    pub name: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
    pub current: Option<f64>,
    pub baseline: Option<f64>,
    pub target: Option<Target>,
    /// Ends of the bar when the writer fixes them.
    pub range: Option<(f64, f64)>,
    pub lower_is_better: bool,
    pub number: NumberFormat<'a>,
}

/// Where a metric stands on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Reached,
    OnTheWay,
    /// Where it began.
    Unmoved,
    WrongWay,
}

#[derive(Debug, Clone)]
pub struct TargetBarOptions<'w> {
    /// At least 200.
    pub width: f64,
    pub words: TargetBarWords<'w>,
}

#[derive(Debug, Clone)]
pub struct TargetBarWords<'w> {
    pub reached: Cow<'w, str>,
    pub on_the_way: Cow<'w, str>,
    pub unmoved: Cow<'w, str>,
    pub wrong_way: Cow<'w, str>,
    /// The key: the thin tick, the dot, the tall tick.
    pub key: [Cow<'w, str>; 3],
    /// `{name}`, `{current}`
    pub sentence: Cow<'w, str>,
    /// `{baseline}`, `{target}`
    pub sentence_baseline: Cow<'w, str>,
    pub sentence_target: Cow<'w, str>,
    /// Between the parts of a sentence, and behind the last.
    pub separator: Cow<'w, str>,
    pub stop: Cow<'w, str>,
}

impl TargetBarWords<'static> {
    pub const ENGLISH: Self = Self {
        reached: Cow::Borrowed("reached"),
        on_the_way: Cow::Borrowed("on the way"),
        unmoved: Cow::Borrowed("not moved"),
        wrong_way: Cow::Borrowed("going the wrong way"),
        key: [Cow::Borrowed("at the start"), Cow::Borrowed("now"), Cow::Borrowed("target")],
        sentence: Cow::Borrowed("{name}: {current}"),
        sentence_baseline: Cow::Borrowed("baseline {baseline}"),
        sentence_target: Cow::Borrowed("target {target}"),
        separator: Cow::Borrowed(", "),
        stop: Cow::Borrowed("."),
    };
}

impl TargetBarWords<'_> {
    pub fn standing(&self, standing: Standing) -> &str {
        match standing {
            Standing::Reached => &self.reached,
            Standing::OnTheWay => &self.on_the_way,
            Standing::Unmoved => &self.unmoved,
            Standing::WrongWay => &self.wrong_way,
        }
    }
}

impl Default for TargetBarOptions<'static> {
    fn default() -> Self {
        Self { width: 576.0, words: TargetBarWords::ENGLISH }
    }
}

impl TargetBar<'_> {
    /// `None` without a value now, or with nothing to compare it to.
    pub fn standing(&self) -> Option<Standing> {
        let current = self.current.filter(|value| value.is_finite())?;
        let sign = if self.lower_is_better { -1.0 } else { 1.0 };
        if let Some(target) = self.target {
            let (low, high) = target.ends();
            let least = if self.lower_is_better { high } else { low };
            if (current - least) * sign >= 0.0 {
                return Some(Standing::Reached);
            }
        }
        let baseline = self.baseline.filter(|value| value.is_finite())?;
        let moved = (current - baseline) * sign;
        Some(if moved > 0.0 {
            Standing::OnTheWay
        } else if moved < 0.0 {
            Standing::WrongWay
        } else {
            Standing::Unmoved
        })
    }

    /// Ends of the bar: what the writer fixed, else all values with air on both sides.
    fn domain(&self) -> (f64, f64) {
        let target = self.target.map(Target::ends);
        let values = [self.current, self.baseline, target.map(|ends| ends.0), target.map(|ends| ends.1)];
        let (low, high) = values
            .into_iter()
            .flatten()
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if let Some((from, to)) = self.range.filter(|(from, to)| from.is_finite() && to.is_finite() && to > from) {
            return (from.min(low), to.max(high));
        }
        if low > high {
            return (0.0, 1.0);
        }
        let room = if high > low { (high - low) * 0.45 } else { (high.abs() * 0.5).max(1.0) };
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        ((low - room).max(floor), high + room)
    }
}

const AFTER_BAR: f64 = 14.0;

/// Draws all bars at natural size.
pub fn layout_target_bar<'a>(
    data: &'a TargetBarData<'a>,
    options: &TargetBarOptions<'a>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.max(200.0);
    let mut marks = Vec::new();
    let mut y = 0.0;
    for bar in &data.bars {
        if y > 0.0 {
            y += AFTER_BAR;
        }
        y = push_bar(&mut marks, fonts, bar, options, width, y);
    }
    y = push_bar_key(&mut marks, fonts, data, &options.words, width, y);
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::TargetBar,
        size: Size::new(width, y.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_target_bar(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

/// What ticks and dot mean, those that are drawn. Returns the bottom.
fn push_bar_key(
    marks: &mut Vec<Mark<'_>>,
    fonts: &FontBook,
    data: &TargetBarData<'_>,
    words: &TargetBarWords<'_>,
    width: f64,
    top: f64,
) -> f64 {
    let is_finite = |value: Option<f64>| value.is_some_and(f64::is_finite);
    let drawn = [
        data.bars.iter().any(|bar| is_finite(bar.baseline)),
        data.bars.iter().any(|bar| is_finite(bar.current)),
        data.bars.iter().any(|bar| bar.target.is_some_and(|target| target.ends().0.is_finite())),
    ];
    let samples: Vec<usize> = (0..3).filter(|sample| drawn.get(*sample) == Some(&true)).collect();
    // A tick alone needs no room to its left.
    let entry = |sample: &usize| {
        let word = words.key.get(*sample).map_or("", |word| word.as_ref());
        KeyEntry { sample_width: if *sample == 1 { 12.0 } else { 4.0 }, sample_height: 24.0, word }
    };
    let key: Vec<KeyEntry<'_>> = samples.iter().map(entry).collect();
    if key.is_empty() {
        return top;
    }
    push_key(marks, fonts, &key, (0.0, width), top + 12.0, |marks, index, center| match samples.get(index) {
        Some(0) => marks.push(line(center.x, center.y - 7.0, center.x, center.y + 7.0, Role::BaselineTick)),
        Some(1) => marks.push(Mark::Circle { center, radius: 6.0, role: Role::Ink }),
        Some(_) => marks.push(line(center.x, center.y - 12.0, center.x, center.y + 12.0, Role::TargetTick)),
        None => {}
    })
}

/// One bar from `top` down; returns its bottom.
fn push_bar<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    bar: &'a TargetBar<'a>,
    options: &TargetBarOptions<'a>,
    width: f64,
    top: f64,
) -> f64 {
    let standing = bar.standing();
    let is_wrong = standing == Some(Standing::WrongWay);
    let track_top = push_head(marks, fonts, bar, standing, options, width, top);
    let scale = LinearScale::new(bar.domain(), (6.0, width - 6.0));
    let middle = track_top + 12.0;
    marks.push(Mark::Rect { rect: Rect::new(0.0, middle - 3.0, width, middle + 3.0), radius: 0.0, role: Role::Track });
    let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
    let current = finite(bar.current).map(|value| scale.apply(value));
    let baseline = finite(bar.baseline).map(|value| scale.apply(value));
    let target = bar.target.filter(|target| target.ends().0.is_finite() && target.ends().1.is_finite());
    if let Some(Target::Between(..)) = target
        && let Some((low, high)) = target.map(Target::ends)
    {
        let rect = Rect::new(scale.apply(low), middle - 9.0, scale.apply(high), middle + 9.0);
        marks.push(Mark::Rect { rect, radius: 0.0, role: Role::TargetBand });
    }
    let fill = if is_wrong { Role::Low } else { Role::Ink };
    if let (Some(from), Some(to)) = (baseline, current) {
        marks.push(Mark::Rect {
            rect: Rect::new(from.min(to), middle - 3.0, from.max(to), middle + 3.0),
            radius: 0.0,
            role: fill,
        });
    }
    if let Some(x) = baseline {
        marks.push(line(x, middle - 7.0, x, middle + 7.0, Role::BaselineTick));
    }
    if let Some(target) = target {
        let (low, high) = target.ends();
        let ends = if low == high { vec![low] } else { vec![low, high] };
        for end in ends {
            marks.push(line(scale.apply(end), middle - 12.0, scale.apply(end), middle + 12.0, Role::TargetTick));
        }
    }
    if let Some(x) = current {
        marks.push(Mark::Circle { center: Point::new(x, middle), radius: 6.0, role: fill });
    }
    push_values(marks, fonts, bar, &scale, middle + 14.0, width)
}

/// Name at the left, standing at the right, or below it when both do not fit. Returns the bottom.
fn push_head<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    bar: &'a TargetBar<'a>,
    standing: Option<Standing>,
    options: &TargetBarOptions<'a>,
    width: f64,
    top: f64,
) -> f64 {
    let word: Cow<'a, str> =
        standing.map_or(Cow::Borrowed(""), |standing| Cow::Owned(options.words.standing(standing).to_owned()));
    let word_width = fonts.width_in(&BODY, &word);
    let name_room = if word.is_empty() { width } else { width - word_width - 16.0 };
    let is_beside = name_room >= width * 0.45;
    let name = TextBlock::wrapped(fonts, BODY_STRONG, &bar.name, if is_beside { name_room } else { width });
    let mut bottom = top + name.height();
    push_linked(marks, bar.href.as_deref(), &bar.name, |marks| {
        name.place(marks, 0.0, top, Anchor::Start, Role::Ink, Casing::None);
    });
    if !word.is_empty() {
        let role = if standing == Some(Standing::WrongWay) { Role::Low } else { Role::Ink };
        if is_beside {
            let first_line = top + super::text_block::first_baseline(&BODY);
            marks.push(Mark::Text(text_mark(fonts, &BODY, Point::new(width, first_line), Anchor::End, role, word)));
            bottom = bottom.max(top + BODY.leading());
        } else {
            for line in super::line_break::break_lines(fonts, &BODY, &word, width) {
                let baseline = bottom + super::text_block::first_baseline(&BODY);
                marks.push(Mark::Text(text_mark(
                    fonts,
                    &BODY,
                    Point::new(0.0, baseline),
                    Anchor::Start,
                    role,
                    line.content.into_owned(),
                )));
                bottom += BODY.leading();
            }
        }
    }
    bottom + if bottom > top { 4.0 } else { 0.0 }
}

/// The numbers below the bar, pushed apart where they would touch. Returns the bottom.
fn push_values<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    bar: &TargetBar<'_>,
    scale: &LinearScale,
    top: f64,
    width: f64,
) -> f64 {
    let mut values = Vec::new();
    if let Some(value) = bar.baseline.filter(|value| value.is_finite() && bar.current != Some(*value)) {
        values.push((scale.apply(value), bar.number.format(value), false));
    }
    if let Some(target) = bar.target.filter(|target| target.ends().0.is_finite() && target.ends().1.is_finite()) {
        let (low, high) = target.ends();
        values.push((scale.apply((low + high) / 2.0), target.format(&bar.number), false));
    }
    if let Some(value) = bar.current.filter(|value| value.is_finite()) {
        values.push((scale.apply(value), bar.number.format(value), true));
    }
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let style = |is_current: bool| if is_current { SMALL_STRONG } else { SMALL };
    let widths: Vec<f64> =
        values.iter().map(|(_, text, is_current)| fonts.width_in(&style(*is_current), text) + 10.0).collect();
    let wanted: Vec<f64> = values.iter().map(|value| value.0).collect();
    let total: f64 = widths.iter().sum();
    if total > width + 10.0 {
        // Too long for one line: one below the other.
        let mut y = top;
        for (_, text, is_current) in values {
            let role = if is_current { Role::Ink } else { Role::Muted };
            for line in super::line_break::break_lines(fonts, &style(is_current), &text, width) {
                let at = Point::new(0.0, y + super::text_block::first_baseline(&SMALL));
                marks.push(Mark::Text(text_mark(
                    fonts,
                    &style(is_current),
                    at,
                    Anchor::Start,
                    role,
                    line.content.into_owned(),
                )));
                y += SMALL.leading();
            }
        }
        return y;
    }
    let centers = spread_apart(&wanted, &widths, -5.0, width + 5.0);
    for ((_, text, is_current), center) in values.into_iter().zip(centers) {
        let role = if is_current { Role::Ink } else { Role::Muted };
        let at = Point::new(center, top + super::text_block::first_baseline(&SMALL));
        marks.push(Mark::Text(text_mark(fonts, &style(is_current), at, Anchor::Middle, role, text)));
    }
    top + SMALL.leading()
}

/// Each bar in words: now, baseline, target, standing.
pub fn describe_target_bar(data: &TargetBarData<'_>, options: &TargetBarOptions<'_>) -> String {
    let words = &options.words;
    let sentences: Vec<String> = data
        .bars
        .iter()
        .map(|bar| {
            let current = bar.current.map(|value| bar.number.format(value)).unwrap_or_default();
            let mut parts = vec![fill_pattern(&words.sentence, &[("name", &bar.name), ("current", &current)])];
            parts.extend(
                bar.baseline
                    .map(|value| fill_pattern(&words.sentence_baseline, &[("baseline", &bar.number.format(value))])),
            );
            parts.extend(
                bar.target
                    .map(|target| fill_pattern(&words.sentence_target, &[("target", &target.format(&bar.number))])),
            );
            parts.extend(bar.standing().map(|standing| words.standing(standing).to_owned()));
            format!("{}{}", parts.join(&words.separator), words.stop)
        })
        .collect();
    join_sentences(&sentences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    fn bar(current: f64, baseline: f64, target: f64, lower_is_better: bool) -> TargetBar<'static> {
        TargetBar {
            current: Some(current),
            baseline: Some(baseline),
            target: Some(Target::At(target)),
            lower_is_better,
            ..TargetBar::default()
        }
    }

    #[test]
    fn standing_follows_the_direction() {
        for (bar, expected) in [
            (bar(59.0, 52.0, 70.0, false), Standing::OnTheWay),
            (bar(4.6, 3.4, 4.5, false), Standing::Reached),
            (bar(9.6, 9.1, 4.0, true), Standing::WrongWay),
            (bar(9.1, 9.1, 4.0, true), Standing::Unmoved),
            (bar(3.0, 9.1, 4.0, true), Standing::Reached),
        ] {
            assert_eq!(bar.standing(), Some(expected));
        }
        assert_eq!(TargetBar { current: Some(1.0), ..TargetBar::default() }.standing(), None);
    }

    #[test]
    fn said_in_words() {
        let data = TargetBarData {
            bars: vec![TargetBar { name: "Calls".into(), ..bar(9.6, 9.1, 4.0, true) }],
            ..TargetBarData::default()
        };
        assert_eq!(
            describe_target_bar(&data, &TargetBarOptions::default()),
            "Calls: 9.6, baseline 9.1, target 4, going the wrong way."
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn sound_for_any_values(
            bars in prop::collection::vec((any_label(), prop::option::of(-1e9f64..1e9), prop::option::of(-1e9f64..1e9), prop::option::of((-1e9f64..1e9, -1e9f64..1e9)), any::<bool>()), 0..5),
            width in 200.0f64..900.0,
        ) {
            let bars = bars.into_iter().map(|(name, current, baseline, target, lower_is_better)| TargetBar {
                name: name.into(), current, baseline, target: target.map(|(a, b)| Target::Between(a, b)), lower_is_better, ..TargetBar::default()
            }).collect();
            let data = TargetBarData { bars, ..TargetBarData::default() };
            let options = TargetBarOptions { width, ..TargetBarOptions::default() };
            prop_assert_eq!(check_sound(&layout_target_bar(&data, &options, &shipped())), Ok(()));
        }
    }
}
