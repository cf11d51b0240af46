//! An outcome as JSON text: one `JSON.parse` makes in JavaScript what many property writes would.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use http::header::{HeaderMap, HeaderName};
use oss_core::Notice;
use oss_core::client::{Outcome, Reply};
use oss_core::credentials::{Failure, Issued};
use oss_core::errno;
use oss_core::error::Error;
use oss_core::progress::Report;
use oss_core::retry::AttemptRecord;

/// Headers of which Node keeps the first value only (`IncomingMessage.headers`).
const FIRST_ONLY: [&str; 17] = [
    "age",
    "authorization",
    "content-length",
    "content-type",
    "etag",
    "expires",
    "from",
    "host",
    "if-modified-since",
    "if-unmodified-since",
    "last-modified",
    "location",
    "max-forwards",
    "proxy-authorization",
    "referer",
    "retry-after",
    "user-agent",
];

/// Where the body of an outcome is.
pub(crate) struct Place {
    /// The Buffer's index.
    pub(crate) buffer: usize,
    /// Its bytes there, unless it is all of them.
    pub(crate) run: Option<Range<usize>>,
}

/// Writes the outcome of a call and where its body is, if it has one that is not empty.
pub(crate) fn write(out: &mut String, call: u32, outcome: &Outcome, body: Option<Place>) {
    out.push('{');
    number(out, "call", call);
    write_outcome(out, outcome, body);
}

/// Writes how an attempt ended that may be followed by another.
pub(crate) fn write_question(out: &mut String, call: u32, failed: &Outcome, body: Option<Place>) {
    out.push('{');
    number(out, "call", call);
    flag(out, "ask", true);
    write_outcome(out, failed, body);
}

fn write_outcome(out: &mut String, outcome: &Outcome, body: Option<Place>) {
    number(out, "rt", outcome.elapsed_ms);
    if let Some(url) = &outcome.url {
        text(out, "url", url);
    }
    if let Some(reply) = &outcome.reply {
        write_reply(out, reply);
    }
    if let Some(error) = &outcome.error {
        key(out, "error");
        write_error(out, error);
    }
    write_place(out, body);
    out.push('}');
}

/// Writes what is to be said without a call: 0 is the number of none.
pub(crate) fn write_notice(out: &mut String, notice: &Notice) {
    out.push('{');
    number(out, "call", 0);
    text(out, "code", notice.code());
    text(out, "message", &notice.to_string());
    out.push('}');
}

/// Writes where bytes that were read are, that there are no more, or why none came.
pub(crate) fn write_piece(out: &mut String, call: u32, piece: Result<Option<Place>, &Error>) {
    out.push('{');
    number(out, "call", call);
    match piece {
        Ok(None) => flag(out, "done", true),
        Ok(place) => write_place(out, place),
        Err(error) => {
            key(out, "error");
            write_error(out, error);
        }
    }
    out.push('}');
}

/// Writes that bytes were handed over, and whether more are taken.
pub(crate) fn write_accepted(out: &mut String, call: u32, more: bool) {
    out.push('{');
    number(out, "call", call);
    flag(out, "closed", !more);
    out.push('}');
}

/// Writes the credential that a provider gave, or what each said that was asked.
pub(crate) fn write_credential(out: &mut String, call: u32, fetched: &Result<Issued, Failure>) {
    out.push('{');
    number(out, "call", call);
    match fetched {
        Ok(Issued { credential, expires_ms }) => {
            key(out, "document");
            out.push('{');
            text(out, "accessKeyId", &credential.access_key_id);
            text(out, "accessKeySecret", &credential.access_key_secret);
            if let Some(token) = &credential.security_token {
                text(out, "stsToken", token);
            }
            if let Some(expires) = expires_ms {
                number(out, "expiration", *expires);
            }
            out.push('}');
        }
        Err(failure) => {
            key(out, "error");
            out.push('{');
            text(out, "kind", "credentials");
            text(out, "message", &failure.to_string());
            key(out, "said");
            out.push('[');
            for (i, (provider, reason)) in failure.said().enumerate() {
                out.push_str(if i == 0 { "{" } else { ",{" });
                text(out, "provider", provider);
                text(out, "message", reason);
                out.push('}');
            }
            out.push(']');
            out.push('}');
        }
    }
    out.push('}');
}

