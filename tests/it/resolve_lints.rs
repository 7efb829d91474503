//! Rules of good practice: where each begins to speak, and where it keeps silent.

use wayfare::diagnostics::{Code, LevelPolicy, Severity, TextStyle, render_text};
use wayfare::load::{LoadOptions, load};
use wayfare::source::{SourceTree, line_and_column};

/// A map without a fault in good practice; `fields` and `stages` come in addition.
fn map(fields: &str, stages: &str) -> String {
    let own = |key: &str, line: &str| if fields.contains(key) { String::new() } else { format!("{line}\n") };
    format!(
        "+++\ntitle = \"A\"\n{fields}\n{}{}{}{}{stages}\n+++\n",
        own("owner", "owner = \"growth\""),
        own("purpose", "purpose = \"Why?\""),
        own("reviewed", "reviewed = 2026-09-01"),
        own("personas", "personas = [\"maya\"]"),
    )
}

const THREE: &str = "[[stages]]\nname = \"B\"\n[[stages]]\nname = \"C\"\n[[stages]]\nname = \"D\"";

/// Expects that one rule, the only one that is on, speaks at these places (`line:column`) of `journeys/a.md`.
#[track_caller]
fn check(code: Code, files: &[(&str, &str)], expected: &[&str]) {
    let base = [
        ("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"),
        ("content/personas/maya.md", "+++\nname = \"Maya\"\n+++\n"),
        ("content/sources/diary.md", "+++\ntitle = \"Diary\"\n+++\n"),
    ];
    let tree = SourceTree::from_texts(base.iter().chain(files).copied());
    let mut policy = LevelPolicy::new();
    for other in Code::ALL.iter().filter(|other| **other != code && other.is_adjustable()) {
        policy.set_for_command(*other, Severity::Allow);
    }
    let (_, diagnostics) = load(&tree, &LoadOptions { policy, ..LoadOptions::default() }).finish();
    let found: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.span;
            let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
            let path = tree.path(span.source);
            let file = if path == "content/journeys/a.md" { "" } else { path };
            format!("{file}{}{line}:{column}", if file.is_empty() { "" } else { ":" })
        })
        .collect();
    assert_eq!(found, expected, "\n{}", render_text(&diagnostics, &tree, TextStyle::default()));
}

#[track_caller]
fn check_map(code: Code, fields: &str, stages: &str, expected: &[&str]) {
    let text = map(fields, stages);
    check(code, &[("content/journeys/a.md", &text)], expected);
}

#[test]
fn a_map_without_a_fault_is_left_in_peace() {
    for code in Code::ALL.iter().copied().filter(|code| code.is_adjustable()) {
        check_map(code, "", THREE, &[]);
    }
}

#[test]
fn drafts_and_retired_maps_are_not_asked() {
    for code in [Code::NoOwner, Code::NoPurpose, Code::NeverReviewed] {
        let map = |status: &str| format!("+++\ntitle = \"A\"\nstatus = \"{status}\"\n{THREE}\n+++\n");
        let (live, retired) = (map("hypothesis"), map("retired"));
        check(code, &[("content/journeys/a.md", &live)], &["2:9"]);
        check(code, &[("content/journeys/a.md", &retired)], &[]);
        // What could not be read is not told to be missing.
        check(code, &[("content/journeys/a.md", "+++\ntitle = \"A\"\n+++\n+++\n")], &["2:9"]);
    }
}

#[test]
fn reviews_are_late_the_day_after() {
    for (reviewed, expected) in [("2026-08-21", &[][..]), ("2026-08-20", &["3:12"])] {
        check_map(Code::StaleReview, &format!("reviewed = {reviewed}\nreview_every = \"quarterly\""), THREE, expected);
    }
}

#[test]
fn from_three_to_nine_stages() {
    let stages = |count: usize| (0..count).map(|at| format!("[[stages]]\nname = \"S{at}\"\n")).collect::<String>();
    for (count, expected) in [(2, &["2:9"][..]), (3, &[]), (9, &[]), (10, &["27:8"])] {
        check_map(Code::UnusualStageCount, "", &stages(count), expected);
    }
}

#[test]
fn up_to_twenty_steps() {
    let stage = |steps: usize| {
        let steps = (0..steps).map(|at| format!("{{ name = \"S{at}\" }},\n")).collect::<String>();
        format!("[[stages]]\nname = \"B\"\nsteps = [\n{steps}]")
    };
    check_map(Code::TooManySteps, "", &stage(20), &[]);
    check_map(Code::TooManySteps, "", &stage(21), &["31:10"]);
}

