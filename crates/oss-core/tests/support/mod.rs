//! What the vector tests share.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use oss_core::{Endpoint, EndpointOptions};
use serde_json::Value;

/// The entries of a vector file.
pub(crate) fn vectors(file: &str) -> Vec<Value> {
    let mut file: Value = serde_json::from_str(file).unwrap();
    match file["vectors"].take() {
        Value::Array(entries) => entries,
        other => panic!("no list of vectors: {other}"),
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}

pub(crate) fn endpoint(options: &EndpointOptions) -> Endpoint {
    Endpoint::new(options).unwrap()
}

/// The decoded value of a parameter of a URL.
pub(crate) fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(known, _)| decode(known) == name))
        .map_or_else(|| panic!("no {name} in {url}"), |(_, value)| decode(value))
}

pub(crate) fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

pub(crate) fn unbase64(text: &str) -> Vec<u8> {
    BASE64.decode(text).unwrap()
}

/// Counts what was checked, and says what was left out and why.
pub(crate) struct Report {
    file: &'static str,
    checked: Vec<String>,
    left_out: Vec<(String, String)>,
    wrong: Vec<String>,
}

impl Report {
    pub(crate) fn new(file: &'static str) -> Self {
        Self { file, checked: Vec::new(), left_out: Vec::new(), wrong: Vec::new() }
    }

    /// Checks one thing about an entry, and counts the entry once.
    pub(crate) fn equal(&mut self, id: &str, made: &str, expected: &str) {
        if self.checked.last().is_none_or(|last| last != id) {
            self.checked.push(id.to_owned());
        }
        if made != expected {
            self.wrong.push(format!("{id}\n  made     {made:?}\n  expected {expected:?}"));
        }
    }

    pub(crate) fn leave_out(&mut self, id: &str, reason: &str) {
        self.left_out.push((id.to_owned(), reason.to_owned()));
    }

    /// Prints the counts; fails if anything differed or fewer entries than `at_least` were checked.
    pub(crate) fn finish(self, at_least: usize) {
        println!("{}: {} checked, {} left out", self.file, self.checked.len(), self.left_out.len());
        for (id, reason) in &self.left_out {
            println!("  {id}: {reason}");
        }
        assert!(self.wrong.is_empty(), "{} differ:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.checked.len() >= at_least, "only {} entries checked", self.checked.len());
    }
}
