//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod admin;
mod errors;
mod listing;
mod malformed;
mod objects;
mod process;
mod ranges;
mod rights;
mod sessions;
mod support;
