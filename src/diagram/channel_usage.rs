//! How often each channel is met, and how it feels there: a row a channel, with icon, bar, count, face and score.
//!
//! With room enough the rows stand in two columns, filled from top to bottom.

use std::borrow::Cow;

use kurbo::{Point, Rect, Size};

use super::chart::fill_pattern;
use super::chart::marks::{line, push_linked, push_middle};
use super::chart::styles::{ASIDE_SMALL, BODY, BODY_STRONG, SMALL};
use super::icon::IconName;
use super::scene::{Anchor, FaceMark, Mark, Role, Scene, SceneKind};
use super::text_block::TextBlock;
use super::text_metrics::FontBook;

#[derive(Debug, Clone, Default)]
pub struct ChannelUsageData<'a> {
    /// Slug that the picture's ids start with, unique on the page.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    /// BCP 47 tag, may be empty.
    pub language: Cow<'a, str>,
    /// Hue of the bars and shape of the faces, 0..5; `None` for everybody together.
    pub persona: Option<u8>,
    /// In the order in which they are drawn.
    pub rows: Vec<ChannelUse<'a>>,
}

#[derive(Debug, Clone)]
pub struct ChannelUse<'a> {
    pub name: Cow<'a, str>,
    pub icon: IconName,
    pub href: Option<Cow<'a, str>>,
    /// "prefers", "avoids"; may be empty.
    pub note: Cow<'a, str>,
    /// Length of the bar; negative counts as zero.
    pub count: f64,
    /// "13 steps".
    pub count_label: Cow<'a, str>,
    /// −1 … 1, `None` when nobody said how it felt.
    pub valence: Option<f64>,
    /// "+0.3", may be empty.
    pub score_label: Cow<'a, str>,
}

#[derive(Debug, Clone)]
pub struct ChannelUsageOptions<'w> {
    /// At least 240.
    pub width: f64,
    /// From this width on the rows stand in two columns.
    pub two_columns_from: f64,
    /// `{channel}`, `{count}`, `{score}`
    pub sentence_row: Cow<'w, str>,
    /// `{channel}`, `{count}`: without a score
    pub sentence_row_unfelt: Cow<'w, str>,
    /// Between the rows of the sentence, and behind the last.
    pub separator: Cow<'w, str>,
    pub stop: Cow<'w, str>,
}

impl Default for ChannelUsageOptions<'static> {
    fn default() -> Self {
        Self {
            width: 576.0,
            two_columns_from: 900.0,
            sentence_row: Cow::Borrowed("{channel} {count}, {score}"),
            sentence_row_unfelt: Cow::Borrowed("{channel} {count}"),
            separator: Cow::Borrowed("; "),
            stop: Cow::Borrowed("."),
        }
    }
}

const ICON_WIDTH: f64 = 27.0;
const BETWEEN_COLUMNS: f64 = 48.0;
const FACE_SCALE: f64 = 0.8;
const MIN_BAR: f64 = 28.0;

/// Widths of the parts of a row, the same in every row.
struct RowParts {
    name: f64,
    bar: f64,
    count: f64,
    score: f64,
    /// The count stands below the name, as there is no room beside it.
    is_stacked: bool,
}

/// Draws the rows at natural size.
pub fn layout_channel_usage<'a>(
    data: &'a ChannelUsageData<'a>,
    options: &ChannelUsageOptions<'_>,
    fonts: &FontBook,
) -> Scene<'a> {
    let width = options.width.max(240.0);
    let n_columns = if width >= options.two_columns_from && data.rows.len() > 1 { 2 } else { 1 };
    let column = (width - BETWEEN_COLUMNS * (n_columns - 1) as f64) / n_columns as f64;
    let parts = measure_parts(data, fonts, column);
    let most = data.rows.iter().map(|row| row.count).filter(|count| count.is_finite()).fold(0.0, f64::max);
    let per_column = data.rows.len().div_ceil(n_columns).max(1);
    let mut marks = Vec::new();
    let mut height: f64 = 0.0;
    for (index, rows) in data.rows.chunks(per_column).enumerate() {
        let left = index as f64 * (column + BETWEEN_COLUMNS);
        let mut y = 0.0;
        for row in rows {
            y = push_row(&mut marks, fonts, data.persona, row, &parts, most, (left, left + column), y);
        }
        height = height.max(y);
    }
    Scene {
        id: Cow::Borrowed(&data.id),
        kind: SceneKind::ChannelUsage,
        size: Size::new(width, height.max(8.0)),
        title: Cow::Borrowed(&data.title),
        description: Cow::Owned(describe_channel_usage(data, options)),
        language: Cow::Borrowed(&data.language),
        marks,
    }
}

