//! OSS signatures in headers and URLs: every vector is accepted, and the refusal of a wrong signature shows its strings.

use crate::support::{Tally, detail, directory, instant, judge, oss_request, set, text, vectors};
use oss_emulator::{
    ram::Directory,
    request::{Address, RequestHead},
};
use serde_json::Value;
use time::{OffsetDateTime, PrimitiveDateTime, macros::format_description};

const HTTP_DATE: &[time::format_description::BorrowedFormatItem<'_>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

fn keys(input: &Value, now: OffsetDateTime) -> Directory {
    let (id, secret) = (text(&input["access_key_id"]), text(&input["access_key_secret"]));
    directory(id, secret, input["security_token"].as_str(), now)
}

/// Accepts the request as it is; refuses it, with the strings of the vector, once `spoil` made its signature wrong.
fn check(
    vector: &Value,
    head: RequestHead,
    address: &Address,
    now: OffsetDateTime,
    ec: &str,
    spoil: impl Fn(&mut RequestHead),
) {
    let id = text(&vector["id"]);
    let directory = keys(&vector["input"], now);
    let accepted = judge(&head, address, &directory, now);
    let key = vector["input"]["access_key_id"].as_str();
    assert_eq!(accepted.as_ref().map(|i| i.access_key_id()), Ok(key), "{id}");
    let mut spoiled = head;
    spoil(&mut spoiled);
    let error = judge(&spoiled, address, &directory, now).unwrap_err();
    assert_eq!((error.status, error.code, error.ec), (403, "SignatureDoesNotMatch", ec), "{id}");
    let expected = &vector["expected"];
    assert_eq!(detail(&error, "StringToSign"), text(&expected["string_to_sign"]), "{id}");
    if let Some(canonical) = expected["canonical_request"].as_str() {
        assert_eq!(detail(&error, "CanonicalRequest"), canonical, "{id}");
    }
}

fn added(vector: &Value) -> Vec<(String, String)> {
    let added = vector["expected"]["query_added"].as_object().unwrap();
    added.iter().map(|(name, value)| (name.clone(), text(value).to_owned())).collect()
}

/// Appends to the signature in the header or the URL.
fn spoil_header(head: &mut RequestHead) {
    let value = format!("{}x", head.header("authorization").unwrap());
    set(head, "authorization", value.as_bytes());
}

fn spoil_query(head: &mut RequestHead, name: &str) {
    let parameter = head.query.iter_mut().find(|p| p.name == name).unwrap();
    parameter.value.as_mut().unwrap().push('x');
}

#[test]
fn v1_headers() {
    let mut tally = Tally::default();
    for vector in vectors("oss_v1_header.json", "vectors") {
        let input = &vector["input"];
        let (mut head, address) = oss_request(input, &[]);
        if let Some(token) = input["security_token"].as_str() {
            set(&mut head, "x-oss-security-token", token.as_bytes());
        }
        let now = match head.header("x-oss-date").or_else(|| head.header("date")) {
            Some(date) => PrimitiveDateTime::parse(date.trim(), HTTP_DATE).unwrap().assume_utc(),
            None => instant(&input["time"]),
        };
        if !head.headers.contains_key("x-oss-date") && !head.headers.contains_key("date") {
            let date = now.format(HTTP_DATE).unwrap();
            set(&mut head, "date", date.as_bytes());
        }
        set(&mut head, "authorization", text(&vector["expected"]["authorization"]).as_bytes());
        check(&vector, head, &address, now, "0002-00000040", spoil_header);
        tally.checked += 1;
    }
    tally.report("oss_v1_header.json", 155, 0);
}

#[test]
fn v1_urls() {
    let mut tally = Tally::default();
    for vector in vectors("oss_v1_query.json", "vectors") {
        let input = &vector["input"];
        let (head, address) = oss_request(input, &added(&vector));
        let now = instant(&input["time"]);
        check(&vector, head, &address, now, "0002-00000040", |head| spoil_query(head, "Signature"));
        tally.checked += 1;
    }
    tally.report("oss_v1_query.json", 97, 0);
}

#[test]
fn v4_headers() {
    let mut tally = Tally::default();
    for vector in vectors("oss_v4_header.json", "vectors") {
        let input = &vector["input"];
        let (mut head, address) = oss_request(input, &[]);
        let now = instant(&input["time"]);
        let date = now.format(format_description!("[year][month][day]T[hour][minute][second]Z")).unwrap();
        set(&mut head, "x-oss-date", date.as_bytes());
        set(&mut head, "x-oss-content-sha256", b"UNSIGNED-PAYLOAD");
        if let Some(token) = input["security_token"].as_str() {
            set(&mut head, "x-oss-security-token", token.as_bytes());
        }
        set(&mut head, "authorization", text(&vector["expected"]["authorization"]).as_bytes());
        check(&vector, head, &address, now, "0002-00000201", spoil_header);
        tally.checked += 1;
    }
    tally.report("oss_v4_header.json", 129, 0);
}

#[test]
fn v4_urls() {
    let mut tally = Tally::default();
    for vector in vectors("oss_v4_query.json", "vectors") {
        let input = &vector["input"];
        let (head, address) = oss_request(input, &added(&vector));
        let now = instant(&input["time"]);
        check(&vector, head, &address, now, "0002-00000201", |head| spoil_query(head, "x-oss-signature"));
        tally.checked += 1;
    }
    tally.report("oss_v4_query.json", 106, 0);
}
