//! Access control lists of objects.

use crate::support::{OPEN, builder, request};

#[tokio::test]
async fn the_list_of_an_object_goes_before_that_of_the_bucket() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    request("PUT", "/closed-bucket").sign().body("").send(address).await;
    let path = "/closed-bucket/k";
    let put = request("PUT", path).header("x-oss-object-acl", "public-read").body("x").sign();
    assert_eq!(put.send(address).await.status, 200);
    assert_eq!(request("GET", path).send(address).await.status, 200);
    let write = request("PUT", path).body("y").send(address).await;
    let message = "You do not have write permission on this object.";
    assert_eq!((write.status, write.element("Message").as_deref()), (403, Some(message)));
    let acl = || request("GET", &format!("{path}?acl"));
    assert_eq!(acl().sign().send(address).await.element("Grant").as_deref(), Some("public-read"));
    let stranger = acl().send(address).await;
    let message = "You do not have read acl permission on this object.";
    assert_eq!((stranger.status, stranger.element("Message").as_deref()), (403, Some(message)));
    for (value, get, put) in [("public-read-write", 200, 200), ("private", 403, 403), ("default", 403, 403)] {
        let set = || request("PUT", &format!("{path}?acl")).header("x-oss-object-acl", value);
        assert_eq!(set().send(address).await.status, 403, "strangers may not");
        assert_eq!(set().sign().send(address).await.status, 200);
        assert_eq!(acl().sign().send(address).await.element("Grant").as_deref(), Some(value));
        assert_eq!(request("GET", path).send(address).await.status, get, "{value}");
        assert_eq!(request("DELETE", "/closed-bucket/other").send(address).await.status, 403);
        let append = request("POST", &format!("{path}?append&position=0")).body("z").send(address).await;
        assert_eq!(append.status == 403, put == 403, "{value}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn a_private_object_in_an_open_bucket_stays_private() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    let put = request("PUT", &path).header("x-oss-object-acl", "private").body("x").sign();
    assert_eq!(put.send(address).await.status, 200);
    let read = request("GET", &path).send(address).await;
    let message = "You do not have read permission on this object.";
    assert_eq!((read.status, read.element("Message").as_deref()), (403, Some(message)));
    assert_eq!(read.header("x-oss-ec"), Some("0003-00000005"));
    assert_eq!(request("DELETE", &path).send(address).await.status, 403);
    emulator.stop().await;
}

#[tokio::test]
async fn wrong_lists_are_refused() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k?acl");
    let put = |value: &str| request("PUT", &path).header("x-oss-object-acl", value).sign();
    let missing = put("private").send(address).await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchKey")));
    assert_eq!(request("GET", &path).sign().send(address).await.status, 404);
    request("PUT", &format!("/{OPEN}/k")).body("x").send(address).await;
    assert_eq!(put("mine").send(address).await.element("Code").as_deref(), Some("InvalidArgument"));
    let without = request("PUT", &path).body("").sign().send(address).await;
    assert_eq!(without.element("Code").as_deref(), Some("MissingArgument"));
    let acl = request("GET", &path).sign().send(address).await;
    assert_eq!(acl.element("Grant").as_deref(), Some("default"));
    emulator.stop().await;
}
