//! Signatures and checksums against values from outside the project: published ones, and ones that several official SDKs
//! computed. Each file says where its entries come from.

#[cfg(test)]
mod support;

use oss_core::crc64;
use oss_core::request::{RequestContext, RtmpUrl, UrlV1, UrlV4, VersionChoice};
use oss_core::request::{rtmp_url, signed_url_v1, signed_url_v4};
use oss_core::sign::{
    CanonicalRequest, Header, Param, Product, Resource, Scope, Signer, additional_headers, canonical_request,
    rpc_string_to_sign, rtmp_string_to_sign, v1_string_to_sign,
};
use oss_core::{Credential, EndpointOptions, time_format};
use serde_json::Value;
use support::{Report, endpoint, text, vectors};

const CRC64: &str = include_str!("../testdata/crc64.json");
const V1_HEADER: &str = include_str!("../testdata/oss_v1_header.json");
const V1_QUERY: &str = include_str!("../testdata/oss_v1_query.json");
const V4_HEADER: &str = include_str!("../testdata/oss_v4_header.json");
const V4_QUERY: &str = include_str!("../testdata/oss_v4_query.json");
const STS_RPC: &str = include_str!("../testdata/sts_rpc.json");
const POST_POLICY: &str = include_str!("../testdata/post_policy.json");
const RTMP: &str = include_str!("../testdata/rtmp.json");

/// A list of `[name, value | null]`.
#[cfg(test)]
fn pairs(value: &Value) -> Vec<Param<'_>> {
    value.as_array().unwrap().iter().map(|pair| (text(&pair[0]), pair[1].as_str())).collect()
}

#[cfg(test)]
fn signer(input: &Value) -> Signer {
    Signer::new(Credential {
        access_key_id: input["access_key_id"].as_str().unwrap_or("none").to_owned(),
        access_key_secret: text(&input["access_key_secret"]).to_owned(),
        security_token: input.get("security_token").and_then(Value::as_str).map(str::to_owned),
    })
}

#[cfg(test)]
fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// A header list as the signers take it: lower-case names, the last of a name winning.
#[cfg(test)]
fn headers_of(input: &Value) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for (name, value) in input["headers"].as_object().unwrap() {
        let (name, value) = (name.to_lowercase(), text(value).to_owned());
        out.retain(|(known, _)| *known != name);
        out.push((name, value));
    }
    out
}

#[cfg(test)]
fn view(headers: &[(String, String)]) -> Vec<Header<'_>> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
}

#[cfg(test)]
fn set_default(headers: &mut Vec<(String, String)>, name: &str, value: &str) {
    if headers.iter().all(|(known, _)| known != name) {
        headers.push((name.to_owned(), value.to_owned()));
    }
}

#[test]
fn crc64_vectors() {
    let mut report = Report::new("crc64.json");
    let number = |value: &Value| text(value).parse::<u64>().unwrap();
    let pattern = |vector: &Value| -> Vec<u8> {
        let length = vector["length"].as_u64().unwrap();
        match text(&vector["pattern"]) {
            "byte[i]=(i*31+7)&0xff" => {
                (0..length).map(|i| u8::try_from((i * 31 + 7) & 0xff).unwrap()).collect()
            }
            "zeros" => vec![0; usize::try_from(length).unwrap()],
            other => panic!("unknown pattern {other}"),
        }
    };
    for vector in vectors(CRC64) {
        let id = text(&vector["id"]);
        match text(&vector["kind"]) {
            "crc64" => {
                let bytes = match vector.get("text") {
                    Some(plain) => text(plain).as_bytes().to_vec(),
                    None => unhex(text(&vector["hexdata"])),
                };
                report.equal(id, &crc64::checksum(&bytes).to_string(), text(&vector["crc64"]));
            }
            "crc64-pattern" => {
                report.equal(id, &crc64::checksum(&pattern(&vector)).to_string(), text(&vector["crc64"]));
            }
            "combine" | "combine-split" => {
                let [crc1, crc2, len2] = ["crc1", "crc2", "len2"].map(|name| number(&vector[name]));
                if let Some(split) = vector.get("split") {
                    let bytes = pattern(&vector);
                    let (head, tail) = bytes.split_at(usize::try_from(split.as_u64().unwrap()).unwrap());
                    assert_eq!((crc64::checksum(head), crc64::checksum(tail)), (crc1, crc2), "{id}");
                }
                report.equal(id, &crc64::combine(crc1, crc2, len2).to_string(), text(&vector["combined"]));
            }
            "multipart" => {
                let sizes = vector["part_sizes"].as_array().unwrap();
                let crcs = vector["part_crcs"].as_array().unwrap();
                let whole = sizes
                    .iter()
                    .zip(crcs)
                    .fold(0, |whole, (size, crc)| crc64::combine(whole, number(crc), size.as_u64().unwrap()));
                report.equal(id, &whole.to_string(), text(&vector["object_crc64"]));
            }
            "trap" => report.leave_out(id, "names a table of another polynomial"),
            kind => panic!("{id}: unknown kind {kind}"),
        }
    }
    report.finish(104);
}

