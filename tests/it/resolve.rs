//! From files to a site: what is understood, and what is told where.

use std::path::Path;

use wayfare::diagnostics::{Diagnostics, Level, LevelPolicy, Severity, TextStyle, render_text};
use wayfare::fs::read_tree;
use wayfare::load::{LoadOptions, load};
use wayfare::model::*;
use wayfare::source::{ImageInfo, Source, SourceContent, SourceTree, line_and_column};

/// A tree of texts, on top of two personas, a source and an image beside the journeys.
fn tree(files: &[(&str, &str)]) -> SourceTree {
    let base = [
        ("wayfare.toml", "title = \"Maps\"\ndate = 2026-11-21\n"),
        ("content/personas/maya.md", "+++\nname = \"Maya Okafor\"\n+++\n"),
        ("content/personas/tom.md", "+++\nname = \"Tom Lindqvist\"\n+++\n"),
        ("content/sources/diary.md", "+++\ntitle = \"Diary study\"\n+++\n"),
    ];
    let text =
        |(path, text): &(&str, &str)| Source { path: (*path).into(), content: SourceContent::Text((*text).into()) };
    let image = Source {
        path: "content/journeys/van.png".into(),
        content: SourceContent::Binary { byte_length: 9, image: Some(ImageInfo { width: 40, height: 30 }) },
    };
    SourceTree::new(base.iter().chain(files).map(text).chain([image]).collect())
}

/// Loads with every rule of good practice off: what is wrong, not what could be better.
fn loaded(files: &[(&str, &str)]) -> (SourceTree, Site, Diagnostics) {
    let tree = tree(files);
    let mut policy = LevelPolicy::new();
    let lints =
        wayfare::diagnostics::Code::ALL.iter().filter(|code| **code >= wayfare::diagnostics::Code::NeverReviewed);
    for code in lints {
        policy.set_for_command(*code, Severity::Allow);
    }
    let (site, diagnostics) = load(&tree, &LoadOptions { policy, ..LoadOptions::default() }).finish();
    (tree, site, diagnostics)
}

/// The site of files in which nothing is wrong.
#[track_caller]
fn site(files: &[(&str, &str)]) -> Site {
    let (tree, site, diagnostics) = loaded(files);
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    site
}

/// Expects exactly these diagnostics: the code, and `file:line:column` with the file's path below `content/`.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &[(&str, &str)]) {
    let (tree, _, diagnostics) = loaded(files);
    let found: Vec<(String, String)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.span;
            let (line, column) = line_and_column(tree.text(span.source), span.start as usize);
            let path = tree.path(span.source);
            (diagnostic.code.name().to_owned(), format!("{}:{line}:{column}", path.trim_start_matches("content/")))
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(code, place)| (code.as_str(), place.as_str())).collect();
    assert_eq!(found, expected, "\n{}", render_text(&diagnostics, &tree, TextStyle::default()));
}

/// A journey `a` for both personas, of one stage `Looks` with what `place` says of it.
fn journey(place: &str) -> (&'static str, String) {
    let text =
        format!("+++\ntitle = \"A\"\npersonas = [\"maya\", \"tom\"]\n[[stages]]\nname = \"Looks\"\n{place}\n+++\n");
    ("content/journeys/a.md", text)
}

/// The first stage of [`journey`].
#[track_caller]
fn stage(place: &str) -> Stage {
    let (path, text) = journey(place);
    site(&[(path, &text)]).journeys[0].stages[0].clone()
}

#[track_caller]
fn check_stage(place: &str, expected: &[(&str, &str)]) {
    let (path, text) = journey(place);
    check(&[(path, &text)], expected);
}

#[test]
fn the_example_site_loads_without_a_word() {
    let (tree, told) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    assert!(told.is_empty(), "{}", render_text(&told, &tree, TextStyle::default()));
    let (site, diagnostics) = load(&tree, &LoadOptions::default()).finish();
    assert!(diagnostics.is_empty(), "{}", render_text(&diagnostics, &tree, TextStyle::default()));
    assert!(site.journeys.len() >= 6 && site.personas.len() >= 4);
}

// ---- emotions

