//! Tests across the layers, in one binary.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::type_complexity,
    reason = "tests may stop at a fault, and report"
)]

mod begin;
mod cache;
mod charts;
mod compare;
mod consequences;
mod content;
mod diagram;
mod example;
mod export;
mod history;
mod insight;
mod insight_pages;
mod links;
mod machine;
mod manual;
mod output;
mod output_kill;
mod output_machine;
mod pictures;
mod planted;
mod publishing;
mod reports;
mod resolve;
mod resolve_again;
mod resolve_lints;
mod resolve_speed;
mod schema;
mod serve;
mod serve_session;
mod slides;
mod slips;
mod strings;
mod support;
mod themes;
mod tidy;
mod timings;
mod translations;
