//! Who is measured: each program with its site, the folder that it builds into, and its command.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::plain::{self, Idiom};
use crate::{corpus, floor};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    /// The content that all share, with a theme that shows what the peers' templates show.
    SameWork,
    Hugo,
    Zola,
    /// Reads what `SameWork` read, writes what it wrote.
    FloorOfSameWork,
    /// The default pages over content with touchpoints, pains, opportunities and evidence.
    Full,
    FloorOfFull,
}

impl Program {
    pub(crate) const ALL: [Program; 6] = [
        Program::SameWork,
        Program::Hugo,
        Program::Zola,
        Program::FloorOfSameWork,
        Program::Full,
        Program::FloorOfFull,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Program::SameWork => "Wayfare, same work",
            Program::Hugo => "Hugo",
            Program::Zola => "Zola",
            Program::FloorOfSameWork => "floor, same work",
            Program::Full => "Wayfare, full pages",
            Program::FloorOfFull => "floor, full pages",
        }
    }

    /// The words of its command; `None` where it is not there.
    pub(crate) fn words(self) -> Option<Vec<String>> {
        let variable = match self {
            Program::SameWork | Program::Full => "WAYFARE_BENCH_WAYFARE",
            Program::Hugo => "WAYFARE_BENCH_HUGO",
            Program::Zola => "WAYFARE_BENCH_ZOLA",
            Program::FloorOfSameWork | Program::FloorOfFull => {
                return Some(vec![std::env::current_exe().unwrap().to_string_lossy().into_owned()]);
            }
        };
        let words = std::env::var(variable).unwrap_or_default();
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        (!words.is_empty()).then_some(words)
    }

    pub(crate) fn is_there(self) -> bool {
        self.words().is_some()
    }

    pub(crate) fn site(self, workplace: &Path) -> PathBuf {
        workplace.join(match self {
            Program::SameWork | Program::FloorOfSameWork => "plain",
            Program::Hugo => "hugo",
            Program::Zola => "zola",
            Program::Full | Program::FloorOfFull => "rich",
        })
    }

    pub(crate) fn output(self, workplace: &Path) -> PathBuf {
        workplace.join(format!("out-{self:?}").to_lowercase())
    }

    pub(crate) fn write_site(self, workplace: &Path, n_journeys: usize) {
        let site = self.site(workplace);
        match self {
            Program::SameWork => plain::write(&site, n_journeys, Idiom::Wayfare),
            Program::Hugo => plain::write(&site, n_journeys, Idiom::Hugo),
            Program::Zola => plain::write(&site, n_journeys, Idiom::Zola),
            Program::Full => corpus::write(&site, n_journeys),
            Program::FloorOfSameWork | Program::FloorOfFull => {}
        }
    }

    pub(crate) fn command(self, workplace: &Path) -> Command {
        let words = self.words().unwrap();
        let (site, output) = (self.site(workplace), self.output(workplace));
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).current_dir(&site);
        match self {
            Program::SameWork => {
                command.args(["build", "--quiet", "--without", "png,pdf,svg,json,search", "--output"]).arg(output)
            }
            Program::Full => command.args(["build", "--quiet", "--without", "png,pdf", "--output"]).arg(output),
            Program::Hugo => command.args(["--quiet", "--noBuildLock", "--destination"]).arg(output),
            // It tells of every build, and fails with status 0: what it made is looked at instead.
            Program::Zola => command.args(["build", "--force", "--output-dir"]).arg(output).stderr(Stdio::null()),
            Program::FloorOfSameWork => {
                command.arg(floor::WORD).args([site, Program::SameWork.output(workplace), output])
            }
            Program::FloorOfFull => command.arg(floor::WORD).args([site, Program::Full.output(workplace), output]),
        };
        command
    }

    /// That the pages are there, and show what was asked for: a program that fails in silence would win.
    pub(crate) fn check(self, workplace: &Path, n_journeys: usize, n_pages: usize) {
        assert!(n_pages > n_journeys + n_journeys / 10, "{}: only {n_pages} pages", self.name());
        let output = self.output(workplace);
        let page = match self {
            Program::SameWork | Program::Hugo => output.join("journeys/journey-00001.html"),
            Program::Zola => output.join("journeys/journey-00001/index.html"),
            _ => return,
        };
        let page = std::fs::read_to_string(page).unwrap();
        let rows = page.matches("<tr>").count();
        assert_eq!(rows, 16, "{}: rows of the table", self.name());
        assert!(page.contains("<svg") && page.contains("Person 00001"), "{}: no curve, or no persona", self.name());
        let persona = match self {
            Program::Zola => output.join("personas/person-00001/index.html"),
            _ => output.join("personas/person-00001.html"),
        };
        let persona = std::fs::read_to_string(persona).unwrap();
        let walks = persona.matches("journey-").count();
        assert!(walks >= 10 && persona.contains("<blockquote>"), "{}: {walks} journeys of a persona", self.name());
    }
}
