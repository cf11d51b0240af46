//! Logging, payment and acceleration of buckets, and what GetBucketInfo tells of them.

use oss_emulator::Emulator;
use oss_emulator::auth::sign::Signer;
use oss_emulator::config::{Config, Format};

use crate::support::{Reply, request};

const CONFIG: &str = r#"
regions = ["cn-hangzhou", "cn-shanghai"]
[[accounts]]
uid = "1111111111111111"
[[accounts.keys]]
id = "LTAIFakeOwner"
secret = "FakeOwnerSecret"

[[accounts]]
uid = "2222222222222222"
[[accounts.keys]]
id = "LTAIFakeOther"
secret = "FakeOtherSecret"

[[buckets]]
name = "my-bucket"
acl = "public-read-write"
[[buckets]]
name = "my-logs"
[[buckets]]
name = "far-logs"
region = "cn-shanghai"
[[buckets]]
name = "other-logs"
owner = "2222222222222222"
"#;

const OWNER: Signer<'static> =
    Signer { access_key_id: "LTAIFakeOwner", access_key_secret: "FakeOwnerSecret", token: None };
const OTHER: Signer<'static> =
    Signer { access_key_id: "LTAIFakeOther", access_key_secret: "FakeOtherSecret", token: None };

async fn start() -> Emulator {
    Emulator::builder().config(Config::parse("test", CONFIG, Format::Toml).unwrap()).start().await.unwrap()
}

async fn call(emulator: &Emulator, method: &str, sub_resource: &str, body: &str) -> Reply {
    let call = request(method, &format!("/my-bucket?{sub_resource}")).body(body).sign_with(OWNER);
    call.send(emulator.address()).await
}

fn code(reply: &Reply) -> Option<String> {
    reply.element("Code")
}

fn logging(children: &str) -> String {
    format!("<BucketLoggingStatus>{children}</BucketLoggingStatus>")
}