#[test]
fn emotions_in_all_their_forms() {
    let score = |score| Emotion { score: Some(Score::At(score)), feeling: None, emoji: None };
    let feeling = |words: &str| Emotion { score: None, feeling: Some(words.into()), emoji: None };
    let (maya, tom) = (PersonaId(0), PersonaId(1));
    for (written, everyone, by_persona) in [
        ("emotion = -1.5", Some(score(-1.5)), vec![]),
        ("emotion = \"let down\"", Some(feeling("let down")), vec![]),
        ("emotion = \"😟\"", Some(Emotion { score: None, feeling: None, emoji: Some("😟".into()) }), vec![]),
        (
            "emotion = { from = 1, to = -1, feeling = \"torn\" }",
            Some(Emotion { score: Some(Score::FromTo(1.0, -1.0)), feeling: Some("torn".into()), emoji: None }),
            vec![],
        ),
        ("emotion = { tom = 2, maya = \"calm\" }", None, vec![(maya, feeling("calm")), (tom, score(2.0))]),
        ("emotion = 1\nfeeling = \"curious\"", Some(Emotion { feeling: Some("curious".into()), ..score(1.0) }), vec![]),
        (
            "emotion = { maya = 1 }\nfeeling = \"curious\"",
            Some(feeling("curious")),
            vec![(maya, Emotion { feeling: Some("curious".into()), ..score(1.0) })],
        ),
        (
            "emotion = 1\nfeeling = { tom = \"bored\" }",
            Some(score(1.0)),
            vec![(tom, Emotion { feeling: Some("bored".into()), ..score(1.0) })],
        ),
    ] {
        let found = stage(written).place.emotions;
        assert_eq!(found, Emotions { everyone, by_persona }, "{written}");
    }
}

#[test]
fn words_of_the_scale_are_scores() {
    let files = [
        (
            "wayfare.toml",
            "title = \"Maps\"\n[emotions]\nmin = 1\nmax = 5\nwords = { \"1\" = \"awful\", 5 = \"great\" }\nfeelings = { relieved = 4 }\n",
        ),
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"One\"\nemotion = \"Great\"\n[[stages]]\nname = \"Two\"\nemotion = { from = \"awful\", to = \"relieved\" }\n+++\n",
        ),
    ];
    let site = site(&files);
    let score = |stage: usize| site.journeys[0].stages[stage].place.emotions.everyone.as_ref().and_then(|it| it.score);
    assert_eq!(score(0), Some(Score::At(5.0)));
    assert_eq!(score(1), Some(Score::FromTo(1.0, 4.0)));
    assert_eq!(site.journeys[0].scale_words.len(), 2);
}

