//! The configuration of buckets: documents that are put, read back and removed under a sub-resource of their own.

mod bucket_tags;
pub(super) mod document;
mod encryption;

use super::operation::Operation;

pub(super) static ALL: &[&Operation] = &[
    &bucket_tags::PUT,
    &bucket_tags::GET,
    &bucket_tags::DELETE,
    &encryption::PUT,
    &encryption::GET,
    &encryption::DELETE,
];