#[test]
fn v1_header_vectors() {
    let mut report = Report::new("oss_v1_header.json");
    for vector in vectors(V1_HEADER) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let mut headers = headers_of(input);
        if let Some(token) = input["security_token"].as_str() {
            set_default(&mut headers, "x-oss-security-token", token);
        }
        let now = time_format::http_date(input["time"].as_i64().unwrap() * 1_000);
        let date = ["x-oss-date", "date"]
            .iter()
            .find_map(|name| headers.iter().find(|(known, _)| known == name))
            .map_or(now.clone(), |(_, value)| value.clone());
        let subresources: Vec<&str> = input["sub_resources"].as_array().unwrap().iter().map(text).collect();
        let query = pairs(&input["query"]);
        let signed: Vec<Param<'_>> =
            query.iter().copied().filter(|(name, _)| subresources.contains(name)).collect();
        let resource = Resource::Of { bucket: input["bucket"].as_str(), object: input["key"].as_str() };
        let (method, view) = (text(&input["method"]), view(&headers));
        let mut out = Vec::new();
        v1_string_to_sign(&mut out, method, date.as_bytes(), &view, resource, &signed);
        report.equal(id, std::str::from_utf8(&out).unwrap(), text(&expected["string_to_sign"]));
        let authorization = signer(input).authorization_v1(method, date.as_bytes(), &view, resource, &signed);
        report.equal(id, &authorization, text(&expected["authorization"]));
    }
    report.finish(155);
}

#[test]
fn v1_url_vectors() {
    let mut report = Report::new("oss_v1_query.json");
    for vector in vectors(V1_QUERY) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let headers = headers_of(input);
        let subresources: Vec<&str> = input["sub_resources"].as_array().unwrap().iter().map(text).collect();
        let query = pairs(&input["query"]);
        let signed: Vec<Param<'_>> =
            query.iter().copied().filter(|(name, _)| subresources.contains(name)).collect();
        let expires = input["expires"].to_string();
        let url = UrlV1 {
            method: text(&input["method"]),
            bucket: input["bucket"].as_str(),
            object: input["key"].as_str().unwrap_or_default(),
            expires: &expires,
            headers: &view(&headers),
            subresources: &signed,
            callback: &[],
        };
        let context = context(input, None);
        let made = signed_url_v1(&context, &url).unwrap();
        report.equal(id, &support::parameter(&made, "Signature"), text(&expected["signature"]));
        for (name, value) in expected["query_added"].as_object().unwrap() {
            report.equal(id, &support::parameter(&made, name), text(value));
        }
        if let Some(ali_oss) = expected.get("ali_oss_url").and_then(Value::as_str) {
            let context = self::context(input, Some(ali_oss));
            report.equal(id, &signed_url_v1(&context, &url).unwrap(), ali_oss);
        }
    }
    report.finish(97);
}

/// A context for the endpoint that a URL of ali-oss shows, or for any if there is none.
#[cfg(test)]
fn context(input: &Value, url: Option<&str>) -> RequestContext {
    let bucket = input["bucket"].as_str().unwrap_or_default();
    let endpoint_url = url.map(|url| url.replacen(&format!("//{bucket}."), "//", 1));
    let endpoint_url = endpoint_url.as_deref().and_then(|url| {
        url.split('/').nth(2).map(|host| format!("{}//{host}", url.split('/').next().unwrap_or_default()))
    });
    let region = input["region"].as_str();
    let cloud_box =
        (input["product"].as_str() == Some("oss-cloudbox")).then(|| region.map(str::to_owned)).flatten();
    RequestContext {
        endpoint: endpoint(&EndpointOptions {
            endpoint: endpoint_url,
            region: region.map(|region| format!("oss-{region}")),
            cloud_box_id: cloud_box,
            ..EndpointOptions::default()
        }),
        signer: signer(input).into(),
        version: VersionChoice::Auto,
        user_agent: String::new(),
        utf8_headers: false,
        request_pay: false,
    }
}

#[cfg(test)]
fn product(input: &Value) -> Product {
    match text(&input["product"]) {
        "oss" => Product::Oss,
        "oss-cloudbox" => Product::CloudBox,
        other => panic!("unknown product {other}"),
    }
}

#[cfg(test)]
fn additional(input: &Value) -> Vec<String> {
    let names: Vec<&str> = input["additional_headers"].as_array().unwrap().iter().map(text).collect();
    additional_headers(&names)
}

