//! Personas side by side: a column a person, a row a question. Readers choose the columns, without script.
//!
//! 1. People come in the order of the overview; the first [`MOST_PEOPLE`] have a column, the first [`N_SHOWN`] show at once.
//! 2. Rows are what anybody of them has: how it goes for them, facts, lists, scales, channels, pains. A writer's own fact has a row when two
//!    people share it.
//! 3. All stand on one line of a scale, so that distances are seen and need no arithmetic.
//! 4. The address names the columns to show, as `#maya,tom`: the script takes any list; for two there is a target, so that a persona's
//!    page can lead to exactly these two without script.

use serde::Serialize;

use super::maps;
use super::parting::scale_mark;
use crate::diagnostics::Diagnostics;
use crate::links::push_escaped;
use crate::model::*;
use crate::templates::format_share;
use crate::view::page::PageRef;
use crate::view::parts::{LinkView, anchor_html};
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

/// Columns; the style sheet has a rule to hide each.
pub(crate) const MOST_PEOPLE: usize = 12;
/// Columns that show until a reader chooses.
const N_SHOWN: usize = 4;
/// Entries of a cell about the maps; the persona's own page has all.
const N_ENTRIES: usize = 3;

#[derive(Debug, Serialize)]
pub struct CompareView {
    pub shell: PageShell,
    pub title: String,
    pub sentence: String,
    pub people: Vec<ComparedPersona>,
    pub groups: Vec<CompareGroup>,
    pub pairs: Vec<ComparedPair>,
}

/// Two people whom an address puts side by side.
#[derive(Debug, Serialize)]
pub struct ComparedPair {
    /// The address on the page: `maya-okafor,tom-lindqvist`.
    pub id: String,
    /// Their columns.
    pub first: usize,
    pub second: usize,
}

/// A link of a persona's page to the page that shows the two side by side.
#[derive(Debug, Serialize)]
pub struct CompareLink {
    pub href: String,
    pub short_name: String,
    pub marker_html: String,
}

/// The head of a column.
#[derive(Debug, Serialize)]
pub struct ComparedPersona {
    /// Counts from 1: the class and the box of the column.
    pub column: usize,
    pub is_shown: bool,
    /// The name in an address.
    pub id: String,
    /// 1 to 5.
    pub look: u8,
    pub link: LinkView,
    pub short_name: String,
    pub portrait_html: String,
    pub marker_html: String,
    pub title_html: Option<String>,
}

/// Rows with a heading of their own.
#[derive(Debug, Serialize)]
pub struct CompareGroup {
    pub title: String,
    pub rows: Vec<CompareRow>,
}

#[derive(Debug, Serialize)]
pub struct CompareRow {
    pub label: String,
    /// `quote`, `felt`, `list`, `fact`
    pub kind: &'static str,
    pub cells: Vec<CompareCell>,
    /// A scale that all share, instead of cells.
    pub scale: Option<CompareScale>,
}

#[derive(Debug, Serialize)]
pub struct CompareCell {
    /// Of the column.
    pub column: usize,
    pub items_html: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct CompareScale {
    pub low: String,
    pub high: String,
    pub marks: Vec<CompareMark>,
}

#[derive(Debug, Serialize)]
pub struct CompareMark {
    pub column: usize,
    /// From the low end: "62%".
    pub percent: String,
    pub marker_html: String,
    /// "Maya 62 %", for those who do not see the mark.
    pub words: String,
}

/// Whether there is anybody to compare.
#[must_use]
pub fn has_comparison(site: &Site) -> bool {
    site.personas.len() > 1
}

/// Writes `personas/compare.html`.
#[must_use]
pub fn render_compare(context: &RenderContext<'_>) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::Compare.path(&context.links));
    let n_people = context.insight.people.len();
    let people = compared(context);
    let comparison = Comparison { page: &page, people };
    let strings = page.strings();
    let sentence = if n_people > people.len() {
        let shown = people.len().to_string();
        strings.fill("compare.sentence_some", u64::try_from(n_people).ok(), &[("shown", &shown)])
    } else {
        strings.text("compare.sentence").to_owned()
    };
    let groups = [
        ("compare.maps", comparison.rows_of_maps()),
        ("compare.facts", comparison.facts()),
        ("compare.words", comparison.lists()),
        ("compare.scales", comparison.scales()),
    ];
    let view = CompareView {
        people: comparison.heads(),
        pairs: comparison.pairs(),
        groups: groups
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(key, rows)| CompareGroup { title: page.word(key), rows })
            .collect(),
        shell: PageShell::new(
            &page,
            PageWords {
                title: page.word("compare.title"),
                description: sentence.clone(),
                class: "page-compare",
                section: "personas",
                breadcrumbs: vec![page.link(Address::Overview), page.link(Address::Personas)],
                card: None,
            },
        ),
        title: page.word("compare.title"),
        sentence,
    };
    context.render("compare.html", &view)
}

