//! References: put to the resolver once, and written as often as their words are.

use super::DocumentWriter;
use crate::markdown::link::{EmbedReference, ImageReference, LinkReference, LinkResolver, WikiReference};
use crate::markdown::node::*;
use crate::markdown::plain;
use crate::model::LinkTarget;

/// The answer to a link.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) target: Option<LinkTarget>,
    /// Shown instead of the link's own words.
    pub(super) label: Option<Box<str>>,
}

impl<'a, R: LinkResolver + ?Sized> DocumentWriter<'a, R> {
    /// Opens a link; `true` when its words were written as well.
    pub(super) fn open_link(&mut self, link: u32) -> bool {
        let Some(raw) = self.parsed.shared.links.get(link as usize) else { return false };
        let answer = match self.answers.get(&link) {
            Some(answer) => answer.clone(),
            None => {
                let answer = self.ask(&raw.target);
                self.answers.insert(link, answer.clone());
                answer
            }
        };
        let target = answer.target.filter(|_| !self.without_links && !self.in_link());
        self.links.push(target.is_some());
        if let Some(target) = target {
            self.out.html(if matches!(target, LinkTarget::External(_)) {
                "<a rel=\"external\" href=\""
            } else {
                "<a href=\""
            });
            self.out.address(target);
            self.out.html("\"");
            if !raw.title.is_empty() {
                let mut title = String::new();
                plain::push_clean(&mut title, &raw.title);
                self.out.attribute("title", &title);
            }
            self.out.html(">");
        }
        match answer.label {
            Some(label) => {
                self.hear(&label);
                self.out.text(&label);
                true
            }
            None => false,
        }
    }

    pub(super) fn ask(&mut self, target: &RawTarget) -> Answer {
        match target {
            RawTarget::External(url) => Answer { target: Some(LinkTarget::External(url.clone())), label: None },
            RawTarget::Refused => Answer { target: None, label: None },
            RawTarget::Site(raw) => {
                let (anchor, in_document) = self.anchor(raw);
                let reference = LinkReference {
                    written: &raw.written,
                    path: &raw.path,
                    anchor,
                    in_document,
                    span: raw.span,
                    path_span: raw.path_span,
                    anchor_span: raw.anchor_span,
                };
                Answer { target: self.resolver.resolve_link(&reference, &mut self.diagnostics), label: None }
            }
            RawTarget::Wiki { reference: raw, has_label } => {
                let (anchor, in_document) = self.anchor(raw);
                let reference = WikiReference {
                    name: &raw.path,
                    anchor,
                    in_document,
                    has_label: *has_label,
                    span: raw.span,
                    name_span: raw.path_span,
                    anchor_span: raw.anchor_span,
                };
                let answer = self.resolver.resolve_wiki(&reference, &mut self.diagnostics);
                Answer { target: answer.target, label: answer.label.filter(|_| !has_label) }
            }
        }
    }

    /// The anchor, and whether a heading of this file has it. Of a heading that became a stage's section, it is the stage.
    fn anchor<'r>(&self, raw: &'r RawReference) -> (Option<&'r str>, bool)
    where
        'a: 'r,
    {
        let anchor = raw.anchor.as_deref();
        if !raw.path.is_empty() {
            return (anchor, false);
        }
        match anchor.and_then(|anchor| self.anchors.get(anchor)) {
            Some(Some(stage)) => (Some(stage), false),
            Some(None) => (anchor, true),
            None => (anchor, false),
        }
    }

    pub(super) fn image(&mut self, image: u32) {
        let Some(raw) = self.parsed.shared.images.get(image as usize) else { return };
        let answer = match self.images.get(&image) {
            Some(answer) => answer.clone(),
            None => {
                let answer = raw.reference.as_ref().and_then(|reference| {
                    let reference =
                        ImageReference { written: &reference.written, path: &reference.path, span: reference.span };
                    self.resolver.resolve_image(&reference, &mut self.diagnostics)
                });
                self.images.insert(image, answer.clone());
                answer
            }
        };
        self.hear(&raw.alternative);
        let Some(answer) = answer else {
            self.out.text(&raw.alternative);
            return;
        };
        self.out.html("<img src=\"");
        self.out.address(answer.target);
        self.out.html("\"");
        self.out.attribute("alt", &raw.alternative);
        if let Some((width, height)) = answer.size {
            self.out.html(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.out.html(" loading=\"lazy\" decoding=\"async\">");
    }

    pub(super) fn figure(&mut self, image: u32) {
        self.out.html("<figure>");
        self.image(image);
        let caption = self.parsed.shared.images.get(image as usize).and_then(|image| image.caption.as_deref());
        if let Some(caption) = caption {
            self.new_line();
            self.out.html("<figcaption>");
            self.text(caption);
            self.out.html("</figcaption>");
        }
        self.out.html("</figure>\n");
        self.new_line();
    }

    pub(super) fn embed(&mut self, embed: u32) {
        let Some(raw) = self.parsed.shared.embeds.get(embed as usize) else { return };
        let reference = EmbedReference { kind: raw.kind, arguments: &raw.arguments, span: raw.span };
        if let Some(embed) = self.resolver.resolve_embed(&reference, &mut self.diagnostics) {
            self.out.embed(embed);
            self.out.html("\n");
        }
    }
}
