//! Wayfare: a static site generator for published journey maps.

pub mod cache;
pub mod cli;
pub mod content;
pub mod diagnostics;
pub mod diagram;
pub mod fs;
pub mod insight;
pub mod interop;
pub mod links;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod phase;
pub mod plan;
pub mod resolve;
pub mod search;
pub mod serve;
pub mod slug;
pub mod source;
pub mod starter;
pub mod svg;
pub mod templates;
pub mod theme;
pub mod url;
pub mod view;
