//! Objects that grow.

use crate::support::{OPEN, builder, request};

#[tokio::test]
async fn an_object_grows_from_position_to_position() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let append = |position: &str, body: &'static str| {
        request("POST", &format!("/{OPEN}/log?append&position={position}")).body(body)
    };
    let early = append("3", "x").send(address).await;
    assert_eq!((early.status, early.header("x-oss-next-append-position")), (409, Some("0")));
    let first = append("0", "hel").header("x-oss-meta-a", "1").header("x-oss-tagging", "t=1");
    let first = first.send(address).await;
    assert_eq!((first.status, first.header("x-oss-next-append-position")), (200, Some("3")));
    let second = append("3", "lo").header("x-oss-meta-a", "2").send(address).await;
    assert_eq!((second.status, second.header("x-oss-next-append-position")), (200, Some("5")));
    assert_eq!(second.header("x-oss-hash-crc64ecma"), Some("11177612005948864433"));
    let again = append("3", "lo").send(address).await;
    assert_eq!(
        (again.status, again.element("Code").as_deref(), again.header("x-oss-next-append-position")),
        (409, Some("PositionNotEqualToLength"), Some("5"))
    );
    let get = request("GET", &format!("/{OPEN}/log")).send(address).await;
    assert_eq!(get.body, b"hello");
    let etag = get.header("etag").unwrap();
    assert_eq!(Some(etag), second.header("etag"));
    assert!(etag.len() == 34 && etag.ends_with("00000000\""), "{etag}");
    for (name, value) in [
        ("x-oss-object-type", Some("Appendable")),
        ("x-oss-next-append-position", Some("5")),
        ("x-oss-meta-a", Some("1")),
        ("x-oss-tagging-count", Some("1")),
        ("content-md5", None),
    ] {
        assert_eq!(get.header(name), value, "{name}");
    }
    for position in ["-1", "x"] {
        let reply = append(position, "x").send(address).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("InvalidArgument")));
    }
    let missing = request("POST", &format!("/{OPEN}/log?append")).body("x").send(address).await;
    assert_eq!(missing.element("Code").as_deref(), Some("MissingArgument"));
    let wrong = append("5", "x").header("x-oss-hash-crc64ecma", "1").send(address).await;
    assert_eq!((wrong.status, wrong.element("Code").as_deref()), (400, Some("InvalidCRC64")));
    emulator.stop().await;
}

#[tokio::test]
async fn other_objects_do_not_grow_and_copies_stop_growing() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let append = |key: &str, position: &str| {
        request("POST", &format!("/{OPEN}/{key}?append&position={position}")).body("abc").send(address)
    };
    append("log", "0").await;
    let copy = request("PUT", &format!("/{OPEN}/copy"))
        .header("x-oss-copy-source", &format!("/{OPEN}/log"))
        .body("")
        .send(address)
        .await;
    assert_eq!(copy.header("etag"), Some("\"900150983CD24FB0D6963F7D28E17F72\""));
    request("PUT", &format!("/{OPEN}/plain")).body("abc").send(address).await;
    for key in ["copy", "plain"] {
        let reply = append(key, "3").await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (409, Some("ObjectNotAppendable")));
    }
    assert_eq!(append("log", "3").await.status, 200);
    request("PUT", &format!("/{OPEN}/log")).body("abc").send(address).await;
    assert_eq!(append("log", "3").await.status, 409, "a put makes it normal");
    emulator.stop().await;
}
