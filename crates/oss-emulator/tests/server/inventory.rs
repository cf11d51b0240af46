//! Inventories of buckets.

use std::net::SocketAddr;

use crate::support::{OPEN, Reply, builder, request};

/// What ali-oss and the documentation send, in the order of the replies.
fn inventory(id: &str) -> String {
    format!(
        "<InventoryConfiguration><Id>{id}</Id><IsEnabled>true</IsEnabled><Destination><OSSBucketDestination>\
         <Format>CSV</Format><AccountId>1234567890123456</AccountId>\
         <RoleArn>acs:ram::1234567890123456:role/AliyunOSSRole</RoleArn><Bucket>acs:oss:::my-lists</Bucket>\
         <Prefix>lists</Prefix><Encryption><SSE-KMS><KeyId>key</KeyId></SSE-KMS></Encryption>\
         </OSSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule>\
         <Filter><Prefix>p/</Prefix><LowerSizeBound>1024</LowerSizeBound></Filter>\
         <IncludedObjectVersions>All</IncludedObjectVersions>\
         <OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields></InventoryConfiguration>"
    )
}

async fn call(address: SocketAddr, method: &str, query: &str, body: &str) -> Reply {
    request(method, &format!("/{OPEN}?inventory{query}")).body(body).sign().send(address).await
}

fn code(reply: &Reply) -> (u16, Option<String>) {
    (reply.status, reply.element("Code"))
}

/// Without prolog and blanks.
fn joined(reply: &Reply) -> String {
    reply.text().lines().skip(1).map(str::trim).collect()
}

#[tokio::test]
async fn inventories_are_put_once_read_back_and_removed() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let missing = call(address, "GET", "&inventoryId=a", "").await;
    assert_eq!(code(&missing), (404, Some("NoSuchInventory".to_owned())));
    assert_eq!(call(address, "PUT", "&inventoryId=a", &inventory("a")).await.status, 200);
    assert_eq!(joined(&call(address, "GET", "&inventoryId=a", "").await), inventory("a"));
    let again = call(address, "PUT", "&inventoryId=a", &inventory("a")).await;
    assert_eq!(code(&again), (409, Some("InventoryConfigurationAlreadyExists".to_owned())));
    let other = inventory("b").replace("<SSE-KMS><KeyId>key</KeyId></SSE-KMS>", "");
    assert_eq!(call(address, "PUT", "&inventoryId=b", &other).await.status, 200);
    let kept = joined(&call(address, "GET", "&inventoryId=b", "").await);
    assert_eq!(kept, other.replace("<Encryption></Encryption>", ""), "no encryption, as ali-oss says it");
    for _ in 0..2 {
        assert_eq!(call(address, "DELETE", "&inventoryId=a", "").await.status, 204);
    }
    assert_eq!(call(address, "GET", "&inventoryId=a", "").await.status, 404);
    let nameless = call(address, "DELETE", "", "").await;
    assert_eq!(code(&nameless), (400, Some("MissingArgument".to_owned())));
    emulator.stop().await;
}

#[tokio::test]
async fn whether_an_inventory_is_enabled_is_read_in_any_case() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    for (id, sent, kept) in [("a", "True", "true"), ("b", "FALSE", "false")] {
        let body = inventory(id).replace("<IsEnabled>true", &format!("<IsEnabled>{sent}"));
        let query = format!("&inventoryId={id}");
        assert_eq!(call(address, "PUT", &query, &body).await.status, 200, "{sent}");
        let reply = call(address, "GET", &query, "").await;
        assert_eq!(reply.element("IsEnabled").as_deref(), Some(kept), "{sent}");
    }
    let body = inventory("c").replace("<IsEnabled>true", "<IsEnabled>yes");
    let refused = call(address, "PUT", "&inventoryId=c", &body).await;
    assert_eq!(code(&refused), (400, Some("InvalidArgument".to_owned())));
    emulator.stop().await;
}

#[tokio::test]
async fn inventories_are_listed_in_pages_of_a_hundred() {
    let emulator = builder().start().await.unwrap();
    let address = emulator.address();
    let none = call(address, "GET", "", "").await;
    assert_eq!((none.status, none.element("IsTruncated").as_deref()), (200, Some("false")));
    let ids: Vec<String> = (0..201).map(|index| format!("id-{index:03}")).collect();
    for id in ids.iter().rev() {
        let put = call(address, "PUT", &format!("&inventoryId={id}"), &inventory(id)).await;
        assert_eq!(put.status, 200);
    }
    let (mut seen, mut token, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = call(address, "GET", &token, "").await;
        seen.extend(page.elements("Id"));
        pages += 1;
        match page.element("NextContinuationToken") {
            Some(next) => token = format!("&continuation-token={next}"),
            None => break assert_eq!(page.element("IsTruncated").as_deref(), Some("false")),
        }
    }
    assert_eq!((seen, pages), (ids, 3));
    let wrong = call(address, "GET", "&continuation-token=nope", "").await;
    assert_eq!(code(&wrong), (400, Some("InvalidArgument".to_owned())));
    emulator.stop().await;
}

#[tokio::test]
async fn inventories_that_make_no_sense_are_refused() {
    let emulator = builder().start().await.unwrap();
    for (from, to, code) in [
        ("<Id>a</Id>", "", "MalformedXML"),
        ("<Id>a</Id>", "<Id>b</Id>", "InvalidArgument"),
        ("Daily", "Hourly", "InvalidArgument"),
        ("<Frequency>Daily</Frequency>", "", "MalformedXML"),
        ("CSV", "ORC", "InvalidArgument"),
        ("acs:oss:::", "", "InvalidArgument"),
        ("acs:ram::", "", "InvalidArgument"),
        (">All<", ">Some<", "InvalidArgument"),
        (">true<", ">yes<", "InvalidArgument"),
        (">ETag<", ">Color<", "InvalidArgument"),
        ("1024", "many", "InvalidArgument"),
        ("<KeyId>key</KeyId>", "", "MalformedXML"),
        ("OSSBucketDestination", "Elsewhere", "MalformedXML"),
    ] {
        let body = inventory("a").replace(from, to);
        let reply = call(emulator.address(), "PUT", "&inventoryId=a", &body).await;
        assert_eq!(self::code(&reply), (400, Some(code.to_owned())), "{from} {to}");
    }
    emulator.stop().await;
}