/// Links to the comparison with each other persona who has a column; none for somebody without one.
pub(super) fn compare_links(page: &PageContext<'_>, id: PersonaId) -> Vec<CompareLink> {
    let people = compared(&page.render);
    let Some(own) = people.iter().position(|other| *other == id) else { return Vec::new() };
    let path = page.file_href(&PageRef::Compare.path(&page.render.links));
    let others = people.iter().enumerate().filter(|(index, _)| *index != own);
    let links = others.map(|(index, other)| {
        let (first, second) = if own < index { (id, *other) } else { (*other, id) };
        CompareLink {
            href: format!("{path}#{}", pair_id(page.site, first, second)),
            short_name: page.site.persona(*other).short_name.to_string(),
            marker_html: crate::view::parts::persona_marker(page.look(*other)),
        }
    });
    links.collect()
}

/// In the order of the columns. No other address on the page has a comma.
fn pair_id(site: &Site, first: PersonaId, second: PersonaId) -> String {
    format!("{},{}", site.persona(first).id, site.persona(second).id)
}

/// Those who have a column.
fn compared<'a>(context: &RenderContext<'a>) -> &'a [PersonaId] {
    let people = &context.insight.people;
    people.get(..MOST_PEOPLE).unwrap_or(people)
}

struct Comparison<'p, 'a> {
    page: &'p PageContext<'a>,
    people: &'p [PersonaId],
}

impl Comparison<'_, '_> {
    fn heads(&self) -> Vec<ComparedPersona> {
        let page = self.page;
        let heads = self.people.iter().enumerate().map(|(index, id)| {
            let persona = page.site.persona(*id);
            let look = page.look(*id);
            ComparedPersona {
                column: index + 1,
                is_shown: index < N_SHOWN,
                id: persona.id.to_string(),
                look: look + 1,
                link: page.link(Address::Persona(*id)),
                short_name: persona.short_name.to_string(),
                portrait_html: page.portrait(*id, "compare-portrait"),
                marker_html: crate::view::parts::persona_marker(look),
                title_html: persona.title.as_ref().map(|title| page.text(title)),
            }
        });
        heads.collect()
    }

    fn pairs(&self) -> Vec<ComparedPair> {
        let columns = || self.people.iter().enumerate();
        let pairs = columns().flat_map(|(index, id)| {
            columns().skip(index + 1).map(move |(other_index, other)| ComparedPair {
                id: pair_id(self.page.site, *id, *other),
                first: index + 1,
                second: other_index + 1,
            })
        });
        pairs.collect()
    }

    /// A row of one cell a person; `None` when nobody has anything to say.
    fn row(
        &self,
        label: String,
        kind: &'static str,
        items: impl Fn(PersonaId, &Persona) -> Vec<String>,
    ) -> Option<CompareRow> {
        let cells: Vec<CompareCell> = self
            .people
            .iter()
            .enumerate()
            .map(|(index, id)| CompareCell { column: index + 1, items_html: items(*id, self.page.site.persona(*id)) })
            .collect();
        let is_said = cells.iter().any(|cell| !cell.items_html.is_empty());
        is_said.then_some(CompareRow { label, kind, cells, scale: None })
    }

    fn rows_of_maps(&self) -> Vec<CompareRow> {
        let page = self.page;
        let insight = page.render.insight;
        let strings = page.strings();
        let quote = self.row(page.word("compare.quote"), "quote", |_, persona| {
            let quote = persona.quote.iter();
            quote
                .map(|quote| {
                    format!("{}{}{}", strings.text("quote.open"), page.text(quote), strings.text("quote.close"))
                })
                .collect()
        });
        let mean = self.row(page.word("compare.mean"), "felt", |id, _| {
            let summary = insight.persona(id);
            let felt = page.felt(summary.felt, &page.site.settings.scale, Some(id)).into_iter();
            felt.map(|felt| {
                let over = strings.fill("persona.over_journeys", u64::try_from(summary.n_felt_journeys).ok(), &[]);
                format!("{}<b class=\"number\">{}</b> <span class=\"muted\">{over}</span>", felt.face_html, felt.number)
            })
            .collect()
        });
        let lowest = self.row(page.word("column.lowest"), "felt", |id, _| {
            let lowest = insight.persona(id).lowest.into_iter();
            lowest
                .map(|lowest| {
                    let moment = page.moment(lowest, "face-large");
                    let mut html = moment.face_html;
                    html.push_str("<span>");
                    html.push_str(&anchor_html(&moment.place.href, &moment.place.label));
                    if let Some(equal) = &moment.equal {
                        html.push_str(strings.text("list.comma"));
                        html.push_str(&anchor_html(&equal.href, &equal.label));
                    }
                    html.push_str(&format!("\u{a0}<b class=\"number\">{}</b>", moment.score));
                    if moment.n_equals > 1 {
                        let more = strings.fill("lists.more", Some(u64::from(moment.n_equals)), &[]);
                        html.push_str(&format!(" <span class=\"muted\">{more}</span>"));
                    }
                    if let Some(quote) = moment.quote_html {
                        html.push_str(&format!("<q class=\"quote\">{quote}</q>"));
                    }
                    html.push_str("</span>");
                    html
                })
                .collect()
        });
        let journeys = self.row(page.word("compare.journeys"), "journeys", |id, _| {
            maps::own_journeys(page, id)
                .into_iter()
                .map(|journey| {
                    let mut html = anchor_html(&journey.link.href, &journey.link.label);
                    if let Some(mean) = &journey.mean {
                        html.push_str(&format!(" <b class=\"number\">{}</b>", mean.number));
                    }
                    html
                })
                .collect()
        });
        let pains = self.row(page.word("compare.pain_points"), "list", |id, _| {
            let pains = insight.persona(id).pain_points.iter().take(N_ENTRIES);
            pains.map(|pain| page.link_html(Address::PainPoint(*pain))).collect()
        });
        let opportunities = self.row(page.word("compare.opportunities"), "list", |id, _| {
            let opportunities = insight.persona(id).opportunities.iter().take(N_ENTRIES);
            opportunities.map(|opportunity| page.link_html(Address::Opportunity(*opportunity))).collect()
        });
        let channels = self.row(page.word("compare.channels"), "channels", |id, _| {
            let rows = maps::channels(page, id).into_iter().take(N_ENTRIES + 2);
            rows.map(|row| {
                let name = anchor_html(&row.link.href, &row.link.label);
                // A channel without a drawing leaves the place of one.
                let icon = if row.icon_html.is_empty() { "<span></span>" } else { &row.icon_html };
                let mut html = format!("{icon}<span>{name} <span class=\"muted\">{}</span></span>", row.count);
                if let Some(felt) = &row.felt {
                    html.push_str(&format!(" <b class=\"number\">{}</b>", felt.number));
                }
                html
            })
            .collect()
        });
        [quote, mean, lowest, journeys, pains, opportunities, channels].into_iter().flatten().collect()
    }

