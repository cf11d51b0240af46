//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod copy;
mod delete_multiple;
mod error_codes;
mod errors;
mod faults;
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
mod slow;
mod sts_door;
mod support;
mod symlinks;
mod tags;
mod tls;
