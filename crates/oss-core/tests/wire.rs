//! Requests and URLs against those that ali-oss 6.23.0 made, recorded with a frozen clock.
//!
//! The record tells what ali-oss handed to its transport, not the arguments of the call, so an operation is read back from
//! the request and built again. What cannot be read back is left out, with the reason.

#[cfg(test)]
mod support;

use std::collections::BTreeMap;

use http::Method;
use oss_core::operation::Parameter;
use oss_core::request::{
    RequestContext, RtmpUrl, UrlV1, UrlV4, VersionChoice, build, object_url, rtmp_url, signed_url_v1,
    signed_url_v4,
};
use oss_core::sign::{Param, Product, SignatureVersion, Signer};
use oss_core::sts::form;
use oss_core::{BodyInfo, Credential, EndpointOptions, Operation};
use serde_json::Value;
use support::{Report, decode, endpoint, parameter, text, unbase64, vectors};

const WIRE: &str = include_str!("../testdata/wire_ali_oss.json");
const NOW_MS: i64 = 1_795_437_296_123;

/// Parameters that ali-oss passes as `query`; it passes all others as `subres`.
const QUERY: [&str; 14] = [
    "delimiter",
    "encoding-type",
    "fetch-owner",
    "key-marker",
    "list-type",
    "marker",
    "max-keys",
    "max-parts",
    "max-uploads",
    "part-number-marker",
    "prefix",
    "start-after",
    "upload-id-marker",
    "version-id-marker",
];

#[cfg(test)]
fn context(vector: &Value) -> RequestContext {
    let options = &vector["options"];
    let string = |name: &str| options[name].as_str().map(str::to_owned);
    let flag = |name: &str| options[name].as_bool().unwrap_or_default();
    let version = if flag("authorizationV4") { SignatureVersion::V4 } else { SignatureVersion::V1 };
    RequestContext {
        endpoint: endpoint(&EndpointOptions {
            endpoint: string("endpoint"),
            region: string("region"),
            internal: flag("internal"),
            secure: flag("secure"),
            cname: flag("cname"),
            path_style: flag("sldEnable"),
            cloud_box_id: string("cloudBoxId"),
        }),
        signer: Signer::new(Credential {
            access_key_id: string("accessKeyId").unwrap(),
            access_key_secret: string("accessKeySecret").unwrap(),
            security_token: string("stsToken"),
        })
        .into(),
        version: VersionChoice::Is(version),
        user_agent: String::new(),
        utf8_headers: string("headerEncoding").is_some_and(|encoding| encoding != "utf-8"),
        request_pay: flag("isRequestPay"),
    }
}

/// Bucket, key and parameters of a recorded URL.
struct Address {
    bucket: Option<String>,
    object: String,
    params: Vec<Parameter>,
}

#[cfg(test)]
fn address(vector: &Value, url: &str) -> Address {
    let options = &vector["options"];
    let mut bucket = options["bucket"].as_str().map(str::to_owned);
    if text(&vector["api"]) == "listBuckets" {
        bucket = None;
    }
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut path = path.splitn(4, '/').nth(3).unwrap_or_default();
    if options["sldEnable"].as_bool().unwrap_or_default()
        && let Some(bucket) = &bucket
    {
        path = path.strip_prefix(&format!("{bucket}/")).unwrap();
    }
    let params = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        (decode(name), Some(decode(value)).filter(|value| !value.is_empty()))
    });
    Address { bucket, object: decode(path), params: params.collect() }
}

#[cfg(test)]
fn view(params: &[Parameter]) -> Vec<Param<'_>> {
    params.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect()
}

