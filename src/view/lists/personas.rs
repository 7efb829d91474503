//! All personas: a gallery of the people, those on most journeys first.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;
use crate::view::page::{PageRef, PersonaCard};
use crate::view::{PageContext, PageShell, PageWords, RenderContext};

#[derive(Debug, Serialize)]
pub struct PersonasView {
    pub shell: PageShell,
    pub title: String,
    pub summary_html: Option<String>,
    pub body_html: Option<String>,
    pub count: String,
    /// The page with the personas side by side.
    pub compare: Option<String>,
    /// Primary, secondary, anti-personas: only groups with somebody in them.
    pub groups: Vec<PersonaGroup>,
}

#[derive(Debug, Serialize)]
pub struct PersonaGroup {
    /// `None` when there is only one group.
    pub title: Option<String>,
    pub people: Vec<PersonaCard>,
}

/// Writes `personas.html`.
#[must_use]
pub fn render_personas(context: &RenderContext<'_>) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::Personas.path(&context.links));
    let words = super::page_words(&page, "personas", Address::Personas, 0);
    let people = &context.insight.people;
    let mut groups = Vec::new();
    for kind in [PersonaKind::Primary, PersonaKind::Secondary, PersonaKind::Anti] {
        let of_kind = people.iter().filter(|id| context.site.persona(**id).kind == kind);
        let cards = of_kind.map(|id| page.persona_card(*id)).collect::<Vec<_>>();
        if !cards.is_empty() {
            let title = match kind {
                PersonaKind::Primary => "persona.group_primary",
                PersonaKind::Secondary => "persona.group_secondary",
                PersonaKind::Anti => "persona.group_anti",
            };
            groups.push(PersonaGroup { title: Some(page.word(title)), people: cards });
        }
    }
    if let [only] = groups.as_mut_slice() {
        only.title = None;
    }
    let count = page.strings().fill("lists.count_personas", Some(people.len() as u64), &[]);
    let view = PersonasView {
        summary_html: words.summary_html,
        body_html: words.body_html,
        groups,
        compare: crate::view::persona::has_comparison(context.site)
            .then(|| page.file_href(&PageRef::Compare.path(&context.links))),
        shell: PageShell::new(
            &page,
            PageWords {
                title: words.document_title,
                description: count.clone(),
                class: "page-personas",
                section: "personas",
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
        title: words.title,
        count,
    };
    context.render("personas.html", &view)
}