#[test]
fn a_stage_shown_elsewhere_has_its_steps_there() {
    let stages = "[[stages]]\nname = \"B\"\nsteps = [{ name = \"E\" }]\n[[stages]]\nname = \"C\"\n[[stages]]\nname = \"D\"\ndetail = \"b\"";
    let (text, other) = (map("", stages), map("", THREE));
    check(Code::StageWithoutSteps, &[("content/journeys/a.md", &text), ("content/journeys/b.md", &other)], &["12:8"]);
}

#[test]
fn a_low_point_wants_a_reason_near_it() {
    let stages = |emotion: &str, reason: &str| {
        format!("[[stages]]\nname = \"B\"\n{reason}\n[[stages.steps]]\nname = \"C\"\nemotion = {emotion}")
    };
    for (emotion, reason, expected) in [
        ("-1", "", &["13:11"][..]),
        ("-0.5", "", &[]),
        ("\"sad\"", "", &[]),
        ("{ from = 1, to = -2 }", "", &["13:11"]),
        ("-2", "pain_points = \"No day\"", &[]),
        ("-2", "roadblocks = \"No day\"", &[]),
    ] {
        check_map(Code::LowPointWithoutPainPoint, "", &stages(emotion, reason), expected);
    }
}

#[test]
fn what_hurts_much_wants_an_answer() {
    let stages = |severity: u8, answer: &str| {
        format!(
            "[[stages]]\nname = \"B\"\n{answer}\nsteps = [{{ name = \"C\", pain_points = {{ text = \"No day\", severity = {severity} }} }}]"
        )
    };
    check_map(Code::PainPointWithoutOpportunity, "", &stages(3, ""), &[]);
    check_map(Code::PainPointWithoutOpportunity, "", &stages(4, ""), &["11:38"]);
    check_map(Code::PainPointWithoutOpportunity, "", &stages(5, "opportunities = \"Tell the day\""), &[]);
    check_map(Code::PainPointWithoutOpportunity, "status = \"retired\"", &stages(5, ""), &[]);
}

#[test]
fn a_moment_of_truth_is_measured_near_it() {
    let stages = |metric: &str| {
        format!("[[stages]]\nname = \"B\"\n{metric}\nsteps = [{{ name = \"C\", moment_of_truth = true }}]")
    };
    check_map(Code::MomentOfTruthWithoutMetric, "", &stages(""), &["11:42"]);
    check_map(Code::MomentOfTruthWithoutMetric, "", &stages("metrics = \"csat\""), &[]);
}

#[test]
fn who_says_researched_names_a_source() {
    check_map(Code::ClaimWithoutSource, "status = \"validated\"", THREE, &["3:10"]);
    check_map(Code::ClaimWithoutSource, "status = \"validated\"\nconfidence = \"assumed\"", THREE, &[]);
    check_map(Code::ClaimWithoutSource, "confidence = \"researched\"\nsources = [\"diary\"]", THREE, &[]);
    let place = |more: &str| format!("[[stages]]\nname = \"B\"\nconfidence = \"researched\"\n{more}");
    check_map(Code::ClaimWithoutSource, "", &place(""), &["10:14"]);
    check_map(Code::ClaimWithoutSource, "", &place("sources = [\"diary\"]"), &[]);
    check_map(Code::ClaimWithoutSource, "", &place("thoughts = { text = \"c\", sources = [\"diary\"] }"), &[]);
}

#[test]
fn channels_are_handed_over() {
    let stages = |first: &str, second: &str| {
        format!(
            "[[stages]]\nname = \"B\"\n[[stages.steps]]\nname = \"Fills the basket\"\n{first}\n[[stages.steps]]\nname = \"Asks\"\n{second}"
        )
    };
    let code = Code::HandOverWithoutStep;
    for (first, second, expected) in [
        ("channels = \"web\"", "channels = \"phone\"", &["14:8"][..]),
        ("channels = [\"web\", \"phone\"]", "channels = \"phone\"", &[]),
        ("channels = \"web\"", "channels = \"e-mail\"", &[]),
        ("channels = \"web\"", "channels = \"in person\"", &[]),
        ("channels = \"web\"\nwait = \"2 days\"", "channels = \"phone\"", &[]),
        ("channels = \"web\"", "channels = \"phone\"\nactions = \"Looks for the number on the web\"", &[]),
        ("channels = \"web\"", "touchpoints = { name = \"Order line\", channel = \"phone\" }", &["14:8"]),
        ("channels = \"web\"\nnext = [\"asks\", \"end\"]", "channels = \"phone\"", &[]),
    ] {
        check_map(code, "", &stages(first, second), expected);
    }
    let offline = ("content/channels/kiosk.md", "+++\ntitle = \"Kiosk\"\noffline = true\n+++\n");
    let text = map("", &stages("channels = \"web\"", "channels = \"kiosk\""));
    check(code, &[("content/journeys/a.md", &text), offline], &[]);
}

