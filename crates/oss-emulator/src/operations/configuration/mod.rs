//! The configuration of buckets: documents that are put, read back and removed under a sub-resource of their own.

mod bucket_policy;
mod bucket_tags;
mod cors;
pub(super) mod document;
mod encryption;
mod public_access_block;
mod referer;
mod website;

use super::operation::Operation;

pub(super) static ALL: &[&Operation] = &[
    &bucket_tags::PUT,
    &bucket_tags::GET,
    &bucket_tags::DELETE,
    &encryption::PUT,
    &encryption::GET,
    &encryption::DELETE,
];

/// Those that decide how requests are answered.
pub(super) static RULES: &[&Operation] = &[
    &bucket_policy::PUT,
    &bucket_policy::GET,
    &bucket_policy::DELETE,
    &bucket_policy::STATUS,
    &cors::PUT,
    &cors::GET,
    &cors::DELETE,
    &referer::PUT,
    &referer::GET,
    &public_access_block::PUT,
    &public_access_block::GET,
    &public_access_block::DELETE,
    &website::PUT,
    &website::GET,
    &website::DELETE,
];
