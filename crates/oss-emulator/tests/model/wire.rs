//! Calls and what is read from their replies.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::support::{Reply, Request, request};

/// A request with the name of its operation.
pub(crate) struct Call {
    pub(crate) name: &'static str,
    /// For the trail that a failure shows.
    pub(crate) text: String,
    pub(crate) is_head: bool,
    pub(crate) request: Request,
}

/// A call of `/bucket/key?query`; the key is encoded here.
pub(crate) fn call(name: &'static str, method: &str, bucket: &str, key: &str, query: &str) -> Call {
    let separator = if query.is_empty() { "" } else { "?" };
    let target = format!("/{bucket}/{}{separator}{query}", encode(key));
    Call {
        name,
        text: format!("{method} {target}"),
        is_head: method == "HEAD",
        request: request(method, &target),
    }
}

impl Call {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.text = format!("{} {name}={value}", self.text);
        self.request = self.request.header(name, value);
        self
    }

    pub(crate) fn optional(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        let bytes = body.as_ref();
        self.text = match std::str::from_utf8(bytes) {
            Ok(text) if bytes.len() < 1000 => format!("{} {text:?}", self.text),
            _ => format!("{} {} bytes", self.text, bytes.len()),
        };
        self.request = self.request.body(body);
        self
    }

    pub(crate) fn sign(mut self) -> Self {
        self.request = self.request.sign();
        self
    }
}

pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// `name=value` pairs of a query, without those that have no value.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("&{name}={}", encode(value))).collect::<Vec<_>>().concat()
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The elements of these names, in the order of the document: name and content.
pub(crate) fn elements<'t>(text: &'t str, names: &[&'static str]) -> Vec<(&'static str, &'t str)> {
    let mut found: Vec<(usize, &'static str, &str)> = Vec::new();
    for name in names {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        found.extend(text.match_indices(&open).map(|(at, _)| {
            let inside = &text[at + open.len()..];
            (at, *name, &inside[..inside.find(&close).unwrap()])
        }));
    }
    found.sort_unstable_by_key(|(at, ..)| *at);
    found.into_iter().map(|(_, name, inside)| (name, inside)).collect()
}

/// The text of the first element of that name; empty when there is none.
pub(crate) fn element(text: &str, name: &'static str) -> String {
    elements(text, &[name]).first().map(|(_, inside)| unescape(inside)).unwrap_or_default()
}

/// The code of an error; empty when it is none.
pub(crate) fn code(reply: &Reply) -> String {
    if reply.status < 400 { String::new() } else { element(&reply.text(), "Code") }
}
