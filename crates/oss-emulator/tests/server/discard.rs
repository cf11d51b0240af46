//! Storage that throws bytes away.

use oss_emulator::Storage;

use crate::support::{OPEN, builder, crc64, request};

#[tokio::test]
async fn what_comes_back_is_as_long_and_has_the_checksum_of_what_was_put() {
    let emulator = builder().storage(Storage::Discard).start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/k");
    for body in [b"".to_vec(), b"tiny".to_vec(), vec![b'x'; 100_000], vec![b'y'; 3_000_000]] {
        let put = request("PUT", &path).body(&body).send(address).await;
        assert_eq!(put.header("x-oss-hash-crc64ecma"), Some(&*crc64(&body)));
        let got = request("GET", &path).send(address).await;
        assert_eq!((got.status, got.body.len()), (200, body.len()));
        assert_eq!(got.header("etag"), put.header("etag"));
        assert_eq!(got.header("x-oss-hash-crc64ecma"), Some(&*crc64(&got.body)));
        assert_eq!(crc64(&got.body), crc64(&body));
        assert_eq!(got.body == body, body.len() < 8, "of few bytes no others have the same checksum");
        if body.len() > 10 {
            let range = request("GET", &path).header("range", "bytes=-9").send(address).await;
            assert_eq!((range.status, &*range.body), (206, &got.body[body.len() - 9..]));
        }
    }
    emulator.stop().await;
}

#[tokio::test]
async fn joined_and_grown_objects_have_right_checksums_too() {
    let emulator = builder().storage(Storage::Discard).start().await.unwrap();
    let address = emulator.address();
    let path = format!("/{OPEN}/log");
    let mut position = 0;
    for body in [b"some bytes".to_vec(), b"few".to_vec(), vec![b'z'; 70_000]] {
        let append = format!("{path}?append&position={position}");
        assert_eq!(request("POST", &append).body(&body).send(address).await.status, 200);
        position += body.len();
    }
    let grown = request("GET", &path).send(address).await;
    assert_eq!(grown.body.len(), position);
    assert_eq!(grown.header("x-oss-hash-crc64ecma"), Some(&*crc64(&grown.body)));

    let begun = request("POST", &format!("/{OPEN}/joined?uploads")).body("").send(address).await;
    let upload = format!("/{OPEN}/joined?uploadId={}", begun.element("UploadId").unwrap());
    request("PUT", &format!("{upload}&partNumber=1")).body(vec![b'p'; 200_000]).send(address).await;
    // A range of discarded bytes is a part like any other.
    let copied = request("PUT", &format!("{upload}&partNumber=2"))
        .header("x-oss-copy-source", &path)
        .header("x-oss-copy-source-range", "bytes=5-60000")
        .sign()
        .send(address)
        .await;
    assert_eq!(copied.status, 200, "{}", copied.text());
    let completed = request("POST", &upload).header("x-oss-complete-all", "yes").body("").send(address).await;
    assert_eq!(completed.status, 200, "{}", completed.text());
    let joined = request("GET", &format!("/{OPEN}/joined")).send(address).await;
    assert_eq!(joined.body.len(), 200_000 + 59_996);
    assert_eq!(joined.body[200_000..], grown.body[5..=60_000]);
    assert_eq!(joined.header("x-oss-hash-crc64ecma"), Some(&*crc64(&joined.body)));
    emulator.stop().await;
}
