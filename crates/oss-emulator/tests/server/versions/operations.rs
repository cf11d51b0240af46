//! What each operation does with versions and says of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use super::support::{DELETE_MARKER, VERSION, call, delete, enabled, get, put, set, version, versions};
use crate::support::{OPEN, Request, request};

#[tokio::test]
async fn every_writing_operation_names_its_version() {
    let emulator = enabled().await;
    let address = emulator.address();
    put(address, "source", "source").await;
    let copy = call("PUT", "k").header("x-oss-copy-source", &format!("/{OPEN}/source")).body("");
    let link = call("PUT", "k?symlink").header("x-oss-symlink-target", "source").body("");
    let mut seen = vec![version(&copy.send(address).await), version(&link.send(address).await)];
    let upload = call("POST", "k?uploads").body("").send(address).await;
    assert_eq!(upload.header(VERSION), None, "nothing is stored yet");
    let id = upload.element("UploadId").unwrap();
    let part = call("PUT", &format!("k?partNumber=1&uploadId={id}")).body("part").send(address).await;
    assert_eq!(part.header(VERSION), None);
    let complete = call("POST", &format!("k?uploadId={id}")).header("x-oss-complete-all", "yes").body("");
    seen.push(version(&complete.send(address).await));
    seen.reverse();
    assert_eq!(versions(address, "k").await, seen);
    assert_eq!(get(address, &format!("k?versionId={}", seen[0])).await.1, "part");
    assert_eq!(get(address, &format!("k?versionId={}", seen[1])).await.1, "source", "through the link");
    let link = call("GET", &format!("k?symlink&versionId={}", seen[1])).send(address).await;
    assert_eq!((link.header("x-oss-symlink-target"), version(&link)), (Some("source"), seen[1].clone()));
    assert_eq!(get(address, &format!("k?symlink&versionId={}", seen[2])).await.1, "NotSymlink");
    emulator.stop().await;
}

#[tokio::test]
async fn nothing_is_overwritten_so_nothing_is_forbidden() {
    let emulator = enabled().await;
    let address = emulator.address();
    put(address, "k", "one").await;
    for status in ["Enabled", "Suspended"] {
        set(address, status).await;
        let forbids = |request: Request| request.header("x-oss-forbid-overwrite", "true").body("x");
        assert_eq!(forbids(call("PUT", "k")).send(address).await.status, 200);
        assert_eq!(forbids(call("POST", "k?uploads")).send(address).await.status, 200);
        let link = forbids(call("PUT", "k?symlink").header("x-oss-symlink-target", "x"));
        assert_eq!(link.send(address).await.status, 200);
    }
    emulator.stop().await;
}

#[tokio::test]
async fn what_a_version_says_of_itself_changes_in_place() {
    let emulator = enabled().await;
    let address = emulator.address();
    let one = put(address, "k", "one").await;
    let two = put(address, "k", "two").await;
    let tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
    let signed = |method: &str, target: &str| call(method, target).sign();
    let old = format!("k?tagging&versionId={one}");
    let reply = signed("PUT", &old).body(tagging).send(address).await;
    assert_eq!((reply.status, version(&reply)), (200, one.clone()));
    let reply = signed("GET", &old).send(address).await;
    assert_eq!((reply.element("Key").as_deref(), version(&reply)), (Some("a"), one.clone()));
    let reply = signed("GET", "k?tagging").send(address).await;
    assert_eq!((reply.element("Key"), version(&reply)), (None, two.clone()), "the current one has none");
    let reply = signed("DELETE", &old).send(address).await;
    assert_eq!((reply.status, version(&reply)), (204, one.clone()));
    assert_eq!(signed("GET", &old).send(address).await.element("Key"), None);

    let old = format!("k?acl&versionId={one}");
    let reply = signed("PUT", &old).header("x-oss-object-acl", "private").send(address).await;
    assert_eq!((reply.status, version(&reply)), (200, one.clone()));
    let reply = signed("GET", &old).send(address).await;
    assert_eq!((reply.element("Grant").as_deref(), version(&reply)), (Some("private"), one.clone()));
    let reply = signed("GET", "k?acl").send(address).await;
    assert_eq!((reply.element("Grant").as_deref(), version(&reply)), (Some("default"), two.clone()));
    assert_eq!(get(address, &format!("k?versionId={one}")).await.0, 403, "its own ACL counts");
    assert_eq!(get(address, "k").await.0, 200);
    assert_eq!(versions(address, "k").await, [two, one]);

    let cold = call("PUT", "cold").header("x-oss-storage-class", "Archive").body("x").send(address).await;
    let cold = version(&cold);
    put(address, "cold", "warm").await;
    assert_eq!(get(address, &format!("cold?versionId={cold}")).await.1, "InvalidObjectState");
    let restore = |target: &str| call("POST", target).body("");
    assert_eq!(
        restore("cold?restore").send(address).await.element("Code").as_deref(),
        Some("OperationNotSupported")
    );
    let reply = restore(&format!("cold?restore&versionId={cold}")).send(address).await;
    assert_eq!((reply.status, version(&reply)), (202, cold.clone()));
    let head = call("HEAD", &format!("cold?versionId={cold}")).send(address).await;
    assert_eq!(head.header("x-oss-restore"), Some("ongoing-request=\"true\""));

    let (marker, _) = delete(address, "k").await;
    for (target, status, code) in [
        ("k?tagging".to_owned(), 404, "NoSuchKey"),
        ("k?acl".to_owned(), 404, "NoSuchKey"),
        (format!("k?tagging&versionId={marker}"), 405, "MethodNotAllowed"),
        (format!("k?acl&versionId={marker}"), 405, "MethodNotAllowed"),
    ] {
        let reply = signed("GET", &target).send(address).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (status, Some(code)), "{target}");
        assert_eq!(reply.header(DELETE_MARKER), Some("true"));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn copies_of_versions() {
    let emulator = enabled().await;
    let address = emulator.address();
    let one = call("PUT", "k").header("x-oss-meta-a", "1").body("one").send(address).await;
    let one = version(&one);
    let two = put(address, "k", "two").await;
    let copy = |source: String| {
        let request = call("PUT", "k").header("x-oss-copy-source", &source).header("x-oss-meta-a", "2");
        request.body("").send(address)
    };
    let reply = copy(format!("/{OPEN}/k?versionId={one}")).await;
    assert_eq!(reply.header("x-oss-copy-source-version-id"), Some(one.as_str()));
    let three = version(&reply);
    assert_eq!(versions(address, "k").await, [three.clone(), two, one.clone()]);
    let reply = call("GET", "k").send(address).await;
    assert_eq!((reply.text().as_str(), version(&reply)), ("one", three.clone()));
    assert_eq!(reply.header("x-oss-meta-a"), Some("1"), "an older version comes back as it was");
    let reply = copy(format!("/{OPEN}/k")).await;
    assert_eq!(reply.header("x-oss-copy-source-version-id"), Some(three.as_str()));

    let upload = call("POST", "parts?uploads").body("").send(address).await.element("UploadId").unwrap();
    for repeated in [String::new(), format!("&versionId={one}")] {
        let reply = call("PUT", &format!("parts?partNumber=1&uploadId={upload}{repeated}"))
            .header("x-oss-copy-source", &format!("/{OPEN}/k?versionId={one}"))
            .body("")
            .send(address)
            .await;
        assert_eq!((reply.status, reply.header("x-oss-copy-source-version-id")), (200, Some(one.as_str())));
    }

    let (marker, _) = delete(address, "k").await;
    for (source, status, code) in [
        (format!("/{OPEN}/k"), 404, "NoSuchKey"),
        (format!("/{OPEN}/k?versionId={marker}"), 404, "NoSuchKey"),
        (format!("/{OPEN}/k?versionId=null"), 404, "NoSuchVersion"),
        (format!("/{OPEN}/k?versionId="), 400, "InvalidArgument"),
        (format!("/{OPEN}/k?version=1"), 400, "InvalidArgument"),
    ] {
        let reply = copy(source.clone()).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (status, Some(code)), "{source}");
    }
    set(address, "Suspended").await;
    put(address, "self", "x").await;
    let reply = call("PUT", "self")
        .header("x-oss-copy-source", &format!("/{OPEN}/self"))
        .header("x-oss-meta-a", "2")
        .body("")
        .send(address)
        .await;
    assert_eq!((reply.status, version(&reply).as_str()), (200, "null"));
    let reply = call("HEAD", "self").send(address).await;
    assert_eq!(reply.header("x-oss-meta-a"), Some("2"), "a copy onto itself takes what the request says");
    emulator.stop().await;
}

