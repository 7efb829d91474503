//! Pictures: goldens, properties over random content, and pictures to look at.

mod goldens;
mod map_sample;
mod properties;
mod samples;
