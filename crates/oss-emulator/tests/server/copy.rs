//! Copies: what they take from the source, from the request, and when they are refused.

use std::net::SocketAddr;

use oss_emulator::Emulator;
use oss_emulator::config::{Config, Format};

use crate::support::{OPEN, Request, builder, request};

async fn put_source(address: SocketAddr) -> String {
    let put = request("PUT", &format!("/{OPEN}/dir/%E4%B8%AD"))
        .header("content-type", "text/x")
        .header("x-oss-meta-a", "source")
        .header("x-oss-tagging", "t=source")
        .body("bytes")
        .send(address)
        .await;
    put.header("etag").unwrap().to_owned()
}

fn copy(key: &str) -> Request {
    let source = format!("/{OPEN}/dir/%E4%B8%AD");
    request("PUT", &format!("/{OPEN}/{key}")).header("x-oss-copy-source", &source).body("")
}

#[tokio::test]
async fn directives_decide_whose_metadata_and_tags_the_copy_has() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let etag = put_source(address).await;
    for (metadata, tags, meta, content_type, tag) in [
        (None, None, Some("source"), "text/x", "source"),
        (Some("COPY"), Some("Copy"), Some("source"), "text/x", "source"),
        (Some("REPLACE"), None, Some("request"), "text/y", "source"),
        (None, Some("Replace"), Some("source"), "text/x", "request"),
    ] {
        let mut call = copy("copy")
            .header("x-oss-meta-a", "request")
            .header("content-type", "text/y")
            .header("x-oss-tagging", "t=request");
        for (name, value) in [("x-oss-metadata-directive", metadata), ("x-oss-tagging-directive", tags)] {
            call = match value {
                Some(value) => call.header(name, value),
                None => call,
            };
        }
        let reply = call.send(address).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert_eq!((reply.element("ETag").as_deref(), reply.header("etag")), (Some(&*etag), Some(&*etag)));
        let modified = reply.element("LastModified").unwrap();
        assert_eq!(modified.get(19..), Some(".000Z"), "{modified}");
        let get = request("GET", &format!("/{OPEN}/copy")).send(address).await;
        assert_eq!((get.body.as_slice(), get.header("x-oss-meta-a")), (&b"bytes"[..], meta));
        assert_eq!(get.header("content-type"), Some(content_type));
        assert_eq!(get.header("x-oss-hash-crc64ecma"), reply.header("x-oss-hash-crc64ecma"));
        let tagging = request("GET", &format!("/{OPEN}/copy?tagging")).sign().send(address).await;
        assert_eq!(tagging.element("Value").as_deref(), Some(tag));
    }
    let wrong = copy("copy").header("x-oss-metadata-directive", "MERGE").send(address).await;
    assert_eq!((wrong.status, wrong.element("Code").as_deref()), (400, Some("InvalidArgument")));
    emulator.stop().await;
}

#[tokio::test]
async fn a_copy_onto_itself_changes_metadata_and_class() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    put_source(address).await;
    let same = "dir/%E4%B8%AD";
    let reply =
        copy(same).header("x-oss-meta-b", "new").header("x-oss-storage-class", "IA").send(address).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let head = request("HEAD", &format!("/{OPEN}/{same}")).send(address).await;
    assert_eq!((head.header("x-oss-meta-a"), head.header("x-oss-meta-b")), (None, Some("new")));
    assert_eq!(head.header("x-oss-storage-class"), Some("IA"));
    emulator.stop().await;
}

#[tokio::test]
async fn conditions_of_the_source_decide() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let etag = put_source(address).await;
    let (earlier, later) = ("Thu, 01 Jan 2015 00:00:00 GMT", "Sat, 01 Jan 2099 00:00:00 GMT");
    let id = request("POST", &format!("/{OPEN}/k?uploads")).body("").send(address).await;
    let part = format!("k?partNumber=1&uploadId={}", id.element("UploadId").unwrap());
    for (name, value, status, of_part, condition) in [
        ("if-match", &*etag, 200, 200, None),
        ("if-match", "\"other\"", 412, 412, Some("If-Match")),
        ("if-none-match", &*etag, 304, 412, Some("If-None-Match")),
        ("if-none-match", "\"other\"", 200, 200, None),
        ("if-modified-since", later, 304, 412, Some("If-Modified-Since")),
        ("if-modified-since", earlier, 200, 200, None),
        ("if-unmodified-since", earlier, 412, 412, Some("If-Unmodified-Since")),
        ("if-unmodified-since", later, 200, 200, None),
    ] {
        let header = format!("x-oss-copy-source-{name}");
        let whole = copy("copy").header(&header, value).send(address).await;
        assert_eq!(whole.status, status, "{name}: {value}");
        let part = copy(&part).header(&header, value).send(address).await;
        assert_eq!(part.status, of_part, "{name}: {value} of a part");
        assert_eq!(part.element("Condition").as_deref(), condition);
    }
    emulator.stop().await;
}

#[tokio::test]
async fn sources_that_are_not_there_or_not_allowed_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    put_source(address).await;
    request("PUT", "/closed-bucket").sign().body("").send(address).await;
    request("PUT", "/closed-bucket/k").body("x").sign().send(address).await;
    for (source, status, code) in [
        ("/open-bucket/none", 404, "NoSuchKey"),
        ("/no-such-bucket/k", 404, "NoSuchBucket"),
        ("open-bucket/k", 400, "InvalidArgument"),
        ("/open-bucket", 400, "InvalidArgument"),
        ("/closed-bucket/k", 403, "AccessDenied"),
        ("/open-bucket/k?versionId=x", 400, "InvalidArgument"),
    ] {
        let reply = request("PUT", &format!("/{OPEN}/copy"))
            .header("x-oss-copy-source", source)
            .body("")
            .send(address)
            .await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (status, Some(code)), "{source}");
    }
    assert_eq!(request("HEAD", &format!("/{OPEN}/copy")).send(address).await.status, 404);
    let mine = request("PUT", &format!("/{OPEN}/copy"))
        .header("x-oss-copy-source", "/closed-bucket/k")
        .body("")
        .sign()
        .send(address)
        .await;
    assert_eq!(mine.status, 200, "the owner may read it");
    let kept = copy("copy").header("x-oss-forbid-overwrite", "true").send(address).await;
    assert_eq!((kept.status, kept.element("Code").as_deref()), (409, Some("FileAlreadyExists")));
    assert_eq!(request("GET", &format!("/{OPEN}/copy")).send(address).await.body, b"x");
    emulator.stop().await;
}

#[tokio::test]
async fn copies_stay_in_their_region() {
    let config = r#"
regions = ["cn-hangzhou", "cn-beijing"]
[[buckets]]
name = "near-bucket"
acl = "public-read-write"
[[buckets]]
name = "far-bucket"
acl = "public-read-write"
region = "cn-beijing"
"#;
    let config = Config::parse("test", config, Format::Toml).unwrap();
    let emulator = Emulator::builder().config(config).start().await.unwrap();
    let address = emulator.address();
    assert_eq!(request("PUT", "/far-bucket/k").body("x").send(address).await.status, 200);
    let copy = request("PUT", "/near-bucket/k").header("x-oss-copy-source", "/far-bucket/k").body("");
    let reply = copy.send(address).await;
    let message = "Target object does not reside in the same data center as source object.";
    assert_eq!((reply.status, reply.element("Message").as_deref()), (403, Some(message)));
    emulator.stop().await;
}
