//! Sends a callback and judges the answer.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, DATE, HOST, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use http_body_util::Full;
use md5::{Digest as _, Md5};
use percent_encoding::percent_decode_str;
use serde::de::IgnoredAny;
use time::OffsetDateTime;
use tokio::time::timeout;

use super::image::{self, Image};
use super::key;
use super::settings::Callback;
use super::template::Value;
use crate::dates::http_date;
use crate::error::ServiceError;
use crate::loopback::{Answer, SendError, Target};
use crate::storage::Object;

/// How long one URL may take to answer.
const TIMEOUT: Duration = Duration::from_secs(5);
/// Longest body of an answer: 1 MiB.
const MAX_ANSWER: u64 = 1024 * 1024;

/// What a callback reports.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event<'a> {
    /// The bucket.
    pub(crate) bucket: &'a str,
    /// Account id of its owner.
    pub(crate) owner: &'a str,
    /// The key.
    pub(crate) key: &'a str,
    /// What was stored.
    pub(crate) object: &'a Object,
    /// The operation that stored it.
    pub(crate) operation: &'a str,
    /// `x-oss-request-id` of that request.
    pub(crate) request_id: &'a str,
    /// Account id of the sender; empty when anonymous.
    pub(crate) requester: &'a str,
    /// Where that request came from.
    pub(crate) client: IpAddr,
    /// Where the emulator serves its public key.
    pub(crate) public_key_url: &'a str,
    /// The emulator's time.
    pub(crate) now: OffsetDateTime,
}

/// Why a callback failed, in the words of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The reason.
    pub(crate) message: String,
    ec: &'static str,
}

impl Failure {
    fn new(message: impl Into<String>, ec: &'static str) -> Self {
        Self { message: message.into(), ec }
    }

    /// 203, though it is an error: the object is stored.
    pub(crate) fn into_error(self) -> ServiceError {
        ServiceError::new(203, "CallbackFailed", self.message).ec(self.ec)
    }

    /// A status of the receiver; -1 when there is none.
    fn status(status: impl std::fmt::Display, rest: &str) -> Self {
        Self::new(format!("Error status : {status}.{rest}"), "0007-00000203")
    }

    fn unreachable(reason: &str) -> Self {
        Self::status(-1, &format!("OSS can not connect to your callbackUrl, please check it.{reason}"))
    }
}

impl Callback {
    /// Sends the callback to one URL after the other until one answers 200 with JSON, which is given back; otherwise what
    /// the last one did wrong.
    pub(crate) async fn post(&self, event: &Event<'_>) -> Result<Bytes, Failure> {
        let image = if self.body.contains("${imageInfo.") { image_of(event.object).await } else { None };
        let body = self.body_type.render(&self.body, |name| self.value(name, event, image));
        let mut last = Failure::unreachable("");
        for target in &self.targets {
            let outcome = match target {
                Err(error) => Err(Failure::unreachable(&format!(" ({error})"))),
                Ok(target) => match timeout(TIMEOUT, self.post_to(target, &body, event)).await {
                    Ok(outcome) => outcome,
                    Err(_) => Err(Failure::new("Cost too long time.", "0007-00000202")),
                },
            };
            match outcome {
                Ok(answer) => return Ok(answer),
                Err(failure) => last = failure,
            }
        }
        Err(last)
    }

    async fn post_to(&self, target: &Target, body: &str, event: &Event<'_>) -> Result<Bytes, Failure> {
        let mut request = Request::new(Full::from(body.to_owned()));
        *request.method_mut() = Method::POST;
        *request.headers_mut() = self.request_headers(target, body, event);
        let answer = target.send(request).await.map_err(|error| match error {
            SendError::Exchange { source, .. } if source.to_string().contains("content-length") => {
                Failure::status(400, "User server return invalid conent-length value.")
            }
            _ => Failure::unreachable(""),
        })?;
        read_answer(answer).await
    }

