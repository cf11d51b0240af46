//! What the operations on multipart uploads share.

use super::operation::{Call, invalid_argument};
use crate::error::ServiceError;

const MAX_PART_NUMBER: u16 = 10_000;

/// Headers that the client libraries repeat on every request of an upload; what they say counts at its beginning.
pub(super) const PART_HEADERS: [&str; 5] = [
    "x-oss-forbid-overwrite",
    "x-oss-hash-crc64ecma",
    "x-oss-object-acl",
    "x-oss-storage-class",
    "x-oss-tagging",
];

/// `uploadId` of the request.
pub(super) fn upload_id<'c>(call: &'c Call<'_>) -> &'c str {
    call.parameter("uploadId").unwrap_or_default()
}

/// `partNumber` of the request: 1 to 10,000.
pub(super) fn part_number(call: &Call<'_>) -> Result<u16, ServiceError> {
    let text = call.parameter("partNumber").unwrap_or_default();
    text.parse()
        .ok()
        .filter(|number| is_part_number(*number))
        .ok_or_else(|| invalid_part_number("partNumber", text))
}

/// Whether a part may have this number.
pub(super) fn is_part_number(number: u16) -> bool {
    (1..=MAX_PART_NUMBER).contains(&number)
}

/// `InvalidArgument` of a part number.
pub(super) fn invalid_part_number(name: &'static str, text: &str) -> ServiceError {
    invalid_argument("Part number must be an integer between 1 and 10000, inclusive.", name, text)
}

/// `NoSuchUpload`.
pub(super) fn no_such_upload(id: &str) -> ServiceError {
    let message = "The specified upload does not exist. The upload ID may be invalid, or the upload may have been \
                   aborted or completed.";
    ServiceError::new(404, "NoSuchUpload", message).ec("0042-00000002").detail("UploadId", id)
}

/// Refuses an upload id that is not of this key before the body comes in.
pub(super) fn check_upload(call: &Call<'_>) -> Result<(), ServiceError> {
    let id = upload_id(call);
    call.bucket()?.with_upload(call.key(), id, |_| ()).ok_or_else(|| no_such_upload(id))
}

/// Reads `max-parts` or `max-uploads`: 1 to 1000, 1000 by default.
pub(super) fn limit(call: &Call<'_>, name: &'static str) -> Result<usize, ServiceError> {
    const MAX: usize = 1000;
    let Some(text) = call.parameter(name) else { return Ok(MAX) };
    text.parse().ok().filter(|limit| (1..=MAX).contains(limit)).ok_or_else(|| {
        invalid_argument(&format!("Argument {name} must be an integer between 1 and 1000."), name, text)
    })
}
