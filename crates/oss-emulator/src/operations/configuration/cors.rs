//! `?cors` of a bucket: which scripts of other origins may do what.

use super::document::{self, Absent, Kind};
use crate::operations::operation::{Handler, Operation, Scope};
use crate::rules::cors::{Cors, DOCUMENT, ROOT};
use crate::xml::XmlWriter;

static CORS: Kind = Kind {
    name: DOCUMENT,
    root: ROOT,
    canonical: |document| Cors::read(document).map(|_| XmlWriter::copy(document)),
    absent: Absent::Error("NoSuchCORSConfiguration", "The CORS Configuration does not exist."),
};

pub(super) static PUT: Operation = Operation {
    selector: Some(("cors", None)),
    ..Operation::new(
        "PutBucketCors",
        "oss:PutBucketCors",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(document::put(call, &CORS))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("cors", None)),
    ..Operation::new(
        "GetBucketCors",
        "oss:GetBucketCors",
        "GET",
        Scope::Bucket,
        Handler::Now(|call| document::get(call, &CORS)),
    )
};

pub(super) static DELETE: Operation = Operation {
    selector: Some(("cors", None)),
    ..Operation::new(
        "DeleteBucketCors",
        "oss:DeleteBucketCors",
        "DELETE",
        Scope::Bucket,
        Handler::Now(|call| document::delete(call, &CORS)),
    )
};
