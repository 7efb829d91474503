//! Timelines.

use wayfare::diagram::timeline::{
    TimelineData, TimelineKind, TimelineOptions, TimelineScale, TimelineStep, layout_timeline,
};

use super::{check_picture, fonts};

const DAY: f64 = 1440.0;

fn one_order() -> TimelineData<'static> {
    let mut now = 0.0;
    let mut step = |number: &'static str,
                    name: &'static str,
                    duration: f64,
                    kind,
                    duration_label: &'static str,
                    note: &'static str| {
        let start = now;
        now += duration;
        TimelineStep {
            number: number.into(),
            name: name.into(),
            href: Some("#step".into()),
            start,
            duration,
            kind,
            duration_label: duration_label.into(),
            note: note.into(),
        }
    };
    use TimelineKind::{Apart, Doing, Hurt, Waiting};
    TimelineData {
        id: "time".into(),
        title: "Thirty-two minutes of doing in five weeks".into(),
        description: "One order takes five weeks, of which 32 minutes are spent with the shop.".into(),
        language: "en".into(),
        steps: vec![
            step("1", "I hear about it", 21.0 * DAY, Apart, "Three weeks, on and off", "no contact with us"),
            step("2.1", "Opens the website", 2.0, Doing, "2 min", ""),
            step("2.2", "Compares the boxes", 12.0, Doing, "12 min", ""),
            step("2.3", "Checks the postcode", 3.0, Doing, "3 min", ""),
            step("3.1", "Fills the box", 6.0, Doing, "6 min", ""),
            step("3.2", "Picks a delivery day", 4.0, Doing, "4 min", ""),
            step("3.3", "Pays and signs up", 5.0, Doing, "5 min", ""),
            step("4", "I wait", 6.0 * DAY, Waiting, "Six days of waiting", "no word from us"),
            step("5", "It arrives", 0.5 * DAY, Hurt, "twelve hours at home", ""),
            step("6", "I cook, I decide", 7.0 * DAY, Apart, "A week of cooking", "one reminder e-mail"),
        ],
    }
}

#[test]
fn timeline() {
    let fonts = fonts();
    let data = one_order();
    check_picture("timeline", &layout_timeline(&data, &TimelineOptions::default(), &fonts));
    let phone = TimelineOptions { width: 320.0, ..TimelineOptions::default() };
    check_picture("timeline-narrow", &layout_timeline(&data, &phone, &fonts));
    let logarithmic = TimelineOptions { scale: TimelineScale::Logarithmic, ..TimelineOptions::default() };
    check_picture("timeline-logarithmic", &layout_timeline(&data, &logarithmic, &fonts));
}

#[test]
fn timeline_with_a_step_that_dwarfs_the_rest() {
    let step = |name: &'static str, start: f64, duration: f64, kind, duration_label: &'static str| TimelineStep {
        name: name.into(),
        start,
        duration,
        kind,
        duration_label: duration_label.into(),
        ..TimelineStep::default()
    };
    let data = TimelineData {
        id: "grower".into(),
        title: "Becoming a grower".into(),
        language: "en".into(),
        steps: vec![
            step("A neighbour tells me", 0.0, 2.0 * DAY, TimelineKind::Apart, "two days"),
            step("We walk the field", 2.0 * DAY, 1.0 * DAY, TimelineKind::Doing, "a day"),
            step("The certifier reads the papers", 3.0 * DAY, 120.0 * DAY, TimelineKind::Waiting, "four months"),
            step("I fill in the same form again", 60.0 * DAY, 5.0 * DAY, TimelineKind::Hurt, "five days"),
            step("First crates", 123.0 * DAY, 4.0 * DAY, TimelineKind::Doing, "four days"),
            step("The invoice is paid", 127.0 * DAY, 0.2 * DAY, TimelineKind::Doing, "a morning"),
        ],
        ..TimelineData::default()
    };
    check_picture(
        "timeline-broken",
        &layout_timeline(&data, &TimelineOptions { width: 900.0, ..TimelineOptions::default() }, &fonts()),
    );
}
