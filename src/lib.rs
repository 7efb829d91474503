//! Wayfare: a static site generator for published journey maps.
