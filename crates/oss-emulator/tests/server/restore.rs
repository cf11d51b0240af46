//! Archived objects thaw and freeze again, by the clock of the emulator.

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, admin, builder, request};

async fn advance(emulator: &Emulator, minutes: i64) {
    let body = format!("{{\"advance_ms\":{}}}", minutes * 60_000);
    assert_eq!(admin(emulator, "PUT", "/clock", &body).await.0, 200);
}

async fn put(emulator: &Emulator, class: &str) {
    let call = request("PUT", &format!("/{OPEN}/k")).header("x-oss-storage-class", class).body("x");
    assert_eq!(call.send(emulator.address()).await.status, 200);
}

/// Status and `x-oss-restore`, status of a read.
async fn state(emulator: &Emulator) -> (Option<String>, u16) {
    let path = format!("/{OPEN}/k");
    let head = request("HEAD", &path).send(emulator.address()).await;
    let get = request("GET", &path).send(emulator.address()).await;
    (head.header("x-oss-restore").map(ToOwned::to_owned), get.status)
}

async fn restore(emulator: &Emulator, body: &str) -> Reply {
    request("POST", &format!("/{OPEN}/k?restore")).body(body).send(emulator.address()).await
}

#[tokio::test]
async fn time_thaws_and_freezes() {
    const DAY: i64 = 24 * 60;
    let emulator = builder().start().await.unwrap();
    put(&emulator, "Archive").await;
    assert_eq!(state(&emulator).await, (None, 403));
    let order = "<RestoreRequest><Days>2</Days></RestoreRequest>";
    assert_eq!(restore(&emulator, order).await.status, 202);
    assert_eq!(state(&emulator).await, (Some("ongoing-request=\"true\"".to_owned()), 403));
    let twice = restore(&emulator, order).await;
    assert_eq!((twice.status, twice.element("Code").as_deref()), (409, Some("RestoreAlreadyInProgress")));
    advance(&emulator, 1).await;
    let (header, status) = state(&emulator).await;
    let header = header.unwrap();
    assert!(
        header.starts_with("ongoing-request=\"false\", expiry-date=\"") && header.ends_with(" GMT\""),
        "{header}"
    );
    assert_eq!(status, 200);
    advance(&emulator, DAY).await;
    assert_eq!(restore(&emulator, order).await.status, 200, "it stays thawed for longer");
    advance(&emulator, 2 * DAY - 1).await;
    assert_eq!(state(&emulator).await.1, 200);
    advance(&emulator, 1).await;
    assert_eq!(state(&emulator).await, (None, 403));
    emulator.stop().await;
}

#[tokio::test]
async fn colder_classes_take_as_long_as_their_tier() {
    let emulator = builder().start().await.unwrap();
    for (class, tier, minutes) in [
        ("ColdArchive", "Expedited", 60),
        ("ColdArchive", "Standard", 300),
        ("ColdArchive", "Bulk", 720),
        ("DeepColdArchive", "Expedited", 720),
        ("DeepColdArchive", "Standard", 2880),
    ] {
        put(&emulator, class).await;
        let order = format!(
            "<RestoreRequest><Days>7</Days><JobParameters><Tier>{tier}</Tier></JobParameters></RestoreRequest>"
        );
        let reply = restore(&emulator, &order).await;
        assert_eq!((reply.status, reply.header("x-oss-object-restore-priority")), (202, Some(tier)));
        advance(&emulator, minutes - 1).await;
        assert_eq!(state(&emulator).await.1, 403, "{class} {tier}");
        advance(&emulator, 1).await;
        assert_eq!(state(&emulator).await.1, 200, "{class} {tier}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn what_cannot_be_restored_is_refused() {
    let emulator = builder().start().await.unwrap();
    let missing = restore(&emulator, "").await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchKey")));
    put(&emulator, "IA").await;
    let warm = restore(&emulator, "").await;
    assert_eq!((warm.status, warm.element("Code").as_deref()), (400, Some("OperationNotSupported")));
    put(&emulator, "Archive").await;
    for body in [
        "<RestoreRequest><Days>1</Days><JobParameters><Tier>Standard</Tier></JobParameters></RestoreRequest>",
        "<RestoreRequest><Days>8</Days></RestoreRequest>",
        "<RestoreRequest><Days>0</Days></RestoreRequest>",
        "<Restore/>",
    ] {
        let reply = restore(&emulator, body).await;
        assert_eq!((reply.status, reply.element("Code").as_deref()), (400, Some("MalformedXML")), "{body}");
    }
    let copy = request("PUT", &format!("/{OPEN}/copy")).header("x-oss-copy-source", &format!("/{OPEN}/k"));
    let copy = copy.body("").send(emulator.address()).await;
    assert_eq!((copy.status, copy.element("Code").as_deref()), (403, Some("InvalidObjectState")));
    emulator.stop().await;
}
