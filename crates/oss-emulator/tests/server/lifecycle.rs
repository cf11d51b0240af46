//! Lifecycle rules: what they may say, and what midnights do.

use oss_emulator::Emulator;

use crate::support::{OPEN, Reply, admin, builder, request};

/// An emulator that began at noon.
struct Days {
    emulator: Emulator,
    minutes: i64,
}

impl Days {
    async fn start() -> Self {
        let mut days = Self { emulator: builder().start().await.unwrap(), minutes: 0 };
        let now = crate::support::now().time();
        days.minutes = 12 * 60 - i64::from(now.hour()) * 60 - i64::from(now.minute());
        let body = format!("{{\"offset_ms\":{}}}", days.minutes * 60_000);
        assert_eq!(admin(&days.emulator, "PUT", "/clock", &body).await.0, 200);
        days
    }

    /// To the noon so many days later.
    async fn pass(&mut self, days: i64) {
        self.minutes += days * 24 * 60;
        let body = format!("{{\"advance_ms\":{}}}", days * 24 * 3_600_000);
        assert_eq!(admin(&self.emulator, "PUT", "/clock", &body).await.0, 200);
    }

    async fn call(&self, method: &str, target: &str, body: &str) -> Reply {
        let call = request(method, &format!("/{OPEN}{target}")).body(body);
        call.minutes_ahead(self.minutes).sign().send(self.emulator.address()).await
    }

    async fn put_rules(&self, rules: &str) -> Reply {
        self.call("PUT", "?lifecycle", &configuration(rules)).await
    }

    async fn put(&self, key: &str, header: (&str, &str), body: &str) {
        let call = request("PUT", &format!("/{OPEN}/{key}")).header(header.0, header.1).body(body);
        assert_eq!(call.send(self.emulator.address()).await.status, 200);
    }

    /// Keys and storage classes.
    async fn listing(&self) -> Vec<(String, String)> {
        let list = self.call("GET", "", "").await;
        list.elements("Key").into_iter().zip(list.elements("StorageClass")).collect()
    }

    async fn keys(&self) -> Vec<String> {
        self.call("GET", "", "").await.elements("Key")
    }
}

fn configuration(rules: &str) -> String {
    format!("<LifecycleConfiguration>{rules}</LifecycleConfiguration>")
}

fn rule(id: &str, prefix: &str, actions: &str) -> String {
    format!("<Rule><ID>{id}</ID><Prefix>{prefix}</Prefix><Status>Enabled</Status>{actions}</Rule>")
}

const PLAIN: (&str, &str) = ("x-none", "x");
const EXPIRE: &str = "<Expiration><Days>1</Days></Expiration>";

#[tokio::test]
async fn rules_are_set_read_back_and_removed() {
    let days = Days::start().await;
    let missing = days.call("GET", "?lifecycle", "").await;
    assert_eq!((missing.status, missing.element("Code").as_deref()), (404, Some("NoSuchLifecycle")));
    assert_eq!(missing.element("Message").as_deref(), Some("No Row found in Lifecycle Table."));
    let all = [
        rule("logs", "logs/", "<Expiration><Days>1</Days></Expiration><AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>"),
        rule(
            "data",
            "data/",
            "<Filter><Not><Prefix>data/keep</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Not>\
             <ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></Filter>\
             <Expiration><Days>3600</Days></Expiration>\
             <Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>\
             <Transition><Days>60</Days><StorageClass>Archive</StorageClass></Transition>",
        ),
        rule(
            "old",
            "old/",
            "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>\
             <NoncurrentVersionExpiration><NoncurrentDays>5</NoncurrentDays></NoncurrentVersionExpiration>\
             <NoncurrentVersionTransition><NoncurrentDays>2</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition>",
        ),
        rule("date", "backup/", "<Expiration><CreatedBeforeDate>2017-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration>"),
    ]
    .concat();
    let put = days.put_rules(&all).await;
    assert_eq!((put.status, put.body.len()), (200, 0), "{}", put.text());
    let text = days.call("GET", "?lifecycle", "").await.text();
    let joined: String = text.lines().skip(1).map(str::trim).collect();
    assert_eq!(joined, configuration(&all));
    for _ in 0..2 {
        assert_eq!(days.call("DELETE", "?lifecycle", "").await.status, 204);
    }
    assert_eq!(days.call("GET", "?lifecycle", "").await.status, 404);
    let nameless = days.put_rules(&rule("", "", EXPIRE)).await;
    assert_eq!(nameless.status, 200);
    assert!(!days.call("GET", "?lifecycle", "").await.element("ID").unwrap().is_empty(), "it is named");
    days.emulator.stop().await;
}

