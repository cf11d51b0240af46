//! Which CRC-64 of the service speaks of which bytes.

use http::header::{CONTENT_LENGTH, CONTENT_RANGE};
use http::{HeaderMap, Method, StatusCode};

use crate::error::Error;
use crate::operation::Operation;

const CRC_HEADER: &str = "x-oss-hash-crc64ecma";

/// Whether the body of the request becomes the content of an object or a part, so that the reply's checksum is its own.
///
/// An append's reply has the checksum of the whole object instead.
pub(super) fn is_object_content(operation: &Operation) -> bool {
    operation.method == Method::PUT
        && operation.object().is_some()
        && operation.subresources.iter().all(|(name, _)| matches!(name.as_str(), "partNumber" | "uploadId"))
}

/// Whether the body of the reply is a whole object as it is stored: no range, no processing, no other encoding.
pub(super) fn is_whole_object(operation: &Operation, status: StatusCode) -> bool {
    let asks = |names: &[&str]| {
        operation.headers.iter().any(|(name, _)| names.iter().any(|asked| name.eq_ignore_ascii_case(asked)))
    };
    operation.method == Method::GET
        && operation.object().is_some()
        && status == StatusCode::OK
        && !asks(&["range", "accept-encoding"])
        && operation
            .query
            .iter()
            .chain(&operation.subresources)
            .all(|(name, _)| name == "versionId" || name.starts_with("response-"))
}

/// Whether a reply that is a range brings as many bytes as the range has. Ranges have no checksum, so this is all there is to
/// tell one that was cut off by something between.
pub(super) fn has_whole_range(status: StatusCode, headers: &HeaderMap) -> bool {
    if status != StatusCode::PARTIAL_CONTENT {
        return true;
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    let range = text(CONTENT_RANGE).and_then(|range| range.strip_prefix("bytes ")?.split_once('/'));
    let run = range.and_then(|(range, _)| range.split_once('-'));
    let run = run.and_then(|(first, last)| Some((first.parse::<u64>().ok()?, last.parse::<u64>().ok()?)));
    match (length, run) {
        (Some(length), Some((first, last))) => last.checked_sub(first) == length.checked_sub(1),
        _ => true,
    }
}

/// The checksum that the service states.
pub(super) fn stated(headers: &HeaderMap) -> Option<u64> {
    headers.get(CRC_HEADER)?.to_str().ok()?.trim().parse().ok()
}

/// Fails when both sides have a checksum and they differ.
pub(super) fn compare(stated: Option<u64>, computed: Option<u64>) -> Result<(), Error> {
    match (stated, computed) {
        (Some(stated), Some(computed)) if stated != computed => Err(Error::integrity(stated, computed)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(method: Method, subresources: &[&str], headers: &[&str]) -> Operation {
        let mut operation = Operation::new(method);
        operation.object = Some("key".into());
        operation.subresources = subresources.iter().map(|name| ((*name).to_string(), None)).collect();
        operation.headers = headers.iter().map(|name| ((*name).to_string(), "x".into())).collect();
        operation
    }

    #[test]
    fn puts_and_parts_are_object_content() {
        assert!(is_object_content(&operation(Method::PUT, &[], &[])));
        assert!(is_object_content(&operation(Method::PUT, &["partNumber", "uploadId"], &[])));
        assert!(!is_object_content(&operation(Method::PUT, &["acl"], &[])));
        assert!(!is_object_content(&operation(Method::POST, &["append", "position"], &[])));
    }

    #[test]
    fn ranges_processing_and_encodings_are_not_whole_objects() {
        let ok = StatusCode::OK;
        assert!(is_whole_object(&operation(Method::GET, &["versionId", "response-expires"], &[]), ok));
        assert!(!is_whole_object(&operation(Method::GET, &[], &[]), StatusCode::PARTIAL_CONTENT));
        assert!(!is_whole_object(&operation(Method::GET, &[], &["Range"]), ok));
        assert!(!is_whole_object(&operation(Method::GET, &[], &["accept-encoding"]), ok));
        assert!(!is_whole_object(&operation(Method::GET, &["x-oss-process"], &[]), ok));
    }

    #[test]
    fn a_range_that_is_cut_short_is_noticed() {
        let fits = |status, length: &str, range: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_LENGTH, length.parse().unwrap());
            headers.insert(CONTENT_RANGE, range.parse().unwrap());
            has_whole_range(status, &headers)
        };
        let partial = StatusCode::PARTIAL_CONTENT;
        assert!(fits(partial, "10", "bytes 5-14/100"));
        assert!(!fits(partial, "9", "bytes 5-14/100"));
        assert!(!fits(partial, "0", "bytes 0-0/1"));
        assert!(fits(StatusCode::OK, "9", "bytes 5-14/100"));
        assert!(fits(partial, "9", "lines 5-14/100"));
        assert!(has_whole_range(partial, &HeaderMap::new()));
    }

    #[test]
    fn only_two_different_checksums_fail() {
        assert!(compare(Some(1), Some(2)).is_err_and(|e| e.is_integrity()));
        assert!(compare(Some(1), Some(1)).is_ok());
        assert!(compare(None, Some(1)).is_ok());
        assert!(compare(Some(1), None).is_ok());
    }
}
