//! Why a site was not published. Whatever it is, the output folder is as it was before.

use std::fmt;

use super::collision::Collision;
use super::refusal::Refusal;
use crate::diagnostics::Diagnostics;
use crate::fs;

#[derive(Debug)]
pub enum PublishError {
    /// The output folder is one that Wayfare will not write to (exit status 2).
    Refused(Refusal),
    /// The machine refused: the disk is full, a permission is missing (exit status 2).
    Machine(fs::Error),
    /// Artifacts could not be rendered, because of mistakes in the content or the theme (exit status 1).
    Failed(Diagnostics),
    /// Artifacts whose paths cannot stand side by side (exit status 1).
    Collisions(Vec<Collision>),
    /// The caller asked to stop.
    Cancelled,
}

impl PublishError {
    /// What to do about it, when there is something to say beyond the message itself.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) => refusal.help(),
            Self::Machine(error) => error.help().map(str::to_owned),
            Self::Collisions(_) => Some("Give one of them another name or `id`.".to_owned()),
            Self::Failed(_) | Self::Cancelled => None,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(formatter),
            Self::Machine(error) => error.fmt(formatter),
            Self::Failed(_) => formatter.write_str("pages could not be made, so nothing was published"),
            Self::Collisions(collisions) => {
                for (index, collision) in collisions.iter().enumerate() {
                    if index > 0 {
                        formatter.write_str("; ")?;
                    }
                    collision.fmt(formatter)?;
                }
                Ok(())
            }
            Self::Cancelled => formatter.write_str("stopped; nothing was published"),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Machine(error) => Some(error),
            _ => None,
        }
    }
}

impl From<fs::Error> for PublishError {
    fn from(error: fs::Error) -> Self {
        Self::Machine(error)
    }
}

impl From<Refusal> for PublishError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