#[test]
fn emotions_that_cannot_be_drawn() {
    check_stage("emotion = 2.5", &[("score-off-scale", "journeys/a.md:6:11")]);
    check_stage("emotion = { maya = 1, tom = -3 }", &[("score-off-scale", "journeys/a.md:6:29")]);
    check_stage("emotion = { score = \"meh\" }", &[("unknown-value", "journeys/a.md:6:21")]);
    check_stage("emotion = { from = 1 }", &[("missing-field", "journeys/a.md:6:20")]);
    check_stage("emotion = { score = 1, from = 1, to = 2 }", &[("conflicting-fields", "journeys/a.md:6:21")]);
    check_stage("emotion = { mya = 1 }", &[("unknown-reference", "journeys/a.md:6:13")]);
    check_stage("emotion = { feeling = \"sad\" }\nfeeling = \"glad\"", &[("conflicting-fields", "journeys/a.md:7:11")]);
    check(
        &[(
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\npersonas = [\"maya\"]\n[[stages]]\nname = \"B\"\nemotion = { tom = 1 }\n+++\n",
        )],
        &[("unknown-reference", "journeys/a.md:6:13")],
    );
}

// ---- steps and where they go on

#[test]
fn ways_on_are_looked_for_in_the_stage_then_in_the_journey() {
    let text = "+++\ntitle = \"A\"\n\
        [[stages]]\nname = \"One\"\n\
        [[stages.steps]]\nname = \"Asks\"\nnext = [\"waits\", \"Two\", { to = \"end\", when = \"no time\" }]\n\
        [[stages.steps]]\nname = \"Waits\"\nnext = [\"two.asks\", \"pays\"]\n\
        [[stages]]\nname = \"Two\"\n\
        [[stages.steps]]\nname = \"Asks\"\nnext = \"asks\"\n\
        [[stages.steps]]\nname = \"Pays\"\n+++\n";
    let site = site(&[("content/journeys/a.md", text)]);
    let ways = |stage: usize, step: usize| {
        site.journeys[0].stages[stage].steps[step].next.iter().map(|next| next.to).collect::<Vec<_>>()
    };
    let to = |stage, step| NextTarget::Step { stage, step };
    assert_eq!(ways(0, 0), [to(0, 1), to(1, 0), NextTarget::End]);
    assert_eq!(ways(0, 1), [to(1, 0), to(1, 1)]);
    assert_eq!(ways(1, 0), [to(1, 0)], "its own stage first");
}

#[test]
fn ways_on_that_lead_nowhere_or_anywhere() {
    let text = "+++\ntitle = \"A\"\n\
        [[stages]]\nname = \"One\"\nsteps = [{ name = \"B\", next = [\"c\", \"d\"] }]\n\
        [[stages]]\nname = \"Two\"\nsteps = [{ name = \"C\" }]\n\
        [[stages]]\nname = \"Three\"\nsteps = [{ name = \"C\" }]\n+++\n";
    check(
        &[("content/journeys/a.md", text)],
        &[("ambiguous-reference", "journeys/a.md:5:32"), ("unknown-reference", "journeys/a.md:5:37")],
    );
}

#[test]
fn one_id_for_one_thing() {
    check_stage("[[stages]]\nname = \"looks!\"", &[("duplicate-id", "journeys/a.md:7:8")]);
    check_stage("steps = [{ name = \"B\" }, { name = \"b\" }]", &[("duplicate-id", "journeys/a.md:6:35")]);
    check_stage("steps = [{ name = \"B\" }]\n[[stages]]\nname = \"C\"\nsteps = [{ name = \"B\" }]", &[]);
    check_stage("steps = [{ name = \"B\", id = \"X y\" }]", &[("invalid-id", "journeys/a.md:6:29")]);
    check_stage("steps = [{ name = \"…\" }]", &[("invalid-id", "journeys/a.md:6:19")]);
    check_stage("thoughts = [{ text = \"b\", id = \"looks\" }]", &[("duplicate-id", "journeys/a.md:6:32")]);
    check(
        &[("content/sources/other.md", "+++\ntitle = \"Other\"\nid = \"diary\"\n+++\n")],
        &[("duplicate-id", "sources/other.md:3:6")],
    );
}

// ---- what is written into cells

#[test]
fn a_lone_slug_refers_and_a_text_is_an_entry() {
    let files = [
        (
            "content/opportunities/price-early.md",
            "+++\ntitle = \"Say the *price* early\"\nimpact = 4\neffort = 2\nreach = 3\nconfidence = \"researched\"\naddresses = \"no-day\"\n+++\n",
        ),
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"B\"\n\
             pain_points = [\"price\", { text = \"No day\", id = \"no-day\", severity = 4 }, \"No size\"]\n\
             opportunities = [\"price-early\", \"Tell the size\"]\nsolutions = { text = \"A table\", opportunities = \"price-early\" }\n+++\n",
        ),
    ];
    let site = site(&files);
    let ids = |ids: Vec<&str>| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let found: Vec<String> = site.pain_points.iter().map(|it| it.id.to_string()).collect();
    assert_eq!(found, ids(vec!["a-b-pain-points", "a-b-pain-points-3", "no-day"]));
    let opportunity = site.opportunities.iter().find(|it| it.id.as_str() == "price-early").expect("from its file");
    assert_eq!(opportunity.score, Some(3.0 * 4.0 * 0.8 / 2.0));
    assert_eq!(opportunity.addresses, [PainPointId(2)]);
    assert_eq!(site.pain_points[2].opportunities, [OpportunityId(1)], "known from the other side");
    assert_eq!(opportunity.solutions, [SolutionId(0)]);
    let place = &site.journeys[0].stages[0].place;
    let items: Vec<&str> = place.items(Lane::Opportunities).map(|item| &*item.text.plain).collect();
    assert_eq!(items, ["Say the price early", "Tell the size"], "a reference shows the name");
    let anchor = |id: usize| match &site.pain_points[id].origin {
        Origin::Cell { anchor, .. } => anchor.to_string(),
        Origin::File(_) => String::new(),
    };
    assert_eq!([anchor(0), anchor(1), anchor(2)], ["b:pain-points", "b:pain-points-3", "no-day"]);
}