/// Writes how far a transfer has come; the rate in whole bytes per second.
pub(crate) fn write_progress(out: &mut String, call: u32, report: Report) {
    out.push('{');
    number(out, "call", call);
    number(out, "transferred", report.transferred);
    if let Some(total) = report.total {
        number(out, "total", total);
    }
    key(out, "rate");
    // A String takes whatever is written to it.
    let _ = write!(out, "{:.0}", report.rate);
    out.push('}');
}

/// Writes what a transfer has to say, or that it has ended.
pub(crate) fn write_event(out: &mut String, call: u32, event: Option<&str>) {
    out.push('{');
    number(out, "call", call);
    match event {
        Some(event) => {
            key(out, "event");
            out.push_str(event);
        }
        None => flag(out, "done", true),
    }
    out.push('}');
}

fn write_place(out: &mut String, place: Option<Place>) {
    let Some(Place { buffer, run }) = place else { return };
    number(out, "buffer", buffer);
    if let Some(run) = run {
        number(out, "start", run.start);
        number(out, "end", run.end);
    }
}

fn write_reply(out: &mut String, reply: &Reply) {
    number(out, "status", reply.status.as_u16());
    text(out, "statusMessage", &reply.reason);
    number(out, "size", reply.size);
    flag(out, "file", reply.body.is_none());
    flag(out, "reused", reply.connection.reused);
    number(out, "requests", reply.connection.requests);
    number(out, "responses", reply.connection.replies);
    text(out, "address", &reply.connection.remote.ip().to_string());
    number(out, "port", reply.connection.remote.port());
    key(out, "headers");
    write_headers(out, &reply.headers);
    if reply.stream.is_some() {
        flag(out, "stream", true);
    }
    if let Some(document) = &reply.document {
        key(out, "document");
        out.push_str(document);
    }
}

/// Names in lower case, values as latin-1, repeated headers joined, as Node shows them.
fn write_headers(out: &mut String, headers: &HeaderMap) {
    out.push('{');
    // The values of one name come one after the other.
    let mut rows = headers.iter().map(|(name, value)| (name, latin1(value.as_bytes()))).peekable();
    while let Some((name, mut value)) = rows.next() {
        key(out, name.as_str());
        let mut again = || rows.next_if(|(next, _)| *next == name).map(|(_, value)| value);
        if *name == http::header::SET_COOKIE {
            out.push('[');
            string(out, &value);
            while let Some(value) = again() {
                out.push(',');
                string(out, &value);
            }
            out.push(']');
            continue;
        }
        while let Some(more) = again() {
            if !is_first_only(name) {
                let value = value.to_mut();
                value.push_str(if name == "cookie" { "; " } else { ", " });
                value.push_str(&more);
            }
        }
        string(out, &value);
    }
    out.push('}');
}

fn is_first_only(name: &HeaderName) -> bool {
    FIRST_ONLY.contains(&name.as_str())
}

fn latin1(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(ascii) if ascii.is_ascii() => Cow::Borrowed(ascii),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn write_error(out: &mut String, error: &Error) {
    out.push('{');
    text(out, "kind", error.kind());
    if let Some(service) = error.as_service() {
        number(out, "status", service.status);
        let fields = [
            ("code", &service.code),
            ("message", &service.message),
            ("requestId", &service.request_id),
            ("hostId", &service.host_id),
            ("ec", &service.ec),
            ("condition", &service.condition),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                text(out, name, value);
            }
        }
    } else {
        text(out, "message", &error.to_string());
    }
    if let Some(ms) = error.timeout_ms() {
        number(out, "ms", ms);
    }
    if let Some((expected, actual)) = error.checksums() {
        text(out, "expected", &expected.to_string());
        text(out, "actual", &actual.to_string());
    }
    if let Some((syscall, path, source)) = error.as_file() {
        text(out, "syscall", syscall);
        text(out, "path", &path.to_string_lossy());
        text(out, "code", errno::name(source));
        if let Some(errno) = source.raw_os_error() {
            number(out, "errno", -errno);
        }
    } else if let Some(source) = std::error::Error::source(error) {
        key(out, "cause");
        out.push('{');
        text(out, "message", &source.to_string());
        if let Some(io) = source.downcast_ref::<std::io::Error>() {
            text(out, "code", errno::name(io));
        }
        out.push('}');
    }
    write_attempts(out, error.attempts());
    out.push('}');
}

