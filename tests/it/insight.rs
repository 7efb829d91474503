//! What the maps know together: small sites written in the test, and what is said across their maps.

use wayfare::insight::{Insight, PlaceRole};
use wayfare::load::{LoadOptions, load};
use wayfare::model::*;
use wayfare::source::SourceTree;

const CONFIG: &str = "title = \"Test\"\ndate = 2026-11-21\n";

const SHOP: &str = r#"+++
title = "Shopping"
personas = ["ann", "bob"]
owner = "shop"
confidence = "assumed"
reviewed = 2026-01-01
review_every = "quarterly"
[[stages]]
name = "Looks"
  [[stages.steps]]
  name = "Opens the door"
  touchpoints = { name = "door", channel = "street" }
  emotion = { ann = 2, bob = -1 }
  [[stages.steps]]
  name = "Finds it"
  channels = "street"
  emotion = -2
  quote = { text = "Where?", persona = "ann" }
  pain_points = ["no-signs", { text = "Too dark", severity = 2, owner = "shop" }]
[[stages]]
name = "Pays"
emotion = { from = -1, to = 1 }
+++
"#;

const SHOP_TOMORROW: &str = r#"+++
title = "A shop tomorrow"
personas = ["ann"]
scope = "to-be"
future_of = "shop"
[[stages]]
name = "Looks"
  [[stages.steps]]
  name = "Opens the door"
  touchpoints = "door"
  emotion = 2
  pain_points = ["no-signs"]
+++
"#;

const OLD: &str = r#"+++
title = "An old shop"
personas = ["ann"]
status = "retired"
[[stages]]
name = "Looks"
touchpoints = "door"
emotion = -2
pain_points = ["no-signs"]
+++
"#;

fn site(more: &[(&str, &str)]) -> Site {
    let mut files = vec![
        ("wayfare.toml", CONFIG),
        ("content/journeys/shop.md", SHOP),
        ("content/journeys/shop-tomorrow.md", SHOP_TOMORROW),
        ("content/journeys/old.md", OLD),
        ("content/personas/ann.md", "+++\nname = \"Ann\"\nchannels = [\"street\"]\n+++\nKnows [Bob](bob.md).\n"),
        ("content/personas/bob.md", "+++\nname = \"Bob\"\n+++\n"),
        ("content/pain-points/no-signs.md", "+++\ntitle = \"No signs\"\nseverity = 5\n+++\n"),
        ("content/teams/shop.md", "+++\ntitle = \"Shop\"\n+++\n"),
    ];
    files.extend_from_slice(more);
    load(&SourceTree::from_texts(files), &LoadOptions::default()).site
}

fn named<T>(list: &[T], name: impl Fn(&T) -> &str, wanted: &str) -> u32 {
    let position = list.iter().position(|it| name(it) == wanted);
    u32::try_from(position.unwrap_or_else(|| panic!("there is no {wanted}"))).unwrap_or(u32::MAX)
}

fn journey(site: &Site, id: &str) -> JourneyId {
    JourneyId(named(&site.journeys, |it| it.id.as_str(), id))
}

fn persona(site: &Site, id: &str) -> PersonaId {
    PersonaId(named(&site.personas, |it| it.id.as_str(), id))
}

fn pain_point(site: &Site, text: &str) -> PainPointId {
    PainPointId(named(&site.pain_points, |it| &it.text.plain, text))
}

#[test]
fn mentions_are_in_order_of_title_and_retired_maps_come_last() {
    let site = site(&[]);
    let insight = Insight::new(&site);
    let door = Address::Touchpoint(TouchpointId(named(&site.touchpoints, |it| it.id.as_str(), "door")));
    let links = insight.back_links(door);
    let titles = links.journeys().into_iter().map(|id| site.journey(id).title.to_string()).collect::<Vec<_>>();
    assert_eq!(titles, ["A shop tomorrow", "Shopping", "An old shop"]);
    // The to-be map and the retired one are listed, but in no mean.
    assert_eq!((links.usage.n_journeys, links.usage.n_places, links.usage.felt.n_scores()), (1, 1, 2));
    assert_eq!(links.usage.n_planned, 1);
    assert_eq!(links.usage.felt.mean(), Some(0.25));
}

#[test]
fn a_channel_is_met_by_its_name_and_through_touchpoints() {
    let site = site(&[]);
    let insight = Insight::new(&site);
    let street = Address::Channel(ChannelId(named(&site.channels, |it| it.id.as_str(), "street")));
    assert_eq!(insight.back_links(street).usage.n_places, 2);
    let fans = insight.back_links(street).entities.iter().map(|mention| mention.from).collect::<Vec<_>>();
    assert_eq!(fans, [Address::Persona(persona(&site, "ann"))]);
    let ann = insight.persona(persona(&site, "ann"));
    let used = ann.channels.first().map(|used| (used.n_places, used.felt.n_scores(), used.felt.mean()));
    assert_eq!(used, Some((2, 2, Some(0.0))));
}