#[tokio::test]
async fn single_rules_that_make_no_sense_are_refused() {
    let days = Days::start().await;
    let tag = "<Tag><Key>k</Key><Value>v</Value></Tag>";
    let long = "i".repeat(256);
    for (rules, code, ec) in [
        (String::new(), "MalformedXML", Some("0016-00000608")),
        (rule("a", "", ""), "MalformedXML", Some("0016-00000608")),
        (rule("a", "", EXPIRE).replace("Enabled", "On"), "MalformedXML", Some("0016-00000608")),
        (rule("a", "", &format!("{EXPIRE}<Unknown/>")), "MalformedXML", Some("0016-00000608")),
        (rule("a", "", &EXPIRE.replace('1', "x")), "MalformedXML", Some("0016-00000608")),
        (rule("a", "", &EXPIRE.replace('1', "0")), "InvalidArgument", None),
        (
            rule(
                "a",
                "",
                "<Expiration><CreatedBeforeDate>2017-01-01T01:00:00.000Z</CreatedBeforeDate></Expiration>",
            ),
            "InvalidArgument",
            None,
        ),
        (
            rule(
                "a",
                "",
                "<Expiration><Days>1</Days><CreatedBeforeDate>2017-01-01T00:00:00.000Z</CreatedBeforeDate></Expiration>",
            ),
            "InvalidRequest",
            Some("0014-00000061"),
        ),
        (
            rule("a", "", "<Transition><Days>1</Days><StorageClass>Standard</StorageClass></Transition>"),
            "InvalidArgument",
            None,
        ),
        (
            rule(
                "a",
                "",
                "<Transition><Days>1</Days><StorageClass>IA</StorageClass><IsAccessTime>true</IsAccessTime></Transition>",
            ),
            "NotImplemented",
            None,
        ),
        (
            rule(
                "a",
                "",
                &format!("<Transition><Days>1</Days><StorageClass>IA</StorageClass></Transition>{EXPIRE}"),
            ),
            "InvalidRequest",
            Some("0014-00000082"),
        ),
        (
            rule("a", "", &format!("{tag}<AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>")),
            "InvalidRequest",
            None,
        ),
        (
            rule(
                "a",
                "",
                &format!(
                    "<Filter><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>{EXPIRE}"
                ),
            ),
            "InvalidRequest",
            Some("0014-00000041"),
        ),
        (
            rule("a", "p", &format!("<Filter><Not><Prefix>q</Prefix></Not></Filter>{EXPIRE}")),
            "InvalidRequest",
            None,
        ),
        (rule(&long, "", EXPIRE), "InvalidArgument", Some("0014-00000019")),
        (rule("a", "p", EXPIRE) + &rule("a", "q", EXPIRE), "InvalidArgument", Some("0014-00000020")),
        (
            (0..1001).map(|index| rule(&format!("{index}"), &format!("{index}/"), EXPIRE)).collect(),
            "InvalidArgument",
            Some("0014-00000014"),
        ),
    ] {
        let reply = days.put_rules(&rules).await;
        assert_eq!(reply.element("Code").as_deref(), Some(code), "{rules:.300}");
        assert_eq!(reply.element("EC").as_deref(), ec, "{rules:.300}");
        assert_eq!(reply.status, if code == "NotImplemented" { 501 } else { 400 });
    }
    days.emulator.stop().await;
}

