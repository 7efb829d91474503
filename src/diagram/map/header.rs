//! The poster's header: masthead, title and summary, personas, facts.

use kurbo::{Point, Rect};

use crate::diagram::scene::{Anchor, Casing, Mark, Role};
use crate::diagram::text_block::{TextBlock, first_baseline, text_mark};
use crate::diagram::text_metrics::{TextStyle, Typeface};

use super::{MARGIN, MapPersona, Poster};

const SITE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 24.0, 1.2);
const SECTION: TextStyle = TextStyle::new(Typeface::Sans, 18.0, 1.2);
const KIND: TextStyle = TextStyle::new(Typeface::SansSemibold, 18.0, 1.2);
const SUMMARY: TextStyle = TextStyle::new(Typeface::Serif, 27.0, 1.33);
const PERSONA: TextStyle = TextStyle::new(Typeface::SansSemibold, 21.0, 1.15);
const PERSONA_NOTE: TextStyle = TextStyle::new(Typeface::Sans, 16.5, 1.3);
const PERSONA_QUOTE: TextStyle = TextStyle::new(Typeface::SerifItalic, 20.0, 1.2);
const INITIALS: TextStyle = TextStyle::new(Typeface::SerifSemibold, 25.0, 1.0);
const RUNNING_TITLE: TextStyle = TextStyle::new(Typeface::SerifSemibold, 40.0, 1.08);
const FACT: TextStyle = TextStyle::new(Typeface::Sans, 16.5, 1.3);
/// Title sizes, largest first: the first that needs at most two lines is taken, or the last.
const TITLE_SIZES: [f64; 4] = [88.0, 72.0, 58.0, 46.0];
const FACT_LABEL: f64 = 112.0;

/// Draws it and returns where the stages begin.
pub(crate) fn draw_header<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>) -> f64 {
    let data = poster.data;
    let right = poster.right();
    marks.push(Mark::Rect { rect: Rect::new(MARGIN, 48.0, right, 53.0), radius: 0.0, role: Role::Masthead });
    let top = draw_masthead(poster, marks, 66.0) + 14.0;
    if !poster.frame.sheet.is_none_or(super::Sheet::is_first) {
        return draw_running_title(poster, marks, top) + 22.0;
    }

    let room = right - MARGIN;
    let facts_width = if data.facts.is_empty() { 0.0 } else { (room * 0.29).clamp(420.0, 590.0) };
    let personas_width = if data.personas.is_empty() { 0.0 } else { (room * 0.28).clamp(380.0, 640.0) };
    let title_width = room - facts_width - personas_width - 64.0;
    let bottom = draw_title(poster, marks, title_width, top);
    let personas_x = MARGIN + title_width + 32.0;
    let bottom = bottom.max(draw_personas(poster, marks, personas_x, personas_width - 30.0, top + 13.0));
    bottom.max(draw_facts(poster, marks, right - facts_width, facts_width, top + 1.0)) + 26.0
}

/// The title alone, as further sheets have it.
fn draw_running_title<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let block = TextBlock::balanced(poster.fonts, RUNNING_TITLE, &poster.data.title, poster.right() - MARGIN);
    let bottom = top + block.height();
    block.place(marks, MARGIN, top, Anchor::Start, Role::Ink, Casing::None);
    bottom
}

/// The site's name and section at the left, the kind of map at the right, below one another where they would meet.
fn draw_masthead<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, top: f64) -> f64 {
    let data = poster.data;
    let room = poster.right() - MARGIN;
    let site = TextBlock::wrapped(poster.fonts, SITE, &data.site_name, room);
    let section = TextBlock::wrapped(poster.fonts, SECTION, &data.section, room);
    let kind = TextBlock::wrapped(poster.fonts, KIND, &data.kind, room);
    let sheet = poster.sheet_words().unwrap_or_default();
    let sheet = TextBlock::wrapped(poster.fonts, KIND, &sheet, room).into_owned();
    let sheet_width = if sheet.is_empty() { 0.0 } else { sheet.width() + 28.0 };
    let site_width = if site.is_empty() { 0.0 } else { site.width() + 16.0 };
    let fits = [&site, &section, &kind, &sheet].iter().all(|block| block.lines.len() <= 1)
        && site_width + section.width() + 40.0 + kind.width() + sheet_width <= room;
    if fits {
        // On one baseline.
        let baseline = top + 22.0;
        for (block, x, anchor, role) in [
            (site, MARGIN, Anchor::Start, Role::Ink),
            (section, MARGIN + site_width, Anchor::Start, Role::Muted),
            (kind, poster.right() - sheet_width, Anchor::End, Role::Muted),
            (sheet, poster.right(), Anchor::End, Role::Ink),
        ] {
            let y = baseline - first_baseline(&block.style);
            block.place(marks, x, y, anchor, role, Casing::None);
        }
        return top + 28.0;
    }
    let mut y = top;
    for (block, role) in [(site, Role::Ink), (section, Role::Muted), (kind, Role::Muted), (sheet, Role::Ink)] {
        let height = block.height();
        block.place(marks, MARGIN, y, Anchor::Start, role, Casing::None);
        y += height;
    }
    y
}

