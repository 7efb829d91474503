//! Words in Markdown: short texts of the front matter, and bodies.

use std::collections::BTreeSet;

use super::context::FileContext;
use super::links::SiteLinks;
use crate::content::raw::RawText;
use crate::diagnostics::Diagnostics;
use crate::markdown::{
    MarkdownOptions, ParsedDocument, Place, parse_document, parse_inline, parse_plain, resolve_document, resolve_inline,
};
use crate::model::{Document, Fragment, LinkTarget, Part, Text};
use crate::source::{SourceTree, Span};

impl FileContext<'_, '_> {
    /// An inline text of the front matter.
    pub(super) fn text(&mut self, text: &RawText) -> Text {
        let resolved = match parse_plain(&text.value) {
            Some(plain) => Text { plain, html: None },
            None => self.text_with_markup(text),
        };
        match self.index.foreign {
            Some(foreign) if !foreign.is_native(text.span) => foreign.marked(resolved),
            _ => resolved,
        }
    }

    fn text_with_markup(&mut self, text: &RawText) -> Text {
        let file = self.index.tree.text(text.span.source);
        let place = Place::of_string(&text.value, text.span, file);
        let (parsed, told) = parse_inline(&text.value, place, self.index.markdown);
        self.diagnostics.extend(told);
        let mut links = SiteLinks::new(self);
        let (resolved, told) = resolve_inline(&parsed, &mut links);
        self.finish_words(told, resolved.html.as_deref());
        resolved
    }

    /// The name of another thing, whose own file tells what is wrong with it.
    pub(super) fn name(&mut self, name: &str) -> Text {
        let (parsed, _) = parse_inline(name, Place::whole(Span::whole(self.source)), self.index.markdown);
        Text::from_plain(&parsed.plain)
    }

    /// The body of the file itself.
    pub(super) fn body(&mut self) -> Document {
        let index = self.index;
        index.bodies.get(&self.source).map_or_else(Document::default, |parsed| self.document(parsed))
    }

    pub(super) fn document(&mut self, parsed: &ParsedDocument) -> Document {
        if parsed.is_empty() {
            return Document::default();
        }
        let mut links = SiteLinks::new(self);
        let (document, told) = resolve_document(parsed, &mut links);
        self.finish_words(told, Some(&document.body));
        document
    }

    fn finish_words(&mut self, told: Diagnostics, fragment: Option<&Fragment>) {
        self.diagnostics.extend(told);
        for part in fragment.map_or(&[][..], |fragment| &fragment.parts) {
            if let Part::Address(LinkTarget::File(path)) = part {
                self.files.insert(path.clone());
            }
        }
    }
}

/// The paths of files that words lead to.
pub(super) type UsedFiles = BTreeSet<crate::url::SitePath>;

/// Reads the body of a file; told of what is wrong in it by itself.
pub(super) fn read_body(tree: &SourceTree, body: Span, options: MarkdownOptions) -> (ParsedDocument, Diagnostics) {
    let text = tree.text(body.source).get(body.start as usize..body.end as usize).unwrap_or_default();
    if text.trim().is_empty() {
        return Default::default();
    }
    parse_document(text, Place::exact(body), options)
}