#[test]
fn requests_are_those_of_ali_oss() {
    let mut report = Report::new("wire_ali_oss.json, requests");
    for vector in vectors(WIRE) {
        let id = text(&vector["id"]);
        if vector["request"].is_null() {
            continue;
        }
        if text(&vector["api"]) == "STS.assumeRole" {
            continue;
        }
        let recorded: BTreeMap<String, String> = vector["request"]["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| {
                (name.to_lowercase(), value.as_str().map_or(value.to_string(), str::to_owned))
            })
            .collect();
        if vector["strict_server_ok"] == Value::Bool(false) && text(&vector["api"]) == "listEmptyPrefix" {
            report.leave_out(id, "ali-oss signs an empty value as `prefix=`, which the service rejects");
            continue;
        }
        let context = context(&vector);
        let url = text(&vector["request"]["url"]);
        let Address { bucket, object, params } = address(&vector, url);
        let (query, subresources) = params.into_iter().partition(|(name, _)| QUERY.contains(&name.as_str()));
        let ours = ["x-oss-date", "x-oss-content-sha256", "x-oss-security-token", "authorization", "host"];
        let framing = ["content-md5", "content-length", "content-type"];
        let has_content = !vector["request"]["content"].is_null();
        let mut operation =
            Operation::new(Method::from_bytes(text(&vector["request"]["method"]).as_bytes()).unwrap());
        operation.bucket = bucket;
        operation.object = Some(object);
        operation.query = query;
        operation.subresources = subresources;
        operation.mime = recorded.get("content-type").cloned().or(Some("none".to_owned()));
        operation.headers = recorded
            .iter()
            .filter(|(name, _)| !ours.contains(&name.as_str()))
            .filter(|(name, _)| {
                !framing.contains(&name.as_str()) || (!has_content && *name != "content-type")
            })
            .map(|(name, value)| (name.clone(), latin1_to_utf8(value, context.utf8_headers)))
            .collect();
        let body = BodyInfo {
            present: has_content || vector["request"]["stream"] == Value::Bool(true),
            length: has_content.then(|| recorded["content-length"].parse().unwrap()),
            md5: recorded.get("content-md5").cloned(),
        };
        let built = match build(&context, &operation, &body, NOW_MS) {
            Ok(built) => built,
            Err(error) if error.header().is_some() => {
                report.leave_out(id, "a header that Node refuses to send; ali-oss fails after signing it");
                continue;
            }
            Err(error) => panic!("{id}: {error}"),
        };
        let made = object_url(
            &context.endpoint,
            operation.bucket.as_deref(),
            operation.object.as_deref(),
            &view(&operation.query),
            &view(&operation.subresources),
        );
        report.equal(id, &made, url);
        report.equal(id, &built.url, &url.replace('\'', "%27"));
        let authority = url.split('/').nth(2).unwrap();
        let host = recorded.get("host").map_or(authority, String::as_str);
        report.equal(id, built.host.to_str().unwrap(), host);
        let mut headers: BTreeMap<String, String> = built
            .headers
            .iter()
            .map(|(name, value)| {
                let value: String = value.as_bytes().iter().map(|byte| char::from(*byte)).collect();
                (name.to_string(), value)
            })
            .collect();
        if !body.present {
            // Node adds it to a PUT or POST without a body, behind the place of the recording.
            headers.remove("content-length");
        }
        let mut recorded = recorded;
        recorded.remove("host");
        report.equal(id, &format!("{headers:#?}"), &format!("{recorded:#?}"));
    }
    report.finish(360);
}

/// With `headerEncoding: latin1` ali-oss has already turned each UTF-8 byte into a character.
#[cfg(test)]
fn latin1_to_utf8(value: &str, encoded: bool) -> String {
    if !encoded {
        return value.to_owned();
    }
    String::from_utf8(value.chars().map(|c| u8::try_from(c).unwrap()).collect()).unwrap()
}

