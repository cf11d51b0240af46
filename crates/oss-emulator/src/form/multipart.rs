//! Splits a `multipart/form-data` body into its parts (RFC 7578) while it comes in. A part is handed out in pieces, so that
//! no more of it is held than came in at once.

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use memchr::memmem;

use crate::body::RequestBody;
use crate::error::ServiceError;

/// Longest name of a field (documentation: 0006-00000110).
const MAX_NAME: usize = 8 * 1024;
/// Longest headers of one part: a name, a file name and a type.
const MAX_HEADERS: usize = 4 * MAX_NAME;
/// Longest boundary (RFC 2046, 5.1.1).
const MAX_BOUNDARY: usize = 70;

/// What stands before the body of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PartHead {
    /// Name of the field.
    pub(crate) name: String,
    /// Name of the file, as the client gave it.
    pub(crate) filename: Option<String>,
    /// Its type.
    pub(crate) content_type: Option<String>,
}

/// Reads a form, part by part.
#[derive(Debug)]
pub(crate) struct Multipart {
    /// Line break, two hyphens, boundary.
    delimiter: Vec<u8>,
    /// What came in and was not handed out.
    buffer: BytesMut,
    /// The first boundary was seen.
    begun: bool,
}

impl Multipart {
    /// Reads the boundary from the `Content-Type`.
    pub(crate) fn new(headers: &HeaderMap) -> Result<Self, ServiceError> {
        let content_type =
            headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let boundary = boundary(content_type).ok_or_else(|| {
            let message = "Bucket POST must be of the enclosure-type multipart/form-data.";
            ServiceError::new(400, "RequestIsNotMultiPartContent", message)
        })?;
        // The first boundary needs no line break before it.
        Ok(Self {
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            buffer: BytesMut::from("\r\n"),
            begun: false,
        })
    }

    /// The next part, once the one before has been read to its end; `None` after the last.
    pub(crate) async fn next_part(
        &mut self,
        body: &mut RequestBody,
    ) -> Result<Option<PartHead>, ServiceError> {
        if !self.begun {
            self.begun = true;
            // What stands before the first boundary means nothing.
            while self.next_piece(body).await?.is_some() {}
        }
        while self.buffer.len() < 2 {
            self.more(body).await?;
        }
        if self.buffer.starts_with(b"--") {
            return Ok(None);
        }
        // Blanks may stand behind the boundary; the headers begin on the next line and end with an empty one.
        let end = loop {
            if let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n") {
                break end;
            }
            if self.buffer.len() > MAX_HEADERS {
                return Err(name_too_long());
            }
            self.more(body).await?;
        };
        let head = self.buffer.split_to(end + 4);
        read_head(std::str::from_utf8(&head).map_err(|_| malformed())?).map(Some)
    }

    /// The next piece of the part; `None` at its end.
    pub(crate) async fn next_piece(&mut self, body: &mut RequestBody) -> Result<Option<Bytes>, ServiceError> {
        loop {
            if let Some(at) = memmem::find(&self.buffer, &self.delimiter) {
                if at > 0 {
                    return Ok(Some(self.buffer.split_to(at).freeze()));
                }
                let _ = self.buffer.split_to(self.delimiter.len());
                return Ok(None);
            }
            // The end of what is here may be the beginning of a delimiter.
            let certain = (self.buffer.len() + 1).saturating_sub(self.delimiter.len());
            if certain > 0 {
                return Ok(Some(self.buffer.split_to(certain).freeze()));
            }
            self.more(body).await?;
        }
    }

    async fn more(&mut self, body: &mut RequestBody) -> Result<(), ServiceError> {
        let bytes = body.next().await?.ok_or_else(malformed)?;
        self.buffer.extend_from_slice(&bytes);
        Ok(())
    }
}

/// `MalformedPOSTRequest`.
pub(super) fn malformed() -> ServiceError {
    let message = "The body of your POST request is not well-formed multipart/form-data.";
    ServiceError::new(400, "MalformedPOSTRequest", message).ec("0006-00000104")
}

