//! A picture of a journey taken out of the site: a file that stands alone, wherever it is opened.
//!
//! 1. The picture is laid out as for a page at the site's root.
//! 2. Its links become whole addresses where the site knows its own, else plain words: a relative link would lead nowhere.
//! 3. The site's images are put into it, so that every form shows them. It is painted: an SVG carries the letters that it uses, a PNG and a
//!    PDF have them in them anyway.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use kurbo::Size;

use super::{PageContext, RenderContext, card, chart, curve, embed, map};
use crate::diagram::card::layout_card;
use crate::diagram::chart::frame::frame_picture;
use crate::diagram::curve::{CurveOptions, layout_curve};
use crate::diagram::map::{MapData, MapWords, Paper, layout_map, layout_map_sheets};
use crate::diagram::scene::Mark;
use crate::diagram::{FontBook, Scene};
use crate::model::{Diagram, ImageId, JourneyId, TimeScale};
use crate::svg::fonts::further_families;
use crate::svg::images::can_paint;
use crate::svg::pdf::{PdfOptions, render_pdf};
use crate::svg::raster::{largest_scale, render_png};
use crate::svg::web_font::embedded_faces;
use crate::svg::{Paint, Palette, StandaloneOptions, write_svg};
use crate::url::SitePath;

/// What of a journey is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportedPicture {
    Map,
    Curve,
    Card,
    Flow,
    Timeline,
    Storyboard,
    Blueprint,
    PersonaHeatMap,
    ChannelHeatMap,
    Targets,
}

impl ExportedPicture {
    /// Each with its name on the command line and what it is.
    pub const ALL: [(ExportedPicture, &'static str, &'static str); 10] = [
        (Self::Map, "map", "The whole map as a poster"),
        (Self::Curve, "curve", "The emotion curve"),
        (Self::Card, "card", "The card that link previews show"),
        (Self::Flow, "flow", "The steps with their branches and loops"),
        (Self::Timeline, "timeline", "The steps along real time; needs durations"),
        (Self::Storyboard, "storyboard", "The steps as frames"),
        (Self::Blueprint, "blueprint", "The service blueprint; needs lanes of the service"),
        (Self::PersonaHeatMap, "persona-heat-map", "Personas by stages"),
        (Self::ChannelHeatMap, "channel-heat-map", "Channels by stages"),
        (Self::Targets, "targets", "What the journey measures, against its targets"),
    ];

    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(picture, ..)| *picture == self).map_or("", |(_, name, _)| name)
    }

    fn diagram(self, journey: JourneyId) -> Option<Diagram> {
        Some(match self {
            Self::Map | Self::Curve | Self::Card => return None,
            Self::Flow => Diagram::Flow { journey },
            Self::Timeline => Diagram::Timeline { journey, scale: TimeScale::Auto },
            Self::Storyboard => Diagram::Storyboard { journey, persona: None },
            Self::Blueprint => Diagram::Blueprint { journey },
            Self::PersonaHeatMap => Diagram::PersonaHeatMap { journey },
            Self::ChannelHeatMap => Diagram::ChannelHeatMap { journey },
            Self::Targets => Diagram::JourneyTargets { journey },
        })
    }
}

/// What the picture becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ExportForm {
    Svg,
    Png(PngSize),
    Pdf,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PngSize {
    /// Pixels per unit of the natural size.
    Scale(f64),
    /// As wide as the paper (A3 in landscape, when none is named) at 300 dots an inch.
    Print,
}

/// Dots an inch of what is printed, and points an inch.
const PRINT_RESOLUTION: f64 = 300.0;
const POINTS_AN_INCH: f64 = 72.0;

/// A picture as files: one, or one a sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Export {
    pub files: Vec<Vec<u8>>,
    /// The scale that a PNG got, where it had to be smaller than was asked for.
    pub reduced_scale: Option<f64>,
    /// Images that the form cannot carry, or that could not be read.
    pub n_images_left_out: usize,
}

/// The map on paper: one sheet of A3 where that can be read, else one of A2, else several of A3.
pub(super) fn sheets_for_printing(
    data: &MapData<'_>,
    fonts: &FontBook,
    words: &MapWords<'_>,
) -> (Vec<Scene<'static>>, Paper) {
    let paper =
        if !Paper::A3.holds(data, fonts, words) && Paper::A2.holds(data, fonts, words) { Paper::A2 } else { Paper::A3 };
    (layout_map_sheets(data, fonts, words, paper), paper)
}

