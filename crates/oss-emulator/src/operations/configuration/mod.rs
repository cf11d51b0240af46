//! The configuration of buckets: documents that are put, read back and removed under a sub-resource of their own.

mod bucket_policy;
mod bucket_tags;
mod cors;
pub(super) mod document;
pub(super) mod encryption;
mod inventory;
pub(crate) mod lifecycle;
pub(super) mod logging;
mod public_access_block;
mod referer;
pub(crate) mod request_payment;
pub(crate) mod transfer_acceleration;
mod website;
pub(crate) mod worm;

use super::operation::Operation;

pub(super) static ALL: &[&Operation] = &[
    &bucket_tags::PUT,
    &bucket_tags::GET,
    &bucket_tags::DELETE,
    &encryption::PUT,
    &encryption::GET,
    &encryption::DELETE,
    &logging::PUT,
    &logging::GET,
    &logging::DELETE,
    &request_payment::PUT,
    &request_payment::GET,
    &transfer_acceleration::PUT,
    &transfer_acceleration::GET,
    &inventory::PUT,
    &inventory::LIST,
    &inventory::GET,
    &inventory::DELETE,
    &lifecycle::PUT,
    &lifecycle::GET,
    &lifecycle::DELETE,
    &worm::INITIATE,
    &worm::COMPLETE,
    &worm::EXTEND,
    &worm::ABORT,
    &worm::GET,
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
