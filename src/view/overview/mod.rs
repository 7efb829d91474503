//! The overview: all maps at a glance, what hurts most, what is due, what is guessed, where each journey is felt, the people.

mod attention;
mod heat;

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::insight::below_their_parents;
use crate::insight::counts;
use crate::model::*;
use crate::templates::format_score;

use super::page::{JourneyRow, PersonaCard};
use super::parts::{LinkView, scale_word};
use super::{PageContext, PageShell, PageWords, RenderContext};

pub use attention::{AttentionView, GuessLine, PainLine, ReviewLine};
pub use heat::{HeatCell, HeatKey, HeatRow, HeatView};

/// How many maps, pain points, reviews and people the overview has room for.
const N_JOURNEYS: usize = 24;
const N_PEOPLE: usize = 12;

#[derive(Debug, Serialize)]
pub struct OverviewView {
    pub shell: PageShell,
    pub title: String,
    pub summary_html: Option<String>,
    pub body_html: Option<String>,
    pub journeys: Vec<JourneyRow>,
    pub n_journeys: usize,
    pub journeys_href: String,
    /// "−2 furious to +2 delighted"
    pub scale_words: String,
    pub attention: AttentionView,
    pub heat: HeatView,
    /// Pages across all maps.
    pub insights: Vec<LinkView>,
    pub people: Vec<PersonaCard>,
    pub n_people: usize,
    pub people_href: String,
}

/// Writes `index.html`.
#[must_use]
pub fn render_overview(context: &RenderContext<'_>) -> (String, Diagnostics) {
    let page = PageContext::new(context, Address::Overview);
    let site = context.site;
    let introduction = site.introductions.get("");
    let shown = journeys_of_overview(context);
    let title = introduction
        .and_then(|introduction| introduction.title.clone())
        .or_else(|| site.settings.tagline.clone())
        .unwrap_or_else(|| site.settings.title.clone());
    let people = &context.insight.people;
    let summary = introduction.and_then(|introduction| introduction.summary.as_ref()).map(|summary| page.text(summary));
    let counts = page_counts(&page);
    let view = OverviewView {
        title: title.to_string(),
        summary_html: summary.or_else(|| (!site.journeys.is_empty()).then(|| escaped(&counts))),
        body_html: introduction.filter(|it| !it.body.is_empty()).map(|it| page.document(&it.body)),
        journeys: shown.iter().map(|id| page.journey_row(*id, true)).collect(),
        n_journeys: context.insight.listed_journeys.len(),
        journeys_href: page.href(Address::Journeys),
        scale_words: scale_in_words(&page),
        attention: attention::attention(&page),
        heat: heat::heat(&page, &shown),
        insights: super::insights::insight_links(&page),
        people: people.iter().take(N_PEOPLE).map(|id| page.persona_card(*id)).collect(),
        n_people: people.len(),
        people_href: page.href(Address::Personas),
        shell: PageShell::new(
            &page,
            PageWords {
                title: site.settings.title.to_string(),
                description: site.settings.description.as_deref().map_or(counts, str::to_owned),
                class: "page-overview",
                section: "overview",
                ..PageWords::default()
            },
        ),
    };
    context.render("overview.html", &view)
}

/// "7 journeys, 5 personas, 12 sources"
fn page_counts(page: &PageContext<'_>) -> String {
    let strings = page.strings();
    let site = page.site;
    let parts = [
        ("unit.journeys", current_journeys(site)),
        ("unit.personas", site.personas.len()),
        ("unit.sources", site.sources.len()),
    ];
    let parts = parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| strings.fill(key, Some(*n as u64), &[]));
    parts.collect::<Vec<_>>().join(strings.text("list.comma"))
}

fn current_journeys(site: &Site) -> usize {
    site.journeys.iter().filter(|journey| journey.status != Status::Retired).count()
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    crate::links::push_escaped(&mut html, text);
    html
}

/// Maps that stand for themselves first, then those below a parent; to-be maps only beside their as-is.
fn journeys_of_overview(context: &RenderContext<'_>) -> Vec<JourneyId> {
    let site = context.site;
    let all = context.insight.journeys_by_title.iter().copied();
    let mut shown =
        all.filter(|id| site.journey(*id).status != Status::Retired && site.journey(*id).future_of.is_none());
    if site.journeys.len() <= N_JOURNEYS {
        return below_their_parents(site, &shown.collect::<Vec<_>>());
    }
    let (roots, nested): (Vec<_>, Vec<_>) = shown.by_ref().partition(|id| site.journey(*id).parent.is_none());
    roots.into_iter().chain(nested).take(N_JOURNEYS).collect()
}

/// The ends of the site's scale with their words: "−2 furious to +2 delighted".
pub(super) fn scale_in_words(page: &PageContext<'_>) -> String {
    let settings = &page.site.settings;
    let scale = settings.scale;
    // A journey that took over the site's scale took over its words too; the site's own come first.
    let journey = page.render.insight.worded_scale.map(|id| page.site.journey(id));
    let end = |score: f64| {
        let number = format_score(page.strings(), score, scale.min);
        let own = settings.scale_words.iter().find(|(at, _)| *at == score).map(|(_, word)| word.as_ref());
        match own.or_else(|| journey.and_then(|journey| scale_word(journey, score))) {
            Some(word) => format!("{number} {word}"),
            None => number,
        }
    };
    let range = (end(scale.min), end(scale.max));
    page.strings().fill("overview.scale", None, &[("from", &range.0), ("to", &range.1)])
}

/// Whether a journey has a place in means, spelled for this page's lists.
fn in_means(page: &PageContext<'_>, id: JourneyId) -> bool {
    counts(page.site, id)
}