fn measure_parts(data: &ChannelUsageData<'_>, fonts: &FontBook, column: f64) -> RowParts {
    let score =
        data.rows.iter().map(|row| fonts.width_in(&BODY_STRONG, &row.score_label)).fold(0.0, f64::max).min(80.0);
    let is_felt = data.rows.iter().any(|row| row.valence.is_some());
    let score = score + if is_felt { 24.0 * FACE_SCALE + 14.0 } else { 0.0 };
    let count =
        data.rows.iter().map(|row| fonts.width_in(&SMALL, &row.count_label)).fold(0.0, f64::max).min(120.0) + 12.0;
    let wanted = data
        .rows
        .iter()
        .map(|row| {
            fonts.width_in(&BODY, &row.name)
                + if row.note.is_empty() { 0.0 } else { 10.0 + fonts.width_in(&ASIDE_SMALL, &row.note) }
        })
        .fold(0.0, f64::max);
    let room = column - ICON_WIDTH - score - count;
    let is_stacked = room < 150.0;
    if is_stacked {
        let room = column - ICON_WIDTH - score - 12.0;
        let name = (wanted + 12.0).min(room * 0.6);
        return RowParts { name, bar: (room - name).max(MIN_BAR), count, score, is_stacked };
    }
    let name = (wanted + 16.0).min(room * 0.55).max(60.0);
    RowParts { name, bar: (room - name - 8.0).max(MIN_BAR), count, score, is_stacked }
}

#[expect(clippy::too_many_arguments, reason = "a row's place and the parts that all rows share")]
fn push_row<'a>(
    marks: &mut Vec<Mark<'a>>,
    fonts: &FontBook,
    persona: Option<u8>,
    row: &'a ChannelUse<'a>,
    parts: &RowParts,
    most: f64,
    (left, right): (f64, f64),
    top: f64,
) -> f64 {
    let name_x = left + ICON_WIDTH;
    let name_room = parts.name - 8.0;
    let name = TextBlock::wrapped(fonts, BODY, &row.name, name_room);
    let note = TextBlock::wrapped(fonts, ASIDE_SMALL, &row.note, name_room);
    let is_beside = name.lines.len() <= 1 && note.lines.len() <= 1 && name.width() + 10.0 + note.width() <= name_room;
    let count_room = if parts.is_stacked { parts.bar } else { parts.count - 12.0 };
    let count = TextBlock::wrapped(fonts, SMALL, &row.count_label, count_room);
    let score = TextBlock::wrapped(fonts, BODY_STRONG, &row.score_label, 80.0);
    let words_height = if is_beside { name.height().max(note.height()) } else { name.height() + note.height() };
    let bar_height = if parts.is_stacked { 16.0 + count.height() } else { count.height() };
    let height = words_height.max(bar_height).max(score.height()).max(24.0 * FACE_SCALE) + 14.0;
    let middle = top + height / 2.0;
    push_linked(marks, row.href.as_deref(), &row.name, |marks| {
        marks.push(Mark::Icon {
            name: row.icon,
            center: Point::new(left + 8.0, middle),
            size: 16.0,
            role: Role::IconInk,
        });
        if is_beside {
            let note_x = name_x + name.width() + 10.0;
            push_middle(marks, name, name_x, middle, Anchor::Start, Role::Ink);
            push_middle(marks, note, note_x, middle, Anchor::Start, Role::Muted);
        } else {
            let first = middle - words_height / 2.0;
            let second = first + name.height();
            name.place(marks, name_x, first, Anchor::Start, Role::Ink, super::scene::Casing::None);
            note.place(marks, name_x, second, Anchor::Start, Role::Muted, super::scene::Casing::None);
        }
    });
    let bar_x = name_x + parts.name;
    let share = if most > 0.0 && row.count.is_finite() { (row.count / most).clamp(0.0, 1.0) } else { 0.0 };
    let bar_middle = if parts.is_stacked { middle - count.height() / 2.0 } else { middle };
    if share > 0.0 {
        let rect = Rect::new(bar_x, bar_middle - 5.0, bar_x + (share * parts.bar).max(2.0), bar_middle + 5.0);
        marks.push(Mark::Rect { rect, radius: 0.0, role: persona.map_or(Role::Ink, Role::PersonaText) });
    }
    let score_x = right - parts.score;
    if parts.is_stacked {
        count.place(marks, bar_x, bar_middle + 8.0, Anchor::Start, Role::Muted, super::scene::Casing::None);
    } else {
        push_middle(marks, count, score_x - 12.0, middle, Anchor::End, Role::Muted);
    }
    let mut number_x = score_x;
    if let Some(valence) = row.valence {
        let center = Point::new(score_x + 13.0 * FACE_SCALE + 1.0, middle);
        marks.push(Mark::Face(FaceMark { center, scale: FACE_SCALE, valence, persona, assumed: false }));
        number_x += 24.0 * FACE_SCALE + 10.0;
    }
    if number_x + score.width() <= right + 0.5 {
        push_middle(marks, score, number_x, middle, Anchor::Start, Role::Ink);
    }
    marks.push(line(left, top + height, right, top + height, Role::Rule));
    top + height + 1.0
}

