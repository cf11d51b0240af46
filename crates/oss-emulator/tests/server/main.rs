//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod async_fetch;
mod bucket_policy;
mod bucket_tags;
mod callbacks;
mod copy;
mod cors;
mod crowd;
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
mod live;
mod malformed;
mod multipart;
mod object_rights;
mod objects;
mod process;
mod public_access;
mod ranges;
mod receiver;
mod referer;
mod restore;
mod rights;
mod sessions;
mod slow;
mod sts_door;
mod support;
mod symlinks;
mod tags;
mod tls;
mod traffic;
mod versions;
mod website;
