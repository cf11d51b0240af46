//! Finds the operation of a request, and refuses by name what is not served.
//!
//! Query parameters and headers that mean nothing to the service are ignored, as it does; those that do mean something
//! are either understood by the operation or refused with 501, never passed over.

use http::{HeaderMap, Method};

use crate::error::ServiceError;
use crate::operations::{self, Operation, Scope, versions};
use crate::request::{Address, RequestHead};

/// Query parameters that select an operation or change what it does.
const FEATURES: [&str; 91] = [
    "accessPoint",
    "accessPointPolicy",
    "accessmonitor",
    "acl",
    "append",
    "asyncFetch",
    "bucketArchiveDirectRead",
    "bucketInfo",
    "callback",
    "callback-var",
    "cleanRestoredObject",
    "cloudboxes",
    "cname",
    "comp",
    "continuation-token",
    "cors",
    "delete",
    "encryption",
    "endTime",
    "group",
    "httpsConfig",
    "img",
    "inventory",
    "inventoryId",
    "lifecycle",
    "link",
    "live",
    "location",
    "logging",
    "metaQuery",
    "objectInfo",
    "objectMeta",
    "partNumber",
    "policy",
    "policyStatus",
    "position",
    "processConfiguration",
    "publicAccessBlock",
    "qos",
    "qosInfo",
    "qosRequester",
    "redundancyTransition",
    "referer",
    "regionList",
    "regions",
    "replication",
    "replicationLocation",
    "replicationProgress",
    "requestPayment",
    "requesterQosInfo",
    "resourceGroup",
    "resourcePool",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "responseHeader",
    "restore",
    "rtc",
    "seal",
    "sequential",
    "startTime",
    "stat",
    "status",
    "style",
    "styleName",
    "symlink",
    "tagging",
    "transferAcceleration",
    "udf",
    "udfApplication",
    "udfImage",
    "uploadId",
    "uploads",
    "userDefinedLogFieldsConfig",
    "versionId",
    "versioning",
    "versions",
    "vip",
    "vod",
    "website",
    "withHashContext",
    "worm",
    "wormExtend",
    "wormId",
    "x-oss-async-process",
    "x-oss-delete",
    "x-oss-process",
    "x-oss-rename",
];

/// Headers that change what an operation does.
const HEADER_FEATURES: [&str; 25] = [
    "x-oss-acl",
    "x-oss-callback",
    "x-oss-callback-var",
    "x-oss-complete-all",
    "x-oss-copy-source",
    "x-oss-copy-source-if-match",
    "x-oss-copy-source-if-modified-since",
    "x-oss-copy-source-if-none-match",
    "x-oss-copy-source-if-unmodified-since",
    "x-oss-copy-source-range",
    "x-oss-forbid-overwrite",
    "x-oss-hash-crc64ecma",
    "x-oss-metadata-directive",
    "x-oss-object-acl",
    "x-oss-persistent-headers",
    "x-oss-process",
    "x-oss-range-behavior",
    "x-oss-resource-group-id",
    "x-oss-server-side-data-encryption",
    "x-oss-server-side-encryption",
    "x-oss-server-side-encryption-key-id",
    "x-oss-storage-class",
    "x-oss-symlink-target",
    "x-oss-tagging",
    "x-oss-tagging-directive",
];

/// Those that tell of the object that a request makes. GET makes none, and means nothing by them: `oss2` sends all headers
/// of an upload with ListParts too.
const OF_NEW_OBJECTS: [&str; 4] =
    ["x-oss-forbid-overwrite", "x-oss-object-acl", "x-oss-storage-class", "x-oss-tagging"];

/// The operation of a request.
pub(crate) fn select(head: &RequestHead, address: &Address) -> Result<&'static Operation, ServiceError> {
    if head.method == Method::OPTIONS {
        return Ok(&operations::PREFLIGHT);
    }
    let scope = match (&address.bucket, &address.object) {
        (None, _) => Scope::Service,
        (Some(_), None) => Scope::Bucket,
        (Some(_), Some(_)) => Scope::Object,
    };
    let alike = || operations::all().filter(|op| op.method == head.method.as_str() && op.scope == scope);
    let selected = alike()
        .filter(|op| is_selected(op, head))
        .max_by_key(|op| (op.selector.is_some(), op.selecting_header.is_some()));
    let unknown = head.query.iter().find(|parameter| {
        FEATURES.contains(&parameter.name.as_str()) && !selected.is_some_and(|op| takes(op, &parameter.name))
    });
    if let Some(parameter) = unknown {
        return Err(not_implemented(
            head.method.as_str(),
            scope,
            &format!("the query parameter {:?}", parameter.name),
        ));
    }
    let Some(operation) = selected else {
        return Err(not_implemented(head.method.as_str(), scope, "this method"));
    };
    check_headers(operation, &head.headers)?;
    Ok(operation)
}

/// Refuses headers, or fields of a form in their place, that mean something and are not understood by the operation.
pub(crate) fn check_headers(operation: &Operation, headers: &HeaderMap) -> Result<(), ServiceError> {
    let header = |name: &&&str| {
        let known = operation.headers.contains(*name) || operation.selecting_header == Some(**name);
        let idle = operation.method == "GET" && OF_NEW_OBJECTS.contains(*name);
        headers.contains_key(**name) && !known && !idle
    };
    match HEADER_FEATURES.iter().find(header) {
        None => Ok(()),
        Some(name) => {
            Err(not_implemented(operation.method, operation.scope, &format!("the header {name:?}")))
        }
    }
}

/// Whether a query parameter means something to the service.
pub(crate) fn names_feature(head: &RequestHead) -> bool {
    head.query.iter().any(|parameter| FEATURES.contains(&parameter.name.as_str()))
}

/// Whether the request carries what the operation is selected by.
fn is_selected(operation: &Operation, head: &RequestHead) -> bool {
    let parameter = operation.selector.is_none_or(|(name, wanted)| {
        head.query_value(name).is_some_and(|value| wanted.is_none_or(|wanted| wanted == value))
    });
    parameter && operation.selecting_header.is_none_or(|name| head.headers.contains_key(name))
}

fn takes(operation: &Operation, parameter: &str) -> bool {
    operation.selector.is_some_and(|(name, _)| name == parameter)
        || operation.parameters.contains(&parameter)
        || operation.version_action.is_some() && parameter == versions::PARAMETER
}

fn not_implemented(method: &str, scope: Scope, what: &str) -> ServiceError {
    let scope = match scope {
        Scope::Service => "the service",
        Scope::Bucket => "a bucket",
        Scope::Object => "an object",
    };
    let message = format!("This emulator does not implement {what} in a {method} request for {scope}.");
    ServiceError::new(501, "NotImplemented", message)
}
