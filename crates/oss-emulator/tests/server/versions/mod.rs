//! Versions of objects.

mod listing;
mod operations;
mod states;
mod support;
