//! Pictures: goldens, properties over random content, and pictures to look at.

mod goldens;
mod properties;
mod samples;
