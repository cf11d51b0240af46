//! When a routing rule applies.

use crate::error::ServiceError;
use crate::request::RequestHead;
use crate::rules::fields;
use crate::xml::{Element, malformed};

const MAX_HEADERS: usize = 10;

/// All of it must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Condition {
    prefix: Option<String>,
    suffix: Option<String>,
    /// The status that the visit ends with unless the rule applies.
    pub(super) status: Option<u16>,
    headers: Vec<HeaderTest>,
}

/// What a header of the request must look like.
#[derive(Debug, Clone, PartialEq, Eq)]
struct HeaderTest {
    name: String,
    equals: Option<String>,
    begins: Option<String>,
    ends: Option<String>,
}

impl Condition {
    pub(super) fn read(element: &Element) -> Result<Self, ServiceError> {
        let names = ["KeyPrefixEquals", "KeySuffixEquals", "HttpErrorCodeReturnedEquals", "IncludeHeader"];
        fields::only(element, &names)?;
        let headers: Vec<_> =
            element.children("IncludeHeader").map(HeaderTest::read).collect::<Result<_, _>>()?;
        if headers.len() > MAX_HEADERS {
            return Err(malformed());
        }
        Ok(Self {
            prefix: fields::owned(element, "KeyPrefixEquals")?,
            suffix: fields::owned(element, "KeySuffixEquals")?,
            status: fields::value(element, "HttpErrorCodeReturnedEquals")?,
            headers,
        })
    }

    /// The prefix of the keys that it holds for.
    pub(super) fn prefix(&self) -> &str {
        self.prefix.as_deref().unwrap_or_default()
    }

    /// Whether it holds for a visit that ends with `status`; `None` while that is not known.
    pub(super) fn holds(&self, key: &str, head: &RequestHead, status: Option<u16>) -> bool {
        self.status == status
            && key.starts_with(self.prefix())
            && self.suffix.as_ref().is_none_or(|suffix| key.ends_with(suffix))
            && self.headers.iter().all(|test| test.holds(head))
    }
}

impl HeaderTest {
    fn read(element: &Element) -> Result<Self, ServiceError> {
        fields::only(element, &["Key", "Equals", "StartsWith", "EndsWith"])?;
        let test = Self {
            name: fields::text(element, "Key")?.ok_or_else(malformed)?.to_ascii_lowercase(),
            equals: fields::owned(element, "Equals")?,
            begins: fields::owned(element, "StartsWith")?,
            ends: fields::owned(element, "EndsWith")?,
        };
        let says_nothing = test.equals.is_none() && test.begins.is_none() && test.ends.is_none();
        if says_nothing { Err(malformed()) } else { Ok(test) }
    }

    fn holds(&self, head: &RequestHead) -> bool {
        let Some(value) = head.header(&self.name) else { return false };
        self.equals.as_ref().is_none_or(|text| value == text)
            && self.begins.as_ref().is_none_or(|text| value.starts_with(text.as_str()))
            && self.ends.as_ref().is_none_or(|text| value.ends_with(text.as_str()))
    }
}
