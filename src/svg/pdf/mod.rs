//! Scenes into a PDF, one a page: vectors, text that can be selected and searched, links, the letters used and no others.
//!
//! 1. Each scene is painted into the operators of a page (`page`), which notes the glyphs that it uses.
//! 2. The fonts are cut down to those glyphs and written with a map back to Unicode (`fonts`).
//! 3. Catalog, pages and links are written around them. No day and no random id: same input, same bytes.
//!
//! Written over `pdf-writer` and `subsetter` (five small crates); `krilla` would add sixteen, with three further versions of `skrifa`.

mod fonts;
mod page;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use kurbo::Size;
use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use crate::diagram::Scene;
use crate::diagram::text_metrics::FontBook;

use super::palette::Palette;
use fonts::UsedFonts;
use page::{PageImage, image_name, paint_page};

/// A3 and A2 in landscape, in points.
pub const A3_LANDSCAPE: Size = Size::new(1190.55, 841.89);
pub const A2_LANDSCAPE: Size = Size::new(1683.78, 1190.55);

/// What a document says about itself.
#[derive(Debug, Clone, Copy)]
pub struct PdfOptions<'o> {
    pub title: &'o str,
    /// BCP 47, may be empty.
    pub language: &'o str,
    /// Put before the addresses of links that are relative; may be empty.
    pub base: &'o str,
    /// The sheets' size in points, for pictures that were set for it; `None`: A3, or A2 for what is wide.
    pub paper: Option<Size>,
}

/// Writes the document. Each scene is made as large as its sheet of paper takes.
#[must_use]
pub fn render_pdf(scenes: &[Scene<'_>], fonts: &FontBook, palette: &Palette, options: &PdfOptions<'_>) -> Vec<u8> {
    let mut next = 1;
    let mut reference = || {
        next += 1;
        Ref::new(next - 1)
    };
    let mut pdf = Pdf::new();
    let (catalog, tree, info) = (reference(), reference(), reference());
    let mut used = UsedFonts::default();
    let pages: Vec<_> =
        scenes.iter().map(|scene| paint_page(scene, options.paper, fonts, palette, &mut used)).collect();
    let font_references: Vec<(String, Ref)> = used.names().map(|name| (name, reference())).collect();
    let page_references: Vec<Ref> = pages.iter().map(|_| reference()).collect();

    let mut written = pdf.catalog(catalog);
    written.pages(tree);
    if !options.language.is_empty() {
        written.lang(TextStr(options.language));
    }
    written.viewer_preferences().display_doc_title(true);
    written.finish();
    pdf.document_info(info).title(TextStr(options.title)).producer(TextStr("Wayfare"));
    pdf.pages(tree).kids(page_references.iter().copied()).count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for (page, page_reference) in pages.iter().zip(&page_references) {
        let content = reference();
        let links: Vec<Ref> = page.links.iter().map(|_| reference()).collect();
        let images: Vec<Ref> = page.images.iter().map(|_| reference()).collect();
        let mut written = pdf.page(*page_reference);
        written.parent(tree).media_box(Rect::new(0.0, 0.0, page.size.width as f32, page.size.height as f32));
        written.contents(content);
        if !links.is_empty() {
            written.annotations(links.iter().copied());
        }
        let mut resources = written.resources();
        let mut dictionary = resources.fonts();
        for (name, font) in &font_references {
            dictionary.pair(Name(name.as_bytes()), *font);
        }
        dictionary.finish();
        if !images.is_empty() {
            let mut dictionary = resources.x_objects();
            for (index, image) in images.iter().enumerate() {
                dictionary.pair(Name(image_name(index).as_bytes()), *image);
            }
        }
        resources.finish();
        written.finish();
        pdf.stream(content, &deflate(&page.content)).filter(Filter::FlateDecode);
        for (image, reference) in page.images.iter().zip(images) {
            write_image(&mut pdf, image, reference);
        }
        for ((area, href), link) in page.links.iter().zip(links) {
            let is_relative = !href.contains("://") && !href.starts_with("mailto:") && !options.base.is_empty();
            let address = if is_relative { format!("{}{href}", options.base) } else { href.clone() };
            let mut annotation = pdf.annotation(link);
            annotation.subtype(AnnotationType::Link).rect(Rect::new(
                area.x0 as f32,
                area.y0 as f32,
                area.x1 as f32,
                area.y1 as f32,
            ));
            annotation.border(0.0, 0.0, 0.0, None);
            annotation.action().action_type(ActionType::Uri).uri(Str(address.as_bytes()));
        }
    }
    for (used, (_, font)) in used.faces().zip(&font_references) {
        used.write(fonts, &mut pdf, *font, &mut reference);
    }
    pdf.finish()
}

fn write_image(pdf: &mut Pdf, image: &PageImage, reference: Ref) {
    let packed;
    let (bytes, filter) = if image.is_jpeg {
        (&image.bytes, Filter::DctDecode)
    } else {
        packed = deflate(&image.bytes);
        (&packed, Filter::FlateDecode)
    };
    let mut written = pdf.image_xobject(reference, bytes);
    written.filter(filter);
    written.width(i32::try_from(image.width).unwrap_or(i32::MAX));
    written.height(i32::try_from(image.height).unwrap_or(i32::MAX));
    written.color_space().device_rgb();
    written.bits_per_component(8);
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kurbo::Point;

    use super::*;
    use crate::diagram::scene::{Anchor, Mark, Role, SceneKind};
    use crate::diagram::text_block::text_mark;
    use crate::diagram::text_metrics::tests::further;
    use crate::diagram::text_metrics::{TextStyle, Typeface};

    #[test]
    fn words_links_and_only_the_fonts_in_use() {
        let fonts = further();
        let style = TextStyle::new(Typeface::Sans, 16.0, 1.2);
        let text = |y: f64, words: &'static str| {
            Mark::Text(text_mark(&fonts, &style, Point::new(2.0, y), Anchor::Start, Role::Ink, words))
        };
        let scene = Scene {
            id: "t".into(),
            kind: SceneKind::Curve,
            size: Size::new(300.0, 200.0),
            title: "A map".into(),
            description: "".into(),
            language: "en".into(),
            marks: vec![
                Mark::Link { href: "../a.html".into(), label: "A".into(), marks: vec![text(20.0, "first fi")] },
                text(60.0, "配送日"),
                text(90.0, "שלום"),
            ],
        };
        let options =
            PdfOptions { title: "A map", language: "en", base: "https://maps.example.org/journeys/", paper: None };
        let render = |scenes: &[Scene<'_>]| render_pdf(scenes, &fonts, &Palette::LIGHT, &options);
        let bytes = render(std::slice::from_ref(&scene));
        assert_eq!(bytes, render(std::slice::from_ref(&scene)));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.starts_with("%PDF-1.7"));
        for (needle, n) in [
            ("(https://maps.example.org/journeys/../a.html)", 1),
            ("/CIDFontType2", 2),
            ("/CIDFontType0C", 1),
            ("/Type0", 3),
            ("/Type /Page\n", 1),
            ("/Lang (en)", 1),
        ] {
            assert_eq!(text.matches(needle).count(), n, "{needle}");
        }
        assert!(bytes.len() < 60_000, "{} bytes: the fonts are cut down", bytes.len());
        assert_eq!(String::from_utf8_lossy(&render(&[scene.clone(), scene])).matches("/Type /Page\n").count(), 2);
    }
}