#[test]
fn a_cell_holds_fifty_words() {
    let stages = |words: usize| format!("[[stages]]\nname = \"B\"\nthoughts = \"{}\"", "word ".repeat(words));
    check_map(Code::TextTooLong, "", &stages(50), &[]);
    check_map(Code::TextTooLong, "", &stages(51), &["10:12"]);
    check_map(Code::TextTooLong, "", &format!("[[stages]]\nname = \"{}\"", "word ".repeat(16)), &["9:8"]);
}

#[test]
fn words_of_the_house_are_told_in_the_mouth_of_others() {
    let stages = "[[stages]]\nname = \"Onboarding\"\nquotes = \"The funnel was fine\"\nthoughts = [\"My touchpoint\", \"My van\"]";
    check_map(Code::OrganizationWords, "", stages, &["9:8", "11:13"]);
    check_map(Code::OrganizationWords, "kind = \"employee\"", stages, &[]);
    let own = ("wayfare.toml", "title = \"M\"\ndate = 2026-11-21\norganization_words = [\"van\"]\n");
    let text = map("", stages);
    check(Code::OrganizationWords, &[own, ("content/journeys/a.md", &text)], &["11:30"]);
}

#[test]
fn the_future_is_better() {
    let today = map("", "[[stages]]\nname = \"B\"\nemotion = 1\n[[stages]]\nname = \"C\"\nemotion = 1");
    let future = |first: &str| {
        map(
            "future_of = \"a\"",
            &format!("[[stages]]\nname = \"B\"\nemotion = {first}\n[[stages]]\nname = \"New\"\nemotion = -2"),
        )
    };
    for (first, expected) in [("0.75", &[][..]), ("0.5", &["content/journeys/b.md:10:11"]), ("2", &[])] {
        let future = future(first);
        check(
            Code::ToBeWorseThanAsIs,
            &[("content/journeys/a.md", &today), ("content/journeys/b.md", &future)],
            expected,
        );
    }
}

#[test]
fn maps_agree_on_a_touchpoint() {
    let map = |score: &str, scope: &str| {
        map(scope, &format!("[[stages]]\nname = \"B\"\ntouchpoints = \"van\"\nemotion = {score}"))
    };
    let good = map("2", "");
    for (score, scope, expected) in [("-1", "", &["11:11"][..]), ("0", "", &[]), ("-1", "scope = \"to-be\"", &[])] {
        let bad = map(score, scope);
        check(
            Code::TouchpointScoredDifferently,
            &[("content/journeys/a.md", &bad), ("content/journeys/b.md", &good)],
            expected,
        );
    }
}

#[test]
fn every_persona_walks_but_those_who_should_not() {
    for (kind, expected) in [("secondary", &["content/personas/tom.md:2:8"][..]), ("anti", &[])] {
        let tom = format!("+++\nname = \"Tom\"\nkind = \"{kind}\"\n+++\n");
        let text = map("", THREE);
        check(Code::UnusedPersona, &[("content/journeys/a.md", &text), ("content/personas/tom.md", &tom)], expected);
    }
}

#[test]
fn files_and_sites_say_how_much_a_rule_weighs() {
    let tree = |site: &str, file: &str| {
        let text = map(file, THREE).replace("owner = \"growth\"\n", "");
        SourceTree::from_texts([
            ("wayfare.toml", site),
            ("content/personas/maya.md", "+++\nname = \"Maya\"\n+++\n"),
            ("content/journeys/a.md", &text),
        ])
    };
    for (site, file, strict, expected) in [
        ("", "", false, &["warning"][..]),
        ("", "", true, &["error"]),
        ("[lints]\nno-owner = \"deny\"", "", false, &["error"]),
        ("[lints]\nno-owner = \"deny\"", "allow = [\"no-owner\"]", false, &[]),
        ("[lints]\nno-owner = \"allow\"", "warn = [\"no-owner\"]", false, &["warning"]),
    ] {
        let mut policy = LevelPolicy::new();
        if strict {
            policy.set_strict();
        }
        let (_, diagnostics) = load(&tree(site, file), &LoadOptions { policy, ..LoadOptions::default() }).finish();
        let found: Vec<String> = diagnostics.iter().map(|it| format!("{:?}", it.level).to_lowercase()).collect();
        assert_eq!(found, expected, "{site} {file}");
    }
}
