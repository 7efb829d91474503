//! Random journeys as writers write them, and every kind of picture that the site can draw of them: the same laws.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use jiff::civil::date;
use resvg::usvg::roxmltree;
use wayfare::diagram::FontBook;
use wayfare::diagram::text_metrics::Typeface;
use wayfare::insight::Insight;
use wayfare::interop::front_matter_writer::{escape_markdown, quote};
use wayfare::load::{LoadOptions, load};
use wayfare::model::{Diagram, JourneyId, MetricId, PersonaId, Selection, TimeScale, WorkScore};
use wayfare::source::{SourceId, SourceTree, Span};
use wayfare::templates::Templates;
use wayfare::theme::Theme;
use wayfare::url::SitePath;
use wayfare::view::RenderContext;
use wayfare::view::picture::{render_curve_svg, render_diagram_svg, render_map_svg};

use super::properties::{Placed, check_all, check_markup, check_texts, fonts};
use super::random::{Random, Size, text};

/// A text in quotes that is never empty and has no markup.
fn quoted(random: &mut Random, most: usize) -> String {
    let text = text(random, most.max(1));
    let text = text.trim();
    quote(&escape_markdown(if text.is_empty() { "…" } else { text }))
}

fn duration(random: &mut Random) -> String {
    let unit = random.pick(&["minutes", "hours", "days", "weeks", "months"]);
    format!("\"{} {unit}\"", random.between(2, 40))
}

fn write_cells(file: &mut String, random: &mut Random, size: Size) {
    let mut words = |key: &str, percent: usize, most: usize, random: &mut Random| {
        if random.chance(percent) {
            let items: Vec<String> = (0..random.between(1, 2))
                .map(|_| {
                    // A touchpoint has an id: a letter or a digit at least.
                    let words = quoted(random, size.of(most));
                    if key == "touchpoints" { words.replacen('"', "\"T ", 1) } else { words }
                })
                .collect();
            let _ = writeln!(file, "{key} = [{}]", items.join(", "));
        }
    };
    for (key, percent) in [("actions", 60), ("thoughts", 40), ("needs", 15), ("questions", 10)] {
        words(key, percent, 400, random);
    }
    for key in ["evidence", "frontstage", "backstage", "support_processes"] {
        words(key, 20, 120, random);
    }
    words("touchpoints", 50, 60, random);
    let channel = random.pick(&["web", "phone", "in person", "Laden um die Ecke", "電話", "متجر"]);
    if random.chance(60) {
        let _ = writeln!(file, "channels = \"{channel}\"");
    }
    if random.chance(40) {
        let text = quoted(random, size.of(200));
        let _ = writeln!(file, "pain_points = [{{ text = {text}, severity = {} }}]", random.between(1, 5));
    }
    if random.chance(40) {
        let text = quoted(random, size.of(200));
        let status = random.pick(&["proposed", "planned", "in-progress", "done"]);
        let horizon = random.pick(&["now", "next", "later"]);
        let (impact, effort) = (random.between(1, 5), random.between(1, 5));
        let _ = writeln!(
            file,
            "opportunities = [{{ text = {text}, impact = {impact}, effort = {effort}, reach = 3, status = \"{status}\", horizon = \"{horizon}\" }}]"
        );
    }
    if random.chance(20) {
        let (value, target) = (random.below(100), random.below(100));
        let _ =
            writeln!(file, "metrics = [{{ metric = \"calls\", value = {value}, target = {target}, on = 2026-08-31 }}]");
    }
    if random.chance(60) {
        let _ = writeln!(file, "duration = {}", duration(random));
    }
    if random.chance(30) {
        let _ = writeln!(file, "wait = {}", duration(random));
    }
}

/// A metric with 0 to 60 values over days or years, and now and then a target, a baseline, a range.
fn metric(random: &mut Random, size: Size) -> String {
    let mut file = format!("+++\ntitle = {}\nunit = {}\n", quoted(random, size.of(120)), quoted(random, size.of(20)));
    let (first, pace) = (random.below(900), random.pick(&[1, 9, 30, 200]));
    let mut values = Vec::new();
    for index in 0..random.below(size.of(60) + 1) {
        let days = i32::try_from(first + index * pace).unwrap();
        let day = date(2019, 1, 1).checked_add(jiff::ToSpan::days(days)).unwrap();
        values.push(format!("{{ on = {day}, value = {}.{} }}", random.below(400), random.below(10)));
    }
    let _ = writeln!(file, "values = [{}]", values.join(", "));
    for key in ["target", "baseline"] {
        if random.chance(60) {
            let _ = writeln!(file, "{key} = {}", random.below(400));
        }
    }
    if random.chance(20) {
        file.push_str("range = [0, 1000]\n");
    }
    file.push_str("+++\n");
    file
}

