//! A scene into the text of an SVG.
//!
//! 1. The marks are written into a body; while that happens, the faces and patterns they use are noted.
//! 2. The head is written: root element, title and description, definitions of what was noted.
//! 3. Head and body are joined.
//!
//! Ids are the scene's id, a dash and a role; nothing is counted.

mod marks;

use crate::diagram::direction::as_read;
use crate::diagram::face::{Outline, face_features, persona_outline};
use crate::diagram::scene::{Anchor, Role, Scene, SceneKind};

use super::definitions::{FaceKey, SharedDefinition};
use super::fonts::SANS_FAMILY;
use super::markup::{push_attribute, push_escaped, push_path_data, push_persona_class};
use super::number::push_number;
use super::paint::{ASSUMED_DASH, Paint, RolePaint, kind_class, persona_of, role_class, role_paint};
use super::palette::{Palette, Token, emotion_level, level_name, push_hex};
use super::shared_marks::{push_anchor, usual_text};

/// The whole SVG element, without an XML declaration.
pub fn write_svg(scene: &Scene<'_>, paint: &Paint<'_>) -> String {
    write_scene(scene, Writer::new(paint, &scene.id))
}

/// The same for a page that keeps the definitions of all its pictures in one place: `id_of` notes each and gives its id.
pub fn write_svg_sharing(scene: &Scene<'_>, id_of: &mut dyn FnMut(SharedDefinition) -> String) -> String {
    let precision = match scene.kind {
        // Lines through faces, each twelve pixels round: half a pixel is not seen, and a map has three curves of them.
        SceneKind::Curve | SceneKind::CurveTall | SceneKind::LaneSlice => 1.0,
        SceneKind::Sparkline => 0.5,
        _ => 0.1,
    };
    write_scene(
        scene,
        Writer {
            precision,
            may_refer: scene.kind != SceneKind::CurveTall,
            uniform_text: scene.kind == SceneKind::LaneSlice,
            usual_text: usual_text(&scene.marks),
            shared: Some(id_of),
            ..Writer::new(&Paint::Inline, &scene.id)
        },
    )
}

/// A poster is looked at from further away, a card in small: their lines of data are heavier.
pub(super) fn line_weight(kind: SceneKind) -> f64 {
    match kind {
        SceneKind::Map => 1.2,
        SceneKind::Card => 1.6,
        _ => 1.0,
    }
}

fn write_scene(scene: &Scene<'_>, mut writer: Writer<'_, '_>) -> String {
    let scene = &*as_read(scene);
    writer.line_weight = line_weight(scene.kind);
    let is_group = scene.has_links();
    writer.write_marks(&scene.marks, is_group);
    let body = std::mem::take(&mut writer.out);
    writer.write_head(scene, is_group);
    writer.out.reserve(body.len() + 6);
    writer.out.push_str(&body);
    writer.out.push_str("</svg>");
    writer.out
}

pub(crate) struct Writer<'w, 'p> {
    pub(super) paint: &'w Paint<'p>,
    pub(crate) id: &'w str,
    pub(crate) out: String,
    /// Faces used, in order of first use; few enough for a linear search.
    faces: Vec<FaceKey>,
    /// A poster is looked at from further away: its lines of data are a little heavier.
    line_weight: f64,
    hatches: Vec<Role>,
    /// Paths are rounded to this. A page needs no more than a tenth of a pixel; a picture of its own may be enlarged.
    pub(crate) precision: f64,
    /// Whether the page keeps the definitions, and lines may be drawn by reference: not where they keep their weight while
    /// the picture stretches, since browsers scale the strokes of a reference.
    pub(crate) may_refer: bool,
    /// All texts are set alike, by the style sheet.
    pub(super) uniform_text: bool,
    /// Size and anchor of most texts, said once at the root of a picture inside a page.
    pub(super) usual_text: Option<(f64, Anchor)>,
    /// Looks of the lines that were defined once, for casing and line alike.
    pub(crate) defined_lines: Vec<u8>,
    pub(super) inside_link: bool,
    /// The marks being written stand in a group that says how they look.
    pub(super) inside_group: bool,
    /// Who keeps the definitions, where that is not the picture itself.
    shared: Option<&'w mut dyn FnMut(SharedDefinition) -> String>,
}

impl<'w, 'p> Writer<'w, 'p> {
    pub(crate) fn new(paint: &'w Paint<'p>, id: &'w str) -> Self {
        Self {
            paint,
            id,
            out: String::with_capacity(8 * 1024),
            faces: Vec::new(),
            line_weight: 1.0,
            hatches: Vec::new(),
            precision: 0.01,
            may_refer: false,
            uniform_text: false,
            usual_text: None,
            defined_lines: Vec::new(),
            inside_link: false,
            inside_group: false,
            shared: None,
        }
    }

    /// A length or place as fine as the picture needs it.
    pub(super) fn rounded(&self, value: f64) -> f64 {
        let per_unit = 1.0 / self.precision;
        (value * per_unit).round() / per_unit
    }

