//! What the vector tests share.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use oss_core::sign::{Param, Signer};
use oss_core::{Credential, Endpoint, EndpointOptions};
use serde_json::Value;
use std::fmt::Debug;

/// The entries of a vector file.
pub fn vectors(file: &str) -> Vec<Value> {
    let mut file: Value = serde_json::from_str(file).unwrap();
    match file["vectors"].take() {
        Value::Array(entries) => entries,
        other => panic!("no list of vectors: {other}"),
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}

/// A list of `[name, value | null]`.
pub fn pairs(value: &Value) -> Vec<Param<'_>> {
    value.as_array().unwrap().iter().map(|pair| (text(&pair[0]), pair[1].as_str())).collect()
}

pub fn signer(input: &Value) -> Signer {
    Signer::new(Credential {
        access_key_id: input["access_key_id"].as_str().unwrap_or("none").to_owned(),
        access_key_secret: text(&input["access_key_secret"]).to_owned(),
        security_token: input.get("security_token").and_then(Value::as_str).map(str::to_owned),
    })
}

pub fn endpoint(options: EndpointOptions) -> Endpoint {
    Endpoint::new(&options).unwrap()
}

/// The decoded value of a parameter of a URL.
pub fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .find_map(|pair| pair.split_once('=').filter(|(known, _)| decode(known) == name))
        .map(|(_, value)| decode(value))
        .unwrap_or_else(|| panic!("no {name} in {url}"))
}

pub fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

pub fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

pub fn unbase64(text: &str) -> Vec<u8> {
    BASE64.decode(text).unwrap()
}

/// Counts what was checked, and says what was left out and why.
pub struct Report {
    file: &'static str,
    checked: Vec<String>,
    left_out: Vec<(String, String)>,
    wrong: Vec<String>,
}

impl Report {
    pub fn new(file: &'static str) -> Self {
        Self { file, checked: Vec::new(), left_out: Vec::new(), wrong: Vec::new() }
    }

    /// Checks an entry and counts it.
    pub fn equal<T: PartialEq + Debug>(&mut self, id: &str, made: T, expected: T) {
        if self.checked.last().is_none_or(|last| last != id) {
            self.checked.push(id.to_owned());
        }
        if made != expected {
            self.wrong.push(format!("{id}\n  made     {made:?}\n  expected {expected:?}"));
        }
    }

    /// Checks one more thing about an entry already counted.
    pub fn same(&mut self, id: &str, made: &str, expected: &str) {
        assert_eq!(self.checked.last().map(String::as_str), Some(id));
        self.equal(id, made, expected);
    }

    pub fn leave_out(&mut self, id: &str, reason: &str) {
        self.left_out.push((id.to_owned(), reason.to_owned()));
    }

    /// Prints the counts; fails if anything differed or fewer entries than `at_least` were checked.
    pub fn finish(self, at_least: usize) {
        println!("{}: {} checked, {} left out", self.file, self.checked.len(), self.left_out.len());
        for (id, reason) in &self.left_out {
            println!("  {id}: {reason}");
        }
        assert!(self.wrong.is_empty(), "{} differ:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.checked.len() >= at_least, "only {} entries checked", self.checked.len());
    }
}
