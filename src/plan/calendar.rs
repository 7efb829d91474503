//! `reviews.ics`: the day on which each map and persona is to be looked at again (iCalendar, RFC 5545).
//!
//! An all-day event each, named by the thing's id, so that a new day moves the event in a calendar that subscribes.
//! Times of change are the last review's: no clock is read.

use crate::model::{Address, Date, JourneyId, PersonaId, Status, TeamId};
use crate::view::RenderContext;

/// A line holds at most this many bytes before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// Nobody reads a retired map again.
fn is_kept(status: Status) -> bool {
    status != Status::Retired
}

struct Review<'a> {
    address: Address,
    id: String,
    name: &'a str,
    owner: Option<TeamId>,
    last: Option<Date>,
    next: Date,
}

pub(super) fn render_reviews(context: &RenderContext<'_>) -> String {
    let site = context.site;
    let journeys = site.journeys.iter().enumerate().filter(|(_, it)| is_kept(it.status)).filter_map(|(index, it)| {
        Some(Review {
            address: Address::Journey(JourneyId::from_index(index)),
            id: format!("journey-{}", it.id),
            name: &it.title,
            owner: it.owner,
            last: it.reviewed,
            next: it.next_review?,
        })
    });
    let personas = site.personas.iter().enumerate().filter(|(_, it)| is_kept(it.status)).filter_map(|(index, it)| {
        Some(Review {
            address: Address::Persona(PersonaId::from_index(index)),
            id: format!("persona-{}", it.id),
            name: &it.name,
            owner: it.owner,
            last: it.reviewed,
            next: it.next_review?,
        })
    });
    let mut calendar = String::new();
    let base = site.settings.base_url.as_deref();
    let host = base.map_or("wayfare.invalid", |base| {
        base.split_once("://").map_or(base, |(_, rest)| rest).split('/').next().unwrap_or_default()
    });
    line(&mut calendar, "BEGIN:VCALENDAR");
    line(&mut calendar, "VERSION:2.0");
    line(&mut calendar, concat!("PRODID:-//Wayfare//", env!("CARGO_PKG_VERSION"), "//EN"));
    let strings = context.strings();
    text(&mut calendar, "X-WR-CALNAME", &strings.fill("calendar.title", None, &[("site", &site.settings.title)]));
    for review in journeys.chain(personas) {
        line(&mut calendar, "BEGIN:VEVENT");
        line(&mut calendar, &format!("UID:{}@{host}", review.id));
        line(&mut calendar, &format!("DTSTAMP:{}T000000Z", digits(review.last.unwrap_or(review.next))));
        line(&mut calendar, &format!("DTSTART;VALUE=DATE:{}", digits(review.next)));
        text(&mut calendar, "SUMMARY", &strings.fill("calendar.review", None, &[("name", review.name)]));
        if let Some(owner) = review.owner {
            let team = &site.teams[owner.index()];
            text(&mut calendar, "DESCRIPTION", &strings.fill("calendar.owner", None, &[("team", &team.name)]));
        }
        if let Some(base) = base {
            line(&mut calendar, &format!("URL:{}", context.links.location(review.address).path.on(base)));
        }
        line(&mut calendar, "TRANSP:TRANSPARENT");
        line(&mut calendar, "END:VEVENT");
    }
    line(&mut calendar, "END:VCALENDAR");
    calendar
}

/// `20261214`
fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

fn text(calendar: &mut String, name: &str, words: &str) {
    let mut content = format!("{name}:");
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => content.extend(['\\', letter]),
            '\n' => content.push_str("\\n"),
            letter if letter.is_control() => content.push(' '),
            letter => content.push(letter),
        }
    }
    line(calendar, &content);
}

/// Writes a content line, folded between characters.
fn line(calendar: &mut String, content: &str) {
    let mut room = LINE;
    for letter in content.chars() {
        if letter.len_utf8() > room {
            calendar.push_str("\r\n ");
            room = LINE - 1;
        }
        calendar.push(letter);
        room -= letter.len_utf8();
    }
    calendar.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters_and_unfold_to_the_same() {
        for words in ["short", &"x".repeat(200), &"é".repeat(90), &"日本語".repeat(40), &"a;b,c\\d\n".repeat(30)] {
            let mut folded = String::new();
            text(&mut folded, "SUMMARY", words);
            assert!(folded.split("\r\n").all(|line| line.len() <= LINE), "{folded}");
            let unfolded = folded.replace("\r\n ", "");
            let read = unfolded.trim_end().replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",");
            assert_eq!(read.replace("\\\\", "\\"), format!("SUMMARY:{words}"));
        }
    }
}