    /// Whether the picture is a part of a page, which counts its bytes.
    pub(super) fn is_on_page(&self) -> bool {
        self.shared.is_some()
    }

    pub(crate) fn palette(&self) -> Option<&Palette> {
        match self.paint {
            Paint::Inline => None,
            Paint::Standalone(options) => Some(options.palette),
        }
    }

    // ---- Head -------------------------------------------------------------------------------------------------

    fn write_head(&mut self, scene: &Scene<'_>, is_group: bool) {
        let out = &mut self.out;
        out.push_str("<svg");
        if let Paint::Standalone(options) = self.paint {
            out.push_str(" xmlns=\"http://www.w3.org/2000/svg\"");
            push_attribute(out, "width", scene.size.width * options.scale);
            push_attribute(out, "height", scene.size.height * options.scale);
            out.push_str(" font-family=\"'");
            out.push_str(SANS_FAMILY);
            out.push_str("',");
            push_escaped(out, options.further_families);
            out.push_str("'Source Sans 3',sans-serif\"");
        } else {
            out.push_str(" class=\"diagram ");
            out.push_str(kind_class(scene.kind));
            out.push('"');
        }
        out.push_str(" viewBox=\"0 0 ");
        push_number(out, scene.size.width);
        out.push(' ');
        push_number(out, scene.size.height);
        out.push('"');
        if let (Some((size, anchor)), false) = (self.usual_text, self.uniform_text) {
            push_attribute(out, "font-size", size);
            push_anchor(out, anchor);
        }
        if scene.kind == SceneKind::CurveTall {
            // As wide as the page gives, as tall as its rows: the lines keep their weight (see the style sheet).
            out.push_str(" preserveAspectRatio=\"none\"");
        }
        if !scene.language.is_empty() && !scene.title.is_empty() {
            out.push_str(" lang=\"");
            push_escaped(out, &scene.language);
            out.push('"');
        }
        if scene.title.is_empty() {
            // A picture without a title repeats what stands beside it.
            out.push_str(" aria-hidden=\"true\">");
        } else {
            out.push_str(if is_group { " role=\"group\"" } else { " role=\"img\"" });
            out.push_str(" aria-labelledby=\"");
            push_escaped(out, self.id);
            out.push_str("-title\"");
            if !scene.description.is_empty() {
                out.push_str(" aria-describedby=\"");
                push_escaped(out, self.id);
                out.push_str("-description\"");
            }
            out.push('>');
            for (name, suffix, text) in
                [("title", "-title", &scene.title), ("desc", "-description", &scene.description)]
            {
                if !text.is_empty() {
                    out.push_str(&format!("<{name} id=\""));
                    push_escaped(out, self.id);
                    out.push_str(suffix);
                    out.push_str("\">");
                    push_escaped(out, text);
                    out.push_str(&format!("</{name}>"));
                }
            }
        }
        if let Paint::Standalone(options) = self.paint
            && !options.font_faces.is_empty()
        {
            self.out.push_str("<style>");
            self.out.push_str(options.font_faces);
            self.out.push_str("</style>");
        }
        self.write_definitions();
        if let Paint::Standalone(options) = self.paint
            && options.background
        {
            let rect = scene.size.to_rect();
            self.write_rect(rect, 0.0, Role::Paper);
        }
    }

    pub(crate) fn write_definitions(&mut self) {
        let faces = std::mem::take(&mut self.faces);
        let hatches = std::mem::take(&mut self.hatches);
        if faces.is_empty() && hatches.is_empty() {
            return;
        }
        self.out.push_str("<defs>");
        for hatch in hatches {
            self.write_pattern(hatch);
        }
        for face in faces {
            self.write_face_definition(face);
        }
        self.out.push_str("</defs>");
    }

    fn write_pattern(&mut self, role: Role) {
        let (angle, class) = if role == Role::HatchGain { (-45, "hatch-gain-line") } else { (45, "hatch-line") };
        self.out.push_str("<pattern id=\"");
        push_escaped(&mut self.out, self.id);
        self.out.push('-');
        self.out.push_str(role_class(role));
        self.out.push_str("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(");
        push_number(&mut self.out, f64::from(angle));
        self.out.push_str(")\"><path");
        if self.palette().is_some() {
            self.push_paint(&role_paint(role));
        } else {
            self.out.push_str(" class=\"");
            self.out.push_str(class);
            self.out.push('"');
        }
        self.out.push_str(" d=\"M0 0V6\"/></pattern>");
    }

