//! `?encryption` of a bucket: how objects are encrypted that say nothing of it themselves.

use super::document::{self, Absent, Kind};
use crate::error::ServiceError;
use crate::operations::operation::{Handler, Operation, Scope, invalid_argument};
use crate::xml::{Element, XmlWriter, malformed};

const BY_DEFAULT: &str = "ApplyServerSideEncryptionByDefault";
const ALGORITHM: &str = "SSEAlgorithm";
const DATA_ENCRYPTION: &str = "KMSDataEncryption";
const KEY_ID: &str = "KMSMasterKeyID";

static ENCRYPTION: Kind = Kind {
    name: "encryption",
    root: "ServerSideEncryptionRule",
    canonical,
    absent: Absent::Error(
        "NoSuchServerSideEncryptionRule",
        "The server side encryption configuration was not found.",
    ),
};

pub(super) static PUT: Operation = Operation {
    selector: Some(("encryption", None)),
    ..Operation::new(
        "PutBucketEncryption",
        "oss:PutBucketEncryption",
        "PUT",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(document::put(call, &ENCRYPTION))),
    )
};

pub(super) static GET: Operation = Operation {
    selector: Some(("encryption", None)),
    ..Operation::new(
        "GetBucketEncryption",
        "oss:GetBucketEncryption",
        "GET",
        Scope::Bucket,
        Handler::Now(|call| document::get(call, &ENCRYPTION)),
    )
};

pub(super) static DELETE: Operation = Operation {
    selector: Some(("encryption", None)),
    ..Operation::new(
        "DeleteBucketEncryption",
        "oss:DeleteBucketEncryption",
        "DELETE",
        Scope::Bucket,
        Handler::Now(|call| document::delete(call, &ENCRYPTION)),
    )
};

/// Empty elements count as absent: the documentation's own sample sends an empty `KMSMasterKeyID` with `AES256`.
fn canonical(document: &Element) -> Result<String, ServiceError> {
    let rule = document.child(BY_DEFAULT).ok_or_else(malformed)?;
    let text = |name| rule.child_text(name).filter(|text| !text.is_empty());
    let algorithm = text(ALGORITHM).ok_or_else(malformed)?;
    let (data_encryption, key_id) = (text(DATA_ENCRYPTION), text(KEY_ID));
    check(algorithm, data_encryption, key_id)?;
    Ok(XmlWriter::document(ENCRYPTION.root, |xml| {
        xml.element(BY_DEFAULT, |xml| {
            xml.text(ALGORITHM, algorithm);
            for (name, text) in [(DATA_ENCRYPTION, data_encryption), (KEY_ID, key_id)] {
                if let Some(text) = text {
                    xml.text(name, text);
                }
            }
        });
    }))
}

fn check(algorithm: &str, data_encryption: Option<&str>, key_id: Option<&str>) -> Result<(), ServiceError> {
    if !["AES256", "KMS", "SM4"].contains(&algorithm) {
        let message = "The Encryption request you specified is not valid. Supported value: AES256/SM4/KMS.";
        return Err(ServiceError::new(400, "InvalidEncryptionAlgorithmError", message).ec("0005-00000003"));
    }
    if data_encryption.is_some_and(|value| algorithm != "KMS" || value != "SM4") {
        let message = "The KMS Data Encryption request you specified is not valid. Supported value:SM4";
        return Err(
            ServiceError::new(400, "InvalidDataEncryptionAlgorithmError", message).ec("0005-00000203")
        );
    }
    match key_id {
        Some(key_id) if algorithm != "KMS" => {
            let message = "KMSMasterKeyID is not applicable if the default sse algorithm is not KMS.";
            Err(invalid_argument(message, KEY_ID, key_id).ec("0005-00000204"))
        }
        _ => Ok(()),
    }
}
