//! What pictures inside a page say once instead of many times: the usual size of their texts, and the course of a line.

use kurbo::BezPath;

use crate::diagram::direction::reads_right_to_left;
use crate::diagram::scene::{Anchor, FaceMark, Mark, Role};

use super::markup::{polygon_path, push_escaped, push_path_data, push_persona_class};
use super::number::push_number;
use super::writer::Writer;

pub(crate) fn push_anchor(out: &mut String, anchor: Anchor) {
    out.push_str(match anchor {
        Anchor::Start => " text-anchor=\"start\"",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    });
}

/// The size and the anchor that most texts have; of equally frequent ones, those met first.
pub(crate) fn usual_text(marks: &[Mark<'_>]) -> Option<(f64, Anchor)> {
    let (mut sizes, mut anchors) = (Vec::new(), Vec::new());
    count_texts(marks, &mut sizes, &mut anchors);
    Some((most_frequent(&sizes)?, most_frequent(&anchors)?))
}

fn count_texts(marks: &[Mark<'_>], sizes: &mut Vec<(f64, usize)>, anchors: &mut Vec<(Anchor, usize)>) {
    for mark in marks {
        match mark {
            Mark::Text(text) => {
                count(sizes, text.size);
                count(anchors, text.anchor);
            }
            Mark::Link { marks, .. } | Mark::Clip { marks, .. } => count_texts(marks, sizes, anchors),
            _ => {}
        }
    }
}

/// There are few sizes and three anchors: a linear search.
fn count<T: PartialEq>(counted: &mut Vec<(T, usize)>, value: T) {
    match counted.iter_mut().find(|(known, _)| *known == value) {
        Some((_, n)) => *n += 1,
        None => counted.push((value, 1)),
    }
}

fn most_frequent<T: Copy>(counted: &[(T, usize)]) -> Option<T> {
    let most = counted.iter().map(|(_, n)| *n).max()?;
    counted.iter().find(|(_, n)| *n == most).map(|(value, _)| *value)
}

impl Writer<'_, '_> {
    /// A persona's line with its casing below: where both follow, the course is written once and drawn twice.
    /// Returns how many marks that took, 0 when the marks are something else.
    pub(crate) fn write_cased_line(&mut self, marks: &[Mark<'_>]) -> usize {
        let [Mark::Path { role: Role::LineCasing, .. }, rest @ ..] = marks else { return 0 };
        let Some(Mark::Path { role: Role::PersonaLine(look) | Role::PersonaLineAssumed(look), .. }) = rest.first()
        else {
            return 0;
        };
        let look = *look;
        if !self.may_refer || self.defined_lines.contains(&look) {
            return 0;
        }
        let parts: Vec<(&BezPath, bool)> = rest
            .iter()
            .map_while(|mark| match mark {
                Mark::Path { path, role: Role::PersonaLine(other) } if *other == look => Some((path, false)),
                Mark::Path { path, role: Role::PersonaLineAssumed(other) } if *other == look => Some((path, true)),
                _ => None,
            })
            .take(2)
            .collect();
        self.defined_lines.push(look);
        self.out.push_str("<defs>");
        for (path, assumed) in &parts {
            self.out.push_str("<path id=\"");
            self.push_line_id(look, *assumed);
            self.out.push('"');
            let precision = self.precision;
            push_path_data(&mut self.out, path, precision);
            self.out.push_str("/>");
        }
        self.out.push_str("</defs>");
        for is_casing in [true, false] {
            for (_, assumed) in &parts {
                self.out.push_str(match (is_casing, assumed) {
                    (true, _) => "<use class=\"line-casing",
                    (false, false) => "<use class=\"persona-line",
                    (false, true) => "<use class=\"persona-line assumed",
                });
                if !is_casing {
                    push_persona_class(&mut self.out, look);
                }
                self.out.push_str("\" href=\"#");
                self.push_line_id(look, *assumed);
                self.out.push_str("\"/>");
            }
        }
        1 + parts.len()
    }

    /// Texts, circles and bands in a row that look the same are a group, on pages: the look is said once; so are faces of one size. Areas with one hatch are
    /// one path. Returns how many marks that took, 0 when the first stands alone.
    pub(super) fn write_alike(&mut self, marks: &[Mark<'_>]) -> usize {
        let [first, ..] = marks else { return 0 };
        if !self.is_on_page() || self.inside_link {
            return 0;
        }
        if let Mark::Text(_) = first {
            return self.write_texts(marks);
        }
        let n_alike = marks.iter().take_while(|mark| look_alike(mark, first)).count();
        let alike = marks.get(..n_alike).unwrap_or_default();
        if n_alike < 2 {
            return 0;
        }
        if let Mark::Polygon { role, .. } = first {
            let paths = alike.iter().filter_map(|mark| match mark {
                Mark::Polygon { points, .. } => Some(polygon_path(points)),
                _ => None,
            });
            self.write_mark(&Mark::Path { path: paths.flatten().collect(), role: *role });
            return n_alike;
        }
        if let Mark::Hatch { role, .. } = first {
            let paths =
                alike.iter().filter_map(|mark| if let Mark::Hatch { path, .. } = mark { Some(path) } else { None });
            let path: BezPath = paths.flatten().collect();
            self.write_mark(&Mark::Hatch { path, role: *role });
            return n_alike;
        }
        self.out.push_str("<g");
        match first {
            Mark::Face(face) => {
                self.out.push_str(" transform=\"scale(");
                push_number(&mut self.out, face.scale);
                self.out.push_str(")\"");
            }
            Mark::Circle { role, .. } | Mark::Rect { role, .. } => self.push_role(*role),
            _ => {}
        }
        self.out.push('>');
        self.inside_group = true;
        for mark in alike {
            match mark {
                Mark::Face(face) => {
                    let center = (face.center.to_vec2() / face.scale).to_point();
                    self.write_mark(&Mark::Face(FaceMark { center, scale: 1.0, ..*face }));
                }
                _ => self.write_mark(mark),
            }
        }
        self.inside_group = false;
        self.out.push_str("</g>");
        n_alike
    }

    /// Texts in a row: those of one look together, in the order of the first of each. They do not overlap, so the order is not seen.
    fn write_texts(&mut self, marks: &[Mark<'_>]) -> usize {
        let n_texts = marks.iter().take_while(|mark| matches!(mark, Mark::Text(_))).count();
        let mut looks: Vec<Vec<&Mark<'_>>> = Vec::new();
        for mark in marks.iter().take(n_texts) {
            match looks.iter_mut().find(|alike| alike.first().is_some_and(|first| look_alike(first, mark))) {
                Some(alike) => alike.push(mark),
                None => looks.push(vec![mark]),
            }
        }
        for alike in looks {
            if let [Mark::Text(first), _, ..] = alike.as_slice() {
                self.out.push_str("<g");
                self.push_text_style(first);
                self.out.push('>');
                self.inside_group = true;
                alike.iter().for_each(|mark| self.write_mark(mark));
                self.inside_group = false;
                self.out.push_str("</g>");
            } else {
                alike.iter().for_each(|mark| self.write_mark(mark));
            }
        }
        n_texts
    }

    fn push_line_id(&mut self, look: u8, assumed: bool) {
        push_escaped(&mut self.out, self.id);
        self.out.push_str(if assumed { "-assumed" } else { "-line" });
        push_number(&mut self.out, f64::from(look) + 1.0);
    }
}

fn look_alike(mark: &Mark<'_>, other: &Mark<'_>) -> bool {
    match (mark, other) {
        (Mark::Text(text), Mark::Text(other)) => {
            text.role == other.role
                && text.typeface == other.typeface
                && text.casing == other.casing
                && text.size == other.size
                && text.anchor == other.anchor
                && reads_right_to_left(&text.content) == reads_right_to_left(&other.content)
        }
        // Chevrons do not overlap; what might is drawn one by one.
        (Mark::Polygon { role, .. }, Mark::Polygon { role: other, .. }) => role == other && *role == Role::Chevron,
        (Mark::Face(face), Mark::Face(other)) => face.scale == other.scale && face.scale != 1.0,
        (Mark::Circle { role, .. }, Mark::Circle { role: other, .. })
        | (Mark::Rect { role, .. }, Mark::Rect { role: other, .. })
        | (Mark::Hatch { role, .. }, Mark::Hatch { role: other, .. }) => role == other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_wins_and_of_equals_the_first() {
        let mut counted = Vec::new();
        for size in [14.0, 13.5, 13.5, 16.0, 14.0] {
            count(&mut counted, size);
        }
        assert_eq!(most_frequent(&counted), Some(14.0));
        assert_eq!(usual_text(&[]), None);
    }
}
