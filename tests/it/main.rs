//! Tests across the layers, in one binary.

mod content;
mod insight;
mod insight_pages;
mod manual;
mod charts;
mod diagram;
mod example;
mod links;
mod output;
mod output_kill;
mod output_machine;
mod resolve;
mod resolve_lints;
mod resolve_speed;
mod planted;
mod tidy;
mod support;
