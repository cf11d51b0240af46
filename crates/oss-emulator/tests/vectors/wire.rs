//! What ali-oss 6.23.0 hands to its transport, and the verdict of an independent strict verifier on it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use oss_emulator::{
    auth::{Realm, post_policy},
    ram::{AccessKey, Account, Directory, Policy, Role, User},
    request::{Address, RequestHead},
    sts,
};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use time::{OffsetDateTime, macros::datetime};

use crate::support::{Tally, directory, head, judge, set, text, vectors};

const NOW: OffsetDateTime = datetime!(2026-11-23 12:34:56.123 UTC);

fn keys(entry: &Value) -> Directory {
    let options = &entry["options"];
    let (id, secret) = (text(&options["accessKeyId"]), text(&options["accessKeySecret"]));
    directory(id, secret, options["stsToken"].as_str(), NOW)
}

/// Host and target of a URL.
fn split(url: &str) -> (&str, String) {
    let rest = url.split_once("://").unwrap().1;
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, target) = rest.split_at(at);
    (host, if target.starts_with('/') { target.to_owned() } else { format!("/{target}") })
}

/// Reads host and path as a server does that knows `cdn.example.com` as a name of `my-bucket`.
fn route(head: &RequestHead) -> Address {
    let path = percent_decode_str(&head.raw_path).decode_utf8().unwrap();
    let path = path.strip_prefix('/').unwrap();
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    match head.host.split('.').next().unwrap() {
        "localhost:9000" => {
            let (bucket, object) = path.split_once('/').unwrap_or((path, ""));
            Address { bucket: some(bucket), object: some(object) }
        }
        "my-bucket" | "cdn" => Address { bucket: some("my-bucket"), object: some(path) },
        _ => Address { bucket: None, object: None },
    }
}

/// Strings are UTF-8 on the wire, except with `headerEncoding: 'latin1'`, where each character is one byte.
fn bytes(entry: &Value, value: &str) -> Vec<u8> {
    if entry["variant"] == "latin1" {
        value.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
    } else {
        value.as_bytes().to_vec()
    }
}

fn request(entry: &Value) -> RequestHead {
    let request = &entry["request"];
    let (url_host, target) = split(text(&request["url"]));
    let host = request["headers"]["host"].as_str().unwrap_or(url_host);
    let mut head = head(text(&request["method"]), host, &target);
    for (name, value) in request["headers"].as_object().unwrap() {
        set(&mut head, name, &bytes(entry, text(value)));
    }
    head
}

#[test]
fn requests_get_the_verdict_of_the_strict_verifier() {
    let mut tally = Tally::default();
    let mut refused = Vec::new();
    for entry in vectors("wire_ali_oss.json", "vectors") {
        let id = text(&entry["id"]);
        let Some(expected) = entry["strict_server_ok"].as_bool() else { continue };
        let head = request(&entry);
        let accepted = judge(&head, &route(&head), &keys(&entry), NOW);
        assert_eq!(accepted.is_ok(), expected, "{id}: {accepted:?}");
        tally.checked += 1;
        if !expected {
            refused.push(format!("{} ({} {})", id, text(&entry["api"]), text(&entry["variant"])));
        }
    }
    // Two list the buckets at a custom domain, which stands for one bucket; one signs `prefix=` for an empty value.
    println!("refused as expected: {}", refused.join(", "));
    tally.report("wire_ali_oss.json, requests", 374, 0);
}

#[test]
fn signed_urls_are_accepted() {
    let mut tally = Tally::default();
    for entry in vectors("wire_ali_oss.json", "vectors") {
        let Some(url) = entry["returns"].as_str().filter(|url| url.starts_with("http")) else { continue };
        let (id, api) = (text(&entry["id"]), text(&entry["api"]));
        if api == "getObjectUrl" || api == "generateObjectUrl" {
            tally.leave_out(id, format!("{api} does not sign"));
            continue;
        }
        if api == "signatureUrlOpts" {
            tally.leave_out(id, "signed with a method and headers that the file does not record");
            continue;
        }
        let (host, target) = split(url);
        // ali-oss signs these for an endpoint that is an IP address, where the host name is lost.
        let host = if host.starts_with("127.") { "my-bucket.oss-cn-hangzhou.aliyuncs.com" } else { host };
        let accepted = ["GET", "PUT", "POST"].iter().any(|method| {
            let mut head = head(method, host, &target);
            if api == "signatureUrlV4" {
                set(&mut head, "cache-control", b"no-cache");
            }
            judge(&head, &route(&head), &keys(&entry), NOW).is_ok()
        });
        assert!(accepted, "{id} {api} {url}");
        tally.checked += 1;
    }
    tally.report("wire_ali_oss.json, signed URLs", 55, 21);
}

#[test]
fn post_signatures_are_accepted() {
    let mut tally = Tally::default();
    for entry in vectors("wire_ali_oss.json", "vectors") {
        if entry["api"] != "calculatePostSignature" {
            continue;
        }
        let (form, token) = (&entry["returns"], entry["options"]["stsToken"].as_str());
        let field = |name: &str| match name {
            "ossaccesskeyid" => form["OSSAccessKeyId"].as_str(),
            "signature" => form["Signature"].as_str(),
            "policy" => form["policy"].as_str(),
            "x-oss-security-token" => token,
            _ => None,
        };
        let directory = keys(&entry);
        let realm = Realm { directory: &directory, regions: &[] };
        post_policy::authenticate(field, "localhost", &realm, NOW).unwrap();
        tally.checked += 1;
    }
    tally.report("wire_ali_oss.json, calculatePostSignature", 11, 0);
}

#[test]
fn sts_calls_are_accepted() {
    let parse = |text: &str| Policy::parse(text).unwrap().into();
    let all = r#"{"Version":"1","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;
    let trust = r#"{"Version":"1","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"RAM":["acs:ram::1234567890123456:root"]}}}"#;
    let mut tally = Tally::default();
    for entry in vectors("wire_ali_oss.json", "vectors") {
        if entry["api"] != "STS.assumeRole" {
            continue;
        }
        let options = &entry["options"];
        let key = AccessKey::new(text(&options["accessKeyId"]), text(&options["accessKeySecret"]));
        let account = Account {
            uid: "1234567890123456".into(),
            display_name: "wire".into(),
            keys: Vec::new(),
            users: vec![User {
                name: "u".into(),
                id: "2".into(),
                keys: vec![key],
                policies: vec![parse(all)],
            }],
            roles: vec![Role {
                name: "demo".into(),
                id: "3".into(),
                trust: Policy::parse_trust(trust).unwrap().into(),
                policies: Vec::new(),
                max_session_seconds: 3600,
            }],
            oidc_providers: Vec::new(),
        };
        let directory = Directory::new([account]).unwrap();
        let content = &entry["request"]["content"];
        let body = match content["text"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => STANDARD.decode(text(&content["base64"])).unwrap(),
        };
        let service = sts::Service::default();
        let reply = service.handle(&request(&entry), &body, &directory, NOW, &|bytes| bytes.fill(7));
        let reply_body: Value = serde_json::from_str(&reply.body).unwrap();
        if entry["variant"] == "sts-2" {
            // The signature is right; the role name is not one.
            assert_eq!(reply_body["Code"], "InvalidParameter.RoleArn", "{}", reply.body);
        } else {
            assert_eq!(reply.status, 200, "{}", reply.body);
        }
        tally.checked += 1;
    }
    tally.report("wire_ali_oss.json, STS", 3, 0);
}