/// Draws a picture as files; on `paper`, a map is set in its proportion, on as many sheets as it takes. `image` gives the bytes of an image of the site. `None`: the journey has nothing of the kind.
#[must_use]
pub fn export_picture(
    render: &RenderContext<'_>,
    id: JourneyId,
    picture: ExportedPicture,
    form: ExportForm,
    paper: Option<Paper>,
    image: &dyn Fn(ImageId) -> Option<Vec<u8>>,
) -> Option<Export> {
    let page = PageContext::at(render, SitePath::new("picture.svg")?);
    let journey = page.site.journey(id);
    let words = curve::curve_words(page.strings());
    match picture {
        ExportedPicture::Map => {
            let data = map::map_data(&page, id, "map");
            let words = map::map_words(page.strings());
            let (scenes, paper) = match (paper, form) {
                (Some(paper), _) => (layout_map_sheets(&data, render.fonts, &words, paper), Some(paper)),
                (None, ExportForm::Pdf) => {
                    let (scenes, paper) = sheets_for_printing(&data, render.fonts, &words);
                    (scenes, Some(paper))
                }
                (None, _) => (vec![layout_map(&data, render.fonts, &words)], None),
            };
            Some(write(&page, scenes, form, paper, &journey.title, image))
        }
        ExportedPicture::Curve => {
            let data = curve::curve_data(&page, id, "curve");
            let words = curve::curve_words_of(page.strings(), &data);
            let options = CurveOptions { stands_alone: true, ..curve::curve_options(&data) };
            let scene = layout_curve(&data, render.fonts, &words, &options);
            Some(write(&page, vec![scene], form, paper, &journey.title, image))
        }
        ExportedPicture::Card => {
            let data = card::card_data(&page, id, "card");
            let scene = layout_card(&data, render.fonts, &words);
            Some(write(&page, vec![scene], form, paper, &journey.title, image))
        }
        other => {
            let picture = embed::picture_of(&page, &other.diagram(id)?)?;
            let scene = picture.chart.layout(render.fonts, chart::PAGE_WIDTH.min(picture.chart.widest()));
            let scene = frame_picture(scene, render.fonts);
            Some(write(&page, vec![scene], form, paper, &picture.title, image))
        }
    }
}

fn write(
    page: &PageContext<'_>,
    scenes: Vec<Scene<'_>>,
    form: ExportForm,
    paper: Option<Paper>,
    title: &str,
    image: &dyn Fn(ImageId) -> Option<Vec<u8>>,
) -> Export {
    let settings = &page.site.settings;
    let fonts = page.render.fonts;
    let mut export = Export::default();
    let mut settled = Vec::with_capacity(scenes.len());
    for mut scene in scenes {
        scene.marks = whole_links(scene.marks, settings.base_url.as_deref());
        export.n_images_left_out += carry_images(&mut scene.marks, &|href| {
            let found = page.site.images.iter().position(|image| page.file_href(&image.path) == href)?;
            let ending = href.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            let is_shown = form == ExportForm::Svg || can_paint(&ending);
            let bytes = is_shown.then(|| image(ImageId::from_index(found))).flatten()?;
            Some(data_address(href, &bytes))
        });
        settled.push(scene);
    }
    match form {
        ExportForm::Svg => export.files.extend(settled.iter().map(|scene| svg_file(page, scene).into_bytes())),
        ExportForm::Png(size) => {
            for scene in &settled {
                let wanted = match size {
                    PngSize::Scale(scale) => scale,
                    PngSize::Print => {
                        paper.unwrap_or(Paper::A3).width / POINTS_AN_INCH * PRINT_RESOLUTION / scene.size.width.max(1.0)
                    }
                };
                let scale = largest_scale(scene, wanted);
                if scale < wanted {
                    export.reduced_scale = Some(scale);
                }
                export.files.push(render_png(scene, fonts, &Palette::LIGHT, scale).unwrap_or_default());
            }
        }
        ExportForm::Pdf => {
            let options = PdfOptions {
                title,
                language: &settings.language,
                base: "",
                paper: paper.map(|paper| Size::new(paper.width, paper.height)),
            };
            export.files.push(render_pdf(&settled, fonts, &Palette::LIGHT, &options));
        }
    }
    export
}

/// A picture with everything that it needs in it.
fn svg_file(page: &PageContext<'_>, scene: &Scene<'_>) -> String {
    let further = further_families(page.render.fonts);
    let faces = embedded_faces(scene, page.render.fonts);
    let options =
        StandaloneOptions { further_families: &further, font_faces: &faces, ..StandaloneOptions::new(&Palette::LIGHT) };
    let picture = write_svg(scene, &Paint::Standalone(options));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{picture}\n")
}

/// Links from the site's root as whole addresses; without a base their words remain.
fn whole_links<'a>(marks: Vec<Mark<'a>>, base: Option<&str>) -> Vec<Mark<'a>> {
    let mut whole = Vec::with_capacity(marks.len());
    for mark in marks {
        match mark {
            Mark::Link { href, label, marks } => {
                let marks = whole_links(marks, base);
                let is_whole = href.contains("://") || href.starts_with("mailto:") || href.starts_with("tel:");
                match base {
                    _ if is_whole => whole.push(Mark::Link { href, label, marks }),
                    Some(base) => whole.push(Mark::Link { href: format!("{base}{href}").into(), label, marks }),
                    None => whole.extend(marks),
                }
            }
            Mark::Clip { rect, marks } => whole.push(Mark::Clip { rect, marks: whole_links(marks, base) }),
            mark => whole.push(mark),
        }
    }
    whole
}

/// Puts an image's data in the place of its address; says how many it has none for.
fn carry_images(marks: &mut [Mark<'_>], data_of: &dyn Fn(&str) -> Option<String>) -> usize {
    let mut n_left_out = 0;
    for mark in marks {
        match mark {
            Mark::Image { href, .. } => match data_of(href) {
                Some(data) => *href = data.into(),
                None => n_left_out += 1,
            },
            Mark::Link { marks, .. } | Mark::Clip { marks, .. } => n_left_out += carry_images(marks, data_of),
            _ => {}
        }
    }
    n_left_out
}

fn data_address(href: &str, bytes: &[u8]) -> String {
    let ending = href.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let kind = match ending.as_str() {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    let mut address = format!("data:image/{kind};base64,");
    BASE64.encode_string(bytes, &mut address);
    address
}
