//! Signed calls to a service with the demo directory.

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use oss_emulator::{
    ram::{Directory, demo},
    request::RequestHead,
    sts::{Reply, Service, acs3, rpc},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::cell::Cell;
use time::{OffsetDateTime, macros::datetime};

pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-23 12:34:56 UTC);

/// A client of one service. Every call has a nonce of its own unless one is given.
pub(crate) struct Client<'d> {
    pub(crate) service: Service,
    pub(crate) directory: &'d Directory,
    pub(crate) now: OffsetDateTime,
    pub(crate) key: (String, String),
    count: Cell<u64>,
}

impl<'d> Client<'d> {
    pub(crate) fn new(directory: &'d Directory) -> Self {
        Self {
            service: Service::default(),
            directory,
            now: NOW,
            key: (demo::USER_ACCESS_KEY_ID.into(), demo::USER_ACCESS_KEY_SECRET.into()),
            count: Cell::new(0),
        }
    }

    /// AssumeRole of the demo role with changed parameters: an empty value leaves the parameter out.
    pub(crate) fn assume(&self, changes: &[(&str, &str)]) -> Reply {
        let mut parameters = vec![
            ("Action", "AssumeRole"),
            ("RoleArn", demo::ROLE_ARN),
            ("RoleSessionName", "test"),
            ("Format", "JSON"),
        ];
        parameters.extend_from_slice(changes);
        self.rpc("POST", &parameters)
    }

    /// A signed RPC call; later parameters replace earlier ones of the same name.
    pub(crate) fn rpc(&self, method: &str, parameters: &[(&str, &str)]) -> Reply {
        let nonce = self.next();
        let mut all: Vec<(&str, &str)> = vec![
            ("Version", "2015-04-01"),
            ("AccessKeyId", &self.key.0),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("SignatureNonce", &nonce),
            ("Timestamp", "2026-11-23T12:34:56Z"),
        ];
        for &(name, value) in parameters {
            all.retain(|(n, _)| *n != name);
            all.push((name, value));
        }
        let given = all.iter().any(|(n, _)| *n == "Signature");
        all.retain(|(_, value)| !value.is_empty());
        let signature = rpc::sign(&self.key.1, &rpc::string_to_sign(method, all.iter().copied()));
        if !given {
            all.push(("Signature", &signature));
        }
        if method == "GET" {
            self.send(method, &format!("/?{}", encode(&all)), &[], "")
        } else {
            self.form(method, &all)
        }
    }

    /// These parameters and no others, as a form.
    pub(crate) fn unsigned(&self, parameters: &[(&str, &str)]) -> Reply {
        self.form("POST", parameters)
    }

    fn form(&self, method: &str, parameters: &[(&str, &str)]) -> Reply {
        let content_type = ("content-type", "application/x-www-form-urlencoded");
        self.send(method, "/", &[content_type], &encode(parameters))
    }

    /// A call signed in the header, as `@alicloud/sts20150401` sends it. `extra` are headers; `sent` is the body that
    /// arrives, in place of the one that was signed.
    pub(crate) fn acs3(&self, query: &[(&str, &str)], extra: &[(&str, &str)], sent: &str) -> Reply {
        let nonce = self.next();
        let payload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let mut headers = vec![
            ("x-acs-action", "AssumeRole"),
            ("x-acs-version", "2015-04-01"),
            ("x-acs-date", "2026-11-23T12:34:56Z"),
            ("x-acs-signature-nonce", &nonce),
            ("x-acs-content-sha256", payload),
        ];
        headers.extend_from_slice(extra);
        let map = header_map(&headers);
        let mut signed: Vec<&str> = map.keys().map(HeaderName::as_str).collect();
        signed.sort_unstable();
        let canonical = acs3::canonical_request("POST", "/", query.iter().copied(), &map, &signed, payload);
        let signature = acs3::sign(&self.key.1, &acs3::string_to_sign(&canonical));
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={signature}",
            self.key.0,
            signed.join(";")
        );
        headers.push(("authorization", &authorization));
        self.send("POST", &format!("/?{}", encode(query)), &headers, sent)
    }

    pub(crate) fn send(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        let head = RequestHead {
            method: Method::from_bytes(method.as_bytes()).unwrap(),
            target: target.to_owned(),
            raw_path: "/".into(),
            query: Vec::new(),
            headers: header_map(headers),
            host: "sts.aliyuncs.com".into(),
            peer: "127.0.0.1:40000".parse().unwrap(),
            secure: true,
        };
        // Bytes that never repeat, so that no two sessions are alike.
        let random = |bytes: &mut [u8]| {
            for byte in bytes {
                self.count.set(self.count.get() + 1);
                *byte = u8::try_from(self.count.get() * 167 % 251).unwrap();
            }
        };
        self.service.handle(&head, body.as_bytes(), self.directory, self.now, &random)
    }

    fn next(&self) -> String {
        self.count.set(self.count.get() + 1);
        format!("nonce-{}", self.count.get())
    }
}

fn header_map(headers: &[(&str, &str)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    map.insert("host", HeaderValue::from_static("sts.aliyuncs.com"));
    for (name, value) in headers {
        map.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap());
    }
    map
}

fn encode(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<String> = pairs.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    pairs.join("&")
}

pub(crate) fn json(reply: &Reply) -> Value {
    serde_json::from_str(&reply.body).unwrap_or_else(|e| panic!("{e}: {}", reply.body))
}
