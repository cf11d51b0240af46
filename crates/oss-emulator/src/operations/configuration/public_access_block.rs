//! `?publicAccessBlock` of a bucket: whether nothing may open it to strangers.

use super::document::{self, Absent, Kind};
use crate::operations::operation::{Handler, Operation, Scope};
use crate::rules::public_access::{DOCUMENT, ROOT, read};
use crate::xml::XmlWriter;

static BLOCK: Kind = Kind {
    name: DOCUMENT,
    root: ROOT,
    canonical: |document| read(document).map(write),
    absent: Absent::Document(|| write(false)),
};

pub(super) static PUT: Operation = Operation {
    selector: Some(("publicAccessBlock", None)),
    ..Operation::new(
        "PutBucketPublicAccessBlock",
        "oss:PutBucketPublicAccessBlock",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(document::put(call, &BLOCK))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("publicAccessBlock", None)),
    ..Operation::new(
        "GetBucketPublicAccessBlock",
        "oss:GetBucketPublicAccessBlock",
        "GET",
        Scope::Bucket,
        Handler::Now(|call| document::get(call, &BLOCK)),
    )
};

pub(super) static DELETE: Operation = Operation {
    selector: Some(("publicAccessBlock", None)),
    ..Operation::new(
        "DeleteBucketPublicAccessBlock",
        "oss:DeleteBucketPublicAccessBlock",
        "DELETE",
        Scope::Bucket,
        Handler::Now(|call| document::delete(call, &BLOCK)),
    )
};

fn write(blocks: bool) -> String {
    XmlWriter::document(ROOT, |xml| xml.value("BlockPublicAccess", blocks))
}
