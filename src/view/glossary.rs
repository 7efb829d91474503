//! The glossary: every term with its definition, A to Z, and where it is used.

use serde::Serialize;

use crate::diagnostics::Diagnostics;
use crate::model::*;

use super::page::PageRef;
use super::parts::LinkView;
use super::{PageContext, PageShell, PageWords, RenderContext};

/// How many places a term names; more are only counted.
const N_PLACES: usize = 6;

#[derive(Debug, Serialize)]
pub struct GlossaryView {
    pub shell: PageShell,
    pub title: String,
    pub summary_html: Option<String>,
    pub body_html: Option<String>,
    pub letters: Vec<GlossaryLetter>,
}

#[derive(Debug, Serialize)]
pub struct GlossaryLetter {
    pub letter: String,
    pub anchor: String,
    pub terms: Vec<TermView>,
}

#[derive(Debug, Serialize)]
pub struct TermView {
    pub anchor: String,
    pub term: String,
    /// Other words for it.
    pub also: Option<String>,
    pub definition_html: String,
    /// Where its words are used.
    pub used_in: Vec<LinkView>,
    pub n_more: usize,
}

/// Writes `glossary.html`.
#[must_use]
pub fn render_glossary(context: &RenderContext<'_>) -> (String, Diagnostics) {
    let page = PageContext::at(context, PageRef::Glossary.path(&context.links)).about(Address::Glossary);
    let words = super::lists::page_words(&page, "glossary", Address::Glossary, 0);
    let mut letters: Vec<GlossaryLetter> = Vec::new();
    for (index, term) in context.site.glossary.iter().enumerate() {
        let letter = letter_of(&term.term);
        if letters.last().is_none_or(|last| last.letter != letter) {
            let anchor = format!("_letter-{}", letters.len() + 1);
            letters.push(GlossaryLetter { letter, anchor, terms: Vec::new() });
        }
        if let Some(last) = letters.last_mut() {
            last.terms.push(term_view(&page, TermId::from_index(index), term));
        }
    }
    let description = page.strings().fill("lists.count_terms", Some(context.site.glossary.len() as u64), &[]);
    let view = GlossaryView {
        summary_html: words.summary_html.or_else(|| Some(description.clone())),
        body_html: words.body_html,
        letters,
        shell: PageShell::new(
            &page,
            PageWords {
                title: words.document_title,
                description,
                class: "page-glossary",
                section: "glossary",
                breadcrumbs: vec![page.link(Address::Overview)],
                card: None,
            },
        ),
        title: words.title,
    };
    context.render("glossary.html", &view)
}

/// The first letter without its accent; `#` for what is none.
fn letter_of(term: &str) -> String {
    let first = term.chars().find(|c| c.is_alphanumeric());
    let plain = first.filter(|c| c.is_alphabetic()).map(|c| {
        let plain = deunicode::deunicode_char(c).and_then(|text| text.chars().next()).filter(|_| (c as u32) < 0x250);
        plain.unwrap_or(c).to_uppercase().to_string()
    });
    plain.unwrap_or_else(|| "#".to_owned())
}

fn term_view(page: &PageContext<'_>, id: TermId, term: &GlossaryTerm) -> TermView {
    let links = page.render.insight.back_links(Address::Term(id));
    let entities = links.entities.iter().map(|mention| mention.from);
    let (used_in, n_more) =
        page.some_links(links.journeys().into_iter().map(Address::Journey).chain(entities), N_PLACES);
    TermView {
        anchor: term.id.to_string(),
        term: term.term.to_string(),
        also: (!term.also.is_empty()).then(|| term.also.join(page.strings().text("list.comma"))),
        definition_html: page.document(&term.definition),
        used_in,
        n_more,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_without_accents() {
        for (term, letter) in
            [("Empathy map", "E"), ("“Épreuve”", "E"), ("ökonomie", "O"), ("7P", "#"), ("…", "#"), ("地図", "地")]
        {
            assert_eq!(letter_of(term), letter, "{term}");
        }
    }
}
