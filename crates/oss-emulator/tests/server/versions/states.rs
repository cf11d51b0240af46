//! What stays and what goes, by the state of versioning.

use super::support::{DELETE_MARKER, VERSION, call, delete, enabled, get, put, set, version, versions};
use crate::support::{OPEN, builder, request};

#[tokio::test]
async fn versioning_is_set_and_read() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let target = format!("/{OPEN}?versioning");
    let get = || request("GET", &target).sign().send(address);
    let unset = get().await;
    assert_eq!(unset.element("VersioningConfiguration").as_deref(), Some(""), "{}", unset.text());
    for status in ["Enabled", "Suspended", "Enabled"] {
        set(address, status).await;
        assert_eq!(get().await.element("Status").as_deref(), Some(status));
        let info = request("GET", &format!("/{OPEN}?bucketInfo")).sign().send(address).await;
        assert_eq!(info.element("Versioning").as_deref(), Some(status));
    }
    for (body, code, message) in [
        ("<VersioningConfiguration/>", "InvalidArgument", "The Versioning element must be specified."),
        (
            "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
            "InvalidArgument",
            "The versioning status must be Enabled or Suspended.",
        ),
        (
            "<X/>",
            "MalformedXML",
            "The XML you provided was not well-formed or did not validate against our published schema.",
        ),
    ] {
        let reply = request("PUT", &target).body(body).sign().send(address).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some(code)));
        assert_eq!(reply.element("Message").as_deref(), Some(message));
    }
    assert_eq!(request("GET", &target).send(address).await.status, 403);
    assert_eq!(get().await.element("Status").as_deref(), Some("Enabled"));
    emulator.stop().await;
}

#[tokio::test]
async fn earlier_versions_stay() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    assert_eq!(put(address, "k", "zero").await, "-", "a bucket without versions names none");
    set(address, "Enabled").await;
    let one = put(address, "k", "one").await;
    let two = put(address, "k", "two").await;
    assert!(one.len() == 64 && one.starts_with("CAEQ") && one != two, "{one} {two}");
    assert_eq!(versions(address, "k").await, [two.as_str(), &one, "null"]);
    for (target, body, id) in [
        ("k".to_owned(), "two", two.as_str()),
        (format!("k?versionId={two}"), "two", &two),
        (format!("k?versionId={one}"), "one", &one),
        ("k?versionId=null".to_owned(), "zero", "null"),
    ] {
        assert_eq!(get(address, &target).await, (200, body.to_owned(), id.to_owned()));
        let head = call("HEAD", &target).send(address).await;
        assert_eq!((head.status, version(&head).as_str()), (200, id));
        let separator = if target.contains('?') { '&' } else { '?' };
        let meta = call("HEAD", &format!("{target}{separator}objectMeta")).send(address).await;
        assert_eq!((meta.status, version(&meta).as_str()), (200, id));
        assert_eq!(meta.header("content-length"), Some(body.len().to_string().as_str()));
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_deletion_marks_and_the_mark_can_be_deleted() {
    let emulator = enabled().await;
    let address = emulator.address();
    let one = put(address, "k", "one").await;
    let (first, marks) = delete(address, "k").await;
    assert!(marks && first.len() == 64, "{first}");
    let (second, marks) = delete(address, "k").await;
    assert!(marks && second != first, "each deletion has a marker of its own");
    assert_eq!(versions(address, "k").await, [format!("{second}!"), format!("{first}!"), one.clone()]);

    let reply = call("GET", "k").send(address).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (404, Some("NoSuchKey")));
    assert_eq!((version(&reply), reply.header(DELETE_MARKER)), (second.clone(), Some("true")));
    let reply = call("GET", &format!("k?versionId={first}")).send(address).await;
    assert_eq!((reply.status, reply.element("Code").as_deref()), (405, Some("MethodNotAllowed")));
    assert_eq!((version(&reply), reply.header(DELETE_MARKER)), (first.clone(), Some("true")));
    assert_eq!(reply.header("allow"), Some("DELETE"));
    assert_eq!(reply.element("Method").as_deref(), Some("GET"));
    assert_eq!(reply.element("ResourceType").as_deref(), Some("DeleteMarker"));
    let head = call("HEAD", "k").send(address).await;
    assert_eq!((head.status, head.header(DELETE_MARKER)), (404, Some("true")));
    let list = request("GET", &format!("/{OPEN}")).sign().send(address).await;
    assert_eq!(list.elements("Key"), Vec::<String>::new());

    assert_eq!(delete(address, &format!("k?versionId={first}")).await, (first, true));
    assert_eq!(delete(address, &format!("k?versionId={second}")).await, (second, true));
    assert_eq!(get(address, "k").await, (200, "one".to_owned(), one.clone()));
    assert_eq!(delete(address, &format!("k?versionId={one}")).await, (one.clone(), false));
    assert_eq!(delete(address, &format!("k?versionId={one}")).await, (one, false), "it may be gone already");
    assert_eq!(versions(address, "k").await, Vec::<String>::new());
    let reply = call("GET", "k").send(address).await;
    assert_eq!((reply.status, reply.header(VERSION), reply.header(DELETE_MARKER)), (404, None, None));
    emulator.stop().await;
}

