//! History, target bars, persona scales, channel usage.

use jiff::civil::{Date, date};
use wayfare::diagram::channel_usage::{ChannelUsageData, ChannelUsageOptions, ChannelUse, layout_channel_usage};
use wayfare::diagram::chart::NumberFormat;
use wayfare::diagram::history::{HistoryData, HistoryEvent, HistoryOptions, Target, layout_history};
use wayfare::diagram::icon::IconName;
use wayfare::diagram::persona_scales::{
    PersonaScalesData, PersonaScalesOptions, ScaleOfPersonas, ScalePersona, layout_persona_scales,
};
use wayfare::diagram::target_bar::{TargetBar, TargetBarData, TargetBarOptions, layout_target_bar};

use super::{check_picture, fonts};

fn percent() -> NumberFormat<'static> {
    NumberFormat { after: "\u{202f}%".into(), ..NumberFormat::ENGLISH }
}

fn months(first: Date, values: &[f64]) -> Vec<(Date, f64)> {
    let day =
        |index: usize| first.checked_add(jiff::ToSpan::months(i32::try_from(index).expect("few"))).expect("a day");
    values.iter().enumerate().map(|(index, value)| (day(index), *value)).collect()
}

fn baskets() -> HistoryData<'static> {
    HistoryData {
        id: "baskets".into(),
        title: "First baskets that become an order".into(),
        language: "en".into(),
        points: months(date(2025, 12, 1), &[52.0, 51.0, 54.0, 56.0, 63.0, 64.0, 62.0, 65.0, 64.0, 67.0, 59.0]),
        target: Some(Target::Between(68.0, 72.0)),
        baseline: Some(52.0),
        range: None,
        events: vec![HistoryEvent {
            day: date(2026, 3, 3),
            label: "New checkout, 3 March".into(),
            href: Some("#checkout".into()),
        }],
    }
}

#[test]
fn history() {
    let fonts = fonts();
    let data = baskets();
    let options = HistoryOptions { number: percent(), ..HistoryOptions::default() };
    check_picture("history", &layout_history(&data, &options, &fonts));
    check_picture("history-narrow", &layout_history(&data, &HistoryOptions { width: 320.0, ..options }, &fonts));
    let calls = HistoryData {
        id: "calls".into(),
        title: "Calls about the day, per 100 orders".into(),
        points: vec![(date(2026, 1, 5), 9.1), (date(2026, 2, 2), 8.4), (date(2026, 2, 20), 9.6)],
        target: Some(Target::At(4.0)),
        ..HistoryData::default()
    };
    check_picture("history-short", &layout_history(&calls, &HistoryOptions::default(), &fonts));
}

#[test]
fn target_bars() {
    let bars = vec![
        TargetBar {
            name: "First baskets that become an order".into(),
            current: Some(59.0),
            baseline: Some(52.0),
            target: Some(Target::At(70.0)),
            number: percent(),
            range: Some((40.0, 80.0)),
            ..TargetBar::default()
        },
        TargetBar {
            name: "Liked the grower’s note, 1 to 5".into(),
            current: Some(4.6),
            baseline: Some(3.4),
            target: Some(Target::At(4.5)),
            range: Some((1.0, 5.0)),
            ..TargetBar::default()
        },
        TargetBar {
            name: "Calls about the day, per 100 orders".into(),
            current: Some(9.6),
            baseline: Some(9.1),
            target: Some(Target::At(4.0)),
            lower_is_better: true,
            range: Some((0.0, 12.0)),
            ..TargetBar::default()
        },
        TargetBar {
            name: "Weeks to yes".into(),
            current: Some(7.0),
            target: Some(Target::Between(3.0, 5.0)),
            lower_is_better: true,
            ..TargetBar::default()
        },
    ];
    let data = TargetBarData {
        id: "measures".into(),
        title: "One of three measures has turned".into(),
        bars,
        ..TargetBarData::default()
    };
    let fonts = fonts();
    check_picture("target-bar", &layout_target_bar(&data, &TargetBarOptions::default(), &fonts));
    check_picture(
        "target-bar-narrow",
        &layout_target_bar(&data, &TargetBarOptions { width: 300.0, ..TargetBarOptions::default() }, &fonts),
    );
}

#[test]
fn persona_scales() {
    let personas = ["Maya", "Tom", "Ruth", "Jonas", "Petra"]
        .iter()
        .zip(0..)
        .map(|(name, look)| ScalePersona { name: (*name).into(), look, href: None })
        .collect();
    let scale = |name: &'static str, low: &'static str, high: &'static str, positions: [f64; 5]| ScaleOfPersonas {
        name: name.into(),
        low: low.into(),
        high: high.into(),
        positions: positions.into_iter().map(Some).collect(),
    };
    let data = PersonaScalesData {
        id: "scales".into(),
        title: "Five people on one scale".into(),
        personas,
        scales: vec![
            scale("Trust in buying food online", "low", "high", [0.62, 0.25, 0.40, 0.80, 0.55]),
            scale("Confidence on a phone", "novice", "expert", [0.85, 0.20, 0.35, 0.90, 0.80]),
            scale("Sees what goes on behind the counter", "nothing", "everything", [0.15, 0.30, 0.95, 0.98, 0.10]),
        ],
        ..PersonaScalesData::default()
    };
    check_picture("persona-scales", &layout_persona_scales(&data, &PersonaScalesOptions::default(), &fonts()));
}

#[test]
fn channel_usage() {
    let row =
        |icon, name: &'static str, note: &'static str, count: f64, valence: f64, score: &'static str| ChannelUse {
            name: name.into(),
            icon,
            href: Some("#channel".into()),
            note: note.into(),
            count,
            count_label: if count == 1.0 { "1 step".into() } else { format!("{count} steps").into() },
            valence: Some(valence),
            score_label: score.into(),
        };
    let data = ChannelUsageData {
        id: "channels".into(),
        title: "Channels she meets".into(),
        persona: Some(0),
        rows: vec![
            row(IconName::Web, "Web", "uses most", 13.0, -0.2, "−0.4"),
            row(IconName::Email, "E-mail", "", 6.0, 0.15, "+0.3"),
            row(IconName::Door, "Doorstep", "", 5.0, 0.1, "+0.2"),
            row(IconName::Phone, "Phone", "avoids", 4.0, -0.6, "−1.2"),
            row(IconName::Print, "Print", "", 4.0, 0.55, "+1.1"),
            row(IconName::TextMessage, "Text message", "prefers", 1.0, -0.25, "−0.5"),
            row(IconName::WordOfMouth, "Word of mouth", "", 1.0, 0.75, "+1.5"),
        ],
        ..ChannelUsageData::default()
    };
    let fonts = fonts();
    check_picture(
        "channel-usage",
        &layout_channel_usage(&data, &ChannelUsageOptions { width: 1200.0, ..ChannelUsageOptions::default() }, &fonts),
    );
    check_picture(
        "channel-usage-narrow",
        &layout_channel_usage(&data, &ChannelUsageOptions { width: 320.0, ..ChannelUsageOptions::default() }, &fonts),
    );
}
