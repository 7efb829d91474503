//! Pictures: goldens, properties over random content, and pictures to look at.

mod gallery;
mod goldens;
mod map_sample;
mod properties;
mod random;
mod random_site;
mod samples;
mod speed;