#[test]
fn v4_header_vectors() {
    let mut report = Report::new("oss_v4_header.json");
    for vector in vectors(V4_HEADER) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let time = time_format::iso_basic(input["time"].as_i64().unwrap() * 1_000);
        let mut headers = headers_of(input);
        set_default(&mut headers, "x-oss-date", &time);
        set_default(&mut headers, "x-oss-content-sha256", "UNSIGNED-PAYLOAD");
        if let Some(token) = input["security_token"].as_str() {
            set_default(&mut headers, "x-oss-security-token", token);
        }
        let request = CanonicalRequest {
            method: text(&input["method"]),
            bucket: input["bucket"].as_str(),
            object: input["key"].as_str(),
            query: &pairs(&input["query"]),
            headers: &view(&headers),
            additional_headers: &additional(input),
        };
        let mut canonical = Vec::new();
        canonical_request(&mut canonical, &request).unwrap();
        report.equal(id, std::str::from_utf8(&canonical).unwrap(), text(&expected["canonical_request"]));
        let scope = Scope { date: &time[..8], region: text(&input["region"]), product: product(input) };
        let authorization = signer(input).authorization_v4(&time, &scope, &request).unwrap();
        report.equal(id, &authorization, text(&expected["authorization"]));
    }
    report.finish(129);
}

#[test]
fn v4_url_vectors() {
    let mut report = Report::new("oss_v4_query.json");
    for vector in vectors(V4_QUERY) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let headers = headers_of(input);
        let time = input["time"].as_i64().unwrap();
        let expires = (input["expires"].as_i64().unwrap() - time).to_string();
        let names: Vec<String> = input["additional_headers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| text(name).to_owned())
            .collect();
        let url = UrlV4 {
            method: text(&input["method"]),
            bucket: input["bucket"].as_str(),
            object: input["key"].as_str(),
            expires: &expires,
            headers: &view(&headers),
            query: &pairs(&input["query"]),
            additional_headers: &names,
        };
        let made = signed_url_v4(&context(input, None), &url, time * 1_000).unwrap();
        report.equal(id, &support::parameter(&made, "x-oss-signature"), text(&expected["signature"]));
        for (name, value) in expected["query_added"].as_object().unwrap() {
            report.equal(id, &support::parameter(&made, name), text(value));
        }
        if let Some(ali_oss) = expected.get("ali_oss_url").and_then(Value::as_str) {
            let context = context(input, Some(ali_oss));
            report.equal(id, &signed_url_v4(&context, &url, time * 1_000).unwrap(), ali_oss);
        }
    }
    report.finish(106);
}

#[test]
fn rpc_vectors() {
    let mut report = Report::new("sts_rpc.json");
    for vector in vectors(STS_RPC) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        if text(&vector["kind"]) != "rpc-hmac-sha1" {
            report.leave_out(id, "ACS3 is spoken by the emulator alone");
            continue;
        }
        let params: Vec<(&str, &str)> = input["params"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), text(value)))
            .collect();
        let string_to_sign = rpc_string_to_sign(text(&input["method"]), &params);
        report.equal(id, &string_to_sign, text(&expected["string_to_sign"]));
        report.equal(id, &signer(input).sign_rpc(&string_to_sign), text(&expected["signature"]));
    }
    report.finish(68);
}

#[test]
fn post_policy_vectors() {
    let mut report = Report::new("post_policy.json");
    for vector in vectors(POST_POLICY) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let policy = match expected.get("policy_json_after_ali_oss_normalisation") {
            Some(json) => text(json).to_owned(),
            None => String::from_utf8(support::unbase64(text(&input["policy_base64"]))).unwrap(),
        };
        let signer = signer(input);
        let made = signer.post_policy_v1(&policy);
        if let Some(signature) = expected.get("v1_signature") {
            report.equal(id, &made.signature, text(signature));
        }
        if let Some(base64) = expected.get("policy_base64") {
            report.equal(id, &made.policy, text(base64));
        }
        if let Some(signature) = expected.get("v4_signature") {
            let date = input["v4_time"].as_i64().unwrap() * 1_000;
            let made = signer.post_policy_v4(&policy, date, text(&input["region"]), Product::Oss);
            report.equal(id, &made, text(signature));
        }
    }
    report.finish(16);
}

#[test]
fn rtmp_vectors() {
    let mut report = Report::new("rtmp.json");
    for vector in vectors(RTMP) {
        let (id, input, expected) = (text(&vector["id"]), &vector["input"], &vector["expected"]);
        let params: Vec<(&str, &str)> = input["params"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), text(value)))
            .collect();
        let (bucket, channel) = (text(&input["bucket"]), text(&input["channel"]));
        let expires = input["expires"].to_string();
        let string_to_sign = rtmp_string_to_sign(bucket, channel, &expires, &params);
        report.equal(id, &string_to_sign, text(&expected["string_to_sign"]));
        let host = expected.get("ali_oss_url").map(|url| text(url).replacen("rtmp://", "http://", 1));
        let context = context(input, host.as_deref());
        let url = RtmpUrl { bucket, channel, expires: &expires, params: &params };
        let made = rtmp_url(&context, &url).unwrap();
        report.equal(id, &support::parameter(&made, "Signature"), text(&expected["signature"]));
        if let Some(ali_oss) = expected.get("ali_oss_url") {
            report.equal(id, &made, text(ali_oss));
        }
    }
    report.finish(22);
}
