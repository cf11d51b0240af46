//! Object tags: `x-oss-tagging`, and the document of the tagging operations.

use percent_encoding::percent_decode_str;

use crate::error::ServiceError;
use crate::request::RequestHead;
use crate::storage::Tag;
use crate::xml::{Element, XmlWriter, malformed};

const MAX_TAGS: usize = 10;
/// In characters.
const MAX_KEY: usize = 128;
/// In characters.
const MAX_VALUE: usize = 256;

/// The tags of `x-oss-tagging`: `key=value` pairs joined by ampersands, percent-encoded.
pub(crate) fn of_header(head: &RequestHead) -> Result<Vec<Tag>, ServiceError> {
    let decode =
        |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| invalid("TagKey"));
    let pairs = head.header("x-oss-tagging").unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    let tags = pairs.map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok(Tag { key: decode(key)?, value: decode(value)? })
    });
    check(tags.collect::<Result<_, _>>()?)
}

/// The tags of a `Tagging` document of an object.
pub(super) fn of_document(document: &Element) -> Result<Vec<Tag>, ServiceError> {
    check(read(document)?)
}

/// The tags of a `Tagging` document, unchecked.
pub(super) fn read(document: &Element) -> Result<Vec<Tag>, ServiceError> {
    document.child("TagSet").ok_or_else(malformed)?.children("Tag").map(read_tag).collect()
}

/// One `Tag` element.
pub(crate) fn read_tag(tag: &Element) -> Result<Tag, ServiceError> {
    let text = |name| tag.child(name).map(|child| child.text.clone()).ok_or_else(malformed);
    Ok(Tag { key: text("Key")?, value: text("Value")? })
}

/// The `Tagging` document.
pub(super) fn document(tags: &[Tag]) -> String {
    XmlWriter::document("Tagging", |xml| {
        xml.element("TagSet", |xml| {
            for tag in tags {
                write_tag(xml, tag);
            }
        });
    })
}

/// One `Tag` element.
pub(crate) fn write_tag(xml: &mut XmlWriter, tag: &Tag) {
    xml.element("Tag", |xml| {
        xml.text("Key", &tag.key);
        xml.text("Value", &tag.value);
    });
}

fn check(tags: Vec<Tag>) -> Result<Vec<Tag>, ServiceError> {
    // The service's words for a bucket with too many; those for an object are not published (a guess).
    if tags.len() > MAX_TAGS {
        return Err(ServiceError::new(400, "TooManyTags", "The object tags num is beyond limit."));
    }
    for tag in &tags {
        if tag.key.is_empty() || tag.key.chars().count() > MAX_KEY || !tag.key.chars().all(may_stand) {
            return Err(invalid("TagKey"));
        }
        if tag.value.chars().count() > MAX_VALUE || !tag.value.chars().all(may_stand) {
            return Err(invalid("TagValue"));
        }
    }
    check_unique(&tags)?;
    Ok(tags)
}

/// `RepeatedTags` when two have the same key.
pub(super) fn check_unique(tags: &[Tag]) -> Result<(), ServiceError> {
    for (index, tag) in tags.iter().enumerate() {
        if tags.iter().take(index).any(|earlier| earlier.key == tag.key) {
            return Err(ServiceError::new(400, "RepeatedTags", "Tag keys must be unique."));
        }
    }
    Ok(())
}

/// Letters, digits, spaces and `+-=._:/`.
fn may_stand(character: char) -> bool {
    character.is_alphanumeric() || " +-=._:/".contains(character)
}

/// `InvalidTag`, of a `TagKey` or `TagValue`.
pub(super) fn invalid(what: &str) -> ServiceError {
    ServiceError::new(400, "InvalidTag", format!("The {what} you have provided is invalid."))
}
