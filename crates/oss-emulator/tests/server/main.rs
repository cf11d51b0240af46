//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod bucket_tags;
mod callbacks;
mod copy;
mod data;
mod delete_multiple;
mod discard;
mod encryption;
mod error_codes;
mod errors;
mod faults;
mod forms;
mod kill;
mod listing;
mod malformed;
mod multipart;
mod object_rights;
mod objects;
mod process;
mod ranges;
mod receiver;
mod restore;
mod rights;
mod sessions;
mod sts_door;
mod support;
mod symlinks;
mod tags;
mod versions;
