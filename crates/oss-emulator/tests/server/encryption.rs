//! Encryption of buckets.

use crate::support::{OPEN, Reply, builder, request};

fn document(children: &str) -> String {
    format!(
        "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault>{children}\
         </ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>"
    )
}

#[tokio::test]
async fn a_rule_is_set_read_back_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let call = |method: &str| request(method, &format!("/{OPEN}?encryption")).sign();
    let missing = call("GET").send(address).await;
    assert_eq!(missing.status, 404);
    assert_eq!(missing.element("Code").as_deref(), Some("NoSuchServerSideEncryptionRule"));
    assert_eq!(missing.element("BucketName").as_deref(), Some(OPEN));
    for (sent, kept) in [
        (
            "<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID></KMSMasterKeyID>",
            "<SSEAlgorithm>AES256</SSEAlgorithm>",
        ),
        (
            "<KMSMasterKeyID> key </KMSMasterKeyID><Other/><SSEAlgorithm>KMS</SSEAlgorithm>",
            "<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>key</KMSMasterKeyID>",
        ),
        (
            "<SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>",
            "<SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>",
        ),
    ] {
        assert_eq!(call("PUT").body(document(sent)).send(address).await.status, 200, "{sent}");
        let text = call("GET").send(address).await.text();
        let joined: String = text.lines().skip(1).map(str::trim).collect();
        assert_eq!(joined, document(kept));
    }
    for _ in 0..2 {
        assert_eq!(call("DELETE").send(address).await.status, 204);
    }
    assert_eq!(call("GET").send(address).await.status, 404);
    emulator.stop().await;
}

#[tokio::test]
async fn rules_that_make_no_sense_are_refused() {
    let emulator = builder().start().await.unwrap();
    for (children, code) in [
        ("", "MalformedXML"),
        ("<SSEAlgorithm>DES</SSEAlgorithm>", "InvalidEncryptionAlgorithmError"),
        ("<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>", "InvalidArgument"),
        (
            "<SSEAlgorithm>KMS</SSEAlgorithm><KMSDataEncryption>AES256</KMSDataEncryption>",
            "InvalidDataEncryptionAlgorithmError",
        ),
        (
            "<SSEAlgorithm>SM4</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>",
            "InvalidDataEncryptionAlgorithmError",
        ),
    ] {
        let put = request("PUT", &format!("/{OPEN}?encryption")).body(document(children)).sign();
        let reply = put.send(emulator.address()).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some(code)), "{children}");
    }
    emulator.stop().await;
}

const AES: &str = "x-oss-server-side-encryption";
const KEY: &str = "x-oss-server-side-encryption-key-id";

/// Algorithm and key of a reply.
fn said(reply: &Reply) -> (Option<&str>, Option<&str>) {
    (reply.header(AES), reply.header(KEY))
}

#[tokio::test]
async fn objects_say_how_they_are_encrypted() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let path = |key: &str| format!("/{OPEN}/{key}");
    request("PUT", &path("plain")).body("x").send(address).await;
    let rule = document("<SSEAlgorithm>KMS</SSEAlgorithm><KMSMasterKeyID>of-bucket</KMSMasterKeyID>");
    request("PUT", &format!("/{OPEN}?encryption")).body(rule).sign().send(address).await;

    let default = request("PUT", &path("default")).body("x").send(address).await;
    assert_eq!(said(&default), (Some("KMS"), Some("of-bucket")));
    let own = request("PUT", &path("own")).header(AES, "AES256").body("x").send(address).await;
    assert_eq!(said(&own), (Some("AES256"), None));
    let appended =
        request("POST", &format!("{}?append&position=0", path("grows"))).header(AES, "SM4").body("x");
    assert_eq!(said(&appended.send(address).await), (Some("SM4"), None));
    let copy = request("PUT", &path("copy")).header("x-oss-copy-source", &path("own")).body("");
    assert_eq!(said(&copy.send(address).await), (Some("KMS"), Some("of-bucket")), "not the source's");
    for method in ["HEAD", "GET"] {
        for (key, expected) in [
            ("plain", (None, None)),
            ("default", (Some("KMS"), Some("of-bucket"))),
            ("own", (Some("AES256"), None)),
            ("grows", (Some("SM4"), None)),
            ("copy", (Some("KMS"), Some("of-bucket"))),
        ] {
            assert_eq!(said(&request(method, &path(key)).send(address).await), expected, "{method} {key}");
        }
    }
    emulator.stop().await;
}

#[tokio::test]
async fn uploads_keep_the_encryption_they_began_with() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let begin = request("POST", &format!("/{OPEN}/k?uploads")).header(AES, "KMS").header(KEY, "mine");
    let begin = begin.header("x-oss-server-side-data-encryption", "SM4").send(address).await;
    assert_eq!(said(&begin), (Some("KMS"), Some("mine")));
    let id = begin.element("UploadId").unwrap();
    let part = request("PUT", &format!("/{OPEN}/k?partNumber=1&uploadId={id}")).body("x").send(address).await;
    assert_eq!(said(&part), (Some("KMS"), Some("mine")));
    let complete = request("POST", &format!("/{OPEN}/k?uploadId={id}")).header("x-oss-complete-all", "yes");
    assert_eq!(said(&complete.body("").send(address).await), (Some("KMS"), Some("mine")));
    let head = request("HEAD", &format!("/{OPEN}/k")).send(address).await;
    assert_eq!(said(&head), (Some("KMS"), Some("mine")));
    assert_eq!(head.header("x-oss-server-side-data-encryption"), Some("SM4"));
    emulator.stop().await;
}

#[tokio::test]
async fn headers_that_make_no_sense_are_refused() {
    let emulator = builder().start().await.unwrap();
    for (headers, code) in [
        (&[(AES, "aes256")][..], "InvalidEncryptionAlgorithmError"),
        (&[(KEY, "k")], "InvalidArgument"),
        (&[(AES, "AES256"), (KEY, "k")], "InvalidArgument"),
        (
            &[(AES, "KMS"), ("x-oss-server-side-data-encryption", "AES256")],
            "InvalidDataEncryptionAlgorithmError",
        ),
    ] {
        let put = request("PUT", &format!("/{OPEN}/k")).body("x");
        let put = headers.iter().fold(put, |put, (name, value)| put.header(name, value));
        let reply = put.send(emulator.address()).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some(code)), "{headers:?}");
    }
    assert_eq!(request("GET", &format!("/{OPEN}/k")).send(emulator.address()).await.status, 404);
    emulator.stop().await;
}
