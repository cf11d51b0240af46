//! Buckets and objects: what is put comes back, under the conditions and limits of the service.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::support::{Connection, OPEN, builder, request};

#[tokio::test]
async fn a_put_object_comes_back_with_its_headers() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/a%20b/%E4%B8%AD.txt");
    let put = request("PUT", &path)
        .header("content-type", "text/plain")
        .header("cache-control", "no-cache")
        .header("content-encoding", "identity")
        .header("x-oss-meta-Author", "J")
        .header("x-oss-storage-class", "IA")
        .header("content-md5", "XUFAKrxLKna5cZ2REBfFkg==")
        .header("x-oss-hash-crc64ecma", "11177612005948864433")
        .body("hello")
        .send(address)
        .await;
    assert_eq!((put.status, put.header("content-length")), (200, Some("0")), "{put:?}");
    for reply in
        [&put, &request("GET", &path).send(address).await, &request("HEAD", &path).send(address).await]
    {
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("etag"), Some("\"5D41402ABC4B2A76B9719D911017C592\""));
        assert_eq!(reply.header("x-oss-hash-crc64ecma"), Some("11177612005948864433"));
        assert_eq!(reply.header("content-md5"), Some("XUFAKrxLKna5cZ2REBfFkg=="));
        assert_eq!(reply.header("server"), Some("AliyunOSS"));
        assert_eq!(reply.header("connection"), Some("keep-alive"));
        let id = reply.header("x-oss-request-id").unwrap();
        assert!(
            id.len() == 24 && id.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b)),
            "{id}"
        );
        assert!(reply.header("x-oss-server-time").unwrap().parse::<u64>().is_ok());
    }
    let get = request("GET", &path).send(address).await;
    assert_eq!(get.body, b"hello");
    for (name, value) in [
        ("content-type", "text/plain"),
        ("content-length", "5"),
        ("cache-control", "no-cache"),
        ("content-encoding", "identity"),
        ("x-oss-meta-author", "J"),
        ("x-oss-storage-class", "IA"),
        ("x-oss-object-type", "Normal"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(get.header(name), Some(value), "{name}");
    }
    let meta = request("HEAD", &format!("{path}?objectMeta")).send(address).await;
    assert_eq!((meta.header("content-length"), meta.header("content-type")), (Some("5"), None));
    emulator.stop().await;
}

#[tokio::test]
async fn deleting_is_204_twice_and_then_the_key_is_gone() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body("x").send(emulator.address()).await;
    for _ in 0..2 {
        let reply = request("DELETE", &path).send(emulator.address()).await;
        assert_eq!((reply.status, reply.body.len()), (204, 0));
    }
    assert_eq!(request("GET", &path).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn conditions_decide_between_200_304_and_412() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).body("hello").send(emulator.address()).await;
    let object = request("HEAD", &path).send(emulator.address()).await;
    let modified = object.header("last-modified").unwrap().to_owned();
    let (tag, earlier, later) = (
        "\"5D41402ABC4B2A76B9719D911017C592\"",
        "Thu, 01 Jan 2015 00:00:00 GMT",
        "Sat, 01 Jan 2099 00:00:00 GMT",
    );
    for (name, value, status) in [
        ("If-Match", tag, 200),
        ("If-Match", "5D41402ABC4B2A76B9719D911017C592", 200),
        ("If-Match", "\"other\"", 412),
        ("If-None-Match", tag, 304),
        ("If-None-Match", "\"other\"", 200),
        ("If-Modified-Since", earlier, 200),
        ("If-Modified-Since", &modified, 304),
        ("If-Modified-Since", later, 304),
        ("If-Modified-Since", "yesterday", 200),
        ("If-Unmodified-Since", earlier, 412),
        ("If-Unmodified-Since", &modified, 200),
        ("If-Unmodified-Since", later, 200),
    ] {
        for method in ["GET", "HEAD"] {
            let reply = request(method, &path).header(name, value).send(emulator.address()).await;
            assert_eq!(reply.status, status, "{method} {name}: {value}");
            if status == 304 {
                assert_eq!((reply.body.len(), reply.header("etag")), (0, Some(tag)));
            }
            if status == 412 && method == "GET" {
                assert_eq!(reply.element("Condition").as_deref(), Some(name));
            }
        }
    }
    emulator.stop().await;
}

