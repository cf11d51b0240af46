//! Encryption of buckets.

use crate::support::{OPEN, builder, request};

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
