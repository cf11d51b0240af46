//! `PUT /` of a bucket.

use http::StatusCode;

use super::operation::{Call, Handler, Operation, Scope, invalid_argument};
use crate::error::ServiceError;
use crate::model::{Acl, Redundancy, StorageClass};
use crate::reply::Reply;
use crate::rules::public_access;
use crate::storage::{Bucket, BucketSettings, CreateOutcome};
use crate::xml;

/// Longest `CreateBucketConfiguration` that is read.
const MAX_BODY: usize = 16 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    headers: &["x-oss-acl"],
    needs_bucket: false,
    ..Operation::new(
        "PutBucket",
        "oss:PutBucket",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

/// What the request asks for; `None` where it says nothing.
struct Wanted {
    acl: Option<Acl>,
    storage_class: Option<StorageClass>,
    redundancy: Option<Redundancy>,
}

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let wanted = read(&call.context.head, call.body).await?;
    let name = call.address.bucket.clone().unwrap_or_default();
    let owner = call.identity.account().unwrap_or_default();
    let settings = BucketSettings {
        name: name.clone(),
        owner: owner.to_owned(),
        location: call.location.to_owned(),
        created: call.context.now,
        storage_class: wanted.storage_class.unwrap_or_default(),
        redundancy: wanted.redundancy.unwrap_or_default(),
    };
    match call.context.server.store.create(settings, wanted.acl.unwrap_or_default()) {
        CreateOutcome::Created => {}
        CreateOutcome::Exists(bucket) => change(&bucket, owner, call.location, &wanted)?,
        CreateOutcome::TooMany => {
            let message = "You have attempted to create more buckets than allowed.";
            return Err(ServiceError::new(400, "TooManyBuckets", message));
        }
    }
    Ok(Reply::empty(StatusCode::OK).text("location", format!("/{name}")))
}

async fn read(
    head: &crate::request::RequestHead,
    body: &mut crate::body::RequestBody,
) -> Result<Wanted, ServiceError> {
    let acl = head.header("x-oss-acl").map(parse_acl).transpose()?;
    let mut wanted = Wanted { acl, storage_class: None, redundancy: None };
    let Some(bytes) = body.read_all(MAX_BODY).await? else {
        return Err(xml::malformed());
    };
    if bytes.is_empty() {
        return Ok(wanted);
    }
    let configuration = xml::parse(&bytes, "CreateBucketConfiguration")?;
    if let Some(text) = configuration.child_text("StorageClass") {
        let class = StorageClass::parse(text);
        let refused = || invalid_argument("No such bucket storage class exists.", "StorageClass", text);
        wanted.storage_class = Some(class.ok_or_else(refused)?);
    }
    if let Some(text) = configuration.child_text("DataRedundancyType") {
        let redundancy = Redundancy::parse(text);
        let refused = || invalid_argument("No such data redundancy type exists.", "DataRedundancyType", text);
        wanted.redundancy = Some(redundancy.ok_or_else(refused)?);
    }
    Ok(wanted)
}

/// Reads `x-oss-acl`.
pub(super) fn parse_acl(text: &str) -> Result<Acl, ServiceError> {
    Acl::parse(text)
        .ok_or_else(|| invalid_argument("no such bucket access control exists", "x-oss-acl", text))
}

/// A second PUT by the owner changes the ACL and nothing else (documentation: PutBucket).
fn change(bucket: &Bucket, owner: &str, location: &str, wanted: &Wanted) -> Result<(), ServiceError> {
    let settings = &bucket.settings;
    let message = if settings.owner != owner {
        "The requested bucket name is not available."
    } else if settings.location != location {
        "Bucket already exists can't modify location."
    } else if wanted.storage_class.is_some_and(|class| class != settings.storage_class) {
        "Cannot modify existing bucket's storage class."
    } else if wanted.redundancy.is_some_and(|redundancy| redundancy != settings.redundancy) {
        "Bucket already exists CAN'T modify data redundancy type."
    } else {
        if let Some(acl) = wanted.acl {
            public_access::check_acl(acl, bucket)?;
            bucket.set_acl(acl);
        }
        return Ok(());
    };
    Err(ServiceError::new(409, "BucketAlreadyExists", message)
        .ec("0015-00000104")
        .detail("BucketName", &settings.name))
}
