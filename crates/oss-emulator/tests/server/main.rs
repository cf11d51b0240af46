//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod bucket_tags;
mod copy;
mod data;
mod delete_multiple;
mod discard;
mod encryption;
mod errors;
mod kill;
mod listing;
mod malformed;
mod multipart;
mod object_rights;
mod objects;
mod process;
mod ranges;
mod restore;
mod rights;
mod sessions;
mod support;
mod symlinks;
mod tags;
