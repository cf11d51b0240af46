//! Replies that are the same bytes every time: a full page of a listing, a token, an error.

use std::fmt::Write;

/// Keys in a listing: the most that OSS returns at once.
const KEYS: usize = 1000;

/// The answer to `ListObjects`, or to `ListObjectsV2` when `v2`, for a page of 1,000 keys with more to come.
pub(crate) fn listing(v2: bool) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult>\n");
    xml.push_str(
        "  <Name>bench</Name>\n  <Prefix></Prefix>\n  <MaxKeys>1000</MaxKeys>\n  <Delimiter></Delimiter>\n",
    );
    xml.push_str("  <IsTruncated>true</IsTruncated>\n");
    xml.push_str(if v2 {
        "  <NextContinuationToken>CgJiYw--</NextContinuationToken>\n  <KeyCount>1000</KeyCount>\n"
    } else {
        "  <Marker></Marker>\n  <NextMarker>photos/2026/object-000999.jpg</NextMarker>\n"
    });
    for index in 0..KEYS {
        // Writing to a string does not fail.
        let _ = write!(
            xml,
            "  <Contents>\n    <Key>photos/2026/object-{index:06}.jpg</Key>\n    \
             <LastModified>2026-01-20T08:00:00.000Z</LastModified>\n    \
             <ETag>\"5B3C1A2E053D763E1B002CC607C5{index:04X}\"</ETag>\n    <Type>Normal</Type>\n    \
             <Size>{size}</Size>\n    <StorageClass>Standard</StorageClass>\n    \
             <Owner>\n      <ID>1234567890123456</ID>\n      \
             <DisplayName>1234567890123456</DisplayName>\n    </Owner>\n  </Contents>\n",
            size = 1024 + index,
        );
    }
    xml.push_str("</ListBucketResult>\n");
    xml
}

/// The answer of STS to `AssumeRole`, with a token as long as real ones are.
pub(crate) fn assumed_role() -> String {
    format!(
        "{{\"RequestId\":\"6894B13B-6D71-4EF5-88FA-F32781734A7F\",\
         \"AssumedRoleUser\":{{\"AssumedRoleId\":\"344584339364951186:bench\",\
         \"Arn\":\"acs:ram::1234567890123456:role/bench/bench\"}},\
         \"Credentials\":{{\"SecurityToken\":\"{token}\",\"AccessKeyId\":\"STS.FakeKeyIdForBenchmarks\",\
         \"AccessKeySecret\":\"FakeSecretForBenchmarksOnly\",\"Expiration\":\"2030-01-01T00:00:00Z\"}}}}",
        token = "FakeTokenForBenchmarks".repeat(28),
    )
}

/// The answer to a read of a key that does not end in a size.
pub(crate) fn no_such_key() -> &'static str {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>NoSuchKey</Code>\n  \
     <Message>The specified key does not exist.</Message>\n  <RequestId>5C3D9175B6FC201293AD4890</RequestId>\n  \
     <HostId>bench.oss-cn-hangzhou.aliyuncs.com</HostId>\n  <EC>0026-00000001</EC>\n</Error>\n"
}
