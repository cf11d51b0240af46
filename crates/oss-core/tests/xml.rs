//! Replies are read as xml2js reads them for ali-oss; the cases are made by `scripts/make-xml-cases.mjs`.

use oss_core::xml;
use serde_json::Value;

const CASES: &str = include_str!("../testdata/xml_cases.json");

#[test]
fn reads_every_document_as_xml2js_does() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let document = case["xml"].as_str().unwrap();
        let (read, expected) = match xml::to_json(document.as_bytes()) {
            Ok(json) => (json, case["json"].as_str()),
            Err(error) => (error.to_string(), case["error"].as_str()),
        };
        if Some(read.as_str()) != expected {
            let expected = case.get("json").or(case.get("error")).unwrap();
            wrong.push(format!("{document:?}\n  read     {read}\n  expected {expected}"));
        }
    }
    println!("checked {} documents against {}", cases.len(), file["source"]);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn bytes_that_are_not_utf8_are_replaced_as_node_replaces_them() {
    assert_eq!(xml::to_json(b"<a>x\xffy</a>").unwrap(), "\"x\u{fffd}y\"");
}

#[test]
fn a_broken_reply_is_not_quoted_in_the_error() {
    let error = xml::to_json(b"<Error><Message>fake-secret</Mess").unwrap_err();
    assert!(error.is_unreadable());
    assert!(!error.to_string().contains("fake-secret"));
}

#[test]
fn error_bodies_give_their_details() {
    let body = b"<?xml version=\"1.0\"?>\n<Error>\n  <Code>PreconditionFailed</Code>\n  <Message>m</Message>\n  \
        <RequestId>r</RequestId>\n  <HostId>h</HostId>\n  <Condition>If-Match</Condition>\n  <EC>e</EC>\n</Error>";
    let error = xml::service_error(body).unwrap();
    assert_eq!(error.code.as_deref(), Some("PreconditionFailed"));
    assert_eq!(error.message.as_deref(), Some("m"));
    assert_eq!(error.request_id.as_deref(), Some("r"));
    assert_eq!(error.host_id.as_deref(), Some("h"));
    assert_eq!(error.condition.as_deref(), Some("If-Match"));
    assert_eq!(error.ec.as_deref(), Some("e"));

    let html = xml::service_error(b"<html><body>gateway</body></html>").unwrap();
    assert_eq!(html, oss_core::ServiceError::default());
    assert_eq!(xml::service_error(b"").unwrap(), oss_core::ServiceError::default());
    assert!(xml::service_error(b"Bad Gateway").is_err());
}