/// All rows in one sentence.
pub fn describe_channel_usage(data: &ChannelUsageData<'_>, options: &ChannelUsageOptions<'_>) -> String {
    let parts: Vec<String> = data
        .rows
        .iter()
        .map(|row| {
            let pattern = if row.score_label.is_empty() { &options.sentence_row_unfelt } else { &options.sentence_row };
            fill_pattern(pattern, &[("channel", &row.name), ("count", &row.count_label), ("score", &row.score_label)])
        })
        .collect();
    if parts.is_empty() { String::new() } else { format!("{}{}", parts.join(&options.separator), options.stop) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::chart::checks::{any_label, check_sound};
    use crate::diagram::text_metrics::tests::shipped;
    use proptest::prelude::*;

    fn row(name: String, note: String, count: f64, valence: Option<f64>) -> ChannelUse<'static> {
        ChannelUse {
            name: name.into(),
            icon: IconName::Web,
            href: None,
            note: note.into(),
            count,
            count_label: format!("{count:.0} steps").into(),
            valence,
            score_label: valence.map(|valence| format!("{valence:+.1}")).unwrap_or_default().into(),
        }
    }

    #[test]
    fn bars_are_in_proportion() {
        let rows =
            vec![row("Web".into(), String::new(), 12.0, Some(-0.4)), row("Post".into(), String::new(), 3.0, None)];
        let data = ChannelUsageData { persona: Some(0), rows, ..ChannelUsageData::default() };
        let scene = layout_channel_usage(&data, &ChannelUsageOptions::default(), &shipped());
        let bars: Vec<f64> = scene
            .marks
            .iter()
            .filter_map(|mark| if let Mark::Rect { rect, .. } = mark { Some(rect.width()) } else { None })
            .collect();
        assert!((bars[0] / bars[1] - 4.0).abs() < 1e-9, "{bars:?}");
        assert_eq!(scene.description, "Web 12 steps, -0.4; Post 3 steps.");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn sound_for_any_labels(rows in prop::collection::vec((any_label(), any_label(), -1.0f64..50.0, prop::option::of(-1.0f64..1.0)), 0..12), width in 240.0f64..1300.0) {
            let rows = rows.into_iter().map(|(name, note, count, valence)| row(name, note, count, valence)).collect();
            let data = ChannelUsageData { rows, ..ChannelUsageData::default() };
            let options = ChannelUsageOptions { width, ..ChannelUsageOptions::default() };
            prop_assert_eq!(check_sound(&layout_channel_usage(&data, &options, &shipped())), Ok(()));
        }
    }
}
