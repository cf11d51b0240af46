//! `?encryption` of a bucket: how objects are encrypted that say nothing of it themselves.

use super::document::{self, Absent, Kind};
use crate::encryption::{Encryption, Names};
use crate::error::ServiceError;
use crate::operations::operation::{Handler, Operation};
use crate::storage::Bucket;
use crate::xml::{self, Element, XmlWriter, malformed};

const BY_DEFAULT: &str = "ApplyServerSideEncryptionByDefault";
const NAMES: Names = ["SSEAlgorithm", "KMSDataEncryption", "KMSMasterKeyID"];

static ENCRYPTION: Kind = Kind {
    name: "encryption",
    root: "ServerSideEncryptionRule",
    canonical,
    absent: Absent::Error(
        "NoSuchServerSideEncryptionRule",
        "The server side encryption configuration was not found.",
    ),
};

pub(super) static PUT: Operation = document::operation(
    "encryption",
    "PutBucketEncryption",
    "oss:PutBucketEncryption",
    "PUT",
    Handler::Later(|call| Box::pin(document::put(call, &ENCRYPTION))),
);

pub(super) static GET: Operation = document::operation(
    "encryption",
    "GetBucketEncryption",
    "oss:GetBucketEncryption",
    "GET",
    Handler::Now(|call| document::get(call, &ENCRYPTION)),
);

pub(super) static DELETE: Operation = document::operation(
    "encryption",
    "DeleteBucketEncryption",
    "oss:DeleteBucketEncryption",
    "DELETE",
    Handler::Now(|call| document::delete(call, &ENCRYPTION)),
);

/// What a bucket says of objects that say nothing themselves.
pub(crate) fn of(bucket: &Bucket) -> Option<Encryption> {
    let text = bucket.document(ENCRYPTION.name)?;
    let document = xml::parse(text.as_bytes(), ENCRYPTION.root).ok()?;
    read(&document).ok()
}

fn canonical(document: &Element) -> Result<String, ServiceError> {
    let encryption = read(document)?;
    Ok(XmlWriter::document(ENCRYPTION.root, |xml| xml.element(BY_DEFAULT, |xml| write(xml, &encryption))))
}

/// The elements that say it.
pub(crate) fn write(xml: &mut XmlWriter, encryption: &Encryption) {
    encryption.values(NAMES).for_each(|(name, value)| xml.text(name, value));
}

/// Empty elements count as absent: the documentation's own sample sends an empty `KMSMasterKeyID` with `AES256`.
fn read(document: &Element) -> Result<Encryption, ServiceError> {
    let rule = document.child(BY_DEFAULT).ok_or_else(malformed)?;
    let value = |name: &str| rule.child_text(name).filter(|text| !text.is_empty());
    Encryption::read(NAMES, value)?.ok_or_else(malformed)
}
