//! `wayfare completions`: what shells need to complete the command line.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::arguments::Arguments;
use super::say::Say;

pub(super) fn run(shell: Shell, say: &Say) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "wayfare", &mut script);
    say.result(String::from_utf8_lossy(&script).trim_end());
    Outcome::Done
}
