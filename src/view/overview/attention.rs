//! What wants attention: the worst pain points, reviews that are due, and what is only guessed.

use serde::Serialize;

use crate::insight::{Guess, felt_at};
use crate::model::*;
use crate::templates::format_share;
use crate::url::SitePath;
use crate::view::PageContext;
use crate::view::layout::{REVIEWS, has_reviews};
use crate::view::page::{PersonMention, PlaceView, ReviewView, StateView, place_of, shown_of};
use crate::view::parts::{LinkView, RatingView};

const N_PAIN_POINTS: usize = 6;
const N_REVIEWS: usize = 6;
const N_GUESSES: usize = 5;

#[derive(Debug, Serialize)]
pub struct AttentionView {
    pub pain_points: Vec<PainLine>,
    pub n_pain_points: usize,
    pub pain_points_href: String,
    pub reviews: Vec<ReviewLine>,
    pub n_more_reviews: usize,
    /// To the page of all reviews, and to the calendar of them.
    pub reviews_href: Option<String>,
    pub calendar_href: Option<String>,
    pub guesses: Vec<GuessLine>,
    pub n_more_guesses: usize,
}

#[derive(Debug, Serialize)]
pub struct PainLine {
    pub label: String,
    pub href: String,
    pub severity: Option<RatingView>,
    pub quote_html: Option<String>,
    pub quoted: Option<PersonMention>,
    pub journeys: Vec<LinkView>,
    pub n_journeys: usize,
    pub n_sources: usize,
    pub owner: Option<LinkView>,
    /// What is being done; `None`: nothing.
    pub work: Option<StateView>,
}

#[derive(Debug, Serialize)]
pub struct ReviewLine {
    pub link: LinkView,
    pub review: ReviewView,
    pub owner: Option<LinkView>,
}

#[derive(Debug, Serialize)]
pub struct GuessLine {
    pub link: LinkView,
    pub place: Option<PlaceView>,
    /// "67 % assumed", "a pain point without a source"
    pub reason: String,
}

pub(super) fn attention(page: &PageContext<'_>) -> AttentionView {
    let portfolio = &page.render.insight.portfolio;
    let (due, guesses) = (&portfolio.due_reviews, &portfolio.guesses);
    let (n_due, n_guesses) = (shown_of(due.len(), N_REVIEWS), shown_of(guesses.len(), N_GUESSES));
    AttentionView {
        pain_points: portfolio.pain_points.iter().take(N_PAIN_POINTS).map(|id| pain_line(page, *id)).collect(),
        n_pain_points: page.site.pain_points.len(),
        pain_points_href: page.href(Address::PainPoints),
        reviews: due.iter().take(n_due).map(|due| review_line(page, due)).collect(),
        reviews_href: InsightPage::Reviews
            .exists(page.site, page.render.insight)
            .then(|| page.href(Address::Insight(InsightPage::Reviews))),
        calendar_href: SitePath::new(REVIEWS).filter(|_| has_reviews(page.site)).map(|path| page.file_href(&path)),
        n_more_reviews: due.len() - n_due,
        guesses: guesses.iter().take(n_guesses).map(|guess| guess_line(page, guess)).collect(),
        n_more_guesses: guesses.len() - n_guesses,
    }
}

fn pain_line(page: &PageContext<'_>, id: PainPointId) -> PainLine {
    let site = page.site;
    let pain_point = &site.pain_points[id.index()];
    let back_links = page.render.insight.back_links(Address::PainPoint(id));
    let mut journeys = back_links.journeys();
    journeys.retain(|journey| super::in_means(page, *journey));
    let quote = quote(page, id);
    PainLine {
        label: pain_point.text.plain.to_string(),
        href: page.href(Address::PainPoint(id)),
        severity: pain_point.severity.map(|severity| page.severity(severity)),
        quote_html: quote.map(|quote| page.text(&quote.text)),
        quoted: quote.and_then(|quote| quote.personas.first()).map(|persona| page.mention(*persona)),
        n_journeys: journeys.len(),
        journeys: journeys
            .iter()
            .take(shown_of(journeys.len(), 3))
            .map(|id| page.link(Address::Journey(*id)))
            .collect(),
        n_sources: page.pain_point_sources(id).len(),
        owner: page.pain_point_owner(id).map(|team| page.team(team)),
        work: page.work_on(id).map(|(_, status)| page.state(status)),
    }
}

/// Somebody's words from where the pain point was felt worst. Where several things hurt, nobody knows which of them the
/// words are about: there it has none.
fn quote<'a>(page: &PageContext<'a>, id: PainPointId) -> Option<&'a Item> {
    let site = page.site;
    let whose = site.pain_points[id.index()].personas.first().copied();
    let mut worst: Option<(f64, &Item)> = None;
    for mentions in page.render.insight.back_links(Address::PainPoint(id)).distinct_places() {
        let at = mentions[0].place;
        let journey = site.journey(at.journey);
        let Some(place) = place_of(journey, at).filter(|_| super::in_means(page, at.journey)) else { continue };
        if place.items(Lane::PainPoints).count() != 1 {
            continue;
        }
        for quote in place.items(Lane::Quotes) {
            let felt = felt_at(journey, at, &quote.personas).mean().unwrap_or(1.0);
            // Words of whom it concerns count before those of others.
            let felt = if whose.is_some_and(|whose| !quote.personas.contains(&whose)) { felt + 2.0 } else { felt };
            if worst.is_none_or(|(known, _)| felt < known) {
                worst = Some((felt, quote));
            }
        }
    }
    worst.map(|(_, quote)| quote)
}

fn review_line(page: &PageContext<'_>, due: &crate::insight::DueReview) -> ReviewLine {
    let owner = match due.of {
        Address::Journey(id) => page.site.journey(id).owner,
        Address::Persona(id) => page.site.persona(id).owner,
        _ => None,
    };
    ReviewLine {
        link: page.link(due.of),
        review: page.review(due.state, due.reviewed, due.next_review),
        owner: owner.map(|team| page.team(team)),
    }
}

fn guess_line(page: &PageContext<'_>, guess: &Guess) -> GuessLine {
    let strings = page.strings();
    match guess {
        Guess::Journey(id, share) => GuessLine {
            link: page.link(Address::Journey(*id)),
            place: None,
            reason: strings.fill("overview.guess_map", None, &[("share", &format_share(strings, *share))]),
        },
        Guess::PainPoint(id) => GuessLine {
            link: page.link(Address::PainPoint(*id)),
            place: page
                .render
                .insight
                .back_links(Address::PainPoint(*id))
                .places
                .first()
                .map(|mention| page.place(mention.place)),
            reason: strings.text("overview.guess_pain_point").to_owned(),
        },
    }
}