    fn facts(&self) -> Vec<CompareRow> {
        let page = self.page;
        let mut keys: Vec<(&str, bool)> = Vec::new();
        for fact in self.people.iter().flat_map(|id| &page.site.persona(*id).facts) {
            if !keys.contains(&(&*fact.key, fact.known)) {
                keys.push((&*fact.key, fact.known));
            }
        }
        // Known facts first, in their own order; then those of the writers' own that at least two can be compared by.
        keys.sort_by_key(|(_, known)| !known);
        keys.retain(|(key, known)| {
            let has = |id: &&PersonaId| page.site.persona(**id).facts.iter().any(|fact| &*fact.key == *key);
            *known || self.people.iter().filter(has).count() > 1
        });
        let row = |(key, known): (&str, bool)| {
            let label = match page.strings().get(&format!("fact.{key}")) {
                Some(word) if known => word.to_owned(),
                _ => key.to_owned(),
            };
            self.row(label, "fact", |_, persona| {
                let facts = persona.facts.iter().filter(|fact| &*fact.key == key && fact.known == known);
                facts.map(|fact| page.text(&fact.value)).collect()
            })
        };
        keys.into_iter().filter_map(row).collect()
    }

    fn lists(&self) -> Vec<CompareRow> {
        let page = self.page;
        let mut keys: Vec<&'static str> = Vec::new();
        for (key, _) in self.people.iter().flat_map(|id| &page.site.persona(*id).lists) {
            if !keys.contains(key) {
                keys.push(key);
            }
        }
        let row = |key: &'static str| {
            self.row(page.word(&format!("persona_list.{key}")), "list", |_, persona| {
                let texts = persona.lists.iter().filter(|(known, _)| *known == key).flat_map(|(_, texts)| texts);
                texts.map(|text| page.text(text)).collect()
            })
        };
        keys.into_iter().filter_map(row).collect()
    }

    /// Scales of one key belong together; the words are those of the first who has it, translated ones before others.
    fn scales(&self) -> Vec<CompareRow> {
        let page = self.page;
        let mut scales: Vec<&PersonaScale> = Vec::new();
        for scale in self.people.iter().flat_map(|id| &page.site.persona(*id).scales) {
            match scales.iter_mut().find(|known| known.key == scale.key) {
                Some(known) if scale.is_translated && !known.is_translated => *known = scale,
                Some(_) => {}
                None => scales.push(scale),
            }
        }
        let row = |scale: &PersonaScale| {
            let marks = self.people.iter().enumerate().filter_map(|(index, id)| {
                let persona = page.site.persona(*id);
                let own = persona.scales.iter().find(|own| own.key == scale.key)?;
                let mark = scale_mark(page, *id, own.value, false);
                let mut words = String::new();
                push_escaped(
                    &mut words,
                    &format!("{} {}", persona.short_name, format_share(page.strings(), own.value)),
                );
                Some(CompareMark { column: index + 1, percent: mark.percent, marker_html: mark.marker_html, words })
            });
            let scale_view =
                CompareScale { low: scale.low.to_string(), high: scale.high.to_string(), marks: marks.collect() };
            CompareRow { label: scale.name.to_string(), kind: "scale", cells: Vec::new(), scale: Some(scale_view) }
        };
        scales.into_iter().map(row).collect()
    }
}