#[test]
fn means_are_unweighted_and_stages_stand_in_for_steps_without_scores() {
    let site = site(&[]);
    let insight = Insight::new(&site);
    let shop = insight.journey(journey(&site, "shop"));
    // Ann: 2, −2, 0; Bob: −1, −2, 0; as valences, over six scores.
    assert_eq!((shop.felt.n_scores(), shop.felt.mean()), (6, Some(-0.25)));
    let lowest =
        shop.lowest.map(|lowest| (lowest.place.stage_index(), lowest.place.step_index(), lowest.score, lowest.persona));
    assert_eq!(lowest, Some((Some(0), Some(1), -2.0, Some(persona(&site, "ann")))));
    assert_eq!(shop.stages.iter().map(|felt| felt.n_scores()).collect::<Vec<_>>(), [4, 2]);
    let bob = insight.persona(persona(&site, "bob"));
    assert_eq!((bob.journeys.len(), bob.felt.n_scores(), bob.felt.mean()), (1, 3, Some(-0.5)));
    let ann = insight.persona(persona(&site, "ann"));
    assert_eq!((ann.journeys.len(), ann.future_journeys.len(), ann.retired_journeys.len()), (1, 1, 1));
    assert_eq!(ann.companions, [persona(&site, "bob")]);
}

#[test]
fn the_worst_comes_first_and_guesses_are_named() {
    let site = site(&[]);
    let insight = Insight::new(&site);
    let (signs, dark) = (pain_point(&site, "No signs"), pain_point(&site, "Too dark"));
    assert_eq!(insight.portfolio.pain_points, [signs, dark]);
    assert_eq!(insight.persona(persona(&site, "bob")).pain_points, [signs, dark]);
    assert_eq!(insight.back_links(Address::PainPoint(signs)).usage.n_journeys, 1);
    let due = insight.portfolio.due_reviews.iter().map(|due| (due.of, due.state)).collect::<Vec<_>>();
    assert_eq!(due.first(), Some(&(Address::Journey(journey(&site, "shop")), ReviewState::Late)));
    let text = format!("{:?}", insight.portfolio.guesses);
    assert!(text.contains("Journey") && text.contains("PainPoint"), "{text}");
}

#[test]
fn what_a_cell_says_of_its_owner_and_what_words_link_to_is_found() {
    let site = site(&[(
        "content/about.md",
        "+++\ntitle = \"About\"\n+++\nSee [the map](journeys/shop.md) and [Ann](personas/ann.md).\n",
    )]);
    let insight = Insight::new(&site);
    let team = Address::Team(TeamId(named(&site.teams, |it| it.id.as_str(), "shop")));
    let roles = insight.back_links(team).places.iter().map(|mention| mention.role).collect::<Vec<_>>();
    assert_eq!(roles, [PlaceRole::Owner, PlaceRole::ItemOwner { lane: Lane::PainPoints, index: 1 }]);
    // What hurts in a team's map is the team's, unless somebody else is named.
    let team = TeamId(named(&site.teams, |it| it.id.as_str(), "shop"));
    let owned = insight.pain_points_of(team).map(|id| &*site.pain_points[id.index()].text.plain).collect::<Vec<_>>();
    assert_eq!(owned, ["No signs", "Too dark"]);
    let about = Address::Page(PageId(0));
    for of in [Address::Persona(persona(&site, "ann")), Address::Journey(journey(&site, "shop"))] {
        assert!(insight.back_links(of).entities.iter().any(|mention| mention.from == about), "{of:?}");
    }
    let bob = insight.back_links(Address::Persona(persona(&site, "bob")));
    assert!(bob.entities.iter().any(|mention| mention.from == Address::Persona(persona(&site, "ann"))));
}

#[test]
fn a_lowest_moment_knows_its_equals_at_other_places() {
    for (first, equals) in [("ann = 2, bob = -1", 0), ("ann = -2, bob = -1", 1), ("ann = 2, bob = -2", 1)] {
        let shop = SHOP.replace("ann = 2, bob = -1", first);
        let site = site(&[("content/journeys/shop.md", &shop)]);
        let lowest = Insight::new(&site).journey(journey(&site, "shop")).lowest;
        let told = lowest.map(|lowest| (lowest.n_equals, lowest.equal.is_some()));
        assert_eq!(told, Some((equals, equals > 0)), "{first}");
    }
}

#[test]
fn of_equal_pains_that_one_stands_first_where_the_persona_feels_lowest() {
    let map = "+++\ntitle = \"Two walk\"\npersonas = [\"ann\", \"bob\"]\n[[stages]]\nname = \"All\"\n\
        [[stages.steps]]\nname = \"One\"\nemotion = { ann = 0.5, bob = -2 }\npain_points = [{ text = \"A\", severity = 4 }]\n\
        [[stages.steps]]\nname = \"Two\"\nemotion = { ann = -1, bob = 1 }\npain_points = [{ text = \"B\", severity = 4 }]\n\
        [[stages.steps]]\nname = \"Three\"\npain_points = [{ text = \"0 unscored\", severity = 4 }, { text = \"C\", severity = 5 }]\n+++\n";
    let site = site(&[("content/journeys/two.md", map)]);
    let insight = Insight::new(&site);
    let hurts = |who: &str| {
        let pains = insight.persona(persona(&site, who)).pain_points.iter();
        let words = pains.map(|id| &*site.pain_points[id.index()].text.plain);
        words.filter(|text| !["No signs", "Too dark"].contains(text)).collect::<Vec<_>>()
    };
    assert_eq!(hurts("ann"), ["C", "B", "A", "0 unscored"]);
    assert_eq!(hurts("bob"), ["C", "A", "B", "0 unscored"]);
    let ann = insight.persona(persona(&site, "ann"));
    assert_eq!((ann.n_felt_journeys, ann.journeys.len()), (2, 2));
}
