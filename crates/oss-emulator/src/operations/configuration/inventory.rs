//! `?inventory` of a bucket: which lists of its objects are written. None is.

use http::StatusCode;

use super::document::{self, MAX_BODY, not_found};
use crate::error::ServiceError;
use crate::operations::continuation_token;
use crate::operations::operation::{Call, Handler, Operation, invalid_argument, missing_argument};
use crate::reply::Reply;
use crate::xml::{self, Element, XmlWriter, malformed};

/// What the names of the documents begin with.
const PREFIX: &str = "inventory/";
const ROOT: &str = "InventoryConfiguration";
const TOKEN: &str = "continuation-token";
/// Of one bucket.
const MAX_INVENTORIES: usize = 1000;
/// On one page.
const PAGE: usize = 100;
/// What a list may say of an object beside its name.
const FIELDS: [&str; 10] = [
    "Size",
    "LastModifiedDate",
    "ETag",
    "StorageClass",
    "IsMultipartUploaded",
    "EncryptionStatus",
    "ObjectAcl",
    "TaggingCount",
    "ObjectType",
    "Crc64",
];
/// Bounds of what is listed, in numbers: bytes and Unix seconds.
const BOUNDS: [&str; 4] =
    ["LastModifyBeginTimeStamp", "LastModifyEndTimeStamp", "LowerSizeBound", "UpperSizeBound"];

pub(super) static PUT: Operation = Operation {
    parameters: &["inventoryId"],
    ..document::operation(
        "inventory",
        "PutBucketInventory",
        "oss:PutBucketInventory",
        "PUT",
        Handler::Later(|call| Box::pin(put(call))),
    )
};

pub(super) static GET: Operation = Operation {
    parameters: &["inventory"],
    ..document::operation(
        "inventoryId",
        "GetBucketInventory",
        "oss:GetBucketInventory",
        "GET",
        Handler::Now(get),
    )
};

pub(super) static LIST: Operation = Operation {
    parameters: &[TOKEN],
    ..document::operation(
        "inventory",
        "ListBucketInventory",
        "oss:GetBucketInventory",
        "GET",
        Handler::Now(list),
    )
};

pub(super) static DELETE: Operation = Operation {
    parameters: &["inventoryId"],
    ..document::operation(
        "inventory",
        "DeleteBucketInventory",
        "oss:DeleteBucketInventory",
        "DELETE",
        Handler::Now(delete),
    )
};

/// The name of the document of `inventoryId`.
fn name(call: &Call<'_>) -> Result<String, ServiceError> {
    let id = call.parameter("inventoryId").ok_or_else(|| missing_argument("inventoryId"))?;
    Ok(format!("{PREFIX}{id}"))
}

/// An inventory is never replaced: its id must be new.
async fn put(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let document = document::read(&mut call, ROOT, MAX_BODY).await?;
    check(&document)?;
    let name = name(&call)?;
    let id = text(&document, "Id")?;
    if name.strip_prefix(PREFIX) != Some(id) {
        return Err(invalid_argument("The Id must be that of the query string.", "Id", id));
    }
    let bucket = call.bucket()?;
    bucket.change_document(&name, |documents| {
        if documents.get(&name).is_some() {
            let message = "The Inventory Configuration already exists.";
            return Err(ServiceError::new(409, "InventoryConfigurationAlreadyExists", message)
                .detail("BucketName", &bucket.settings.name));
        }
        if documents.beginning(PREFIX).count() >= MAX_INVENTORIES {
            let message = "You are not allowed to create more inventory than limit.";
            return Err(ServiceError::new(400, "InventoryExceedLimit", message));
        }
        Ok(Some(XmlWriter::document(ROOT, |xml| write(xml, &document))))
    })?;
    Ok(Reply::empty(StatusCode::OK))
}

fn get(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let missing = || not_found(bucket, "NoSuchInventory", "No Row found in Inventory Table.");
    let text = bucket.document(&name(call)?).ok_or_else(missing)?;
    Ok(Reply::xml(String::from(&*text)))
}

fn delete(call: &Call<'_>) -> Result<Reply, ServiceError> {
    call.bucket()?.remove_document(&name(call)?);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// In the order of the ids, a hundred to a page.
fn list(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let after = match call.parameter(TOKEN) {
        None => String::from(PREFIX),
        Some(token) => match continuation_token::read(token) {
            Some(last) => format!("{PREFIX}{last}"),
            None => return Err(invalid_argument("The continuation token is invalid.", TOKEN, token)),
        },
    };
    let mut inventories = call.bucket()?.documents(PREFIX);
    inventories.retain(|(name, _)| *name > after);
    let truncated = inventories.len() > PAGE;
    inventories.truncate(PAGE);
    let parse = |(_, text): &(String, std::sync::Arc<str>)| xml::parse(text.as_bytes(), ROOT);
    let documents = inventories.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    let last = inventories.last().and_then(|(name, _)| name.strip_prefix(PREFIX)).filter(|_| truncated);
    Ok(Reply::xml(XmlWriter::document("ListInventoryConfigurationsResult", |xml| {
        for document in &documents {
            xml.element(ROOT, |xml| write(xml, document));
        }
        xml.value("IsTruncated", truncated);
        if let Some(last) = last {
            xml.text("NextContinuationToken", &continuation_token::write(last));
        }
    })))
}

fn child<'e>(element: &'e Element, name: &str) -> Result<&'e Element, ServiceError> {
    element.child(name).ok_or_else(malformed)
}