    /// Those of the service, in its order.
    fn request_headers(&self, target: &Target, body: &str, event: &Event<'_>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let mut add = |name: HeaderName, value: &str| {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        };
        add(CONNECTION, "close");
        add(AUTHORIZATION, &STANDARD.encode(key::sign(&string_to_sign(target.path(), body))));
        add(HeaderName::from_static("content-md5"), &STANDARD.encode(Md5::digest(body)));
        add(CONTENT_TYPE, self.body_type.as_str());
        add(DATE, &http_date(event.now));
        add(USER_AGENT, "aliyun-oss-callback");
        for (name, value) in [
            ("x-oss-additional-headers", ""),
            ("x-oss-bucket", event.bucket),
            ("x-oss-owner", event.owner),
            ("x-oss-pub-key-url", &STANDARD.encode(event.public_key_url)),
            ("x-oss-request-id", event.request_id),
            ("x-oss-requester", event.requester),
            ("x-oss-signature-version", "1.0"),
            ("x-oss-tag", "CALLBACK"),
        ] {
            add(HeaderName::from_static(name), value);
        }
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        add(HeaderName::from_static("x-oss-additional-headers"), &names.join(";"));
        if let Some(host) = &self.host {
            headers.insert(HOST, host.clone());
        }
        headers.extend(self.headers.iter().cloned());
        headers
    }

    /// The value of a variable; `None` for one that is unknown or has none.
    fn value(&self, name: &str, event: &Event<'_>, image: Option<Image>) -> Option<Value> {
        let object = event.object;
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        match name {
            "bucket" => text(event.bucket),
            "object" => text(event.key),
            "etag" => text(&object.etag),
            "size" => Some(Value::Number(object.content.length())),
            "mimeType" => text(mime_type(object)),
            "crc64" => text(&object.crc64.to_string()),
            "contentMd5" => object.content_md5.clone().map(Value::Text),
            "clientIp" => text(&event.client.to_canonical().to_string()),
            "reqId" => text(event.request_id),
            "operation" => text(event.operation),
            "imageInfo.width" => image.map(|image| Value::Number(image.width)),
            "imageInfo.height" => image.map(|image| Value::Number(image.height)),
            "imageInfo.format" => image.and_then(|image| text(image.format)),
            // `vpcId` is among the others: nothing comes out of a private network here.
            _ => self
                .variables
                .iter()
                .find(|(variable, _)| variable == name)
                .and_then(|(_, value)| text(value)),
        }
    }
}

/// Decoded path, query with its question mark, a line feed, body.
fn string_to_sign(path_and_query: &str, body: &str) -> Vec<u8> {
    let (path, query) = match path_and_query.find('?') {
        Some(at) => path_and_query.split_at(at),
        None => (path_and_query, ""),
    };
    let mut text: Vec<u8> = percent_decode_str(path).collect();
    text.extend_from_slice(query.as_bytes());
    text.push(b'\n');
    text.extend_from_slice(body.as_bytes());
    text
}

/// 200, with a length, and JSON.
async fn read_answer(mut answer: Answer) -> Result<Bytes, Failure> {
    if answer.head.status != StatusCode::OK {
        return Err(Failure::status(answer.head.status.as_u16(), ""));
    }
    let length = answer.head.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let Some(length) = length.and_then(|text| text.parse::<u64>().ok()) else {
        return Err(Failure::status(400, "User server missing content-length."));
    };
    if length > MAX_ANSWER {
        return Err(Failure::status(400, "User server return too long content-length value."));
    }
    let mut body = Vec::new();
    while let Some(bytes) = answer.next().await.map_err(|_| Failure::unreachable(""))? {
        body.extend_from_slice(&bytes);
    }
    match serde_json::from_slice::<IgnoredAny>(&body) {
        Ok(_) => Ok(body.into()),
        Err(_) => Err(Failure::new("Response body is not valid json format.", "0007-00000205")),
    }
}

fn mime_type(object: &Object) -> &str {
    let header = object.attributes.headers.iter().find(|(name, _)| name == CONTENT_TYPE);
    header.and_then(|(_, value)| value.to_str().ok()).unwrap_or("application/octet-stream")
}

/// What cannot be read is no image.
async fn image_of(object: &Object) -> Option<Image> {
    let mut reader = object.content.read(0, image::SEARCHED);
    let mut beginning = Vec::new();
    while let Some(bytes) = reader.next().await {
        beginning.extend_from_slice(&bytes.ok()?);
    }
    image::read(&beginning)
}