#[test]
fn references_in_cells_have_to_lead_somewhere() {
    check_stage("opportunities = \"price\"", &[("unknown-reference", "journeys/a.md:6:17")]);
    check_stage("solutions = [\"A table\", \"pause-button\"]", &[("unknown-reference", "journeys/a.md:6:25")]);
    check_stage("pain_points = [\"price\", \"no-price\"]", &[("unknown-reference", "journeys/a.md:6:25")]);
    check_stage(
        "pain_points = { text = \"b\", severity = 9, sources = [\"dairy\"] }",
        &[("out-of-range", "journeys/a.md:6:40"), ("unknown-reference", "journeys/a.md:6:54")],
    );
    check_stage("quotes = { text = \"b\", persona = \"mya\" }", &[("unknown-reference", "journeys/a.md:6:34")]);
    check_stage("detail = \"journeys/b\"", &[("unknown-reference", "journeys/a.md:6:10")]);
}

#[test]
fn confidence_is_inherited_downwards() {
    let text = "+++\ntitle = \"A\"\nconfidence = \"researched\"\nsources = [\"diary\"]\n\
        [[stages]]\nname = \"B\"\n[[stages.steps]]\nname = \"C\"\nconfidence = \"assumed\"\n\
        thoughts = [\"d\", { text = \"e\", confidence = \"partly\" }]\n[[stages.steps]]\nname = \"F\"\n+++\n";
    let site = site(&[("content/journeys/a.md", text)]);
    let stage = &site.journeys[0].stages[0];
    let items: Vec<Confidence> = stage.steps[0].place.items(Lane::Thoughts).map(|item| item.confidence).collect();
    assert_eq!(stage.place.confidence, Confidence::Researched);
    assert_eq!(items, [Confidence::Assumed, Confidence::Partly]);
    assert_eq!(stage.steps[1].place.confidence, Confidence::Researched);
    assert_eq!(site.journeys[0].assumed_share, Some(0.5));
}

// ---- names and vocabularies

#[test]
fn things_exist_as_soon_as_they_are_named() {
    let files = [
        ("content/channels/e-mail.md", "+++\ntitle = \"E-Mail\"\n+++\n"),
        ("content/touchpoints/picker.md", "+++\ntitle = \"Day picker\"\nchannel = \"web\"\n+++\n"),
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\nowner = \"Growth\"\ntags = [\"first order\"]\n[[stages]]\nname = \"B\"\nowner = \"growth\"\n\
             touchpoints = [\"day picker\", { name = \"van\", channel = \"street\", state = \"planned\" }]\nchannels = \"e-mail\"\n\
             metrics = { metric = \"csat\", value = 4 }\n+++\n",
        ),
    ];
    let site = site(&files);
    let names = |names: Vec<&str>| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        site.channels.iter().map(|it| it.name.to_string()).collect::<Vec<_>>(),
        names(vec!["E-Mail", "street", "web"])
    );
    assert_eq!(site.teams.iter().map(|it| it.name.to_string()).collect::<Vec<_>>(), names(vec!["Growth"]));
    assert_eq!(site.metrics.len(), 1);
    let uses: Vec<_> =
        site.journeys[0].stages[0].place.items(Lane::Touchpoints).map(|item| item.kind.clone()).collect();
    let used = |touchpoint, channel, state| {
        ItemKind::Touchpoint(TouchpointUse {
            touchpoint: TouchpointId(touchpoint),
            channel: Some(ChannelId(channel)),
            state,
        })
    };
    assert_eq!(uses, [used(0, 2, TouchpointState::Existing), used(1, 1, TouchpointState::Planned)]);
}

#[test]
fn slips_of_names_are_told() {
    check_stage(
        "channels = [\"e-mail\", \"phone\"]\n[[stages]]\nname = \"C\"\nchannels = [\"e-mail\", \"phome\"]\n[[stages]]\nname = \"D\"\nchannels = [\"phone\"]",
        &[("near-miss", "journeys/a.md:9:23")],
    );
    check(
        &[
            ("wayfare.toml", "[vocabularies]\nchannels = [\"web\", \"phone\"]\nkinds = [\"customer\"]\n"),
            (
                "content/journeys/a.md",
                "+++\ntitle = \"A\"\nkind = \"patient\"\n[[stages]]\nname = \"B\"\nchannels = [\"Web\", \"pigeon\"]\n+++\n",
            ),
        ],
        &[("outside-vocabulary", "journeys/a.md:3:8"), ("outside-vocabulary", "journeys/a.md:6:20")],
    );
}

