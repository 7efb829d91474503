//! The template engine: one immutable set of templates, shared by every page.
//!
//! 1. [`Templates::new`] takes a theme's templates, registers filters and functions, and checks everything at once; a
//!    template that cannot be read is a `template-syntax` diagnostic with its place, and is left out (a built-in one of the
//!    same name stands in).
//! 2. [`Templates::render`] fills one template with a view struct; a mistake while filling is `template-failed`.
//!
//! HTML is escaped unless a template says `|safe`. What templates can call is listed in [`functions`].

mod asked;
mod format;
mod functions;
mod mistakes;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use crate::diagnostics::Diagnostics;
use crate::source::Span;
use crate::theme::{Strings, Theme, ThemeOrigin, ThemeText};
use asked::Asked;

pub use format::{
    format_date, format_day_of_year, format_duration, format_month, format_number, format_score, format_share,
    format_signed,
};

/// All templates of a theme, parsed.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    origins: BTreeMap<String, ThemeText>,
    asked: Asked,
    /// Where mistakes of built-in templates are told: there is no file of the site to blame.
    configuration: Span,
}

impl Templates {
    /// Parses the templates of a theme. `configuration` is the span that stands for a built-in file.
    #[must_use]
    pub fn new(theme: &Theme, configuration: Span) -> (Templates, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let strings = Arc::new(theme.strings.clone());
        let mut usable = theme.templates.clone();
        let built_in = Theme::built_in().templates;
        // Each round drops at least one template, so this ends; an empty set is always fine.
        loop {
            let mut tera = engine(&strings);
            let list = usable.iter().map(|(name, text)| (name.as_str(), text.text.as_ref()));
            let Err(error) = tera.add_raw_templates(list) else {
                let asked = Asked::by(usable.iter().map(|(name, text)| (name.as_str(), text.text.as_ref())));
                return (Templates { tera, origins: usable, asked, configuration }, diagnostics);
            };
            let found = mistakes::syntax_mistakes(&error, &usable, configuration);
            let mut dropped = false;
            for name in &found.templates {
                let Some(text) = usable.remove(name) else { continue };
                dropped = true;
                if let (ThemeOrigin::Site(_), Some(stand_in)) = (text.origin, built_in.get(name)) {
                    usable.insert(name.clone(), stand_in.clone());
                }
            }
            if !dropped {
                usable.clear();
            }
            diagnostics.extend(found.diagnostics);
        }
    }

    /// Fills a template. On a mistake the text is empty.
    #[must_use]
    pub fn render<T: Serialize>(&self, template: &str, view: &T) -> (String, Diagnostics) {
        let rendered = Context::from_serialize(view).and_then(|context| self.tera.render(template, &context));
        match rendered {
            Ok(text) => (text, Diagnostics::new()),
            Err(error) => {
                let mut diagnostics = Diagnostics::new();
                diagnostics.push(mistakes::render_mistake(&error, template, &self.origins, self.configuration));
                (String::new(), diagnostics)
            }
        }
    }

    /// Whether a template may ask for a field of this name, at any depth. What it does not ask for need not be made.
    #[must_use]
    pub fn asks_for(&self, template: &str, field: &str) -> bool {
        self.asked.asks(template, field)
    }

    /// The same, where the name as a field of `owner` means something else: `lanes` of a map, which are not those of its `table`.
    #[must_use]
    pub fn asks_for_but_of(&self, template: &str, field: &str, owner: &str) -> bool {
        self.asked.asks_but_of(template, field, owner)
    }

    #[must_use]
    pub fn contains(&self, template: &str) -> bool {
        self.origins.contains_key(template)
    }
}

fn engine(strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::new();
    functions::register(&mut tera, strings);
    tera
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{SourceId, SourceTree, line_and_column};

    fn load(templates: &[(&str, &str)]) -> (Templates, Diagnostics, SourceTree) {
        let tree = SourceTree::from_texts(templates.iter().copied());
        let (theme, diagnostics) = Theme::load(&tree, "default", "en");
        assert!(diagnostics.is_empty());
        let (templates, diagnostics) = Templates::new(&theme, Span::whole(SourceId(0)));
        (templates, diagnostics, tree)
    }

    #[test]
    fn the_built_in_templates_are_fine() {
        let (_, diagnostics, _) = load(&[]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }

    #[test]
    fn a_broken_template_is_told_with_its_place_and_the_built_in_one_stands_in() {
        for (text, expected) in [
            ("<p>\n{{ oops", (2, 8)),
            ("a\n\n{{ shell|nothing }}", (3, 9)),
            ("{% if x %}", (1, 10)),
            ("{% include \"none.html\" %}", (1, 12)),
        ] {
            let (templates, diagnostics, tree) = load(&[("themes/default/templates/footer.html", text)]);
            let found = diagnostics
                .iter()
                .map(|d| {
                    let span = d.primary.span;
                    (d.code, line_and_column(tree.text(span.source), span.start as usize))
                })
                .collect::<Vec<_>>();
            assert_eq!(found.first().map(|(code, _)| *code), Some(Code::TemplateSyntax), "{text}");
            assert_eq!(found.first().map(|(_, place)| place.0), Some(expected.0), "{text}: {diagnostics:?}");
            assert!(templates.contains("footer.html"));
        }
    }

    #[test]
    fn a_mistake_while_filling_has_its_place() {
        let (templates, _, tree) = load(&[("themes/default/templates/one.html", "<p>\n  {{ nobody }}</p>")]);
        let (text, diagnostics) = templates.render("one.html", &BTreeMap::from([("a", 1)]));
        assert_eq!(text, "");
        let place = diagnostics
            .iter()
            .next()
            .map(|d| (d.code, line_and_column(tree.text(SourceId(0)), d.primary.span.start as usize)));
        assert_eq!(place, Some((Code::TemplateFailed, (2, 6))));
    }

    #[test]
    fn words_and_numbers_are_written_for_people_and_escaped() {
        let (templates, diagnostics, _) = load(&[(
            "themes/default/templates/one.html",
            "{{ value | score }} {{ day | date }} {{ t(key=\"unit.steps\", n=3) }} {{ text }} {{ text | safe }}",
        )]);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        #[derive(Serialize)]
        struct View {
            value: f64,
            day: &'static str,
            text: &'static str,
        }
        let (text, diagnostics) = templates.render("one.html", &View { value: -1.5, day: "2026-09-14", text: "<b>" });
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(text, "−1.5 14 Sep 2026 3 steps &lt;b&gt; <b>");
    }
}
