//! Many objects deleted at once.

use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::support::{OPEN, Reply, builder, request};

fn document(quiet: bool, keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| format!("<Object><Key>{key}</Key></Object>"));
    let keys = keys.collect::<Vec<_>>().concat();
    format!("<Delete><Quiet>{quiet}</Quiet>{keys}</Delete>")
}

async fn delete(address: SocketAddr, bucket: &str, query: &str, body: &str) -> Reply {
    let md5 = STANDARD.encode(Md5::digest(body));
    let call = request("POST", &format!("/{bucket}?delete{query}")).header("content-md5", &md5);
    call.body(body).send(address).await
}

#[tokio::test]
async fn listed_objects_go_and_absent_ones_count_as_gone() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    for key in ["a%26b", "two", "%20x%20", "kept"] {
        request("PUT", &format!("/{OPEN}/{key}")).body("x").send(address).await;
    }
    let reply = delete(address, OPEN, "", &document(false, &["a&amp;b", "none", " x "])).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.elements("Key"), ["a&amp;b", "none", " x "]);
    let reply = delete(address, OPEN, "&encoding-type=url", &document(false, &["a/b"])).await;
    assert_eq!(reply.elements("Key"), ["a%2Fb"]);
    assert_eq!(reply.element("EncodingType").as_deref(), Some("url"));
    let quiet = delete(address, OPEN, "", &document(true, &["two"])).await;
    assert_eq!((quiet.status, quiet.body.len()), (200, 0));
    let left = request("GET", &format!("/{OPEN}")).sign().send(address).await;
    assert_eq!(left.elements("Key"), ["kept"]);
    emulator.stop().await;
}

#[tokio::test]
async fn bad_requests_delete_nothing() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    request("PUT", &format!("/{OPEN}/k")).body("x").send(address).await;
    let many: Vec<String> = (0..1001).map(|index| index.to_string()).collect();
    let many: Vec<&str> = std::iter::once("k").chain(many.iter().map(String::as_str)).collect();
    for (body, code) in [
        (document(false, &many), "MalformedXML"),
        (document(false, &[]), "MalformedXML"),
        ("<Remove/>".to_owned(), "MalformedXML"),
        (document(false, &["k", ""]), "InvalidObjectName"),
        (document(false, &["k", &"x".repeat(2 * 1024 * 1024)]), "MalformedXML"),
        (document(false, &["k"]).replace("</Key>", "</Key><VersionId>v</VersionId>"), "InvalidArgument"),
    ] {
        let reply = delete(address, OPEN, "", &body).await;
        assert_eq!(reply.element("Code").as_deref(), Some(code), "{}", reply.text());
    }
    let call = |md5: &str| {
        let call = request("POST", &format!("/{OPEN}?delete")).body(document(false, &["k"]));
        if md5.is_empty() { call } else { call.header("content-md5", md5) }
    };
    for (md5, code) in [("AAAAAAAAAAAAAAAAAAAAAA==", "InvalidDigest"), ("", "MissingArgument")] {
        let reply = call(md5).send(address).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some(code)));
    }
    assert_eq!(request("HEAD", &format!("/{OPEN}/k")).send(address).await.status, 200);
    emulator.stop().await;
}

#[tokio::test]
async fn one_key_without_the_right_keeps_them_all() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    request("PUT", &format!("/{OPEN}/mine")).body("x").send(address).await;
    let locked = request("PUT", &format!("/{OPEN}/locked")).header("x-oss-object-acl", "private");
    locked.body("x").sign().send(address).await;
    let reply = delete(address, OPEN, "", &document(false, &["mine", "locked"])).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (403, Some("AccessDenied")));
    assert_eq!(request("HEAD", &format!("/{OPEN}/mine")).send(address).await.status, 200);
    emulator.stop().await;
}