#[tokio::test]
async fn rules_for_the_same_objects_must_agree() {
    let days = Days::start().await;
    let to = |class: &str, when: &str| {
        format!("<Transition>{when}<StorageClass>{class}</StorageClass></Transition>")
    };
    let after = |days: i64| format!("<Days>{days}</Days>");
    let expire = |days: i64| format!("<Expiration>{}</Expiration>", after(days));
    let date = "<CreatedBeforeDate>2017-01-01T00:00:00.000Z</CreatedBeforeDate>";
    for (outer, inner, ec) in [
        (expire(200), expire(100), "0014-00000084"),
        (to("IA", &after(30)), to("IA", &after(60)), "0014-00000079"),
        (to("IA", &after(120)), to("Archive", &after(60)), "0014-00000082"),
        (to("IA", &after(30)), expire(30), "0014-00000082"),
        (to("IA", &after(30)), to("Archive", date), "0014-00000080"),
    ] {
        let rules = rule("a", "test", &outer) + &rule("b", "test/log", &inner);
        let reply = days.put_rules(&rules).await;
        assert_eq!(
            (reply.status, reply.element("Code").as_deref()),
            (400, Some("InvalidRequest")),
            "{rules}"
        );
        assert_eq!(reply.element("EC").as_deref(), Some(ec), "{rules}");
        let apart = rule("a", "test/img", &outer) + &rule("b", "test/log", &inner);
        assert_eq!(days.put_rules(&apart).await.status, 200, "{apart}");
        let allowed =
            request("PUT", &format!("/{OPEN}?lifecycle")).header("x-oss-allow-same-action-overlap", "true");
        let allowed = allowed.body(configuration(&rules)).minutes_ahead(days.minutes).sign();
        assert_eq!(allowed.send(days.emulator.address()).await.status, 200, "{rules}");
    }
    let same = days.put_rules(&(rule("a", "p", &expire(9)) + &rule("b", "p", &to("IA", &after(1))))).await;
    assert_eq!(same.element("Message").as_deref(), Some("Found same prefix in different rules"));
    assert_eq!(same.element("EC").as_deref(), Some("0014-00000085"));
    let tagged = rule("b", "p", &format!("<Tag><Key>k</Key><Value>v</Value></Tag>{}", expire(1)));
    assert_eq!(days.put_rules(&(rule("a", "p", &expire(9)) + &tagged)).await.status, 200, "other tags");
    days.emulator.stop().await;
}

#[tokio::test]
async fn objects_expire_at_the_midnight_after_their_days() {
    const KEEP: &str = "<Not><Prefix>big/keep</Prefix></Not>";
    let mut days = Days::start().await;
    days.put("logs/old", PLAIN, "x").await;
    days.put("other", PLAIN, "x").await;
    let tag = "<Tag><Key>k</Key><Value>v</Value></Tag>";
    let rules = rule("a", "logs/", &EXPIRE.replace('1', "2"))
        + &rule(
            "b",
            "big/",
            &format!("<Filter>{KEEP}<ObjectSizeGreaterThan>3</ObjectSizeGreaterThan></Filter>{EXPIRE}"),
        )
        + &rule("c", "tagged", &format!("{tag}{EXPIRE}"))
        + &rule("d", "off", EXPIRE).replace("Enabled", "Disabled");
    assert_eq!(days.put_rules(&rules).await.status, 200);
    for (key, header, body) in [
        ("big/small", PLAIN, "abc"),
        ("big/large", PLAIN, "abcd"),
        ("big/keep", PLAIN, "abcd"),
        ("tagged/yes", ("x-oss-tagging", "k=v&l=w"), ""),
        ("tagged/no", ("x-oss-tagging", "k=w"), ""),
        ("off", PLAIN, "x"),
    ] {
        days.put(key, header, body).await;
    }
    days.pass(1).await;
    assert_eq!(days.keys().await.len(), 8, "half a day is not a day");
    days.put("logs/new", PLAIN, "x").await;
    days.pass(1).await;
    let kept = ["big/keep", "big/small", "logs/new", "logs/old", "off", "other", "tagged/no"];
    assert_eq!(days.keys().await, kept);
    days.pass(1).await;
    assert_eq!(days.call("GET", "/logs/old", "").await.status, 404);
    assert_eq!(days.call("GET", "/logs/new", "").await.status, 200);
    days.pass(100).await;
    assert_eq!(days.keys().await, ["big/keep", "big/small", "off", "other", "tagged/no"]);
    days.emulator.stop().await;
}

#[tokio::test]
async fn objects_get_colder_and_uploads_end() {
    let mut days = Days::start().await;
    let rules = rule(
        "a",
        "",
        "<Expiration><Days>9</Days></Expiration>\
         <Transition><Days>1</Days><StorageClass>IA</StorageClass></Transition>\
         <Transition><Days>3</Days><StorageClass>Archive</StorageClass></Transition>\
         <AbortMultipartUpload><Days>1</Days></AbortMultipartUpload>",
    );
    assert_eq!(days.put_rules(&rules).await.status, 200);
    days.put("k", PLAIN, "x").await;
    days.put("cold", ("x-oss-storage-class", "ColdArchive"), "x").await;
    let before = days.call("HEAD", "/k", "").await.header("last-modified").unwrap().to_owned();
    let upload = days.call("POST", "/k?uploads", "").await.element("UploadId").unwrap();
    let is =
        |class: &str| vec![("cold".to_owned(), "ColdArchive".to_owned()), ("k".to_owned(), class.to_owned())];
    assert_eq!(days.listing().await, is("Standard"));
    days.pass(2).await;
    assert_eq!(days.listing().await, is("IA"));
    assert_eq!(days.call("HEAD", "/k", "").await.header("last-modified"), Some(&*before));
    assert_eq!(days.call("GET", &format!("/k?uploadId={upload}"), "").await.status, 404);
    days.pass(2).await;
    assert_eq!(days.listing().await, is("Archive"));
    assert_eq!(days.call("GET", "/k", "").await.status, 403, "it must be restored");
    days.pass(6).await;
    assert_eq!(days.listing().await, []);
    days.emulator.stop().await;
}

