//! `?website` of a bucket: its pages and routing rules.

use super::document::{self, Absent, Kind};
use crate::operations::operation::{Handler, Operation, Scope};
use crate::rules::website::{DOCUMENT, ROOT, Website};
use crate::xml::XmlWriter;

static WEBSITE: Kind = Kind {
    name: DOCUMENT,
    root: ROOT,
    canonical: |document| Website::read(document).map(|_| XmlWriter::copy(document)),
    absent: Absent::Error(
        "NoSuchWebsiteConfiguration",
        "The specified bucket does not have a website configuration.",
    ),
};

pub(super) static PUT: Operation = Operation {
    selector: Some(("website", None)),
    ..Operation::new(
        "PutBucketWebsite",
        "oss:PutBucketWebsite",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(document::put(call, &WEBSITE))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("website", None)),
    ..Operation::new(
        "GetBucketWebsite",
        "oss:GetBucketWebsite",
        "GET",
        Scope::Bucket,
        Handler::Now(|call| document::get(call, &WEBSITE)),
    )
};

pub(super) static DELETE: Operation = Operation {
    selector: Some(("website", None)),
    ..Operation::new(
        "DeleteBucketWebsite",
        "oss:DeleteBucketWebsite",
        "DELETE",
        Scope::Bucket,
        Handler::Now(|call| document::delete(call, &WEBSITE)),
    )
};