#[tokio::test]
async fn objects_that_grow_are_null_versions() {
    let emulator = enabled().await;
    let address = emulator.address();
    let append =
        |position: u32| call("POST", &format!("log?append&position={position}")).body("abc").send(address);
    for position in [0, 3] {
        let reply = append(position).await;
        assert_eq!((reply.status, version(&reply).as_str()), (200, "null"));
    }
    assert_eq!(versions(address, "log").await, ["null"]);
    let copy = call("PUT", "copy").header("x-oss-copy-source", &format!("/{OPEN}/log")).body("");
    let copy = copy.send(address).await;
    assert_eq!((copy.status, copy.element("Code").as_deref()), (400, Some("OperationNotSupported")));
    let two = put(address, "log", "two").await;
    assert_eq!(versions(address, "log").await, [two.as_str(), "null"], "a put keeps it");
    assert_eq!(get(address, "log?versionId=null").await.1, "abcabc");
    assert_eq!(append(6).await.element("Code").as_deref(), Some("ObjectNotAppendable"));
    delete(address, "log").await;
    assert_eq!(append(0).await.element("Code").as_deref(), Some("ObjectNotAppendable"), "nor does a marker");
    emulator.stop().await;
}

#[tokio::test]
async fn many_versions_deleted_at_once() {
    let emulator = enabled().await;
    let address = emulator.address();
    let one = put(address, "k", "one").await;
    let two = put(address, "k", "two").await;
    let other = put(address, "other", "x").await;
    let delete_all = async |objects: String| {
        let body = format!("<Delete>{objects}</Delete>");
        let md5 = STANDARD.encode(Md5::digest(&body));
        let request = request("POST", &format!("/{OPEN}?delete")).header("content-md5", &md5);
        request.body(body).send(address).await
    };
    let named = |key: &str, id: &str| format!("<Object><Key>{key}</Key><VersionId>{id}</VersionId></Object>");
    let reply = delete_all(named("k", &one) + "<Object><Key>other</Key></Object>").await;
    assert_eq!(reply.elements("Key"), ["k", "other"], "{}", reply.text());
    assert_eq!(reply.elements("VersionId"), [one]);
    assert_eq!(reply.elements("DeleteMarker"), ["true"]);
    let marker = reply.element("DeleteMarkerVersionId").unwrap();
    assert_eq!(versions(address, "k").await, [two]);
    assert_eq!(versions(address, "other").await, [format!("{marker}!"), other.clone()]);
    let reply = delete_all(named("other", &marker)).await;
    assert_eq!(reply.elements("DeleteMarkerVersionId"), reply.elements("VersionId"));
    assert_eq!(reply.elements("VersionId"), [marker]);
    assert_eq!(versions(address, "other").await, [other]);
    for id in ["", "x"] {
        let reply = delete_all(named("other", id)).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("InvalidArgument")));
    }
    emulator.stop().await;
}