#[test]
fn lanes_are_listed_by_their_keys() {
    check(
        &[(
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\nlanes = [\"thoughts\", \"legal\", \"toughts\", \"thoughts\"]\n[custom_lanes.legal]\n[[stages]]\nname = \"B\"\nlegal = \"c\"\nthoughts = \"d\"\n+++\n",
        )],
        &[("unknown-value", "journeys/a.md:3:31"), ("conflicting-fields", "journeys/a.md:3:42")],
    );
    let text = "+++\ntitle = \"A\"\nlanes = [\"legal\", \"emotions\"]\n[custom_lanes.legal]\n[[stages]]\nname = \"B\"\nlegal = \"c\"\nthoughts = \"d\"\nemotion = 1\n+++\n";
    let site = site(&[("content/journeys/a.md", text)]);
    assert_eq!(site.journeys[0].lanes, [Lane::Custom(0), Lane::Feelings]);
    assert_eq!(site.journeys[0].lanes_in_use, [Lane::Thoughts, Lane::Feelings, Lane::Custom(0)]);
    assert_eq!(&*site.journeys[0].custom_lanes[0].title, "Legal");
}

// ---- journeys among each other

#[test]
fn no_map_contains_itself() {
    let map =
        |parent: &str| format!("+++\ntitle = \"{parent}\"\nparent = \"{parent}\"\n[[stages]]\nname = \"S\"\n+++\n");
    let (a, b, c) = (map("b"), map("c"), map("a"));
    check(
        &[("content/journeys/a.md", &a), ("content/journeys/b.md", &b), ("content/journeys/c.md", &c)],
        &[("cyclic-parent", "journeys/a.md:3:10")],
    );
    let detail = |to: &str| {
        format!(
            "+++\ntitle = \"{to}\"\n[[stages]]\nname = \"S\"\nsteps = [{{ name = \"T\", detail = \"{to}\" }}]\n+++\n"
        )
    };
    let (a, b) = (detail("b"), detail("a"));
    check(&[("content/journeys/a.md", &a), ("content/journeys/b.md", &b)], &[("cyclic-parent", "journeys/b.md:5:33")]);
    check(&[("content/journeys/a.md", &b)], &[("cyclic-parent", "journeys/a.md:5:33")]);
    let own = map("a");
    check(&[("content/journeys/a.md", &own)], &[("cyclic-parent", "journeys/a.md:3:10")]);
}

#[test]
fn pairs_and_families_are_known_from_both_sides() {
    let files = [
        ("content/journeys/a.md", "+++\ntitle = \"A\"\nparent = \"all\"\n[[stages]]\nname = \"S\"\n+++\n"),
        ("content/journeys/a-2.md", "+++\ntitle = \"A2\"\nfuture_of = \"a\"\n[[stages]]\nname = \"S\"\n+++\n"),
        ("content/journeys/all.md", "+++\ntitle = \"All\"\n[[stages]]\nname = \"S\"\ndetail = \"journeys/a\"\n+++\n"),
    ];
    let site = site(&files);
    let by_id = |id: &str| site.journeys.iter().position(|it| it.id.as_str() == id).map(JourneyId::from_index);
    let (a, future, all) = (by_id("a"), by_id("a-2"), by_id("all"));
    let journey = |id: Option<JourneyId>| site.journey(id.unwrap_or(JourneyId(0)));
    assert_eq!(journey(a).futures, future.into_iter().collect::<Vec<_>>());
    assert_eq!(journey(future).scope, Scope::ToBe);
    assert_eq!(journey(all).children, a.into_iter().collect::<Vec<_>>());
    assert_eq!(journey(all).stages[0].place.detail, a);
    check(
        &[
            ("content/journeys/a.md", "+++\ntitle = \"A\"\nscope = \"as-is\"\nfuture_of = \"b\"\n+++\n"),
            ("content/journeys/b.md", "+++\ntitle = \"B\"\n+++\n"),
            ("content/journeys/c.md", "+++\ntitle = \"C\"\nfuture_of = \"c\"\n+++\n"),
        ],
        &[("conflicting-fields", "journeys/a.md:3:9"), ("conflicting-fields", "journeys/c.md:3:13")],
    );
}

// ---- drafts

#[test]
fn drafts_are_left_out_and_what_names_them_is_told() {
    let files = [
        ("content/personas/tom.md", "+++\nname = \"Tom Lindqvist\"\ndraft = true\n+++\n"),
        ("content/opportunities/later.md", "+++\ntitle = \"Do it later\"\ndraft = true\n+++\n"),
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\npersonas = [\"maya\", \"tom\"]\n[[stages]]\nname = \"B\"\nopportunities = \"later\"\nthoughts = { text = \"c\", persona = \"tom\" }\nemotion = { tom = 1, maya = 2 }\n+++\nAsk [[tom]] or [him](../personas/tom.md).\n",
        ),
        ("content/journeys/b.md", "+++\ntitle = \"B\"\nstatus = \"draft\"\n+++\n"),
    ];
    check(
        &files,
        &[
            ("reference-to-draft", "journeys/a.md:3:21"),
            ("reference-to-draft", "journeys/a.md:6:17"),
            ("reference-to-draft", "journeys/a.md:10:7"),
            ("reference-to-draft", "journeys/a.md:10:22"),
        ],
    );
    let (_, site, diagnostics) = loaded(&files);
    assert!(diagnostics.iter().all(|it| it.level == Level::Warning));
    assert_eq!(site.journeys.len(), 1);
    assert!(site.journeys[0].stages[0].place.cell(Lane::Thoughts).is_none(), "nobody thinks it");
    let item = site.journeys[0].stages[0].place.items(Lane::Opportunities).next().cloned().expect("the words stay");
    assert_eq!((&*item.text.plain, item.kind), ("Do it later", ItemKind::Words));
    assert_eq!(&*site.journeys[0].body.plain, "Ask Tom Lindqvist or him.");
    let with = load(&tree(&files), &LoadOptions { drafts: true, ..LoadOptions::default() });
    assert_eq!((with.site.journeys.len(), with.site.journeys[0].personas.len()), (2, 2));
}

// ---- links and files

#[test]
fn links_lead_to_things_and_to_their_places() {
    let files = [
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"B\"\nthoughts = [\"c\", \"d\"]\n[[stages.steps]]\nname = \"E\"\nneeds = { text = \"f\", id = \"to-know\" }\n+++\n\
             [[maya]] [[journeys/a#b.e|step]] [cell](#b:thoughts-2) [own](#to-know) [m](../personas/maya.md) [list](../personas.html)\n",
        ),
        (
            "content/about.md",
            "[a](journeys/a.md#b.e:wants) [b](journeys/a#b) [image](journeys/van.png) ![van](journeys/van.png)\n",
        ),
    ];
    check(&files, &[("broken-anchor", "about.md:1:19")]);
    let (_, site, _) = loaded(&files);
    let targets: Vec<LinkTarget> = site.journeys[0]
        .body
        .body
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Address(target) => Some(target.clone()),
            _ => None,
        })
        .collect();
    let here = |anchor: &str| LinkTarget::Entity(Address::Journey(JourneyId(0)), Some(anchor.into()));
    let maya = LinkTarget::Entity(Address::Persona(PersonaId(0)), None);
    let list = LinkTarget::Entity(Address::Personas, None);
    assert_eq!(targets, [maya.clone(), here("b.e"), here("b:thoughts-2"), here("to-know"), maya, list]);
    assert_eq!(site.files.iter().map(|(path, _)| path.to_string()).collect::<Vec<_>>(), ["journeys/van.png"]);
}