#[tokio::test]
async fn dates_are_due_at_once() {
    let mut days = Days::start().await;
    days.put("k", PLAIN, "x").await;
    let year = crate::support::now().year();
    for (year, left) in [(year - 1, 1), (year + 1, 0)] {
        let date = format!("<CreatedBeforeDate>{year}-01-01T00:00:00.000Z</CreatedBeforeDate>");
        let put = days.put_rules(&rule("a", "", &format!("<Expiration>{date}</Expiration>"))).await;
        assert_eq!(put.status, 200);
        assert_eq!(days.keys().await.len(), 1, "not before midnight");
        days.pass(1).await;
        assert_eq!(days.keys().await.len(), left, "{year}");
    }
    days.emulator.stop().await;
}

#[tokio::test]
async fn versions_expire_behind_markers_and_then_for_good() {
    let mut days = Days::start().await;
    let on = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    assert_eq!(days.call("PUT", "?versioning", on).await.status, 200);
    let rules = rule(
        "a",
        "k",
        "<Expiration><Days>1</Days></Expiration>\
         <NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>IA</StorageClass></NoncurrentVersionTransition>\
         <NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays></NoncurrentVersionExpiration>",
    ) + &rule(
        "b",
        "",
        "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
    );
    assert_eq!(days.put_rules(&rules).await.status, 200);
    days.put("k", PLAIN, "x").await;
    let state = async |days: &Days| {
        let list = days.call("GET", "?versions", "").await;
        (list.elements("DeleteMarker").len(), list.elements("StorageClass"))
    };
    days.pass(2).await;
    assert_eq!(days.call("GET", "/k", "").await.status, 404);
    assert_eq!(state(&days).await, (1, vec!["Standard".to_owned()]), "the version stays behind a marker");
    days.pass(1).await;
    assert_eq!(state(&days).await, (1, vec!["IA".to_owned()]));
    days.pass(1).await;
    assert_eq!(state(&days).await, (0, vec![]), "the version goes, and the marker with it");
    days.emulator.stop().await;
}

#[tokio::test]
async fn retention_goes_before_expiry() {
    let mut days = Days::start().await;
    assert_eq!(days.put_rules(&rule("a", "", EXPIRE)).await.status, 200);
    days.put("k", PLAIN, "x").await;
    let body = "<InitiateWormConfiguration><RetentionPeriodInDays>3</RetentionPeriodInDays></InitiateWormConfiguration>";
    let id = days.call("POST", "?worm", body).await.header("x-oss-worm-id").unwrap().to_owned();
    assert_eq!(days.call("POST", &format!("?wormId={id}"), "").await.status, 200);
    for left in [1, 1, 1, 0] {
        days.pass(1).await;
        assert_eq!(days.keys().await.len(), left);
    }
    days.emulator.stop().await;
}

#[tokio::test]
async fn copies_do_not_bring_expired_objects_back() {
    let mut days = Days::start().await;
    assert_eq!(days.call("PUT", "", "").await.status, 200);
    let other = request("PUT", "/other-bucket").body("").minutes_ahead(days.minutes).sign();
    assert_eq!(other.send(days.emulator.address()).await.status, 200);
    days.put("k", PLAIN, "x").await;
    assert_eq!(days.put_rules(&rule("a", "", EXPIRE)).await.status, 200);
    days.pass(2).await;
    let copy = request("PUT", "/other-bucket/k").header("x-oss-copy-source", &format!("/{OPEN}/k")).body("");
    let copy = copy.minutes_ahead(days.minutes).sign().send(days.emulator.address()).await;
    assert_eq!(copy.element("Code").as_deref(), Some("NoSuchKey"));
    days.emulator.stop().await;
}