#[tokio::test]
async fn wrong_digests_and_unsupported_conditions_store_nothing() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    for (name, value, code) in [
        ("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==", "InvalidDigest"),
        ("content-md5", "not base64!", "InvalidDigest"),
        ("x-oss-hash-crc64ecma", "1", "InvalidCRC64"),
        ("if-none-match", "*", "NotImplemented"),
        ("x-oss-storage-class", "Lukewarm", "InvalidArgument"),
    ] {
        let reply = request("PUT", &path).header(name, value).body("hello").send(emulator.address()).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some(code)), "{name}: {value}");
    }
    let big = "v".repeat(8 * 1024);
    let reply = request("PUT", &path).header("x-oss-meta-a", &big).body("x").send(emulator.address()).await;
    assert_eq!(reply.element("Code").as_deref(), Some("InvalidArgument"));
    let reply = request("PUT", &path).send(emulator.address()).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (411, Some("MissingContentLength")));
    assert_eq!(request("HEAD", &path).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn forbid_overwrite_keeps_the_first_object() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    let put = |body: &'static str| request("PUT", &path).header("x-oss-forbid-overwrite", "true").body(body);
    assert_eq!(put("first").send(emulator.address()).await.status, 200);
    let second = put("second").send(emulator.address()).await;
    assert_eq!((second.status, second.element("Code").as_deref()), (409, Some("FileAlreadyExists")));
    assert_eq!(request("GET", &path).send(emulator.address()).await.body, b"first");
    emulator.stop().await;
}

#[tokio::test]
async fn chunked_bodies_and_large_ones_are_stored_whole() {
    let emulator = builder().start().await.unwrap();
    let mut connection = Connection::open(emulator.address()).await;
    connection
        .send(
            format!(
                "PUT /{OPEN}/c HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n\
                 3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
            )
            .as_bytes(),
        )
        .await;
    assert_eq!(connection.reply(false).await.unwrap().status, 200);
    // The same connection serves the next request.
    connection.send(format!("GET /{OPEN}/c HTTP/1.1\r\nhost: localhost\r\n\r\n").as_bytes()).await;
    assert_eq!(connection.reply(false).await.unwrap().body, b"abcde");
    let large: Vec<u8> = (0..5_000_000_u32).flat_map(u32::to_le_bytes).take(5_000_001).collect();
    assert_eq!(request("PUT", &format!("/{OPEN}/l")).body(&large).send(emulator.address()).await.status, 200);
    assert!(request("GET", &format!("/{OPEN}/l")).send(emulator.address()).await.body == large);
    emulator.stop().await;
}

#[tokio::test]
async fn response_overrides_need_a_signature() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k?response-content-type=text%2Fx&response-expires=never");
    request("PUT", &format!("/{OPEN}/k")).body("hello").send(emulator.address()).await;
    let anonymous = request("GET", &path).send(emulator.address()).await;
    assert_eq!((anonymous.status, anonymous.element("Code").as_deref()), (400, Some("InvalidRequest")));
    let signed = request("GET", &path).sign().send(emulator.address()).await;
    assert_eq!((signed.status, signed.header("content-type")), (200, Some("text/x")), "{}", signed.text());
    assert_eq!(signed.header("expires"), Some("never"));
    emulator.stop().await;
}

#[tokio::test]
async fn acls_decide_what_strangers_may_do() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let put = request("PUT", "/acl-bucket").header("x-oss-acl", "public-read").sign().send(address).await;
    assert_eq!((put.status, put.header("location")), (200, Some("/acl-bucket")));
    assert_eq!(request("PUT", "/acl-bucket/k").body("x").sign().send(address).await.status, 200);
    assert_eq!(request("GET", "/acl-bucket/k").send(address).await.status, 200);
    let refused = request("PUT", "/acl-bucket/k").body("y").send(address).await;
    assert_eq!((refused.status, refused.element("Code").as_deref()), (403, Some("AccessDenied")));
    let message = "You have no right to access this object because of bucket acl.";
    assert_eq!(refused.element("Message").as_deref(), Some(message));
    assert_eq!(request("GET", "/acl-bucket").send(address).await.status, 403, "listing needs a policy");
    assert_eq!(
        request("PUT", "/acl-bucket?acl").header("x-oss-acl", "private").sign().send(address).await.status,
        200
    );
    assert_eq!(request("GET", "/acl-bucket/k").send(address).await.status, 403);
    let acl = request("GET", "/acl-bucket?acl").sign().send(address).await;
    assert_eq!(acl.element("Grant").as_deref(), Some("private"));
    emulator.stop().await;
}