#[test]
fn links_that_lead_nowhere() {
    check(
        &[
            ("content/journeys/tom.md", "+++\ntitle = \"Tom\"\n+++\n"),
            (
                "content/about.md",
                "[[tom]] [[mya]] [x](personas/mya.md) [y](#z) [[maya#z]] ![a](b.png) [u](../../etc/passwd)\n",
            ),
        ],
        &[
            ("ambiguous-reference", "about.md:1:3"),
            ("broken-link", "about.md:1:11"),
            ("broken-link", "about.md:1:21"),
            ("broken-anchor", "about.md:1:43"),
            ("broken-anchor", "about.md:1:53"),
            ("missing-image", "about.md:1:62"),
            ("unsafe-path", "about.md:1:73"),
        ],
    );
}

#[test]
fn images_need_a_file_and_words() {
    check_stage("image = \"van.png\"", &[("missing-alternative-text", "journeys/a.md:6:9")]);
    check_stage("image = { src = \"vam.png\", alt = \"b\" }", &[("missing-image", "journeys/a.md:6:17")]);
    check_stage("image = { src = \"../../../van.png\", alt = \"b\" }", &[("unsafe-path", "journeys/a.md:6:17")]);
    check_stage(
        "image = { src = \"https://x.example/van.png\", alt = \"b\" }",
        &[("missing-image", "journeys/a.md:6:17")],
    );
    check_stage("image = { src = \"a.md\", alt = \"b\" }", &[("missing-image", "journeys/a.md:6:17")]);
    let site = site(&[(
        "content/journeys/a.md",
        "+++\ntitle = \"A\"\n[[stages]]\nname = \"B\"\nimage = { src = \"van.png\", decorative = true }\n+++\n",
    )]);
    assert_eq!(site.images.len(), 1);
    assert_eq!((site.images[0].path.as_str(), site.images[0].size), ("journeys/van.png", Some((40, 30))));
}

