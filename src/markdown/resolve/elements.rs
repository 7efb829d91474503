//! Elements as HTML.

use super::{DocumentWriter, short_text};
use crate::markdown::heading::id_taken;
use crate::markdown::link::LinkResolver;
use crate::markdown::node::*;
use crate::markdown::raw_html;
use crate::model::{Heading, Text};

impl<R: LinkResolver + ?Sized> DocumentWriter<'_, R> {
    pub(super) fn open(&mut self, element: Element) {
        match element {
            Element::Paragraph => self.out.html("<p>"),
            Element::Heading(heading) => self.open_heading(heading),
            Element::Quote => self.out.html("<blockquote>\n"),
            Element::Alert(alert) => self.open_alert(alert),
            Element::List => self.out.html("<ul>\n"),
            Element::NumberedList(1) => self.out.html("<ol>\n"),
            Element::NumberedList(first) => self.out.html(&format!("<ol start=\"{first}\">\n")),
            Element::Table(table) => self.open_table(table),
            Element::TableHead => self.out.html("<thead>\n"),
            Element::TableBody => self.out.html("<tbody>\n"),
            Element::TableRow => self.out.html("<tr>"),
            Element::TableCell { alignment, .. } => {
                self.out.html("<td");
                self.cell_end(alignment);
            }
            Element::DefinitionList => self.out.html("<dl>\n"),
            Element::Term(_) => self.out.html("<dt>"),
            Element::Definition => self.out.html("<dd>"),
            Element::Emphasis => self.out.html("<em>"),
            Element::Strong => self.out.html("<strong>"),
            Element::Strikethrough => self.out.html("<del>"),
            Element::Html(tag) => {
                let tag = self.parsed.shared.words(tag);
                if raw_html::tag_name(tag) != "a" {
                    self.out.html(tag);
                } else {
                    self.open_html_link(tag);
                }
            }
            Element::ListItem | Element::Link(_) => {}
        }
    }

    pub(super) fn close(&mut self, element: Element) {
        let end = match element {
            Element::Paragraph => "</p>\n",
            Element::Quote => "</blockquote>\n",
            Element::Alert(_) => "</aside>\n",
            Element::List => "</ul>\n",
            Element::NumberedList(_) => "</ol>\n",
            Element::ListItem => "</li>\n",
            Element::Table(_) => "</table></div>\n",
            Element::TableHead => "</thead>\n",
            Element::TableBody => "</tbody>\n",
            Element::TableRow => "</tr>\n",
            Element::TableCell { .. } => {
                self.hear(" ");
                "</td>"
            }
            Element::DefinitionList => "</dl>\n",
            Element::Term(_) => "</dt>\n",
            Element::Definition => "</dd>\n",
            Element::Emphasis => "</em>",
            Element::Strong => "</strong>",
            Element::Strikethrough => "</del>",
            Element::Link(_) => {
                if self.links.pop() == Some(true) {
                    "</a>"
                } else {
                    ""
                }
            }
            Element::Html(tag) => {
                let name = raw_html::tag_name(self.parsed.shared.words(tag));
                if name != "a" || self.html_links.pop() == Some(true) {
                    self.out.html(&format!("</{name}>"));
                }
                ""
            }
            Element::Heading(_) => "",
        };
        self.out.html(end);
        if !element.is_inline(&self.parsed.shared) && !matches!(element, Element::TableCell { .. }) {
            self.new_line();
        }
    }

    /// A link of the writer's own HTML, unless it stands in another link.
    fn open_html_link(&mut self, tag: &str) {
        let written = !self.in_link() && !self.without_links;
        if written {
            self.out.html(tag);
        }
        self.html_links.push(written);
    }

    /// Whether a link was written around what comes next.
    pub(super) fn in_link(&self) -> bool {
        self.links.contains(&true) || self.html_links.contains(&true)
    }

    pub(super) fn cell_end(&mut self, alignment: CellAlignment) {
        self.out.html(match alignment {
            CellAlignment::None => ">",
            CellAlignment::Left => " class=\"align-left\">",
            CellAlignment::Center => " class=\"align-center\">",
            CellAlignment::Right => " class=\"align-right\">",
        });
    }

    pub(super) fn open_alert(&mut self, alert: Alert) {
        let (class, key) = match alert {
            Alert::Note => ("alert alert-note", "markdown.alert-note"),
            Alert::Tip => ("alert alert-tip", "markdown.alert-tip"),
            Alert::Important => ("alert alert-important", "markdown.alert-important"),
            Alert::Warning => ("alert alert-warning", "markdown.alert-warning"),
            Alert::Caution => ("alert alert-caution", "markdown.alert-caution"),
        };
        self.out.html("<aside role=\"note\"");
        self.out.attribute("class", class);
        self.out.html("><p class=\"alert-title\">");
        self.out.word(key);
        self.out.html("</p>\n");
    }

    /// A table scrolls by itself, so it is a region with a name of its own that the keyboard reaches.
    pub(super) fn open_table(&mut self, table: u32) {
        let shared = &self.parsed.shared;
        let label = shared.tables.get(table as usize).map_or("", |words| shared.words(*words));
        let uses = self.table_labels.entry(label).or_insert(0);
        *uses += 1;
        let number = *uses;
        self.out.html("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        self.out.word("markdown.table");
        if !label.is_empty() {
            self.out.html(": ");
            self.out.text(label);
        }
        if number > 1 {
            self.out.html(&format!(" ({number})"));
        }
        self.out.html("\"><table>\n");
    }

    pub(super) fn open_heading(&mut self, heading: u32) {
        self.untouched += 1;
        let Some(heading) = self.parsed.shared.headings.get(heading as usize) else { return };
        if let Some(diagnostic) = id_taken(heading) {
            self.diagnostics.push(diagnostic);
        }
        self.out.html(&format!("<h{}", heading.html_level));
        self.out.attribute("id", &heading.id);
        if !heading.classes.is_empty() {
            self.out.attribute("class", &heading.classes.join(" "));
        }
        self.out.html(">");
    }

    /// `close` is the position of the heading's end in `nodes`.
    pub(super) fn close_heading(&mut self, heading: u32, nodes: &[Node], close: usize) {
        self.untouched = self.untouched.saturating_sub(1);
        let Some(raw) = self.parsed.shared.headings.get(heading as usize) else { return };
        self.out.html(&format!("</h{}>\n", raw.html_level));
        self.new_line();
        let before = nodes.get(..close).unwrap_or_default();
        let open = before
            .iter()
            .rposition(|node| *node == Node::Open(Element::Heading(heading)))
            .map_or(close, |open| open + 1);
        let text = self.words_alone(before.get(open..).unwrap_or_default());
        self.headings.push(Heading { level: raw.level, id: raw.id.clone(), text });
    }

    /// Some nodes as a short text without links, for a list of headings.
    pub(super) fn words_alone(&mut self, nodes: &[Node]) -> Text {
        let body = std::mem::take(&mut self.out);
        let plain = self.plain.replace(String::new());
        let without_links = std::mem::replace(&mut self.without_links, true);
        self.nodes(nodes);
        self.without_links = without_links;
        let words = std::mem::replace(&mut self.plain, plain).unwrap_or_default();
        let fragment = std::mem::replace(&mut self.out, body).finish();
        short_text(words.trim_end().into(), fragment)
    }
}