#[tokio::test]
async fn a_bucket_lives_from_put_to_delete() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let body = "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>";
    let create = |body: &str| request("PUT", "/life-bucket").body(body).sign();
    assert_eq!(create(body).send(address).await.status, 200);
    assert_eq!(create("").send(address).await.status, 200, "the owner may put it again");
    let other = create(&body.replace("IA", "Standard")).send(address).await;
    assert_eq!((other.status, other.element("Code").as_deref()), (409, Some("BucketAlreadyExists")));
    assert_eq!(create("<Nonsense/>").send(address).await.element("Code").as_deref(), Some("MalformedXML"));
    let info = request("GET", "/life-bucket?bucketInfo").sign().send(address).await;
    assert_eq!(info.element("StorageClass").as_deref(), Some("IA"));
    assert_eq!(info.element("Location").as_deref(), Some("oss-cn-hangzhou"));
    request("PUT", "/life-bucket/k").body("x").sign().send(address).await;
    let full = request("DELETE", "/life-bucket").sign().send(address).await;
    assert_eq!((full.status, full.element("Code").as_deref()), (409, Some("BucketNotEmpty")));
    request("DELETE", "/life-bucket/k").sign().send(address).await;
    assert_eq!(request("DELETE", "/life-bucket").sign().send(address).await.status, 204);
    assert_eq!(request("GET", "/life-bucket?location").sign().send(address).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn a_bucket_is_served_in_its_region_alone() {
    let emulator = builder().start().await.unwrap();
    let beijing = "open-bucket.oss-cn-beijing.aliyuncs.com";
    let reply = request("GET", "/k").header("host", beijing).send(emulator.address()).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (403, Some("AccessDenied")));
    assert_eq!(reply.element("Endpoint").as_deref(), Some("oss-cn-hangzhou.aliyuncs.com"));
    emulator.stop().await;
}

#[tokio::test]
async fn frozen_objects_cannot_be_read() {
    let emulator = builder().start().await.unwrap();
    let path = format!("/{OPEN}/k");
    request("PUT", &path).header("x-oss-storage-class", "Archive").body("x").send(emulator.address()).await;
    let reply = request("GET", &path).send(emulator.address()).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (403, Some("InvalidObjectState")));
    assert_eq!(
        request("HEAD", &path).send(emulator.address()).await.header("x-oss-storage-class"),
        Some("Archive")
    );
    emulator.stop().await;
}

#[tokio::test]
async fn what_is_not_implemented_is_refused_by_name() {
    let emulator = builder().start().await.unwrap();
    for (method, path, header, name) in [
        ("GET", "/open-bucket?metaQuery", None, "metaQuery"),
        ("GET", "/open-bucket/k?x-oss-process=image%2Fresize", None, "x-oss-process"),
        ("POST", "/open-bucket/k?seal", None, "seal"),
        ("GET", "/open-bucket/k", Some("x-oss-callback"), "x-oss-callback"),
        ("PUT", "/open-bucket/k", Some("x-oss-persistent-headers"), "x-oss-persistent-headers"),
        ("PATCH", "/open-bucket/k", None, "PATCH"),
    ] {
        let mut call = request(method, path);
        if let Some(header) = header {
            call = call.header(header, "x");
        }
        let reply = call.body("").send(emulator.address()).await;
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (501, Some("NotImplemented")),
            "{method} {path}"
        );
        assert!(reply.element("Message").unwrap().contains(name), "{}", reply.text());
    }
    let reply = request("GET", "/open-bucket/k?_t=1").send(emulator.address()).await;
    assert_eq!(reply.status, 404, "a parameter without a meaning is ignored");
    emulator.stop().await;
}

#[tokio::test]
async fn head_errors_carry_the_document_in_a_header() {
    let emulator = builder().start().await.unwrap();
    let reply = request("HEAD", &format!("/{OPEN}/k")).send(emulator.address()).await;
    assert_eq!((reply.status, reply.header("x-oss-ec")), (404, Some("0026-00000001")));
    let document = STANDARD.decode(reply.header("x-oss-err").unwrap()).unwrap();
    assert!(String::from_utf8(document).unwrap().contains("<Code>NoSuchKey</Code>"));
    emulator.stop().await;
}
