//! Typed reading of elements; whatever does not fit is `MalformedXML`.

use crate::error::ServiceError;
use crate::xml::{Element, malformed};

/// Refuses an element that has others inside than those.
pub(super) fn only(element: &Element, names: &[&str]) -> Result<(), ServiceError> {
    let known = |child: &Element| names.contains(&child.name.as_str());
    if element.children.iter().all(known) { Ok(()) } else { Err(malformed()) }
}

/// The texts of all elements of a name, trimmed.
pub(super) fn texts(element: &Element, name: &str) -> Vec<String> {
    element.children(name).map(|child| child.text.trim().to_owned()).collect()
}

/// The text of an element that must stand there once at most; `None` when it is absent or empty.
pub(super) fn text<'e>(element: &'e Element, name: &str) -> Result<Option<&'e str>, ServiceError> {
    if element.children.iter().filter(|child| child.name == name).count() > 1 {
        return Err(malformed());
    }
    Ok(element.child_text(name).filter(|text| !text.is_empty()))
}

/// The same as a text of its own.
pub(super) fn owned(element: &Element, name: &str) -> Result<Option<String>, ServiceError> {
    Ok(text(element, name)?.map(str::to_owned))
}

/// The value of an element, when it is there.
pub(super) fn value<T: std::str::FromStr>(element: &Element, name: &str) -> Result<Option<T>, ServiceError> {
    text(element, name)?.map(|text| text.parse().map_err(|_| malformed())).transpose()
}

/// `true` or `false`, in any case.
pub(super) fn boolean(element: &Element, name: &str) -> Result<Option<bool>, ServiceError> {
    text(element, name)?.map(|text| text.to_ascii_lowercase().parse().map_err(|_| malformed())).transpose()
}
