//! Headers that belong to an object of a given size, checksums included, worked out once per size.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hyper::header::{
    ACCEPT_RANGES, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue, LAST_MODIFIED,
};
use md5::{Digest, Md5};

use crate::pattern::{self, Repeated};

/// Headers that every answer of the service carries beside `Date`. A real request id differs from answer to answer.
pub(crate) const COMMON: [(&str, &str); 3] =
    [("server", "AliyunOSS"), ("x-oss-request-id", "5C3D9175B6FC201293AD4890"), ("x-oss-server-time", "4")];

/// The two sets of headers that an object of one size is answered with.
#[derive(Clone)]
struct Described {
    stored: HeaderMap,
    read: HeaderMap,
}

/// Every object there could be: its content is a function of its size.
pub(crate) struct Objects {
    block: Bytes,
    by_size: Mutex<HashMap<u64, Described>>,
}

impl Objects {
    pub(crate) fn new() -> Self {
        Self { block: pattern::block(), by_size: Mutex::default() }
    }

    /// The bytes of the object of `size` bytes.
    pub(crate) fn content(&self, size: u64) -> Repeated {
        Repeated::new(self.block.clone(), size)
    }

    /// Headers of the answer to an upload of `size` bytes. They are right if those bytes are `content(size)`, and
    /// make a client that checks CRC-64 fail otherwise.
    pub(crate) fn stored(&self, size: u64) -> Result<HeaderMap, InvalidHeaderValue> {
        self.described(size, |described| described.stored.clone())
    }

    /// Headers of the answer to a read of the whole object.
    pub(crate) fn read(&self, size: u64) -> Result<HeaderMap, InvalidHeaderValue> {
        self.described(size, |described| described.read.clone())
    }

    fn described(
        &self,
        size: u64,
        headers: impl FnOnce(&Described) -> HeaderMap,
    ) -> Result<HeaderMap, InvalidHeaderValue> {
        let mut known = self.by_size.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(described) = known.get(&size) {
            return Ok(headers(described));
        }
        let described = describe(self.content(size))?;
        let answer = headers(&described);
        known.insert(size, described);
        Ok(answer)
    }
}

fn describe(mut content: Repeated) -> Result<Described, InvalidHeaderValue> {
    let mut crc = crc64fast::Digest::new();
    let mut md5 = Md5::new();
    while let Some(slice) = content.next_slice() {
        crc.write(&slice);
        md5.update(&slice);
    }
    let md5 = md5.finalize();
    let mut etag = String::from("\"");
    for byte in md5 {
        // Writing to a string does not fail.
        let _ = write!(etag, "{byte:02X}");
    }
    etag.push('"');

    let mut stored: HeaderMap = COMMON
        .iter()
        .map(|&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect();
    stored.insert(ETAG, HeaderValue::from_str(&etag)?);
    stored.insert("x-oss-hash-crc64ecma", HeaderValue::from_str(&crc.sum64().to_string())?);
    stored.insert("content-md5", HeaderValue::from_str(&STANDARD.encode(md5))?);

    let mut read = stored.clone();
    read.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    read.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    read.insert(LAST_MODIFIED, HeaderValue::from_static("Tue, 20 Jan 2026 08:00:00 GMT"));
    read.insert("x-oss-object-type", HeaderValue::from_static("Normal"));
    read.insert("x-oss-storage-class", HeaderValue::from_static("Standard"));
    Ok(Described { stored, read })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_those_of_the_content() {
        let described = describe(Repeated::once(Bytes::from_static(b"123456789"))).unwrap();
        // The check value of CRC-64/XZ, and RFC 1321's algorithm over the same nine digits.
        assert_eq!(described.stored["x-oss-hash-crc64ecma"], 0x995D_C9BB_DF19_39FA_u64.to_string());
        assert_eq!(described.read[ETAG], "\"25F9E794323B453885F5181F1B624D0B\"");
        assert_eq!(described.read["content-md5"], "JfnnlDI7RTiF9RgfG2JNCw==");
    }

    #[test]
    fn a_size_is_described_once_and_the_same_again() {
        let objects = Objects::new();
        assert_eq!(objects.read(1024).unwrap(), objects.read(1024).unwrap());
        assert_ne!(objects.stored(1024).unwrap()[ETAG], objects.stored(1025).unwrap()[ETAG]);
    }
}