#[test]
fn urls_are_those_of_ali_oss() {
    let mut report = Report::new("wire_ali_oss.json, URLs");
    for vector in vectors(WIRE) {
        let (id, api) = (text(&vector["id"]), text(&vector["api"]));
        let context = context(&vector);
        let returns = &vector["returns"];
        if let Some(error) = vector["error"].as_str() {
            if api.starts_with("signatureUrl") || api == "asyncSignatureUrl" {
                let made = signed_url_v1(&context, &v1("a", "0", &[], &[])).unwrap_err();
                report.equal(id, &format!("Error: {made}"), error);
            } else {
                report.leave_out(id, "made by the facade, without a signature");
            }
            continue;
        }
        if vector["request"].is_object() {
            continue;
        }
        match api {
            "signatureUrl"
            | "signatureUrlSubres"
            | "signatureUrlResp"
            | "signatureUrlCallback"
            | "asyncSignatureUrl" => {
                let url = text(returns);
                let address = address(&vector, url);
                let expires = parameter(url, "Expires");
                let added = ["OSSAccessKeyId", "Expires", "Signature", "security-token"];
                let (callback, subresources): (Vec<_>, Vec<_>) = address
                    .params
                    .into_iter()
                    .filter(|(name, _)| !added.contains(&name.as_str()))
                    .partition(|(name, _)| name.starts_with("callback"));
                let subresources = view(&subresources);
                let callback = view(&callback);
                let mut url_v1 = v1(&address.object, &expires, &subresources, &callback);
                if api == "signatureUrlCallback" {
                    url_v1.method = "PUT";
                }
                report.equal(id, &signed_url_v1(&context, &url_v1).unwrap(), url);
            }
            "signatureUrlV4NoObj" => {
                let url = text(returns);
                let params = address(&vector, url).params;
                let query: Vec<Parameter> =
                    params.into_iter().filter(|(name, _)| !name.starts_with("x-oss-")).collect();
                let expires = parameter(url, "x-oss-expires");
                let url_v4 = UrlV4 {
                    method: "GET",
                    bucket: Some("my-bucket"),
                    object: None,
                    expires: &expires,
                    headers: &[],
                    query: &view(&query),
                    additional_headers: &[],
                };
                report.equal(id, &signed_url_v4(&context, &url_v4, NOW_MS).unwrap(), url);
            }
            "getRtmpUrl" => {
                let url = text(returns);
                let address = address(&vector, url);
                let added = ["OSSAccessKeyId", "Expires", "Signature"];
                let params: Vec<(&str, &str)> = address
                    .params
                    .iter()
                    .filter(|(name, _)| !added.contains(&name.as_str()))
                    .map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or_default()))
                    .collect();
                let url_rtmp = RtmpUrl {
                    bucket: "my-bucket",
                    channel: address.object.strip_prefix("live/").unwrap(),
                    expires: &parameter(url, "Expires"),
                    params: &params,
                };
                report.equal(id, &rtmp_url(&context, &url_rtmp).unwrap(), url);
            }
            "calculatePostSignature" => {
                let policy = String::from_utf8(unbase64(text(&returns["policy"]))).unwrap();
                let made = context.signer.post_policy_v1(&policy);
                report.equal(id, &made.policy, text(&returns["policy"]));
                report.equal(id, &made.signature, text(&returns["Signature"]));
            }
            "signPostObjectPolicyV4" => {
                let policy =
                    r#"{"expiration":"2027-01-01T00:00:00.000Z","conditions":[{"bucket":"my-bucket"}]}"#;
                let made = context.signer.post_policy_v4(policy, NOW_MS, "cn-hangzhou", Product::Oss);
                report.equal(id, &made, text(returns));
            }
            "getObjectUrl" | "generateObjectUrl" => {
                report.leave_out(id, "made by the facade, without a signature");
            }
            _ => report.leave_out(id, "the recording does not tell which headers were signed"),
        }
    }
    report.finish(90);
}

#[cfg(test)]
fn v1<'a>(
    object: &'a str,
    expires: &'a str,
    subresources: &'a [Param<'a>],
    callback: &'a [Param<'a>],
) -> UrlV1<'a> {
    UrlV1 { method: "GET", bucket: Some("my-bucket"), object, expires, headers: &[], subresources, callback }
}

#[test]
fn sts_forms_are_those_of_ali_oss() {
    let mut report = Report::new("wire_ali_oss.json, STS");
    for vector in vectors(WIRE) {
        if text(&vector["api"]) != "STS.assumeRole" {
            continue;
        }
        let id = text(&vector["id"]);
        let signer = context(&vector).signer;
        let recorded = text(&vector["request"]["content"]["text"]);
        let field = |name: &str| parameter(&format!("?{recorded}"), name);
        let (role, session) = (field("RoleArn"), field("RoleSessionName"));
        let (duration, nonce) = (field("DurationSeconds"), field("SignatureNonce"));
        let before = [("RoleArn", &*role), ("RoleSessionName", &*session), ("DurationSeconds", &*duration)];
        let policy = recorded.contains("&Policy=").then(|| field("Policy"));
        let after: Vec<(&str, &str)> = policy.iter().map(|policy| ("Policy", policy.as_str())).collect();
        let form = form::signed(&signer, "AssumeRole", &before, &after, &nonce, NOW_MS);
        report.equal(id, &form, recorded);
    }
    report.finish(3);
}