fn draw_title<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, width: f64, top: f64) -> f64 {
    let data = poster.data;
    let mut block = None;
    for size in TITLE_SIZES {
        let style = TextStyle::new(Typeface::SerifSemibold, size, 1.04);
        let candidate = TextBlock::balanced(poster.fonts, style, &data.title, width);
        let fits = candidate.lines.len() <= 1 || (candidate.lines.len() <= 2 && size <= 72.0);
        block = Some(candidate);
        if fits {
            break;
        }
    }
    let mut y = top;
    if let Some(block) = block {
        let height = block.height();
        // The display cut's side bearing is taken back, so that the title aligns with the margin.
        let x = MARGIN - block.style.size * 0.03;
        block.place(marks, x, y, Anchor::Start, Role::Ink, Casing::None);
        y += height + 8.0;
    }
    let summary = TextBlock::wrapped(poster.fonts, SUMMARY, &data.summary, width.min(960.0));
    let height = summary.height();
    summary.place(marks, MARGIN, y, Anchor::Start, Role::Ink, Casing::None);
    y + height
}

fn draw_personas<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, x: f64, width: f64, top: f64) -> f64 {
    // With many personas, quotes would make the header taller than it is worth.
    let with_quotes = poster.data.personas.len() <= 3;
    let mut y = top;
    for persona in &poster.data.personas {
        let mut own = Vec::new();
        let bottom = draw_persona(poster, &mut own, persona, x, y, width, with_quotes);
        match &persona.href {
            Some(href) => marks.push(Mark::Link { href: href.clone(), label: persona.name.clone(), marks: own }),
            None => marks.append(&mut own),
        }
        y = bottom.max(y + 60.0) + 14.0;
    }
    y - 14.0
}

fn draw_persona<'a>(
    poster: &Poster<'_, 'a>,
    marks: &mut Vec<Mark<'a>>,
    persona: &'a MapPersona<'a>,
    x: f64,
    y: f64,
    width: f64,
    with_quotes: bool,
) -> f64 {
    let center = Point::new(x + 28.0, y + 30.0);
    marks.push(Mark::PersonaShape { center, size: 55.0, persona: persona.look });
    // Two letters of ordinary width fill the shape; wider ones are set smaller.
    let natural = poster.fonts.width_in(&INITIALS, &persona.initials).max(1.0);
    let size = (INITIALS.size * 40.0 / natural).min(INITIALS.size);
    let style = TextStyle::new(INITIALS.typeface, size, 1.0);
    let at = Point::new(center.x, center.y + 0.35 * size);
    marks.push(Mark::Text(text_mark(poster.fonts, &style, at, Anchor::Middle, Role::OnPersona, &*persona.initials)));
    let text_x = x + 76.0;
    let room = width - 76.0;
    let mut y = y;
    for (style, text, role) in [(PERSONA, &persona.name, Role::Ink), (PERSONA_NOTE, &persona.note, Role::Muted)] {
        let block = TextBlock::wrapped(poster.fonts, style, text, room);
        let height = block.height();
        block.place(marks, text_x, y, Anchor::Start, role, Casing::None);
        y += height;
    }
    if with_quotes && !persona.quote.is_empty() {
        let words = &poster.words.curve;
        let quote = format!("{}{}{}", words.quote_open, persona.quote.trim(), words.quote_close);
        let block = TextBlock::wrapped(poster.fonts, PERSONA_QUOTE, &quote, room).into_owned();
        let height = block.height();
        block.place(marks, text_x, y + 2.0, Anchor::Start, Role::PersonaText(persona.look), Casing::None);
        y += height + 2.0;
    }
    y
}

fn draw_facts<'a>(poster: &Poster<'_, 'a>, marks: &mut Vec<Mark<'a>>, x: f64, width: f64, top: f64) -> f64 {
    let mut y = top;
    for (index, (label, value)) in poster.data.facts.iter().enumerate() {
        let role = if index == 0 { Role::RuleStrong } else { Role::Rule };
        marks.push(Mark::Line { from: Point::new(x, y), to: Point::new(x + width, y), role });
        let label = TextBlock::wrapped(poster.fonts, FACT, label, FACT_LABEL - 10.0);
        let value = TextBlock::wrapped(poster.fonts, FACT, value, width - FACT_LABEL);
        let height = label.height().max(value.height());
        label.place(marks, x, y + 5.5, Anchor::Start, Role::Muted, Casing::None);
        value.place(marks, x + FACT_LABEL, y + 5.5, Anchor::Start, Role::Ink, Casing::None);
        y += height + 10.5;
    }
    y
}
