//! The headers of a request, in the order and with the precedence of ali-oss.

use http::{HeaderName, HeaderValue};

use crate::error::{Error, HeaderFault};

/// Headers under construction: names in the spelling they were set with, because ali-oss lets a name that differs in case
/// alone stand beside the first until the transport folds them.
#[derive(Debug, Default)]
pub(super) struct HeaderList<'a> {
    rows: Vec<(&'a str, Value<'a>)>,
}

#[derive(Debug)]
enum Value<'a> {
    Borrowed(&'a str),
    Owned(String),
}

impl Value<'_> {
    fn as_str(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }
}

impl<'a> HeaderList<'a> {
    /// The value set under exactly this spelling.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.rows.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a value that is not empty is set under exactly this spelling.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.is_empty())
    }

    /// Sets a header, in place if the spelling is known.
    pub(super) fn set(&mut self, name: &'a str, value: &'a str) {
        self.put(name, Value::Borrowed(value));
    }

    /// [`set`](Self::set) for a value made here.
    pub(super) fn set_owned(&mut self, name: &'a str, value: String) {
        self.put(name, Value::Owned(value));
    }

    fn put(&mut self, name: &'a str, value: Value<'a>) {
        match self.rows.iter_mut().find(|(known, _)| *known == name) {
            Some(row) => row.1 = value,
            None => self.rows.push((name, value)),
        }
    }

    /// Sets a header unless its exact spelling is taken.
    pub(super) fn set_default(&mut self, name: &'a str, value: &'a str) {
        if self.get(name).is_none() {
            self.rows.push((name, Value::Borrowed(value)));
        }
    }

    /// Removes every spelling of a name.
    pub(super) fn remove(&mut self, name: &str) {
        self.rows.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
    }

    /// Removes one spelling of a name.
    pub(super) fn remove_exactly(&mut self, name: &str) {
        self.rows.retain(|(known, _)| *known != name);
    }

    /// Names in lower case, the last spelling of each winning in the place of the first; values as bytes.
    ///
    /// Each character of a value becomes one byte (latin-1), as Node writes headers; with `utf8_bytes`, which is what
    /// ali-oss's `headerEncoding` amounts to, the value's UTF-8 goes out instead.
    pub(super) fn finish(self, utf8_bytes: bool) -> Result<Vec<(HeaderName, HeaderValue)>, Error> {
        let mut out: Vec<(HeaderName, HeaderValue)> = Vec::with_capacity(self.rows.len() + 1);
        for (name, value) in &self.rows {
            let lower = name.to_ascii_lowercase();
            let Ok(name) = HeaderName::from_bytes(lower.as_bytes()) else {
                return Err(Error::invalid_header(lower, HeaderFault::Name));
            };
            let Some(value) = encode_value(value.as_str(), utf8_bytes) else {
                return Err(Error::invalid_header(lower, HeaderFault::Value));
            };
            match out.iter_mut().find(|(known, _)| *known == name) {
                Some(row) => row.1 = value,
                None => out.push((name, value)),
            }
        }
        Ok(out)
    }
}

fn encode_value(value: &str, utf8_bytes: bool) -> Option<HeaderValue> {
    if utf8_bytes || value.is_ascii() {
        return HeaderValue::from_bytes(value.as_bytes()).ok();
    }
    let latin1: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    HeaderValue::from_bytes(&latin1?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finish(rows: &[(&'static str, &'static str)], utf8: bool) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let mut list = HeaderList::default();
        for (name, value) in rows {
            list.set_default(name, value);
        }
        let headers = list.finish(utf8)?;
        Ok(headers.into_iter().map(|(name, value)| (name.to_string(), value.as_bytes().to_vec())).collect())
    }

    #[test]
    fn the_last_spelling_wins_in_the_place_of_the_first() {
        let headers = finish(&[("x-a", "1"), ("B", "2"), ("X-A", "3"), ("x-a", "4")], false).unwrap();
        assert_eq!(headers, [("x-a".into(), b"3".to_vec()), ("b".into(), b"2".to_vec())]);
    }

    #[test]
    fn values_are_latin1_unless_told_otherwise() {
        assert_eq!(finish(&[("a", "é")], false).unwrap()[0].1, b"\xe9");
        assert_eq!(finish(&[("a", "é")], true).unwrap()[0].1, "é".as_bytes());
        assert_eq!(finish(&[("a", "中")], true).unwrap()[0].1, "中".as_bytes());
    }

    #[test]
    fn what_node_would_not_send_is_refused_by_name() {
        for (name, value, fault) in [
            ("X-Oss-Meta-A", "中", HeaderFault::Value),
            ("X-Oss-Meta-A", "a\r\nb: c", HeaderFault::Value),
            ("X-Oss-Meta-A", "\u{7f}", HeaderFault::Value),
            ("X-Oss Meta-A", "a", HeaderFault::Name),
            ("", "a", HeaderFault::Name),
        ] {
            let error = finish(&[(name, value)], false).unwrap_err();
            assert_eq!(error.header(), Some((name.to_lowercase().as_str(), fault)));
        }
        assert!(finish(&[("a", "tab\tis fine")], false).is_ok());
    }
}
