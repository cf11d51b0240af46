//! `?transferAcceleration` of a bucket: whether the accelerated endpoints serve it.

use super::document::{self, Absent, Kind};
use crate::error::ServiceError;
use crate::operations::operation::{Handler, Operation};
use crate::storage::Bucket;
use crate::xml::{Element, XmlWriter, malformed};

static ACCELERATION: Kind = Kind {
    name: "transferAcceleration",
    root: "TransferAccelerationConfiguration",
    canonical,
    absent: Absent::Error(
        "NoSuchTransferAccelerationConfiguration",
        "The bucket you specified does not have transfer acceleration configuration.",
    ),
};

pub(super) static PUT: Operation = document::operation(
    "transferAcceleration",
    "PutBucketTransferAcceleration",
    "oss:PutBucketTransferAcceleration",
    "PUT",
    Handler::Later(|call| Box::pin(document::put(call, &ACCELERATION))),
);

pub(super) static GET: Operation = document::operation(
    "transferAcceleration",
    "GetBucketTransferAcceleration",
    "oss:GetBucketTransferAcceleration",
    "GET",
    Handler::Now(|call| document::get(call, &ACCELERATION)),
);

/// Whether a bucket is accelerated.
pub(crate) fn is_enabled(bucket: &Bucket) -> bool {
    bucket.document(ACCELERATION.name).is_some_and(|document| *document == *write("true"))
}

fn canonical(document: &Element) -> Result<String, ServiceError> {
    let enabled = document.child_text("Enabled").filter(|enabled| ["true", "false"].contains(enabled));
    enabled.map(write).ok_or_else(malformed)
}

fn write(enabled: &str) -> String {
    XmlWriter::document(ACCELERATION.root, |xml| xml.text("Enabled", enabled))
}