fn text<'e>(element: &'e Element, name: &str) -> Result<&'e str, ServiceError> {
    element.child_text(name).filter(|text| !text.is_empty()).ok_or_else(malformed)
}

/// Refuses what is missing as `MalformedXML`, and values without a meaning as `InvalidArgument`.
fn check(document: &Element) -> Result<(), ServiceError> {
    let one_of = |element: &Element, name: &'static str, values: &[&str]| {
        let text = text(element, name)?;
        if values.contains(&text) { Ok(()) } else { Err(invalid(name, text)) }
    };
    let id = text(document, "Id")?;
    if id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return Err(invalid("Id", id));
    }
    // oss2 says `True`.
    let enabled = text(document, "IsEnabled")?;
    if !["true", "false"].iter().any(|value| enabled.eq_ignore_ascii_case(value)) {
        return Err(invalid("IsEnabled", enabled));
    }
    one_of(child(document, "Schedule")?, "Frequency", &["Daily", "Weekly"])?;
    one_of(document, "IncludedObjectVersions", &["All", "Current"])?;
    let destination = destination(document)?;
    one_of(destination, "Format", &["CSV"])?;
    text(destination, "AccountId")?;
    for (name, prefix) in [("RoleArn", "acs:ram::"), ("Bucket", "acs:oss:::")] {
        let text = text(destination, name)?;
        if !text.starts_with(prefix) {
            return Err(invalid(name, text));
        }
    }
    if let Some(encryption) =
        destination.child("Encryption").and_then(|encryption| encryption.child("SSE-KMS"))
    {
        text(encryption, "KeyId")?;
    }
    for field in document.child("OptionalFields").iter().flat_map(|fields| fields.children("Field")) {
        if !FIELDS.contains(&field.text.trim()) {
            return Err(invalid("Field", field.text.trim()));
        }
    }
    for name in BOUNDS {
        let text = document.child("Filter").and_then(|filter| filter.child_text(name));
        if let Some(text) = text.filter(|text| text.parse::<u64>().is_err()) {
            return Err(invalid(name, text));
        }
    }
    Ok(())
}

fn invalid(name: &'static str, value: &str) -> ServiceError {
    invalid_argument("The inventory configuration has an invalid value.", name, value)
}

fn destination(document: &Element) -> Result<&Element, ServiceError> {
    child(child(document, "Destination")?, "OSSBucketDestination")
}

/// The elements inside [`ROOT`], in the order of the documentation's samples.
fn write(xml: &mut XmlWriter, document: &Element) {
    let copy = |xml: &mut XmlWriter, element: &Element, names: &[&str]| {
        for name in names {
            if let Some(text) = element.child_text(name) {
                xml.text(name, text);
            }
        }
    };
    copy(xml, document, &["Id"]);
    if let Some(enabled) = document.child_text("IsEnabled") {
        xml.text("IsEnabled", &enabled.to_ascii_lowercase());
    }
    if let Ok(destination) = destination(document) {
        xml.element("Destination", |xml| {
            xml.element("OSSBucketDestination", |xml| {
                copy(xml, destination, &["Format", "AccountId", "RoleArn", "Bucket", "Prefix"]);
                if let Some(encryption) = destination.child("Encryption") {
                    write_encryption(xml, encryption);
                }
            });
        });
    }
    if let Some(schedule) = document.child("Schedule") {
        xml.element("Schedule", |xml| copy(xml, schedule, &["Frequency"]));
    }
    if let Some(filter) = document.child("Filter") {
        xml.element("Filter", |xml| {
            copy(xml, filter, &["Prefix"]);
            copy(xml, filter, &BOUNDS);
            copy(xml, filter, &["StorageClass"]);
        });
    }
    copy(xml, document, &["IncludedObjectVersions"]);
    if let Some(fields) = document.child("OptionalFields") {
        xml.element("OptionalFields", |xml| {
            fields.children("Field").for_each(|field| xml.text("Field", field.text.trim()));
        });
    }
}

/// An empty element, as ali-oss sends it, asks for no encryption.
fn write_encryption(xml: &mut XmlWriter, encryption: &Element) {
    if encryption.child("SSE-OSS").is_some() {
        xml.element("Encryption", |xml| xml.text("SSE-OSS", ""));
    } else if let Some(kms) = encryption.child("SSE-KMS") {
        let key_id = kms.child_text("KeyId").unwrap_or_default();
        xml.element("Encryption", |xml| xml.element("SSE-KMS", |xml| xml.text("KeyId", key_id)));
    }
}