fn write_attempts(out: &mut String, attempts: &[AttemptRecord]) {
    key(out, "attempts");
    out.push('[');
    for (i, attempt) in attempts.iter().enumerate() {
        out.push_str(if i == 0 { "{" } else { ",{" });
        number(out, "delay", u64::try_from(attempt.delay.as_millis()).unwrap_or(u64::MAX));
        if let Some(status) = attempt.status {
            number(out, "status", status);
        }
        let address = attempt.remote.map(|remote| remote.to_string());
        let fields = [
            ("code", &attempt.code),
            ("cause", &attempt.cause),
            ("requestId", &attempt.request_id),
            ("remoteAddress", &address),
        ];
        for (name, value) in fields {
            if let Some(value) = value {
                text(out, name, value);
            }
        }
        out.push('}');
    }
    out.push(']');
}

fn key(out: &mut String, name: &str) {
    if !out.ends_with('{') {
        out.push(',');
    }
    string(out, name);
    out.push(':');
}

fn text(out: &mut String, name: &str, value: &str) {
    key(out, name);
    string(out, value);
}

fn number(out: &mut String, name: &str, value: impl itoa::Integer) {
    key(out, name);
    out.push_str(itoa::Buffer::new().format(value));
}

fn flag(out: &mut String, name: &str, value: bool) {
    key(out, name);
    out.push_str(if value { "true" } else { "false" });
}

fn string(out: &mut String, value: &str) {
    if value.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(value);
        out.push('"');
    } else {
        // A str always serialises.
        out.push_str(&serde_json::to_string(value).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::HeaderValue;
    use oss_core::Credential;
    use serde_json::json;

    use super::*;

    #[test]
    fn repeated_headers_are_joined_as_node_joins_them() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("etag", "\"one\""),
            ("x-a", "1"),
            ("set-cookie", "a=1"),
            ("etag", "\"two\""),
            ("x-a", "2"),
            ("set-cookie", "b=2"),
            ("cookie", "c"),
            ("cookie", "d"),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers.append("x-b", HeaderValue::from_bytes(b"caf\xe9").unwrap());
        let mut out = String::new();
        write_headers(&mut out, &headers);
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        let expected = serde_json::json!({
            "etag": "\"one\"",
            "x-a": "1, 2",
            "set-cookie": ["a=1", "b=2"],
            "cookie": "c; d",
            "x-b": "café",
        });
        assert_eq!(read, expected);
    }

    #[test]
    fn a_credential_and_a_failure_are_read_by_javascript() {
        let credential = Credential {
            access_key_id: "a".into(),
            access_key_secret: "b\"".into(),
            security_token: Some("c".into()),
        };
        let issued = Issued { credential, expires_ms: Some(7) };
        for (fetched, expected) in [
            (
                Ok(issued),
                json!({ "call": 1, "document": {
                    "accessKeyId": "a", "accessKeySecret": "b\"", "stsToken": "c", "expiration": 7,
                }}),
            ),
            (
                Err(Failure::new("process", "no program")),
                json!({ "call": 1, "error": {
                    "kind": "credentials",
                    "message": "no credential: process: no program",
                    "said": [{ "provider": "process", "message": "no program" }],
                }}),
            ),
        ] {
            let mut out = String::new();
            write_credential(&mut out, 1, &fetched);
            let read: serde_json::Value = serde_json::from_str(&out).unwrap();
            assert_eq!(read, expected);
        }
    }

    #[test]
    fn an_outcome_without_a_reply_is_its_error() {
        let mut out = String::new();
        write(&mut out, 7, &Outcome::cancelled(), None);
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read["call"], 7);
        assert_eq!(read["error"]["kind"], "cancelled");
        assert_eq!(read["rt"], 0);
        assert_eq!(read["error"]["attempts"], serde_json::json!([]));
    }

    #[test]
    fn an_error_tells_of_its_attempts() {
        let attempts = vec![
            AttemptRecord {
                status: Some(503),
                code: Some("SlowDown".to_owned()),
                ..AttemptRecord::default()
            },
            AttemptRecord {
                delay: Duration::from_millis(131),
                cause: Some("read \"ECONNRESET\"".to_owned()),
                remote: Some(([127, 0, 0, 1], 80).into()),
                ..AttemptRecord::default()
            },
        ];
        let mut out = String::new();
        write_error(&mut out, &Error::cancelled().after(attempts));
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        let expected = serde_json::json!([
            { "delay": 0, "status": 503, "code": "SlowDown" },
            { "delay": 131, "cause": "read \"ECONNRESET\"", "remoteAddress": "127.0.0.1:80" },
        ]);
        assert_eq!(read["attempts"], expected);
    }
}
