//! Undoes `Content-Encoding: gzip` and `deflate` of buffered bodies, as urllib does for ali-oss.

use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use crate::error::Error;

/// Above this size, inflating leaves the tasks that drive sockets.
const INLINE: usize = 64 * 1024;

/// RFC 1952.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The body without its content coding; any other coding is left as it is.
pub(super) async fn inflate(headers: &HeaderMap, body: Bytes) -> Result<Bytes, Error> {
    let coding = headers.get(CONTENT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = ["gzip", "deflate"].iter().any(|known| coding.eq_ignore_ascii_case(known));
    if !known || body.is_empty() {
        return Ok(body);
    }
    if body.len() <= INLINE {
        return decode(&body);
    }
    tokio::task::spawn_blocking(move || decode(&body)).await.map_err(Error::internal)?
}

/// zlib.unzip, which urllib calls, tells the two formats apart by the magic number, whatever the header says.
fn decode(body: &[u8]) -> Result<Bytes, Error> {
    let mut plain = Vec::new();
    let read = if body.starts_with(&GZIP_MAGIC) {
        MultiGzDecoder::new(body).read_to_end(&mut plain)
    } else {
        ZlibDecoder::new(body).read_to_end(&mut plain)
    };
    read.map_err(|e| Error::undecodable(fault(body, &e)))?;
    Ok(plain.into())
}

/// What zlib would say.
fn fault(body: &[u8], error: &io::Error) -> String {
    // RFC 1950: the method in the first byte is 8, and both bytes together are a multiple of 31.
    let is_zlib =
        matches!(body, [cmf, flg, ..] if cmf & 15 == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0);
    if !is_zlib && !body.starts_with(&GZIP_MAGIC) {
        return "incorrect header check".into();
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "unexpected end of file".into(),
        _ => format!("the body cannot be inflated: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use http::HeaderValue;

    use super::*;

    fn headers(coding: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static(coding))])
    }

    #[tokio::test]
    async fn both_formats_are_told_apart_by_their_bytes() {
        let text = b"the same words again, the same words again".repeat(4000);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&text).unwrap();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&text).unwrap();
        for coded in [gzip.finish().unwrap(), zlib.finish().unwrap()] {
            let plain = inflate(&headers("gzip"), coded.into()).await.unwrap();
            assert!(plain == text);
        }
    }

    #[tokio::test]
    async fn other_codings_and_empty_bodies_stay() {
        assert_eq!(inflate(&headers("br"), Bytes::from_static(b"x")).await.unwrap(), "x");
        assert_eq!(inflate(&headers("gzip"), Bytes::new()).await.unwrap(), "");
    }

    #[tokio::test]
    async fn broken_data_is_an_error() {
        for (body, fault) in [
            (&b"not gzip"[..], "incorrect header check"),
            (b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xcbH", "unexpected end of file"),
        ] {
            let error = inflate(&headers("gzip"), Bytes::from_static(body)).await.unwrap_err();
            assert!(error.is_unreadable());
            assert_eq!(error.to_string(), fault);
        }
    }
}
