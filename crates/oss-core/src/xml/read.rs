//! Reads replies.

use std::borrow::Cow;

use serde_json::Value;

use super::json::{Builder, is_js_space};
use super::scan;
use crate::error::{Error, ServiceError};

/// The value that xml2js makes of a document with `explicitRoot: false, explicitArray: false`, as JSON text.
///
/// An element with text alone is a string, one with children or attributes an object: repeated children are an array,
/// attributes stand under `$`, text beside either under `_`. An empty document is `null`. Bytes that are not UTF-8 become
/// U+FFFD. Fails with the message of sax, which names line, column and character but does not quote the reply.
pub fn to_json(bytes: &[u8]) -> Result<String, Error> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    };
    if text.chars().all(is_js_space) {
        return Ok("null".to_owned());
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut builder = Builder::with_capacity(text.len());
    match scan::scan(text, &mut builder) {
        Ok(()) => Ok(builder.finish()),
        Err(fault) => Err(Error::unreadable(fault.describe(text))),
    }
}

/// The details of an error body. What a body lacks is `None`; the status is left 0, for the body does not tell it.
pub fn service_error(bytes: &[u8]) -> Result<ServiceError, Error> {
    let value: Value = serde_json::from_str(&to_json(bytes)?)
        .map_err(|error| Error::unreadable(format!("error body: {error}")))?;
    let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(ServiceError {
        status: 0,
        code: field("Code"),
        message: field("Message"),
        request_id: field("RequestId"),
        host_id: field("HostId"),
        ec: field("EC"),
        condition: field("Condition"),
        server_time: field("ServerTime"),
    })
}