/// A site of one journey with one to five personas.
fn site(random: &mut Random, size: Size) -> SourceTree {
    let n_personas = random.between(1, size.of(5).max(1));
    let mut files = vec![
        (
            "wayfare.toml".to_owned(),
            format!("title = \"Maps\"\ndate = 2026-11-21\nlanguage = \"{}\"\n", random.pick(&["en", "ar", "ja", "de"])),
        ),
        ("content/metrics/calls.md".to_owned(), metric(random, size)),
    ];
    for persona in 0..n_personas {
        let mut file =
            format!("+++\nname = {}\ntitle = {}\n", quoted(random, size.of(60)), quoted(random, size.of(120)));
        for key in ["says", "thinks", "does", "feels"] {
            let _ =
                writeln!(file, "empathy.{key} = [{}, {}]", quoted(random, size.of(120)), quoted(random, size.of(40)));
        }
        let scale = (quoted(random, size.of(40)), quoted(random, size.of(40)), quoted(random, size.of(40)));
        let _ = writeln!(
            file,
            "scales = [{{ name = {}, low = {}, high = {}, value = 0.{} }}]",
            scale.0,
            scale.1,
            scale.2,
            random.below(10)
        );
        file.push_str("+++\n");
        files.push((format!("content/personas/p{persona}.md"), file));
    }
    let personas: Vec<String> = (0..n_personas).map(|persona| format!("\"p{persona}\"")).collect();
    let mut file = format!("+++\ntitle = {}\npersonas = [{}]\n", quoted(random, size.of(400)), personas.join(", "));
    let n_stages = random.between(1, size.of(12).max(1));
    let most = if random.chance(16) { size.of(60) } else { size.of(12) };
    let mut left = random.below(most + 1);
    for stage in 0..n_stages {
        let _ = writeln!(file, "[[stages]]\nname = {}\nid = \"s{stage}\"", quoted(random, size.of(200)));
        if random.chance(50) {
            let _ = writeln!(file, "duration = {}", duration(random));
        }
        let n_steps = if stage + 1 == n_stages { left } else { random.below(left + 1) };
        left -= n_steps;
        for step in 0..n_steps {
            let _ = writeln!(file, "[[stages.steps]]\nname = {}\nid = \"t{step}\"", quoted(random, size.of(300)));
            let _ = writeln!(file, "moment_of_truth = {}\nfailure_point = {}", random.chance(15), random.chance(15));
            if random.chance(80) {
                let emotions: Vec<String> = (0..n_personas)
                    .map(|persona| format!("p{persona} = {}", random.below(9) as f64 / 2.0 - 2.0))
                    .collect();
                let _ = writeln!(file, "emotion = {{ {} }}", emotions.join(", "));
            }
            if n_steps > 1 && random.chance(25) {
                let targets: Vec<String> = (0..random.between(1, 3))
                    .map(|_| {
                        let when = quoted(random, size.of(120));
                        format!("{{ to = \"t{}\", when = {when} }}", random.below(n_steps))
                    })
                    .collect();
                let _ = writeln!(file, "next = [{}]", targets.join(", "));
            }
            write_cells(&mut file, random, size);
        }
    }
    file.push_str("+++\n");
    files.push(("content/journeys/j.md".to_owned(), file));
    SourceTree::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

/// The texts of a written picture, measured as they were laid out.
fn texts_of(document: &roxmltree::Document<'_>, fonts: &FontBook) -> Vec<Placed> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| {
            let number = |name: &str| node.attribute(name).and_then(|value| value.parse::<f64>().ok());
            let words = node.text().unwrap_or_default().to_owned();
            let size = number("font-size").unwrap_or(16.0);
            let weight = node.attribute("font-weight").unwrap_or("400");
            let is_serif = node.attribute("font-family").is_some_and(|family| family.contains("Serif"));
            let typeface = match (is_serif, weight, node.attribute("font-style")) {
                (true, _, Some("italic")) => Typeface::SerifItalic,
                (true, "600", _) => Typeface::SerifSemibold,
                (true, ..) => Typeface::Serif,
                (false, "600", _) => Typeface::SansSemibold,
                (false, "700", _) => Typeface::SansBold,
                (false, ..) => Typeface::Sans,
            };
            let width = number("textLength").unwrap_or_else(|| fonts.width(typeface, size, &words));
            let is_rtl = node.attribute("direction") == Some("rtl");
            let (x, y) = (number("x").unwrap_or(f64::NAN), number("y").unwrap_or(f64::NAN));
            let left = match node.attribute("text-anchor") {
                Some("middle") => x - width / 2.0,
                Some("end") if is_rtl => x,
                Some("end") => x - width,
                _ if is_rtl => x - width,
                _ => x,
            };
            Placed { words, size, bounds: [left, y - 0.74 * size, left + width, y + 0.22 * size] }
        })
        .collect()
}

