//! Tests across the layers, in one binary.

mod tidy;
