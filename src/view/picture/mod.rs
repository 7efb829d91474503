//! Pictures of the site, from the model to the drawing.
//!
//! 1. [`curve`] turns a journey into the plain data of an emotion curve, with links from the page (or file) that shows it.
//! 2. [`map`] turns it into the plain data of a poster, lane by lane.
//! 3. [`card`] makes the picture for previews of links, [`mermaid`] draws the blocks of other people's notation.
//! 4. Every other kind has its maker, which gives a [`chart::Picture`]: data, title, table. [`embed`] knows which request wants
//!    which; [`figure`] writes it with its table, and in a second form for phones where the kind has one.
//! 5. Inside pages a picture is painted with classes and follows the page's colors; a file of its own has its colors in it.

mod atlas;
pub(crate) mod blueprint;
pub mod card;
pub(crate) mod chart;
pub mod curve;
pub(crate) mod embed;
pub mod export;
pub(crate) mod figure;
pub(crate) mod flow;
mod glyphs;
pub(crate) mod heat_map;
pub mod history;
pub mod map;
mod matrix;
pub mod mermaid;
mod metrics;
mod people;
mod roadmap;
pub(crate) mod row_curve;
mod store;
pub(crate) mod storyboard;
pub(crate) mod timeline;

use super::{PageContext, RenderContext};
use crate::diagram::Scene;
use crate::diagram::card::layout_card;
use crate::diagram::chart::frame::frame_picture;
use crate::diagram::curve::{CurveOptions, describe_curve, layout_curve};
use crate::diagram::map::{SMALLEST_TEXT, layout_map};
use crate::interop::mermaid::parse;
use crate::links::push_escaped;
use crate::model::Persona;
use crate::model::{Address, Diagram, Embed, JourneyId};
use crate::svg::fonts::further_families;
use crate::svg::pdf::{PdfOptions, render_pdf};
use crate::svg::raster::{largest_scale, render_png};
use crate::svg::{Paint, Palette, StandaloneOptions, write_svg};
use crate::theme::{FONT_STYLESHEET, FURTHER_FONT_STYLESHEET};
use crate::url::SitePath;
use crate::view::sprite::persona_look;

pub use curve::{curve_words, sparkline};
pub use glyphs::check_glyphs;
pub use store::PictureStore;

/// The emotion curve as a file: `journeys/<journey>.curve.svg`.
#[must_use]
pub fn render_curve_svg(render: &RenderContext<'_>, id: JourneyId) -> String {
    let page = PageContext::at(render, render.links.journey_file(id, ".curve.svg"));
    let data = curve::curve_data(&page, id, "curve");
    let words = curve::curve_words_of(page.strings(), &data);
    let options = CurveOptions { stands_alone: true, ..curve::curve_options(&data) };
    let scene = layout_curve(&data, render.fonts, &words, &options);
    write_picture_file(&page, &scene)
}

/// The card of a journey: `journeys/<journey>.card.png` (1200 × 630).
#[must_use]
pub fn render_card_png(render: &RenderContext<'_>, id: JourneyId) -> Vec<u8> {
    let page = PageContext::new(render, Address::Journey(id));
    let data = card::card_data(&page, id, "card");
    let words = curve_words(page.strings());
    let scene = layout_card(&data, render.fonts, &words);
    write_png(render, &scene, 1.0)
}

/// A scene as PNG, at most at `scale`. Our own pictures are never empty; one that is too large is painted smaller.
fn write_png(render: &RenderContext<'_>, scene: &Scene<'_>, scale: f64) -> Vec<u8> {
    let scale = largest_scale(scene, scale);
    store::painted(render.pictures, &[b"png", &drawing(render, scene), &scale.to_le_bytes()], || {
        render_png(scene, render.fonts, &Palette::LIGHT, scale).unwrap_or_default()
    })
}

