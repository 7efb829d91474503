//! `wayfare schema`: what may stand in a file, for editors.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Outcome;
use super::say::Say;
use crate::interop::schema::{KINDS, schema};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Of which kind of file; `site` is wayfare.toml
    #[arg(value_parser = PossibleValuesParser::new(KINDS.iter().map(|(name, _)| *name)))]
    kind: String,
}

pub(super) fn run(arguments: &SchemaArguments, say: &Say) -> Outcome {
    let schema = schema(&arguments.kind).unwrap_or_default();
    // Only a map with keys that are no texts could fail, and there is none.
    say.result(&serde_json::to_string_pretty(&schema).unwrap_or_default());
    Outcome::Done
}