#[tokio::test]
async fn logging_is_turned_on_and_off() {
    let emulator = start().await;
    let get = async || call(&emulator, "GET", "logging", "").await;
    let info = async || call(&emulator, "GET", "bucketInfo", "").await;
    let off = |reply: &Reply| (reply.status, reply.element("LoggingEnabled")) == (200, None);
    assert!(off(&get().await));
    assert_eq!(info().await.element("LogBucket").as_deref(), Some(""));
    let on = logging(
        "<LoggingEnabled><TargetBucket>my-logs</TargetBucket><TargetPrefix>log-</TargetPrefix></LoggingEnabled>",
    );
    for end in ["PUT", "DELETE"] {
        assert_eq!(call(&emulator, "PUT", "logging", &on).await.status, 200);
        let reply = get().await;
        assert_eq!(reply.element("TargetBucket").as_deref(), Some("my-logs"));
        assert_eq!(reply.element("TargetPrefix").as_deref(), Some("log-"));
        assert_eq!(info().await.element("LogPrefix").as_deref(), Some("log-"));
        assert!(call(&emulator, end, "logging", &logging("")).await.status < 300, "{end}");
        assert!(off(&get().await), "{end}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn logs_go_to_an_own_bucket_of_the_region() {
    let emulator = start().await;
    let enabled = |target: &str, prefix: &str| {
        logging(&format!(
            "<LoggingEnabled><TargetBucket>{target}</TargetBucket><TargetPrefix>{prefix}</TargetPrefix></LoggingEnabled>"
        ))
    };
    for (body, code, ec) in [
        (logging("<LoggingEnabled/>"), "MalformedXML", Some("0032-00000002")),
        (enabled("", ""), "MalformedXML", Some("0032-00000003")),
        (enabled("x", ""), "InvalidBucketName", Some("0032-00000004")),
        (enabled("my-logs", "/a"), "InvalidArgument", Some("0032-00000005")),
        (enabled("no-logs", ""), "InvalidTargetBucketForLogging", Some("0032-00000008")),
        (enabled("other-logs", ""), "InvalidTargetBucketForLogging", Some("0032-00000009")),
        (enabled("far-logs", ""), "InvalidTargetBucketForLogging", None),
    ] {
        let reply = call(&emulator, "PUT", "logging", &body).await;
        assert_eq!((reply.status, self::code(&reply).as_deref()), (400, Some(code)), "{body}");
        assert_eq!(reply.element("EC").as_deref(), ec, "{body}");
    }
    emulator.stop().await;
}

#[tokio::test]
async fn requesters_pay_when_the_bucket_says_so() {
    let emulator = start().await;
    let address = emulator.address();
    let payment = |payer: &str| {
        format!("<RequestPaymentConfiguration><Payer>{payer}</Payer></RequestPaymentConfiguration>")
    };
    let payer = async || call(&emulator, "GET", "requestPayment", "").await.element("Payer");
    assert_eq!(payer().await.as_deref(), Some("BucketOwner"));
    let wrong = call(&emulator, "PUT", "requestPayment", &payment("Nobody")).await;
    assert_eq!(code(&wrong).as_deref(), Some("MalformedXML"));
    assert_eq!(call(&emulator, "PUT", "requestPayment", &payment("Requester")).await.status, 200);
    assert_eq!(payer().await.as_deref(), Some("Requester"));

    let put = || request("PUT", "/my-bucket/k").body("x");
    assert_eq!(put().sign_with(OWNER).send(address).await.status, 200, "the owner pays without saying so");
    let says = |payer: &str| put().header("x-oss-request-payer", payer).sign_with(OTHER);
    assert_eq!(says("requester").send(address).await.status, 200);
    for refused in
        [put(), put().sign_with(OTHER), says("bucketOwner"), put().header("x-oss-request-payer", "requester")]
    {
        let reply = refused.send(address).await;
        assert_eq!(reply.element("EC").as_deref(), Some("0003-00000703"));
        assert_eq!(reply.element("Message").as_deref(), Some("Access denied for requester pay bucket"));
        assert_eq!(reply.element("BucketName").as_deref(), Some("my-bucket"));
    }
    // What is copied from must be paid for as well.
    let copy = || request("PUT", "/other-logs/k").header("x-oss-copy-source", "/my-bucket/k").body("");
    assert_eq!(copy().sign_with(OTHER).send(address).await.element("EC").as_deref(), Some("0003-00000703"));
    let paid = copy().header("x-oss-request-payer", "requester").sign_with(OTHER).send(address).await;
    assert_eq!(paid.status, 200);
    assert_eq!(call(&emulator, "PUT", "requestPayment", &payment("BucketOwner")).await.status, 200);
    assert_eq!(put().send(address).await.status, 200);
    emulator.stop().await;
}

#[tokio::test]
async fn accelerated_endpoints_serve_buckets_that_allow_it() {
    let emulator = start().await;
    let acceleration = |enabled: &str| {
        format!(
            "<TransferAccelerationConfiguration><Enabled>{enabled}</Enabled></TransferAccelerationConfiguration>"
        )
    };
    let accelerated = async || {
        let call = request("PUT", "/k").header("host", "my-bucket.oss-accelerate.aliyuncs.com").body("x");
        call.send(emulator.address()).await
    };
    let info =
        async || call(&emulator, "GET", "bucketInfo", "").await.element("TransferAcceleration").unwrap();
    let none = call(&emulator, "GET", "transferAcceleration", "").await;
    assert_eq!((none.status, code(&none).as_deref()), (404, Some("NoSuchTransferAccelerationConfiguration")));
    for (enabled, status, word) in [("true", 200, "Enabled"), ("false", 403, "Disabled")] {
        let put = call(&emulator, "PUT", "transferAcceleration", &acceleration(enabled)).await;
        assert_eq!(put.status, 200);
        let get = call(&emulator, "GET", "transferAcceleration", "").await;
        assert_eq!(get.element("Enabled").as_deref(), Some(enabled));
        assert_eq!((accelerated().await.status, info().await.as_str()), (status, word));
    }
    assert_eq!(code(&accelerated().await).as_deref(), Some("TransferAccelerationDisabled"));
    let wrong = call(&emulator, "PUT", "transferAcceleration", &acceleration("yes")).await;
    assert_eq!(code(&wrong).as_deref(), Some("MalformedXML"));
    emulator.stop().await;
}

#[tokio::test]
async fn the_information_of_a_bucket_tells_its_encryption() {
    let emulator = start().await;
    let algorithm = async || call(&emulator, "GET", "bucketInfo", "").await.element("SSEAlgorithm").unwrap();
    assert_eq!(algorithm().await, "None");
    let rule = "<ServerSideEncryptionRule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>SM4</SSEAlgorithm>\
                </ApplyServerSideEncryptionByDefault></ServerSideEncryptionRule>";
    assert_eq!(call(&emulator, "PUT", "encryption", rule).await.status, 200);
    assert_eq!(algorithm().await, "SM4");
    emulator.stop().await;
}