/// A scene and its fonts, as bytes that differ when what is painted differs. Empty where nobody keeps pictures.
fn drawing(render: &RenderContext<'_>, scene: &Scene<'_>) -> Vec<u8> {
    if render.pictures.is_none() {
        return Vec::new();
    }
    let mut drawing = write_svg(scene, &Paint::Standalone(StandaloneOptions::new(&Palette::LIGHT))).into_bytes();
    drawing.extend(render.fonts.fingerprint().to_le_bytes());
    drawing
}

/// The whole map as a poster: `journeys/<journey>.map.svg`.
#[must_use]
pub fn render_map_svg(render: &RenderContext<'_>, id: JourneyId) -> String {
    let page = PageContext::at(render, render.links.journey_file(id, ".map.svg"));
    let data = map::map_data(&page, id, "map");
    let scene = layout_map(&data, render.fonts, &map::map_words(page.strings()));
    write_picture_file(&page, &scene)
}

/// Any picture that a text can ask for, with its title, as a file at `path`; `None` where the maps hold nothing of the kind.
#[must_use]
pub fn render_diagram_svg(render: &RenderContext<'_>, diagram: &Diagram, path: SitePath) -> Option<String> {
    let page = PageContext::at(render, path);
    let picture = embed::picture_of(&page, diagram)?;
    let scene = picture.chart.layout(render.fonts, chart::PAGE_WIDTH.min(picture.chart.widest()));
    Some(write_picture_file(&page, &frame_picture(scene, render.fonts)))
}

/// The poster as pixels, at `scale` pixels per unit: `journeys/<journey>.map.png`.
#[must_use]
pub fn render_map_png(render: &RenderContext<'_>, id: JourneyId, scale: f64) -> Vec<u8> {
    let page = PageContext::at(render, render.links.journey_file(id, ".map.png"));
    let data = map::map_data(&page, id, "map");
    write_png(render, &layout_map(&data, render.fonts, &map::map_words(page.strings())), scale)
}

/// The poster for printing: `journeys/<journey>.map.pdf`.
#[must_use]
pub fn render_map_pdf(render: &RenderContext<'_>, id: JourneyId) -> Vec<u8> {
    let page = PageContext::at(render, render.links.journey_file(id, ".map.pdf"));
    let data = map::map_data(&page, id, "map");
    let (sheets, paper) = export::sheets_for_printing(&data, render.fonts, &map::map_words(page.strings()));
    // Links are counted from the file's own folder; a document that is sent on needs whole addresses.
    let base = render.site.settings.base_url.as_deref().map(|base| page.path.on(base)).unwrap_or_default();
    let base = base.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let paper = Some(kurbo::Size::new(paper.width, paper.height));
    let options = PdfOptions { title: &data.title, language: &render.site.settings.language, base: &base, paper };
    let drawings: Vec<Vec<u8>> = sheets.iter().map(|sheet| drawing(render, sheet)).collect();
    let further: [&[u8]; 5] = [
        b"pdf",
        data.title.as_bytes(),
        render.site.settings.language.as_bytes(),
        base.as_bytes(),
        &[paper.map_or(0.0, |size| size.width), paper.map_or(0.0, |size| size.height)].map(f64::to_le_bytes).concat(),
    ];
    let description: Vec<&[u8]> = further.into_iter().chain(drawings.iter().map(Vec::as_slice)).collect();
    store::painted(render.pictures, &description, || render_pdf(&sheets, render.fonts, &Palette::LIGHT, &options))
}

/// A picture as a file of the site. It asks for the site's fonts beside it; taken elsewhere, it uses the reader's own.
fn write_picture_file(page: &PageContext<'_>, scene: &Scene<'_>) -> String {
    let mut file = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let further = further_families(page.render.fonts);
    let sheets = [Some(FONT_STYLESHEET), (!further.is_empty()).then_some(FURTHER_FONT_STYLESHEET)];
    for sheet in sheets.into_iter().flatten().filter_map(SitePath::new) {
        file.push_str(&format!("<?xml-stylesheet href=\"{}\" type=\"text/css\"?>\n", page.file_href(&sheet)));
    }
    let options = StandaloneOptions { further_families: &further, ..StandaloneOptions::new(&Palette::LIGHT) };
    file.push_str(&write_svg(scene, &Paint::Standalone(options)));
    file.push('\n');
    file
}

