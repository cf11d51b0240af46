//! The operations that are served, one to a file.

mod abort_multipart_upload;
mod append_object;
mod async_fetch;
mod attributes;
mod callback;
mod complete_multipart_upload;
mod configuration;
mod continuation_token;
mod copy_object;
mod copy_source;
mod delete_bucket;
mod delete_multiple_objects;
mod delete_object;
mod delete_object_tagging;
mod describe_regions;
mod get_bucket_acl;
mod get_bucket_info;
mod get_bucket_location;
mod get_bucket_stat;
mod get_bucket_versioning;
mod get_object;
mod get_object_acl;
mod get_object_meta;
mod get_object_tagging;
mod get_symlink;
mod head_object;
mod initiate_multipart_upload;
mod list_buckets;
mod list_multipart_uploads;
mod list_object_versions;
mod list_objects;
mod list_objects_v2;
mod list_parts;
mod listing;
mod live;
mod multipart;
mod object_headers;
mod operation;
mod option_object;
mod owner;
mod post_object;
mod put_bucket;
mod put_bucket_acl;
mod put_bucket_versioning;
mod put_object;
mod put_object_acl;
mod put_object_tagging;
mod put_symlink;
mod readable;
mod receive;
mod restore_object;
pub(crate) mod tags;
mod upload_part;
mod upload_part_copy;
pub(crate) mod versions;

pub(crate) use configuration::{lifecycle, request_payment, transfer_acceleration, worm};
pub(crate) use get_object::OPERATION as GET_OBJECT;
pub(crate) use head_object::OPERATION as HEAD_OBJECT;
pub(crate) use operation::{
    AclRight, Call, Impact, Operation, Scope, Signature, invalid_argument, no_such_bucket,
};
pub(crate) use option_object::OPERATION as PREFLIGHT;

/// Every operation that is served. Of those of one method and scope whose selector and header the request carries, the
/// one with a selector goes first, then the one with a header.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    [BUCKETS, configuration::ALL, configuration::RULES, OBJECTS, UPLOADS, live::ALL, async_fetch::ALL]
        .into_iter()
        .flatten()
        .copied()
}

static BUCKETS: &[&Operation] = &[
    &list_buckets::OPERATION,
    &describe_regions::OPERATION,
    &put_bucket::OPERATION,
    &put_bucket_acl::OPERATION,
    &delete_bucket::OPERATION,
    &get_bucket_acl::OPERATION,
    &get_bucket_info::OPERATION,
    &get_bucket_location::OPERATION,
    &get_bucket_stat::OPERATION,
    &list_objects_v2::OPERATION,
    &list_objects::OPERATION,
    &delete_multiple_objects::OPERATION,
    &post_object::OPERATION,
    &get_bucket_versioning::OPERATION,
    &put_bucket_versioning::OPERATION,
    &list_object_versions::OPERATION,
];

static OBJECTS: &[&Operation] = &[
    &put_object::OPERATION,
    &copy_object::OPERATION,
    &append_object::OPERATION,
    &get_object::OPERATION,
    &get_object_meta::OPERATION,
    &head_object::OPERATION,
    &delete_object::OPERATION,
    &get_object_acl::OPERATION,
    &put_object_acl::OPERATION,
    &get_object_tagging::OPERATION,
    &put_object_tagging::OPERATION,
    &delete_object_tagging::OPERATION,
    &put_symlink::OPERATION,
    &get_symlink::OPERATION,
    &restore_object::OPERATION,
];

static UPLOADS: &[&Operation] = &[
    &initiate_multipart_upload::OPERATION,
    &upload_part::OPERATION,
    &upload_part_copy::OPERATION,
    &complete_multipart_upload::OPERATION,
    &abort_multipart_upload::OPERATION,
    &list_parts::OPERATION,
    &list_multipart_uploads::OPERATION,
];