#[test]
fn no_two_things_at_one_address() {
    check(
        &[
            ("content/About.md", "+++\ntitle = \"About\"\n+++\n"),
            ("content/about/index.md", "+++\ntitle = \"About\"\n+++\n"),
            ("content/journeys.md", "+++\ntitle = \"J\"\naliases = [\"personas/maya\", \"old.html\", \"../x\"]\n+++\n"),
            ("static/about.html", "<p>"),
        ],
        &[
            ("duplicate-address", "about/index.md:1:1"),
            ("duplicate-address", "journeys.md:1:1"),
            ("duplicate-address", "journeys.md:3:12"),
            ("unsafe-path", "journeys.md:3:41"),
            ("duplicate-address", "static/about.html:1:1"),
        ],
    );
}

// ---- values

#[test]
fn values_are_understood_or_told() {
    check_stage(
        "duration = \"soon\"\nimportance = 6\nconfidence = \"sure\"",
        &[
            ("invalid-duration", "journeys/a.md:6:12"),
            ("out-of-range", "journeys/a.md:7:14"),
            ("unknown-value", "journeys/a.md:8:14"),
        ],
    );
    check(
        &[
            (
                "content/personas/maya.md",
                "+++\nname = \"Maya\"\nkind = \"first\"\nreview_every = \"sometimes\"\nscales = [{ name = \"a\", value = 2 }]\n+++\n",
            ),
            (
                "content/metrics/csat.md",
                "+++\ntitle = \"CSAT\"\nvalues = [{ on = 2026-01-01, value = 1 }, { on = 2026-01-01, value = 2 }]\nrange = [5, 1]\n+++\n",
            ),
            (
                "content/sources/diary.md",
                "+++\ntitle = \"D\"\nlink = \"javascript:alert(1)\"\nfrom = 2026-02-01\nto = 2026-01-01\n+++\n",
            ),
        ],
        &[
            ("conflicting-fields", "metrics/csat.md:3:70"),
            ("out-of-range", "metrics/csat.md:4:9"),
            ("unknown-value", "personas/maya.md:3:8"),
            ("unknown-value", "personas/maya.md:4:16"),
            ("out-of-range", "personas/maya.md:5:33"),
            ("broken-link", "sources/diary.md:3:8"),
            ("conflicting-fields", "sources/diary.md:5:6"),
        ],
    );
    check(
        &[("wayfare.toml", "base_url = \"maps\"\n[brand]\naccent = \"red\"\n[emotions]\nmin = 2\nmax = 1\n")],
        &[
            ("unknown-value", "wayfare.toml:1:12"),
            ("invalid-color", "wayfare.toml:3:10"),
            ("out-of-range", "wayfare.toml:6:7"),
        ],
    );
}

#[test]
fn a_metric_has_one_unit() {
    let stage = stage("metrics = [{ metric = \"wait\", value = 3, unit = \"days\" }]");
    assert_eq!(stage.place.items(Lane::Metrics).count(), 1);
    let (path, text) =
        journey("metrics = [{ metric = \"wait\", value = 3, unit = \"days\" }, { metric = \"Wait\", unit = \"h\" }]");
    let (_, site, _) = loaded(&[(path, &text)]);
    assert_eq!(site.metrics[0].unit.as_deref(), Some("days"));
    check(&[(path, &text)], &[("conflicting-fields", "journeys/a.md:6:85")]);
    check(&[("content/teams/a.md", "+++\ntitle = \" \"\n+++\n")], &[("missing-field", "teams/a.md:2:9")]);
}

