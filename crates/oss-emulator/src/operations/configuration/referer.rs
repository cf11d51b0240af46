//! `?referer` of a bucket: hotlink protection. It is removed by putting one that allows everything.

use super::document::{self, Absent, Kind};
use crate::operations::operation::{Handler, Operation, Scope};
use crate::rules::referer::{DOCUMENT, ROOT, Referers};
use crate::xml::XmlWriter;

static REFERER: Kind = Kind {
    name: DOCUMENT,
    root: ROOT,
    canonical: |document| Referers::read(document).map(|_| XmlWriter::copy(document)),
    absent: Absent::Document(|| {
        XmlWriter::document(ROOT, |xml| {
            xml.value("AllowEmptyReferer", true);
            xml.text("RefererList", "");
        })
    }),
};

pub(super) static PUT: Operation = Operation {
    selector: Some(("referer", None)),
    ..Operation::new(
        "PutBucketReferer",
        "oss:PutBucketReferer",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(document::put(call, &REFERER))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("referer", None)),
    ..Operation::new(
        "GetBucketReferer",
        "oss:GetBucketReferer",
        "GET",
        Scope::Bucket,
        Handler::Now(|call| document::get(call, &REFERER)),
    )
};
