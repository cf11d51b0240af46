//! Symbolic links.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::support::{OPEN, Request, builder, request};

fn link(key: &str, target: &str) -> Request {
    request("PUT", &format!("/{OPEN}/{key}?symlink")).header("x-oss-symlink-target", target).body("")
}

#[tokio::test]
async fn reading_a_link_gives_its_target() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let put = link("link", "dir/%E4%B8%AD")
        .header("x-oss-meta-a", "link")
        .header("x-oss-storage-class", "IA")
        .send(address)
        .await;
    assert_eq!(put.status, 200, "the target need not exist: {}", put.text());
    let get = request("GET", &format!("/{OPEN}/link?symlink")).send(address).await;
    assert_eq!((get.status, get.header("x-oss-symlink-target")), (200, Some("dir/%E4%B8%AD")));
    assert_eq!(get.header("etag"), put.header("etag"));
    assert_eq!((get.header("x-oss-meta-a"), get.header("content-type")), (Some("link"), None));
    assert!(get.header("last-modified").is_some());
    let path = format!("/{OPEN}/link");
    let dangling = request("GET", &path).send(address).await;
    assert_eq!((dangling.status, dangling.element("Code").as_deref()), (404, Some("SymlinkTargetNotExist")));
    let target = request("PUT", &format!("/{OPEN}/dir/%E4%B8%AD")).header("x-oss-meta-a", "target");
    let target = target.body("bytes").send(address).await;
    assert_eq!(request("GET", &path).send(address).await.body, b"bytes");
    let head = request("HEAD", &path).send(address).await;
    for (name, value) in [
        ("content-length", Some("5")),
        ("etag", target.header("etag")),
        ("x-oss-object-type", Some("Symlink")),
        ("x-oss-meta-a", Some("link")),
        ("x-oss-storage-class", Some("IA")),
    ] {
        assert_eq!(head.header(name), value, "{name}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn links_to_links_and_other_mistakes_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    request("PUT", &format!("/{OPEN}/plain")).body("x").send(address).await;
    link("link", "plain").send(address).await;
    link("second", "link").send(address).await;
    let through = request("HEAD", &format!("/{OPEN}/second")).send(address).await;
    let document = STANDARD.decode(through.header("x-oss-err").unwrap()).unwrap();
    assert_eq!(through.status, 400);
    assert!(String::from_utf8(document).unwrap().contains("<Code>InvalidTargetType</Code>"));
    let get = |key: &str| request("GET", &format!("/{OPEN}/{key}?symlink")).send(address);
    for (reply, status, code) in [
        (get("plain").await, 400, "NotSymlink"),
        (get("none").await, 404, "NoSuchKey"),
        (link("k", "/absolute").send(address).await, 400, "InvalidObjectName"),
        (
            link("plain", "k").header("x-oss-forbid-overwrite", "true").send(address).await,
            409,
            "FileAlreadyExists",
        ),
        (request("PUT", &format!("/{OPEN}/k?symlink")).body("").send(address).await, 400, "MissingArgument"),
    ] {
        assert_eq!((reply.status, reply.element("Code").as_deref()), (status, Some(code)));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_link_gives_no_right_to_its_target() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let secret = request("PUT", &format!("/{OPEN}/secret")).header("x-oss-object-acl", "private");
    secret.body("x").sign().send(address).await;
    link("link", "secret").send(address).await;
    assert_eq!(request("GET", &format!("/{OPEN}/link")).send(address).await.status, 403);
    assert_eq!(request("GET", &format!("/{OPEN}/link")).sign().send(address).await.status, 200);
    emulator.stop().await;
}
