//! What the two listings of objects share: parameters, encoding, `Contents` and `CommonPrefixes`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::operation::{Call, invalid_argument};
use super::owner;
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::storage::{Listing, Object};
use crate::xml::XmlWriter;

const DEFAULT_KEYS: usize = 100;
const MAX_KEYS: usize = 1000;
/// Longest prefix, marker or delimiter in bytes, as long as a key.
const MAX_TEXT: usize = 1023;
/// `encoding-type=url` writes everything but unreserved characters as `%XX`, slashes too.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Reads `max-keys`: 1 to 1000, 100 by default.
pub(super) fn max_keys(call: &Call<'_>) -> Result<usize, ServiceError> {
    let Some(text) = call.parameter("max-keys") else { return Ok(DEFAULT_KEYS) };
    let wanted = text.parse().ok().filter(|wanted| (1..=MAX_KEYS).contains(wanted));
    wanted.ok_or_else(|| {
        invalid_argument("Argument max-keys must be an integer between 1 and 1000.", "max-keys", text)
    })
}

/// Reads a parameter that is compared with keys.
pub(super) fn key_parameter<'c>(call: &'c Call<'_>, name: &'static str) -> Result<&'c str, ServiceError> {
    let text = call.parameter(name).unwrap_or_default();
    if text.len() > MAX_TEXT {
        return Err(invalid_argument("The length of the argument must be less than 1024.", name, text));
    }
    Ok(text)
}

/// How keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As they are.
    Plain,
    /// Percent-encoded.
    Url,
}

impl Encoding {
    /// Reads `encoding-type`.
    pub(super) fn of(call: &Call<'_>) -> Result<Self, ServiceError> {
        match call.parameter("encoding-type") {
            None => Ok(Self::Plain),
            Some("url") => Ok(Self::Url),
            Some(other) => {
                Err(invalid_argument("Invalid Encoding Method specified in Request.", "encoding-type", other))
            }
        }
    }

    /// A key, prefix, delimiter or marker as it is written.
    pub(super) fn text(self, xml: &mut XmlWriter, name: &str, text: &str) {
        match self {
            Self::Plain => xml.text(name, text),
            Self::Url => xml.value(name, utf8_percent_encode(text, ENCODED)),
        }
    }

    /// `EncodingType`, when keys are encoded.
    pub(super) fn write(self, xml: &mut XmlWriter) {
        if self == Self::Url {
            xml.text("EncodingType", "url");
        }
    }
}

/// An owner as it is written: account id and display name.
pub(super) type Owner<'a> = Option<(&'a str, &'a str)>;

/// The `Contents` and `CommonPrefixes` elements of a page.
pub(super) fn write_page(xml: &mut XmlWriter, page: &Listing, encoding: Encoding, owner: Owner<'_>) {
    for (key, object) in &page.objects {
        xml.element("Contents", |xml| {
            encoding.text(xml, "Key", key);
            write_object(xml, object, owner);
        });
    }
    write_prefixes(xml, &page.prefixes, encoding);
}

/// The `CommonPrefixes` elements of a page.
pub(super) fn write_prefixes(xml: &mut XmlWriter, prefixes: &[String], encoding: Encoding) {
    for prefix in prefixes {
        xml.element("CommonPrefixes", |xml| encoding.text(xml, "Prefix", prefix));
    }
}

/// What a listing says of an object beside its key.
pub(super) fn write_object(xml: &mut XmlWriter, object: &Object, owner: Owner<'_>) {
    xml.text("LastModified", &iso_date(object.last_modified));
    xml.text("ETag", &format!("\"{}\"", object.etag));
    xml.text("Type", object.kind.as_str());
    xml.value("Size", object.content.length());
    xml.text("StorageClass", object.attributes.storage_class.as_str());
    if let Some((account, display_name)) = owner {
        owner::write(xml, account, display_name);
    }
}
