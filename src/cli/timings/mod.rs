//! `wayfare build --timings`: where the time went.
//!
//! 1. While a build works, [`Timings`] notes when each phase begins and when each file was begun and rendered, one row per thread.
//! 2. [`Timings::finish`] puts the notes in order: phases that end where the next begins, files by the thread that made them.
//! 3. [`render_table`] tells them to people, [`render_trace`] to trace viewers.
//!
//! A thread writes (or compares) a file right after it rendered it and before it begins the next, so the gap between two files is the
//! writing of the first. Of each thread's last file only the rendering is known.

mod kinds;
mod table;
mod trace;

use std::sync::Mutex;
use std::time::{Duration, Instant};

pub(super) use table::render_table;
pub(super) use trace::render_trace;

use crate::phase::Phase;
use crate::plan::Plan;
use crate::url::SitePath;
use kinds::{FileKind, kind_of};

/// The notes of one build; threads write into rows of their own.
#[derive(Debug)]
pub(super) struct Timings {
    start: Instant,
    phases: Mutex<Vec<(Phase, Duration)>>,
    files: Mutex<Vec<(SitePath, FileKind)>>,
    /// One a thread of the pool, and one for any other thread.
    rows: Vec<Mutex<Vec<Note>>>,
}

/// That a file was rendered.
#[derive(Debug, Clone, Copy)]
struct Note {
    file: usize,
    began: Duration,
    rendered: Duration,
}

/// What was noted, in order. All times count from the start of the build.
#[derive(Debug)]
pub(super) struct Measured {
    phases: Vec<Stretch<Phase>>,
    /// By thread; in the order in which the thread made them.
    rows: Vec<Vec<Made>>,
    files: Vec<(SitePath, FileKind)>,
    total: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Stretch<T> {
    what: T,
    from: Duration,
    to: Duration,
}

/// A file: rendered from `from` to `rendered`, then compared with the old one and written, until `to`.
#[derive(Debug, Clone, Copy)]
struct Made {
    file: usize,
    from: Duration,
    rendered: Duration,
    to: Duration,
}

impl Timings {
    pub(super) fn start() -> Self {
        let n_rows = rayon::current_num_threads() + 1;
        Self {
            start: Instant::now(),
            phases: Mutex::default(),
            files: Mutex::default(),
            rows: (0..n_rows).map(|_| Mutex::default()).collect(),
        }
    }

    /// This phase begins now.
    pub(super) fn note_phase(&self, phase: Phase) {
        if let Ok(mut phases) = self.phases.lock() {
            phases.push((phase, self.start.elapsed()));
        }
    }

    /// The files that will be made, by their position in the plan.
    pub(super) fn note_plan(&self, plan: &Plan) {
        if let Ok(mut files) = self.files.lock() {
            *files = plan.artifacts().iter().map(|file| (file.path.clone(), kind_of(&file.kind))).collect();
        }
    }

    /// This thread has just rendered a file that it began at `began`.
    pub(super) fn note_file(&self, file: usize, began: Instant) {
        let rendered = self.start.elapsed();
        let began = began.saturating_duration_since(self.start);
        let row = rayon::current_thread_index().and_then(|index| self.rows.get(index)).or(self.rows.last());
        if let Some(Ok(mut row)) = row.map(Mutex::lock) {
            row.push(Note { file, began, rendered });
        }
    }

    /// The build is over.
    pub(super) fn finish(self) -> Measured {
        let total = self.start.elapsed();
        let begun = self.phases.into_inner().unwrap_or_default();
        let ends = begun.iter().skip(1).map(|(_, from)| *from).chain([total]);
        let phases = begun.iter().zip(ends).map(|(&(what, from), to)| Stretch { what, from, to }).collect();
        let rows = self.rows.into_iter().map(|row| made(&row.into_inner().unwrap_or_default())).collect();
        Measured { phases, rows, files: self.files.into_inner().unwrap_or_default(), total }
    }
}

fn made(notes: &[Note]) -> Vec<Made> {
    let next = notes.iter().skip(1).map(|note| Some(note.began)).chain([None]);
    notes
        .iter()
        .zip(next)
        .map(|(note, next)| {
            let to = next.unwrap_or(note.rendered);
            Made { file: note.file, from: note.began, rendered: note.rendered, to }
        })
        .collect()
}

impl Measured {
    /// How long a phase took, all its parts together.
    fn of_phase(&self, phase: Phase) -> Duration {
        self.phases.iter().filter(|stretch| stretch.what == phase).map(|stretch| stretch.to - stretch.from).sum()
    }

    /// Threads that made files.
    fn n_threads(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_empty()).count()
    }

    fn made(&self) -> impl Iterator<Item = (&Made, &SitePath, FileKind)> {
        self.rows.iter().flatten().filter_map(|made| {
            let (path, kind) = self.files.get(made.file)?;
            Some((made, path, *kind))
        })
    }
}
