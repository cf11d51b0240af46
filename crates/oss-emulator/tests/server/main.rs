//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod bucket_settings;
mod bucket_tags;
mod copy;
mod delete_multiple;
mod encryption;
mod errors;
mod inventory;
mod lifecycle;
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
mod statistics;
mod support;
mod symlinks;
mod tags;
mod versions;
mod worm;