/// Size of the smallest words of pictures on a page, in pixels. A poster is made for paper, and larger.
const SMALLEST_ON_PAGE: f64 = 12.0;

/// Writes a picture that a Markdown text asked for.
pub fn write_embed(page: &PageContext<'_>, embed: &Embed, html: &mut String) {
    match embed {
        Embed::Curve { journey, personas } => {
            let id = page.picture_id(&format!("_curve-{}", page.site.journey(*journey).id));
            let mut data = curve::curve_data(page, *journey, &id);
            curve::keep_personas(&mut data, page.site.journey(*journey), personas);
            let words = curve::curve_words_of(page.strings(), &data);
            let (drawings, is_slim) = figure::curve_drawings(page, &data, &words, &page.site.journey(*journey).title);
            write_figure_html(&drawings, is_slim, &page.link_html(Address::Journey(*journey)), html);
        }
        Embed::Map { journey } => {
            // Drawn into the page: an image could use neither the site's fonts nor its colors, nor hold links.
            let id = page.picture_id(&format!("_map-{}", page.site.journey(*journey).id));
            let data = map::map_data(page, *journey, &id);
            let words = map::map_words(page.strings());
            let scene = layout_map(&data, page.render.fonts, &words);
            // On a page its smallest words are as large as those of other pictures.
            let size = scene.size * (SMALLEST_ON_PAGE / SMALLEST_TEXT);
            let picture = sized(&page.draw(|sprite| sprite.picture(&scene)), size);
            let label = &page.site.journey(*journey).title;
            let hint = figure::ScrollHint::on_page(size.width);
            let picture = figure::scrolling(page, &picture, label, "", hint);
            write_figure_html(&picture, false, &page.link_html(Address::Journey(*journey)), html);
        }
        Embed::Diagram(diagram) => embed::write_diagram(page, diagram, html),
        Embed::Mermaid { text, span } => {
            let (diagram, _) = parse(text, *span);
            if diagram.tasks().next().is_none() {
                html.push_str("<pre><code>");
                push_escaped(html, text);
                html.push_str("</code></pre>");
                return;
            }
            // The place in the file tells several blocks of one page apart.
            let id = format!("_mermaid-{}", span.start);
            let data = mermaid::mermaid_curve(&diagram, &id, &page.site.settings.language, |name| {
                let known = |persona: &&Persona| [&persona.name, &persona.short_name].iter().any(|it| ***it == *name);
                page.site.personas.iter().find(known).map(|persona| persona_look(persona.color_index))
            });
            let words = curve::curve_words_of(page.strings(), &data);
            let mut caption = String::new();
            if !data.title.is_empty() {
                caption.push_str("<b>");
                push_escaped(&mut caption, &data.title);
                caption.push_str("</b> ");
            }
            push_escaped(&mut caption, &describe_curve(&data, &words));
            let (drawings, is_slim) = figure::curve_drawings(page, &data, &words, &data.title);
            write_figure_html(&drawings, is_slim, &caption, html);
        }
    }
}

/// A picture inside a page that says how large it wants to be, where the page does not stretch it.
pub(crate) fn natural_size(picture: &str, scene: &Scene<'_>) -> String {
    sized(picture, scene.size)
}

fn sized(picture: &str, size: kurbo::Size) -> String {
    picture.replacen("<svg", &format!("<svg width=\"{:.0}\" height=\"{:.0}\"", size.width, size.height), 1)
}

/// A picture of a curve or a poster, and its caption.
fn write_figure_html(picture: &str, is_slim: bool, caption_html: &str, html: &mut String) {
    html.push_str("<figure class=\"embedded-picture");
    html.push_str(if is_slim { " picture-slim\">" } else { "\">" });
    html.push_str(picture);
    html.push_str("<figcaption>");
    html.push_str(caption_html);
    html.push_str("</figcaption></figure>");
}
