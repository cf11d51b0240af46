//! What a bucket holds, and which regions there are.

use oss_emulator::Emulator;
use oss_emulator::config::{Config, Format};

use crate::support::{OPEN, Reply, builder, request};

#[tokio::test]
async fn statistics_count_objects_uploads_and_markers() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let stat = async || request("GET", &format!("/{OPEN}?stat")).sign().send(address).await;
    let put = async |key: &str, class: &str, size: usize| {
        let put = request("PUT", &format!("/{OPEN}/{key}")).header("x-oss-storage-class", class);
        assert_eq!(put.body("x".repeat(size)).send(address).await.status, 200);
    };
    let is = |reply: &Reply, expected: &[(&str, u64)]| {
        for (name, value) in expected {
            assert_eq!(reply.element(name), Some(value.to_string()), "{name}");
        }
    };
    is(
        &stat().await,
        &[("Storage", 0), ("ObjectCount", 0), ("StandardStorage", 0), ("ColdArchiveStorage", 0)],
    );
    put("a", "Standard", 10).await;
    put("b", "Standard", 20).await;
    put("c", "IA", 5).await;
    put("d", "IA", 70_000).await;
    put("e", "DeepColdArchive", 1).await;
    let upload =
        request("POST", &format!("/{OPEN}/u?uploads")).send(address).await.element("UploadId").unwrap();
    for number in 1..=2 {
        let part = request("PUT", &format!("/{OPEN}/u?partNumber={number}&uploadId={upload}")).body("abc");
        assert_eq!(part.send(address).await.status, 200);
    }
    let on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    request("PUT", &format!("/{OPEN}?versioning")).body(on).sign().send(address).await;
    request("DELETE", &format!("/{OPEN}/a")).send(address).await;
    let reply = stat().await;
    is(
        &reply,
        &[
            ("Storage", 70_036),
            ("ObjectCount", 5),
            ("MultipartUploadCount", 1),
            ("MultipartPartCount", 2),
            ("MultipartPartStorage", 6),
            ("DeleteMarkerCount", 1),
            ("StandardStorage", 30),
            ("StandardObjectCount", 2),
            ("InfrequentAccessStorage", 65_536 + 70_000),
            ("InfrequentAccessRealStorage", 70_005),
            ("InfrequentAccessObjectCount", 2),
            ("DeepColdArchiveStorage", 65_536),
            ("DeepColdArchiveRealStorage", 1),
            ("DeepColdArchiveObjectCount", 1),
        ],
    );
    emulator.stop().await;
}

#[tokio::test]
async fn regions_are_those_of_the_configuration() {
    let config = Config::parse("test", "regions = [\"cn-hangzhou\", \"cn-shanghai\"]", Format::Toml).unwrap();
    let emulator = Emulator::builder().config(config).start().await.unwrap();
    let address = emulator.address();
    let all = request("GET", "/?regions").sign().send(address).await;
    assert_eq!(all.elements("Region"), ["oss-cn-hangzhou", "oss-cn-shanghai"]);
    let one = request("GET", "/?regions=oss-cn-shanghai").sign().send(address).await;
    assert_eq!(one.elements("InternalEndpoint"), ["oss-cn-shanghai-internal.aliyuncs.com"]);
    let none = request("GET", "/?regions=oss-mars").sign().send(address).await;
    assert_eq!((none.status, none.element("Code").as_deref()), (404, Some("NoSuchRegion")));
    assert_eq!(request("GET", "/?regions").send(address).await.status, 403);
    emulator.stop().await;
}
