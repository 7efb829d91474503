//! How far a piece of work is, and its mark: open, half, full.

use kurbo::{BezPath, Circle, Point, Shape};

use crate::diagram::scene::{Mark, Role};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum WorkStatus {
    #[default]
    Proposed,
    Planned,
    InProgress,
    Done,
    Dropped,
}

/// Radius of the mark.
pub(crate) const STATUS_RADIUS: f64 = 5.0;

/// A dotted ring, a ring, a half-filled ring, a disk, a crossed ring.
pub(crate) fn push_status(marks: &mut Vec<Mark<'_>>, status: WorkStatus, center: Point) {
    let ring = STATUS_RADIUS - 0.75;
    match status {
        WorkStatus::Proposed => marks.push(Mark::Circle { center, radius: ring, role: Role::StatusProposed }),
        WorkStatus::Planned => marks.push(Mark::Circle { center, radius: ring, role: Role::StatusOpen }),
        WorkStatus::InProgress => {
            marks.push(Mark::Circle { center, radius: ring, role: Role::StatusOpen });
            let half: BezPath =
                Circle::new(center, ring).segment(0.0, std::f64::consts::FRAC_PI_2, std::f64::consts::PI).to_path(0.05);
            marks.push(Mark::Path { path: half, role: Role::Ink });
        }
        WorkStatus::Done => marks.push(Mark::Circle { center, radius: STATUS_RADIUS, role: Role::Ink }),
        WorkStatus::Dropped => {
            marks.push(Mark::Circle { center, radius: ring, role: Role::StatusOpen });
            let reach = ring * 0.7;
            marks.push(Mark::Line {
                from: center - (reach, -reach),
                to: center + (reach, -reach),
                role: Role::BaselineTick,
            });
        }
    }
}
