//! Which request gets which answer. Nothing is authenticated, kept or checked.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::Failure;
use crate::canned;
use crate::objects::{COMMON, Objects};
use crate::pattern::Repeated;

/// Largest object of one `PutObject`, in bytes: 5 GB (OSS documentation, "Simple upload").
const LARGEST: u64 = 5 << 30;

/// Everything an answer is made of, and how many were given.
pub(crate) struct Answers {
    objects: Objects,
    listing: Bytes,
    listing_v2: Bytes,
    assumed_role: Bytes,
    requests: AtomicU64,
    received: AtomicU64,
}

impl Answers {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            objects: Objects::new(),
            listing: canned::listing(false).into(),
            listing_v2: canned::listing(true).into(),
            assumed_role: canned::assumed_role().into(),
            requests: AtomicU64::new(0),
            received: AtomicU64::new(0),
        })
    }

    /// How many requests came so far.
    pub(crate) fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// How many bytes of request bodies came so far.
    pub(crate) fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }

    pub(crate) async fn answer(&self, request: Request<Incoming>) -> Result<Response<Repeated>, Failure> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        match *request.method() {
            Method::POST if is_form(&request) => {
                self.drain(request.into_body()).await?;
                Ok(canned_reply(StatusCode::OK, "application/json", self.assumed_role.clone()))
            }
            Method::PUT | Method::POST => self.store(request).await,
            Method::GET | Method::HEAD => self.read(&request),
            Method::DELETE => Ok(canned_reply(StatusCode::NO_CONTENT, "application/xml", Bytes::new())),
            _ => Ok(canned_reply(StatusCode::METHOD_NOT_ALLOWED, "application/xml", Bytes::new())),
        }
    }

    async fn store(&self, request: Request<Incoming>) -> Result<Response<Repeated>, Failure> {
        let size = self.drain(request.into_body()).await?;
        Ok(reply(StatusCode::OK, self.objects.stored(size)?, Repeated::once(Bytes::new())))
    }

    /// Reads a body to its end and says how long it was.
    async fn drain(&self, mut body: Incoming) -> Result<u64, hyper::Error> {
        let mut size = 0;
        while !body.is_end_stream() {
            let Some(frame) = body.frame().await else { break };
            size += frame?.data_ref().map_or(0, |data| data.len() as u64);
        }
        self.received.fetch_add(size, Ordering::Relaxed);
        Ok(size)
    }

    fn read(&self, request: &Request<Incoming>) -> Result<Response<Repeated>, Failure> {
        let uri = request.uri();
        match lists(uri.query().unwrap_or_default()) {
            Some(Listing::V1) => {
                return Ok(canned_reply(StatusCode::OK, "application/xml", self.listing.clone()));
            }
            Some(Listing::V2) => {
                return Ok(canned_reply(StatusCode::OK, "application/xml", self.listing_v2.clone()));
            }
            None => {}
        }
        match size_in(uri.path()) {
            Some(size) => Ok(reply(StatusCode::OK, self.objects.read(size)?, self.objects.content(size))),
            None => Ok(canned_reply(
                StatusCode::NOT_FOUND,
                "application/xml",
                Bytes::from_static(canned::no_such_key().as_bytes()),
            )),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Listing {
    V1,
    V2,
}

/// Which listing a query asks for, by the parameters that only listings have.
fn lists(query: &str) -> Option<Listing> {
    let mut found = None;
    for pair in query.split('&') {
        match pair.split('=').next() {
            Some("list-type") => return Some(Listing::V2),
            Some("delimiter" | "marker" | "max-keys" | "prefix") => found = Some(Listing::V1),
            _ => {}
        }
    }
    found
}

/// The size that the last segment of a path names: `/bench/object-7/1024` is an object of 1,024 bytes.
fn size_in(path: &str) -> Option<u64> {
    path.rsplit('/').next()?.parse().ok().filter(|&size| size <= LARGEST)
}

/// STS is the only one here that is sent a form, always to the root.
fn is_form(request: &Request<Incoming>) -> bool {
    request.uri().path() == "/"
        && request
            .headers()
            .get(CONTENT_TYPE)
            .is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form-urlencoded"))
}

fn canned_reply(status: StatusCode, content_type: &'static str, body: Bytes) -> Response<Repeated> {
    let mut headers: HeaderMap = COMMON
        .iter()
        .map(|&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply(status, headers, Repeated::once(body))
}

fn reply(status: StatusCode, headers: HeaderMap, body: Repeated) -> Response<Repeated> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_segment_is_the_size() {
        assert_eq!(size_in("/1024"), Some(1024));
        assert_eq!(size_in("/bench/object-7/0"), Some(0));
        assert_eq!(size_in("/bench/object-7"), None);
        assert_eq!(size_in("/"), None);
        assert_eq!(size_in("/5368709121"), None);
    }

    #[test]
    fn a_listing_is_known_by_its_parameters() {
        assert_eq!(lists("max-keys=1000"), Some(Listing::V1));
        assert_eq!(lists("prefix=&list-type=2"), Some(Listing::V2));
        assert_eq!(lists("x-id=GetObject"), None);
        assert_eq!(lists(""), None);
    }
}
