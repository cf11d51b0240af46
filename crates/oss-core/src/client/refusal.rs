//! The error in a reply that an operation does not accept.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, StatusCode};

use crate::error::{Error, ServiceError};
use crate::xml;

/// Reads what the service says: in the body, or in `x-oss-err` where a reply has none (HEAD).
///
/// 404 and 412 without a body speak for themselves, as they do for ali-oss. A body that is not XML gives an unreadable-reply
/// error.
pub(super) fn refusal(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Error {
    let read = if body.is_empty() { from_header(status, headers) } else { xml::service_error(body) };
    match read {
        Ok(error) => Error::service(ServiceError { status: status.as_u16(), ..error }),
        Err(error) => error,
    }
}

fn from_header(status: StatusCode, headers: &HeaderMap) -> Result<ServiceError, Error> {
    let request_id =
        headers.get("x-oss-request-id").and_then(|value| value.to_str().ok()).map(str::to_string);
    let described = headers
        .get("x-oss-err")
        .filter(|_| status != StatusCode::NOT_FOUND && status != StatusCode::PRECONDITION_FAILED)
        .and_then(|value| STANDARD.decode(value.as_bytes()).ok());
    let error = match described {
        Some(document) => xml::service_error(&document)?,
        None => ServiceError::default(),
    };
    Ok(ServiceError { request_id, ..error })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "<Error><Code>InvalidTargetType</Code><Message>The target is a symlink</Message>\
                            <RequestId>in-body</RequestId></Error>";

    fn headers() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-oss-request-id", "in-header".parse().unwrap());
        headers.insert("x-oss-err", STANDARD.encode(DOCUMENT).parse().unwrap());
        headers
    }

    #[test]
    fn the_body_speaks_first() {
        let error = refusal(StatusCode::BAD_REQUEST, &HeaderMap::new(), DOCUMENT.as_bytes());
        let service = error.as_service().unwrap();
        assert_eq!(service.code.as_deref(), Some("InvalidTargetType"));
        assert_eq!(service.request_id.as_deref(), Some("in-body"));
        assert_eq!(service.status, 400);
    }

    #[test]
    fn the_header_speaks_for_a_reply_without_body() {
        let error = refusal(StatusCode::BAD_REQUEST, &headers(), b"");
        let service = error.as_service().unwrap();
        assert_eq!(service.code.as_deref(), Some("InvalidTargetType"));
        assert_eq!(service.request_id.as_deref(), Some("in-header"));
    }

    #[test]
    fn a_missing_object_needs_no_words() {
        let error = refusal(StatusCode::NOT_FOUND, &headers(), b"");
        assert_eq!(error.as_service().unwrap().code, None);
    }
}
