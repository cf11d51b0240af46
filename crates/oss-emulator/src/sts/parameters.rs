//! The parameters of a call, from the query and from a form body.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use super::failure::Failure;
use crate::request::RequestHead;

/// Names and values, decoded, in the order they came: the query, then the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters {
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
}

impl Parameters {
    pub(super) fn of(head: &RequestHead, body: &[u8]) -> Self {
        let query = head.target.split_once('?').map_or("", |(_, query)| query);
        let content_type = head.header("content-type").unwrap_or_default();
        let is_form = content_type.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded");
        Self { query: decode(query.as_bytes()), form: if is_form { decode(body) } else { Vec::new() } }
    }

    /// A parameter's first value; an empty one counts as absent.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.all().find(|(n, _)| *n == name).map(|(_, value)| value).filter(|v| !v.is_empty())
    }

    /// A parameter that the call cannot do without.
    pub(super) fn need(&self, name: &str) -> Result<&str, Failure> {
        self.get(name).ok_or_else(|| Failure::missing(name))
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query().chain(self.form.iter().map(|(n, v)| (n.as_str(), v.as_str())))
    }

    /// Those of the query.
    pub(super) fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }
}

/// `application/x-www-form-urlencoded`, where `+` is a space.
fn decode(text: &[u8]) -> Vec<(String, String)> {
    let pairs = text.split(|b| *b == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let mut halves = pair.splitn(2, |b| *b == b'=');
            let mut half = || component(halves.next().unwrap_or_default());
            (half(), half())
        })
        .collect()
}

fn component(text: &[u8]) -> String {
    let spaced: Vec<u8> = text.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let decoded: Cow<'_, [u8]> = percent_decode(&spaced).into();
    String::from_utf8_lossy(&decoded).into_owned()
}
