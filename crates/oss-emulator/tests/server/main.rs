//! The emulator as its clients see it, byte for byte.

#![cfg(test)]

mod acls;
mod admin;
mod append;
mod async_fetch;
mod bucket_policy;
mod bucket_settings;
mod bucket_tags;
mod callbacks;
mod copy;
mod cors;
mod crowd;
mod delete_multiple;
mod encryption;
mod error_codes;
mod errors;
mod faults;
mod forms;
mod inventory;
mod lifecycle;
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
mod statistics;
mod sts_door;
mod support;
mod symlinks;
mod tags;
mod tls;
mod traffic;
mod versions;
mod website;
mod worm;
