//! The emulator as its clients see it, byte for byte.

mod admin;
mod errors;
mod listing;
mod malformed;
mod objects;
mod process;
mod ranges;
mod support;
