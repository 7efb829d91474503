//! What a picture defines once and uses many times: faces, and the lines of hatched areas.

use crate::diagram::scene::{FaceMark, Role};

use super::markup::push_escaped;
use super::number::push_number;

/// A definition that many pictures of a page share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SharedDefinition {
    Face { persona: Option<u8>, valence: f64, assumed: bool },
    Hatch(Role),
}

/// What makes two faces look the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FaceKey {
    pub(super) persona: Option<u8>,
    /// Valence in hundredths.
    pub(super) valence: i16,
    pub(super) assumed: bool,
}

impl FaceKey {
    pub(super) fn of(face: &FaceMark) -> Self {
        let valence = if face.valence.is_finite() { (face.valence.clamp(-1.0, 1.0) * 100.0).round() as i16 } else { 0 };
        Self { persona: face.persona.map(|persona| persona % 5), valence, assumed: face.assumed }
    }

    pub(super) fn push_id(self, out: &mut String, scene_id: &str) {
        push_escaped(out, scene_id);
        out.push_str("-face-");
        if let Some(persona) = self.persona {
            push_number(out, f64::from(persona + 1));
        } else {
            out.push_str("plain");
        }
        out.push_str(if self.valence < 0 { "-low-" } else { "-high-" });
        push_number(out, f64::from(self.valence.abs()));
        if self.assumed {
            out.push_str("-assumed");
        }
    }
}
