//! Block Public Access.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

const PUBLIC: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":"*","Action":"oss:GetObject","Resource":"acs:oss:*:*:open-bucket/*"}]}"#;
const NARROW: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Principal":"*","Action":"oss:GetObject","Resource":"acs:oss:*:*:open-bucket/*","Condition":{"IpAddress":{"acs:SourceIp":"127.0.0.0/8"}}}]}"#;

async fn block(address: SocketAddr, value: &str) -> Reply {
    let document = format!(
        "<PublicAccessBlockConfiguration><BlockPublicAccess>{value}</BlockPublicAccess></PublicAccessBlockConfiguration>"
    );
    request("PUT", &format!("/{OPEN}?publicAccessBlock")).body(document).sign().send(address).await
}

async fn owned(
    address: SocketAddr,
    method: &str,
    target: &str,
    header: Option<(&str, &str)>,
    body: &str,
) -> Reply {
    let call = request(method, &format!("/{OPEN}{target}")).body(body);
    let call = if let Some((name, value)) = header { call.header(name, value) } else { call };
    call.sign().send(address).await
}

#[tokio::test]
async fn it_is_off_until_it_is_put_and_after_it_is_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let state = async || {
        let reply = owned(address, "GET", "?publicAccessBlock", None, "").await;
        reply.element("BlockPublicAccess")
    };
    assert_eq!(state().await.as_deref(), Some("false"));
    assert_eq!(block(address, "true").await.status, 200);
    assert_eq!(state().await.as_deref(), Some("true"));
    let wrong = block(address, "perhaps").await;
    assert_eq!((wrong.status, wrong.element("Code").as_deref()), (400, Some("MalformedXML")));
    let silent = "<PublicAccessBlockConfiguration></PublicAccessBlockConfiguration>";
    assert_eq!(owned(address, "PUT", "?publicAccessBlock", None, silent).await.status, 200);
    assert_eq!(state().await.as_deref(), Some("false"), "unless it says so");
    assert_eq!(block(address, "true").await.status, 200);
    assert_eq!(owned(address, "DELETE", "?publicAccessBlock", None, "").await.status, 204);
    assert_eq!(state().await.as_deref(), Some("false"));
    emulator.stop().await;
}

#[tokio::test]
async fn what_is_public_already_has_no_effect_while_it_is_on() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    owned(address, "PUT", "/k", Some(("x-oss-object-acl", "public-read")), "x").await;
    let read = async |key: &str| request("GET", &format!("/{OPEN}/{key}")).send(address).await.status;
    assert_eq!(owned(address, "PUT", "/plain", None, "x").await.status, 200);
    for (value, expected) in [("false", 200), ("true", 403), ("false", 200)] {
        assert_eq!(block(address, value).await.status, 200);
        assert_eq!((read("k").await, read("plain").await), (expected, expected), "block: {value}");
        assert_eq!(owned(address, "GET", "/k", None, "").await.status, 200, "the owner may always");
    }
    owned(address, "PUT", "?acl", Some(("x-oss-acl", "private")), "").await;
    assert_eq!(owned(address, "PUT", "?policy", None, PUBLIC).await.status, 200);
    assert_eq!(read("plain").await, 200);
    block(address, "true").await;
    assert_eq!(read("plain").await, 403);
    assert_eq!(owned(address, "PUT", "?policy", None, NARROW).await.status, 200);
    assert_eq!(read("plain").await, 200, "known addresses are not the public");
    emulator.stop().await;
}

#[tokio::test]
async fn nothing_can_be_made_public_while_it_is_on() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    assert_eq!(block(address, "true").await.status, 200);
    assert_eq!(owned(address, "PUT", "/k", None, "x").await.status, 200);
    let object = "Put public object acl is not allowed.";
    let bucket = "Put public bucket acl is not allowed.";
    for (method, target, header, body, message) in [
        ("PUT", "?acl", Some(("x-oss-acl", "public-read")), "", bucket),
        ("PUT", "", Some(("x-oss-acl", "public-read-write")), "", bucket),
        ("PUT", "/k", Some(("x-oss-object-acl", "public-read")), "y", object),
        ("PUT", "/k?acl", Some(("x-oss-object-acl", "public-read-write")), "", object),
        ("POST", "/m?uploads", Some(("x-oss-object-acl", "public-read")), "", object),
        ("PUT", "?policy", None, PUBLIC, "Put public bucket policy is not allowed."),
    ] {
        let refused = owned(address, method, target, header, body).await;
        let seen = (refused.status, refused.element("Code"), refused.element("Message"));
        assert_eq!(seen, (403, Some("AccessDenied".into()), Some(message.into())), "{method} {target}");
    }
    assert_eq!(owned(address, "GET", "/k", None, "").await.body, b"x", "nothing was written");
    assert_eq!(owned(address, "GET", "?policy", None, "").await.status, 404);
    for (target, header) in [("?acl", "x-oss-acl"), ("/k?acl", "x-oss-object-acl")] {
        assert_eq!(owned(address, "PUT", target, Some((header, "private")), "").await.status, 200);
    }
    emulator.stop().await;
}