fn check_svg(svg: &str, fonts: &FontBook) -> Result<(), String> {
    check_markup(svg)?;
    let document = roxmltree::Document::parse(svg).map_err(|error| error.to_string())?;
    let view_box = document.root_element().attribute("viewBox").unwrap_or_default();
    let numbers: Vec<f64> = view_box.split(' ').filter_map(|number| number.parse().ok()).collect();
    let [_, _, width, height] = numbers[..] else { return Err(format!("a picture of {view_box:?}")) };
    check_texts(texts_of(&document, fonts), width, height)
}

#[test]
fn every_kind_of_picture_holds_whatever_is_in_it() {
    let fonts = fonts();
    let theme = Theme::built_in();
    let (templates, _) = Templates::new(&theme, Span::whole(SourceId(0)));
    check_all(|random, size| {
        let tree = site(random, size);
        let loaded = load(&tree, &LoadOptions::default());
        if let Some(error) = loaded.diagnostics.iter().find(|it| it.level == wayfare::diagnostics::Level::Error) {
            return Err(format!("{error:?}"));
        }
        let insight = Insight::new(&loaded.site);
        let context = RenderContext::new(&loaded.site, &insight, &theme, &templates, &fonts, &tree);
        let (journey, persona, of) = (JourneyId::from_index(0), PersonaId::from_index(0), Selection::default());
        let kinds = [
            Diagram::Flow { journey },
            Diagram::Timeline {
                journey,
                scale: random.pick(&[TimeScale::Auto, TimeScale::Real, TimeScale::Logarithmic]),
            },
            Diagram::Storyboard { journey, persona: None },
            Diagram::Blueprint { journey },
            Diagram::HeatMap { of },
            Diagram::PersonaHeatMap { journey },
            Diagram::ChannelHeatMap { journey },
            Diagram::Matrix { x: WorkScore::Effort, y: WorkScore::Impact, of },
            Diagram::Roadmap { is_dated: false, of },
            Diagram::Roadmap { is_dated: true, of },
            Diagram::Atlas { journey: None },
            Diagram::History { metric: MetricId::from_index(0) },
            Diagram::MetricTargets { metrics: vec![MetricId::from_index(0)] },
            Diagram::JourneyTargets { journey },
            Diagram::PersonaScales { personas: Vec::new() },
            Diagram::ChannelUsage { persona },
            Diagram::EmpathyMap { persona },
        ];
        for kind in &kinds {
            let path = || SitePath::new("pictures/one.svg").unwrap();
            let Some(svg) = render_diagram_svg(&context, kind, path()) else { continue };
            check_svg(&svg, &fonts).map_err(|fault| format!("{kind:?}: {fault}"))?;
            if render_diagram_svg(&context, kind, path()).as_ref() != Some(&svg) {
                return Err(format!("{kind:?} is drawn in two ways"));
            }
        }
        check_svg(&render_curve_svg(&context, journey), &fonts).map_err(|fault| format!("the curve: {fault}"))?;
        check_svg(&render_map_svg(&context, journey), &fonts).map_err(|fault| format!("the map: {fault}"))
    });
}
