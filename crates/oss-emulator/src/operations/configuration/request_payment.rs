//! `?requestPayment` of a bucket: who pays for requests of other accounts.

use super::document::{self, Absent, Kind};
use crate::error::ServiceError;
use crate::operations::operation::{Handler, Operation};
use crate::xml::{Element, XmlWriter, malformed};

/// What the bucket's document is called, which [`crate::payer`] looks at.
pub(crate) const NAME: &str = "requestPayment";
const OWNER: &str = "BucketOwner";
const REQUESTER: &str = "Requester";

static PAYMENT: Kind = Kind {
    name: NAME,
    root: "RequestPaymentConfiguration",
    canonical,
    absent: Absent::Document(|| write(OWNER)),
};

pub(super) static PUT: Operation = document::operation(
    "requestPayment",
    "PutBucketRequestPayment",
    "oss:PutBucketRequestPayment",
    "PUT",
    Handler::Later(|call| Box::pin(document::put(call, &PAYMENT))),
);

pub(super) static GET: Operation = document::operation(
    "requestPayment",
    "GetBucketRequestPayment",
    "oss:GetBucketRequestPayment",
    "GET",
    Handler::Now(|call| document::get(call, &PAYMENT)),
);

/// Whether a stored document says that the requester pays.
pub(crate) fn requester_pays(document: &str) -> bool {
    document == write(REQUESTER)
}

fn canonical(document: &Element) -> Result<String, ServiceError> {
    let payer = document.child_text("Payer").filter(|payer| [OWNER, REQUESTER].contains(payer));
    payer.map(write).ok_or_else(malformed)
}

fn write(payer: &str) -> String {
    XmlWriter::document("RequestPaymentConfiguration", |xml| xml.text("Payer", payer))
}