fn name_too_long() -> ServiceError {
    ServiceError::new(400, "FieldItemTooLong", "Your name of form field is too long.").ec("0006-00000110")
}

fn boundary(content_type: &str) -> Option<String> {
    let (kind, _) = content_type.split_once(';')?;
    let boundary = parameter(content_type, "boundary")?;
    let valid = kind.trim().eq_ignore_ascii_case("multipart/form-data")
        && (1..=MAX_BOUNDARY).contains(&boundary.len())
        && !boundary.contains(['\r', '\n']);
    valid.then_some(boundary)
}

fn read_head(text: &str) -> Result<PartHead, ServiceError> {
    let mut head = PartHead::default();
    let mut disposed = false;
    for line in text.split("\r\n").skip(1).filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').ok_or_else(malformed)?;
        if name.eq_ignore_ascii_case("content-disposition") {
            let form_data =
                value.trim_start().get(..9).is_some_and(|kind| kind.eq_ignore_ascii_case("form-data"));
            disposed = form_data;
            head.name = parameter(value, "name").ok_or_else(malformed)?;
            head.filename = parameter(value, "filename");
        } else if name.eq_ignore_ascii_case("content-type") {
            head.content_type = Some(value.trim().to_owned());
        }
    }
    if !disposed {
        return Err(malformed());
    }
    if head.name.len() > MAX_NAME { Err(name_too_long()) } else { Ok(head) }
}

/// A parameter of a header: a token or a quoted text, where a backslash stands before quotes and backslashes.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, after) = rest.split_once('=')?;
        let (value, behind) = if let Some(quoted) = after.trim_start().strip_prefix('"') {
            unquote(quoted)?
        } else {
            let (token, behind) = after.split_once(';').unwrap_or((after, ""));
            (token.trim().to_owned(), behind)
        };
        if name.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = behind;
    }
}

/// The text up to the closing quote, and what stands behind it.
fn unquote(quoted: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, quoted.get(at + 1..)?)),
            // Only these are escaped: other backslashes belong to a path.
            '\\' if quoted.get(at + 1..)?.starts_with(['"', '\\']) => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_read_from_the_type() {
        for (content_type, expected) in [
            ("multipart/form-data; boundary=9431149156168", Some("9431149156168")),
            ("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\"", Some("a b")),
            ("multipart/form-data;boundary=x;a=b", Some("x")),
            ("multipart/form-data;", None),
            ("multipart/form-data", None),
            ("multipart/form-data; boundary=", None),
            ("multipart/mixed; boundary=x", None),
            ("text/plain", None),
        ] {
            assert_eq!(boundary(content_type).as_deref(), expected, "{content_type}");
        }
    }

    #[test]
    fn heads_of_parts() {
        let head = |text: &str| read_head(text).map_err(|error| error.code);
        let expected = PartHead {
            name: "file".into(),
            filename: Some("C:\\dir\\a \"b\".txt".into()),
            content_type: Some("text/plain; charset=utf-8".into()),
        };
        let text = "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\a \\\"b\\\".txt\"\r\n\
                    content-type:text/plain; charset=utf-8\r\n\r\n";
        assert_eq!(head(text), Ok(expected));
        assert_eq!(head("\r\nContent-Disposition: form-data; name=key\r\n\r\n").unwrap().name, "key");
        for wrong in
            ["\r\n\r\n", "\r\nContent-Disposition: form-data\r\n\r\n", "\r\nX: attachment; name=a\r\n\r\n"]
        {
            assert_eq!(head(wrong), Err("MalformedPOSTRequest"), "{wrong:?}");
        }
        let long = format!("\r\nContent-Disposition: form-data; name={}\r\n\r\n", "n".repeat(MAX_NAME + 1));
        assert_eq!(head(&long), Err("FieldItemTooLong"));
    }
}
