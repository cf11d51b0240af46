//! The one place that writes replies: common headers, and errors in the shape of the service.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, DATE, SERVER};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};

use crate::body::ReplyBody;
use crate::context::Context;
use crate::dates::http_date;
use crate::error::ServiceError;
use crate::faults::{BodyFault, Ending, FaultyBody};
use crate::host::without_port;
use crate::server::control::Control;
use crate::traffic::TrafficLimit;
use crate::xml::XmlWriter;

/// Where the service explains an `EC`.
const RECOMMEND: &str = "https://api.aliyun.com/troubleshoot?q=";

/// What an operation answers.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The status.
    pub(crate) status: StatusCode,
    /// Headers beside the common ones.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: ReplyBody,
    /// Which service answers.
    pub(crate) gateway: Gateway,
}

/// The services on the one port, whose replies differ in their common headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gateway {
    /// The object service.
    Oss,
    /// The token service.
    Sts,
}

impl Reply {
    /// A reply without a body.
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: ReplyBody::Empty, gateway: Gateway::Oss }
    }

    /// 200 with an XML document.
    pub(crate) fn xml(document: String) -> Self {
        Self::with_body(StatusCode::OK, "application/xml", document)
    }

    /// A reply with a body of a type.
    pub(crate) fn with_body(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut reply = Self::empty(status);
        reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        reply.body = ReplyBody::Full(body.into());
        reply
    }

    /// Adds a header. A value that no header can hold (a control character) is left out.
    #[must_use]
    pub(crate) fn header(mut self, name: HeaderName, value: impl AsRef<[u8]>) -> Self {
        if let Ok(value) = HeaderValue::from_bytes(value.as_ref()) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Lets the bytes of an object pass no faster than this.
    pub(crate) fn limit(mut self, limit: TrafficLimit, control: &Arc<Control>) -> Self {
        if matches!(self.body, ReplyBody::Content(_)) {
            let slow = BodyFault::Slow { bytes_per_second: limit.bytes_per_second() };
            let slowed = FaultyBody::new(self.body, slow, Arc::clone(control));
            self.body = ReplyBody::Faulty(Box::new(slowed));
        }
        self
    }

    /// The same for names written in the code, which are lower-case.
    #[must_use]
    pub(crate) fn text(self, name: &'static str, value: impl AsRef<[u8]>) -> Self {
        self.header(HeaderName::from_static(name), value)
    }
}

/// An error reply, in XML; for HEAD without a body but with the XML in `x-oss-err`, as the service does.
pub(crate) fn error(context: &Context, error: &ServiceError) -> Reply {
    let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let document = error_document(context, error);
    let mut reply = if context.head.method == Method::HEAD {
        Reply::empty(status)
            .header(CONTENT_LENGTH, document.len().to_string())
            .text("x-oss-err", STANDARD.encode(&document))
    } else {
        Reply::with_body(status, "application/xml", document)
    };
    if !error.ec.is_empty() {
        reply = reply.text("x-oss-ec", error.ec);
    }
    for (name, value) in &error.headers {
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            reply = reply.header(name, value);
        }
    }
    reply
}

fn error_document(context: &Context, error: &ServiceError) -> String {
    XmlWriter::document("Error", |xml| {
        xml.text("Code", error.code);
        xml.text("Message", &error.message);
        xml.text("RequestId", &context.request_id);
        xml.text("HostId", without_port(&context.head.host));
        for (name, value) in &error.details {
            xml.text(name, value);
        }
        if !error.ec.is_empty() {
            xml.text("EC", error.ec);
            xml.text("RecommendDoc", &format!("{RECOMMEND}{}", error.ec));
        }
    })
}

/// Adds what every reply carries. `reusable` says whether the connection can serve another request.
pub(crate) fn finish(context: &Context, reply: Reply, reusable: bool) -> Response<ReplyBody> {
    let Reply { status, headers, body, gateway } = reply;
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let all = response.headers_mut();
    all.reserve(headers.len() + 5);
    // The date stands first: hyper's own replies, which begin otherwise, are told apart by that.
    insert(all, DATE, &http_date(context.now));
    let connection = if reusable { "keep-alive" } else { "close" };
    all.insert(CONNECTION, HeaderValue::from_static(connection));
    if gateway == Gateway::Oss {
        all.insert(SERVER, HeaderValue::from_static("AliyunOSS"));
        insert(all, HeaderName::from_static("x-oss-request-id"), &context.request_id);
        let elapsed = context.watch.elapsed().as_millis().to_string();
        insert(all, HeaderName::from_static("x-oss-server-time"), &elapsed);
    }
    all.extend(headers);
    if context.head.method != Method::HEAD
        && status != StatusCode::NO_CONTENT
        && status != StatusCode::NOT_MODIFIED
    {
        let length = response.body().length().to_string();
        insert(response.headers_mut(), CONTENT_LENGTH, &length);
    }
    response
}

/// Puts a wrong number into the checksum of a reply that has one.
pub(crate) fn spoil_checksum(response: &mut Response<ReplyBody>) {
    let name = HeaderName::from_static("x-oss-hash-crc64ecma");
    let value = response.headers().get(&name).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if let Some(value) = value {
        insert(response.headers_mut(), name, &(value ^ 1).to_string());
    }
}

/// Announces a body that ends early by no more than what will come of it, if it is to look whole.
pub(crate) fn promise_less(response: &mut Response<ReplyBody>, fault: BodyFault) {
    if let BodyFault::Cut { after, end: Ending::Length } = fault {
        let length = response.body().length().min(after);
        if response.headers().contains_key(CONTENT_LENGTH) && response.body().length() > 0 {
            insert(response.headers_mut(), CONTENT_LENGTH, &length.to_string());
        }
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// What the service says to bytes that are not HTTP (recorded reply rec-37).
const BAD_REQUEST: &str = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html>\n<head><title>400 Bad Request</title></head>\n\
    <body bgcolor=\"white\">\n<h1>400 Bad Request</h1>\n\
    <p>Your browser sent a request that this server could not understand.<hr/>Powered by AliyunOSS</body>\n</html>";

/// The reply to a request that is HTTP and still not one that can be understood.
pub(crate) fn bad_request() -> Reply {
    Reply::with_body(StatusCode::BAD_REQUEST, "text/html", BAD_REQUEST)
}

/// What is said to a client that took too long over its head; the same with other words (a guess).
const SLOW_REQUEST: &str = "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html>\n<head><title>408 Request Timeout</title></head>\n\
    <body bgcolor=\"white\">\n<h1>408 Request Timeout</h1>\n\
    <p>The request did not arrive in time.<hr/>Powered by AliyunOSS</body>\n</html>";

/// The whole reply, head included, to bytes that are not HTTP.
pub(crate) fn malformed_request() -> Bytes {
    last_page("400 Bad Request", BAD_REQUEST)
}

/// The whole reply, head included, to a client that took too long over its head.
pub(crate) fn slow_request() -> Bytes {
    last_page("408 Request Timeout", SLOW_REQUEST)
}

fn last_page(status: &str, page: &str) -> Bytes {
    Bytes::from(format!(
        "HTTP/1.1 {status}\r\nserver: AliyunOSS\r\ncontent-type: text/html\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{page}",
        page.len()
    ))
}