#[tokio::test]
async fn a_suspended_bucket_has_one_null_version_of_a_key() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    put(address, "k", "zero").await;
    set(address, "Enabled").await;
    let one = put(address, "k", "one").await;
    set(address, "Suspended").await;
    assert_eq!(put(address, "k", "two").await, "null");
    assert_eq!(versions(address, "k").await, ["null", &one], "the older null version is gone");
    assert_eq!(get(address, "k").await, (200, "two".to_owned(), "null".to_owned()));
    assert_eq!(delete(address, "k").await, ("null".to_owned(), true));
    assert_eq!(versions(address, "k").await, ["null!", &one], "a marker takes its place");
    assert_eq!(
        get(address, "k?versionId=null").await,
        (405, "MethodNotAllowed".to_owned(), "null".to_owned())
    );
    assert_eq!(put(address, "k", "three").await, "null");
    assert_eq!(versions(address, "k").await, ["null", &one]);
    set(address, "Enabled").await;
    let four = put(address, "k", "four").await;
    set(address, "Suspended").await;
    assert_eq!(put(address, "k", "five").await, "null");
    assert_eq!(versions(address, "k").await, ["null", &four, &one]);
    assert_eq!(delete(address, "k?versionId=null").await, ("null".to_owned(), false));
    assert_eq!(get(address, "k").await, (200, "four".to_owned(), four));
    emulator.stop().await;
}

#[tokio::test]
async fn versions_that_are_not_there() {
    let emulator = enabled().await;
    let address = emulator.address();
    let one = put(address, "k", "one").await;
    put(address, "other", "one").await;
    for (target, status, code) in [
        ("k?versionId=null".to_owned(), 404, "NoSuchVersion"),
        (format!("other?versionId={one}"), 404, "NoSuchVersion"),
        (format!("none?versionId={one}"), 404, "NoSuchVersion"),
        ("k?versionId=".to_owned(), 400, "InvalidArgument"),
        ("k?versionId".to_owned(), 400, "InvalidArgument"),
        ("k?versionId=xyz".to_owned(), 400, "InvalidArgument"),
        (format!("k?versionId={}", one.to_lowercase()), 400, "InvalidArgument"),
    ] {
        assert_eq!(get(address, &target).await, (status, code.to_owned(), "-".to_owned()), "{target}");
    }
    let refused = call("PUT", &format!("k?versionId={one}")).body("x").send(address).await;
    assert_eq!(refused.status, 501, "versions are never overwritten");
    emulator.stop().await;
}

#[tokio::test]
async fn a_bucket_with_versions_left_cannot_be_deleted() {
    let emulator = enabled().await;
    let address = emulator.address();
    let drop = || request("DELETE", &format!("/{OPEN}")).sign().send(address);
    let one = put(address, "k", "one").await;
    let (marker, _) = delete(address, "k").await;
    assert_eq!(drop().await.element("Code").as_deref(), Some("BucketNotEmpty"));
    delete(address, &format!("k?versionId={one}")).await;
    assert_eq!(drop().await.element("Code").as_deref(), Some("BucketNotEmpty"), "a marker is left");
    delete(address, &format!("k?versionId={marker}")).await;
    assert_eq!(drop().await.status, 204);
    emulator.stop().await;
}