#[test]
fn personas_are_told_apart_by_name_and_color() {
    let files = [
        (
            "content/personas/ana.md",
            "+++\nname = \"Ana Ruiz\"\nage = 34\nlanguages = [\"Spanish\", \"English\"]\nfacts = { Pets = \"a dog\" }\n+++\n",
        ),
        ("content/personas/tom-h.md", "+++\nname = \"Tom Hale\"\n+++\n"),
        ("content/journeys/a.md", "+++\ntitle = \"A\"\npersonas = [\"tom-h\", \"maya\"]\n+++\n"),
    ];
    let site = site(&files);
    let shown: Vec<_> = site.personas.iter().map(|it| (&*it.short_name, &*it.monogram, it.color_index)).collect();
    assert_eq!(shown, [("Ana", "AR", 2), ("Maya", "MO", 1), ("Tom Lindqvist", "TL", 3), ("Tom Hale", "TH", 0)]);
    let facts: Vec<_> =
        site.personas[0].facts.iter().map(|fact| (&*fact.key, fact.known, &*fact.value.plain)).collect();
    assert_eq!(facts, [("age", true, "34"), ("languages", true, "Spanish, English"), ("Pets", false, "a dog")]);
}

#[test]
fn stages_get_their_prose_and_terms_their_links() {
    let files = [
        ("content/glossary.md", "Words.\n\nVan\n: A car that carries [[maya]].\n"),
        (
            "content/journeys/a.md",
            "+++\ntitle = \"A\"\n[[stages]]\nname = \"Hears about us\"\n+++\nA van.\n\n## Hears about us\nOn the street.\n\n## Else\nMore.\n",
        ),
    ];
    let site = site(&files);
    let journey = &site.journeys[0];
    assert_eq!(journey.stages[0].prose.as_ref().map(|prose| &*prose.plain), Some("On the street."));
    assert!(journey.body.plain.contains("More.") && !journey.body.plain.contains("street"));
    assert!(journey.body.body.parts.contains(&Part::Address(LinkTarget::Term(TermId(0)))));
    assert_eq!(&*site.glossary[0].definition.plain, "A car that carries Maya Okafor.");
    assert_eq!(&*site.introductions["glossary"].body.plain, "Words.");
}

// ---- as a whole

#[test]
fn the_same_site_with_any_number_of_threads() {
    let (tree, _) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a thread pool");
        pool.install(|| load(&tree, &LoadOptions::default()))
    };
    let (one, many) = (with(1), with(7));
    assert!(one.site == many.site && one.diagnostics == many.diagnostics);
}

/// Cuts, doubles, overwrites and mixes the files of the example site: whatever stands there, loading ends and tells.
#[test]
fn no_damage_to_the_files_stops_a_load() {
    let (tree, _) = read_tree(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the project's folder");
    let files: Vec<(String, String)> = tree
        .iter()
        .filter(|(_, file)| file.path.starts_with("content/") || &*file.path == "wayfare.toml")
        .map(|(_, file)| (file.path.to_string(), file.text().to_owned()))
        .collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap_or(0)
    };
    const SPLINTERS: &[&str] = &[
        "\"",
        "[[stages]]\n",
        "= ",
        "+++\n",
        "{",
        "]",
        "\u{202E}",
        "é",
        "-99999999999999999999",
        "[[x#y]]",
        "id = \"a\"\n",
        "\n\n",
    ];
    for _ in 0..24 {
        let damaged: Vec<(String, String)> = files
            .iter()
            .map(|(path, text)| {
                let mut text = text.clone();
                for _ in 0..random(4) {
                    let mut at = random(text.len() + 1);
                    while !text.is_char_boundary(at) {
                        at -= 1;
                    }
                    match random(4) {
                        0 => text.truncate(at),
                        1 => text.insert_str(at, SPLINTERS[random(SPLINTERS.len())]),
                        2 => {
                            let rest = text.split_off(at);
                            text.push_str(&rest.chars().skip(random(30)).collect::<String>());
                        }
                        _ => {
                            let other = &files[random(files.len())].1;
                            text.push_str(other);
                        }
                    }
                }
                (path.clone(), text)
            })
            .collect();
        let tree = SourceTree::from_texts(damaged.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let (_, diagnostics) = load(&tree, &LoadOptions::default()).finish();
        // Every place lies in its file, at characters.
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.primary.span;
            let text = tree.text(span.source);
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{diagnostic:?}");
        }
    }
}