    fn write_face_definition(&mut self, face: FaceKey) {
        self.out.push_str("<g id=\"");
        face.push_id(&mut self.out, self.id);
        self.out.push('"');
        let valence = f64::from(face.valence) / 100.0;
        if let Some(palette) = self.palette() {
            let fill = palette.emotion(valence);
            let stroke = palette.color(face.persona.map_or(Token::Ink, Token::Persona));
            self.out.push_str(" fill=\"");
            push_hex(&mut self.out, fill);
            self.out.push_str("\" stroke=\"");
            push_hex(&mut self.out, stroke);
            self.out.push_str("\">");
        } else {
            self.out.push_str(" class=\"face emotion-");
            self.out.push_str(level_name(emotion_level(valence)));
            if let Some(persona) = face.persona {
                push_persona_class(&mut self.out, persona);
            }
            if face.assumed {
                self.out.push_str(" assumed");
            }
            self.out.push_str("\">");
        }
        let outline = match (self.palette().is_some(), face.assumed) {
            (false, _) => "",
            (true, false) => " stroke-width=\"2.4\" stroke-linejoin=\"round\"",
            (true, true) => " stroke-width=\"2.8\" stroke-dasharray=\".1 4.71\" stroke-linecap=\"round\"",
        };
        self.write_outline(face.persona.unwrap_or(0), outline);
        let features = face_features(valence);
        let ink = self.palette().map(|palette| palette.face_ink);
        for (path, class) in [(&features.filled, "face-features"), (&features.stroked, "face-mouth")] {
            if path.elements().is_empty() {
                continue;
            }
            self.out.push_str("<path");
            match ink {
                None => {
                    self.out.push_str(" class=\"");
                    self.out.push_str(class);
                    self.out.push('"');
                }
                Some(ink) if class == "face-features" => {
                    self.out.push_str(" stroke=\"none\" fill=\"");
                    push_hex(&mut self.out, ink);
                    self.out.push('"');
                }
                Some(ink) => {
                    self.out.push_str(" fill=\"none\" stroke-width=\"1.7\" stroke-linecap=\"round\" stroke=\"");
                    push_hex(&mut self.out, ink);
                    self.out.push('"');
                }
            }
            push_path_data(&mut self.out, path, 0.01);
            self.out.push_str("/>");
        }
        self.out.push_str("</g>");
    }

    fn write_outline(&mut self, persona: u8, attributes: &str) {
        match persona_outline(persona) {
            Outline::Circle { radius } => {
                self.out.push_str("<circle");
                self.out.push_str(attributes);
                push_attribute(&mut self.out, "r", radius);
            }
            Outline::Square { half, corner } => {
                self.out.push_str("<rect");
                self.out.push_str(attributes);
                for (name, value) in
                    [("x", -half), ("y", -half), ("width", 2.0 * half), ("height", 2.0 * half), ("rx", corner)]
                {
                    push_attribute(&mut self.out, name, value);
                }
            }
            Outline::Path(path) => {
                self.out.push_str("<path");
                self.out.push_str(attributes);
                push_path_data(&mut self.out, &path, 0.01);
            }
        }
        self.out.push_str("/>");
    }

    // ---- Paint ------------------------------------------------------------------------------------------------

    pub(super) fn push_role(&mut self, role: Role) {
        if self.inside_group {
            return;
        }
        if self.palette().is_some() {
            let paint = role_paint(role);
            let weight =
                if matches!(role, Role::PersonaLine(_) | Role::PersonaLineAssumed(_)) { self.line_weight } else { 1.0 };
            self.push_paint(&RolePaint { width: paint.width * weight, ..paint });
            return;
        }
        self.out.push_str(" class=\"");
        self.out.push_str(role_class(role));
        if let Some(persona) = persona_of(role) {
            push_persona_class(&mut self.out, persona);
        }
        if let Role::HeatCell(level) = role {
            self.out.push_str(" heat-");
            self.out.push_str(level_name(level));
        }
        self.out.push('"');
    }

    fn push_paint(&mut self, paint: &RolePaint) {
        let Some(palette) = self.palette() else { return };
        let fill = paint.fill.map(|token| palette.color(token));
        let stroke = paint.stroke.map(|token| palette.color(token));
        self.out.push_str(" fill=\"");
        match fill {
            Some(color) => push_hex(&mut self.out, color),
            None => self.out.push_str("none"),
        }
        self.out.push('"');
        let Some(stroke) = stroke else { return };
        self.out.push_str(" stroke=\"");
        push_hex(&mut self.out, stroke);
        self.out.push('"');
        if paint.width != 1.0 {
            push_attribute(&mut self.out, "stroke-width", paint.width);
        }
        if !paint.dash.is_empty() {
            self.out.push_str(" stroke-dasharray=\"");
            self.out.push_str(paint.dash);
            self.out.push('"');
        }
        if paint.round {
            self.out.push_str(" stroke-linecap=\"round\"");
        }
        if paint.width > 1.0 && paint.dash != ASSUMED_DASH {
            self.out.push_str(" stroke-linejoin=\"round\"");
        }
        if paint.opacity < 1.0 {
            push_attribute(&mut self.out, "stroke-opacity", paint.opacity);
        }
    }
}
