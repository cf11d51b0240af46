//! The operations that are served, one to a file.

mod continuation_token;
mod delete_bucket;
mod delete_object;
mod get_bucket_acl;
mod get_bucket_info;
mod get_bucket_location;
mod get_object;
mod get_object_meta;
mod head_object;
mod list_buckets;
mod list_objects;
mod list_objects_v2;
mod listing;
mod object_headers;
mod operation;
mod owner;
mod put_bucket;
mod put_bucket_acl;
mod put_object;

pub(crate) use operation::{AclRight, Call, Operation, Scope, no_such_bucket};

/// Every operation that is served. Among those of one method and scope, the ones with a selector stand for requests
/// that carry it, the one without for the rest.
pub(crate) static ALL: [&Operation; 14] = [
    &list_buckets::OPERATION,
    &put_bucket::OPERATION,
    &put_bucket_acl::OPERATION,
    &delete_bucket::OPERATION,
    &get_bucket_acl::OPERATION,
    &get_bucket_info::OPERATION,
    &get_bucket_location::OPERATION,
    &list_objects_v2::OPERATION,
    &list_objects::OPERATION,
    &put_object::OPERATION,
    &get_object::OPERATION,
    &get_object_meta::OPERATION,
    &head_object::OPERATION,
    &delete_object::OPERATION,
];
