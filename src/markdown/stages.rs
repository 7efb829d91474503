//! Taking a document apart: the prose of a journey's stages, the terms of a glossary.

use std::sync::Arc;

use super::heading::HeadingIds;
use super::node::{Element, Node, ParsedDocument, RawHeading};
use super::plain;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::slug::Slug;
use crate::source::Span;

/// What a stage is called, as far as a heading may call it.
#[derive(Debug, Clone, Copy)]
pub struct StageNames<'a> {
    /// Its id, which is a slug.
    pub id: &'a str,
    /// As shown; a heading with the same slug belongs to the stage as well.
    pub name: &'a str,
}

/// Gives each stage the sections of a journey's body that belong to it.
///
/// A level-2 heading belongs to the stage with the same slug, or with the id that it gives as `{#id}`; its section ends
/// at the next heading of level 1 or 2. The heading itself is left out, since the stage has one. Several sections of one
/// stage are joined. The answer has the rest, and the stages that have a section, by position and in order.
///
/// No heading keeps an id that a stage has.
#[must_use]
pub fn split_by_stages(
    mut document: ParsedDocument,
    stages: &[StageNames<'_>],
) -> (ParsedDocument, Vec<(usize, ParsedDocument)>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let slugs: Vec<Option<Slug>> = stages.iter().map(|stage| Slug::from_text(stage.name)).collect();
    document.reserve_ids(stages.iter().map(|stage| stage.id));

    let mut shared = std::mem::take(&mut document.shared);
    let mut taken: Vec<(u32, &str)> = Vec::new();
    let mut body = Vec::new();
    let mut sections: Vec<Vec<Node>> = vec![Vec::new(); stages.len()];
    let mut owner: Option<usize> = None;
    let mut left_out = None;
    let mut depth = 0_usize;
    for node in document.nodes {
        match node {
            Node::Open(Element::Heading(index)) if depth == 0 => {
                if let Some(heading) = shared.headings.get(index as usize).filter(|heading| heading.level <= 2) {
                    owner = (heading.level == 2).then(|| stage_of(heading, stages, &slugs)).flatten();
                    if let Some(stage) = owner.and_then(|stage| stages.get(stage)) {
                        left_out = Some(index);
                        taken.push((index, stage.id));
                    } else if heading.level == 2 {
                        diagnostics.extend(near_miss(heading, stages));
                    }
                }
                depth += 1;
            }
            Node::Open(_) => depth += 1,
            Node::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if left_out.is_none() {
            owner.and_then(|stage| sections.get_mut(stage)).unwrap_or(&mut body).push(node);
        } else if matches!(node, Node::Close(Element::Heading(index)) if left_out == Some(index)) {
            left_out = None;
        }
    }
    if !taken.is_empty() {
        let shared = Arc::make_mut(&mut shared);
        for (index, stage) in taken {
            if let Some(heading) = shared.headings.get_mut(index as usize) {
                heading.stage = Some(stage.into());
            }
        }
    }
    let parts = sections
        .into_iter()
        .zip(stages)
        .enumerate()
        .filter(|(_, (nodes, _))| !nodes.is_empty())
        .map(|(index, (nodes, stage))| {
            (index, ParsedDocument { shared: Arc::clone(&shared), nodes, scope: stage.id.into() })
        })
        .collect();
    (ParsedDocument { shared, nodes: body, scope: document.scope }, parts, diagnostics)
}

fn stage_of(heading: &RawHeading, stages: &[StageNames<'_>], slugs: &[Option<Slug>]) -> Option<usize> {
    if let Some(id) = &heading.own_id {
        return stages.iter().position(|stage| *stage.id == **id);
    }
    let slug = Slug::from_text(&heading.plain)?;
    // An id is fixed by its writer, so it comes before a name that another stage may have.
    stages
        .iter()
        .position(|stage| stage.id == slug.as_str())
        .or_else(|| slugs.iter().position(|name| name.as_ref() == Some(&slug)))
}

fn near_miss(heading: &RawHeading, stages: &[StageNames<'_>]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let by_id = heading.own_id.as_deref().and_then(|id| nearest(id, stages.iter().map(|stage| stage.id)));
    let near = by_id.or_else(|| match heading.own_id {
        None => nearest(&heading.plain, stages.iter().map(|stage| stage.name)),
        Some(_) => None,
    });
    if let Some(near) = near {
        diagnostics.push(
            Diagnostic::new(
                Code::UnattachedHeading,
                heading.span,
                format!("no stage is called “{}”", heading.own_id.as_deref().unwrap_or(&heading.plain)),
            )
            .reason("a level-2 heading with the name of a stage puts its words beside that stage; this one stays in the text")
            .help(format!("did you mean “{near}”?")),
        );
    }
    diagnostics
}

impl ParsedDocument {
    /// Keeps the headings from having an id that the page gives to something else: such a heading becomes `id-2`.
    ///
    /// Links inside the text to that id then lead to the page's own thing.
    pub fn reserve_ids<'a>(&mut self, reserved: impl IntoIterator<Item = &'a str>) {
        let mut ids = HeadingIds::default();
        for id in reserved {
            ids.reserve(id);
        }
        if !self.shared.headings.iter().any(|heading| ids.is_taken(&heading.id)) {
            return;
        }
        let shared = Arc::make_mut(&mut self.shared);
        // Headings that keep their id go first, so that a renamed one does not take it.
        let (fine, taken): (Vec<_>, Vec<_>) =
            shared.headings.iter_mut().partition(|heading| !ids.is_taken(&heading.id));
        for heading in fine {
            ids.reserve(&heading.id);
        }
        for heading in taken {
            heading.id = ids.take(&heading.id);
        }
    }
}

/// A term of a glossary file.
#[derive(Debug, Clone, PartialEq)]
pub struct TermDefinition {
    /// Without markup.
    pub term: Box<str>,
    /// Further terms with the same definition: the lines above it.
    pub also: Vec<Box<str>>,
    pub span: Span,
    pub definition: ParsedDocument,
}

/// Takes the definition lists at the top level of a document out of it: each term with its definitions.
#[must_use]
pub fn split_definitions(document: ParsedDocument) -> (ParsedDocument, Vec<TermDefinition>) {
    let shared = Arc::clone(&document.shared);
    let mut rest = Vec::new();
    let mut terms: Vec<TermDefinition> = Vec::new();
    let mut depth = 0_usize;
    let mut list_depth = None;
    let mut term: Option<(u32, Vec<Node>)> = None;
    for node in document.nodes {
        let level = depth;
        match node {
            Node::Open(_) => depth += 1,
            Node::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        match node {
            Node::Open(Element::DefinitionList) if level == 0 => list_depth = Some(1),
            Node::Close(Element::DefinitionList) if depth == 0 => list_depth = None,
            _ if list_depth.is_none() => rest.push(node),
            Node::Open(Element::Term(index)) if level == 1 => term = Some((index, Vec::new())),
            Node::Close(Element::Term(_)) if depth == 1 => {
                let Some((index, words)) = term.take() else { continue };
                let mut names = lines_of(&words, &shared).into_iter();
                let Some(name) = names.next() else { continue };
                let span = shared.terms.get(index as usize).copied();
                let scope = Slug::from_text(&name).map_or_else(Box::default, |slug| slug.as_str().into());
                terms.extend(span.map(|span| TermDefinition {
                    term: name,
                    also: names.collect(),
                    span,
                    definition: ParsedDocument { shared: Arc::clone(&shared), nodes: Vec::new(), scope },
                }));
            }
            Node::Open(Element::Definition) | Node::Close(Element::Definition) if level.min(depth) == 1 => {}
            node => match (&mut term, terms.last_mut()) {
                (Some((_, words)), _) => words.push(node),
                (None, Some(term)) => term.definition.nodes.push(node),
                (None, None) => {}
            },
        }
    }
    (ParsedDocument { shared, nodes: rest, scope: document.scope }, terms)
}

/// The lines of a term: each is a name of it.
fn lines_of(nodes: &[Node], shared: &super::node::Shared) -> Vec<Box<str>> {
    let mut text = String::new();
    for node in nodes {
        match node {
            Node::Text(words) | Node::Code(words) => text.push_str(shared.words(*words)),
            Node::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text.lines().map(plain::fold).filter(|line| !line.is_empty()).map(String::into_boxed_str).collect()
}
