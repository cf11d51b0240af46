//! What the vector tests share: requests built from vectors, directories with the vectors' keys, a printed tally.

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use oss_emulator::{
    auth::{Realm, authenticate},
    error::ServiceError,
    ram::{AccessKey, Account, Directory, Identity, Session},
    request::{Address, QueryParameter, RequestHead},
};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;
use time::{Duration, OffsetDateTime};

/// The entries of a vector file.
pub(crate) fn vectors(file: &str, list: &str) -> Vec<Value> {
    let path = format!("{}/testdata/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    value[list].as_array().unwrap().clone()
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text"))
}

pub(crate) fn instant(value: &Value) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(value.as_i64().unwrap()).unwrap()
}

/// A directory whose only key is the given one, bound to a token if there is one.
pub(crate) fn directory(id: &str, secret: &str, token: Option<&str>, now: OffsetDateTime) -> Directory {
    let keys = if token.is_some() { Vec::new() } else { vec![AccessKey::new(id, secret)] };
    let account = Account {
        uid: "1".into(),
        display_name: "vectors".into(),
        keys,
        users: Vec::new(),
        roles: Vec::new(),
        oidc_providers: Vec::new(),
    };
    let directory = Directory::new([account]).unwrap();
    if let Some(token) = token {
        let session = Session {
            access_key_id: id.into(),
            access_key_secret: secret.into(),
            token: token.into(),
            expires: now + Duration::HOUR,
            account: "1".into(),
            role: "r".into(),
            name: "s".into(),
            policy: None,
        };
        directory.add_session(session, now);
    }
    directory
}

/// A request as a server sees it.
pub(crate) fn head(method: &str, host: &str, target: &str) -> RequestHead {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let query = query.split('&').filter(|p| !p.is_empty()).map(|pair| match pair.split_once('=') {
        Some((name, value)) => QueryParameter { name: decode(name), value: Some(decode(value)) },
        None => QueryParameter { name: decode(pair), value: None },
    });
    let mut headers = HeaderMap::new();
    headers.insert("host", HeaderValue::from_str(host).unwrap());
    RequestHead {
        method: Method::from_bytes(method.as_bytes()).unwrap(),
        target: target.to_owned(),
        raw_path: path.to_owned(),
        query: query.collect(),
        headers,
        host: host.to_lowercase(),
        peer: "127.0.0.1:40000".parse().unwrap(),
        secure: false,
    }
}

/// Sets a header to bytes as they are on the wire.
pub(crate) fn set(head: &mut RequestHead, name: &str, value: &[u8]) {
    let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
    head.headers.insert(name, HeaderValue::from_bytes(value).unwrap());
}

/// The request of an OSS vector, before its signature is added, and what it is about.
pub(crate) fn oss_request(input: &Value, extra: &[(String, String)]) -> (RequestHead, Address) {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let optional = |name: &str| input[name].as_str().filter(|s| !s.is_empty()).map(str::to_owned);
    let address = Address { bucket: optional("bucket"), object: optional("key") };
    let mut pairs: Vec<String> = Vec::new();
    for pair in input["query"].as_array().unwrap() {
        match pair[1].as_str() {
            Some(value) => pairs.push(format!("{}={}", encode(text(&pair[0])), encode(value))),
            None => pairs.push(encode(text(&pair[0]))),
        }
    }
    pairs.extend(extra.iter().map(|(name, value)| format!("{name}={}", encode(value))));
    let mut target = format!("/{}", address.object.as_deref().map(encode).unwrap_or_default());
    if !pairs.is_empty() {
        target = format!("{target}?{}", pairs.join("&"));
    }
    let region = input["region"].as_str().unwrap_or("cn-hangzhou");
    let label = if input["product"] == "oss-cloudbox" { "cloudbox" } else { region };
    let bucket = address.bucket.as_ref().map(|b| format!("{b}.")).unwrap_or_default();
    let mut head = head(text(&input["method"]), &format!("{bucket}oss-{label}.aliyuncs.com"), &target);
    for (name, value) in input["headers"].as_object().unwrap() {
        set(&mut head, name, text(value).as_bytes());
    }
    (head, address)
}

/// Authenticates, with the directory as the only truth.
pub(crate) fn judge(
    head: &RequestHead,
    address: &Address,
    directory: &Directory,
    now: OffsetDateTime,
) -> Result<Identity, ServiceError> {
    authenticate(head, address, &Realm { directory, regions: &[] }, now)
}

/// An element of an error.
pub(crate) fn detail<'e>(error: &'e ServiceError, name: &str) -> &'e str {
    &error.details.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no {name} in {error:?}")).1
}

/// Counts what was checked and what was left out.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) checked: usize,
    pub(crate) left_out: Vec<(String, String)>,
}

impl Tally {
    pub(crate) fn leave_out(&mut self, id: &str, reason: impl Into<String>) {
        self.left_out.push((id.to_owned(), reason.into()));
    }

    /// Prints the counts, and fails when they are not the expected ones.
    pub(crate) fn report(&self, file: &str, checked: usize, left_out: usize) {
        println!("{file}: {} checked, {} left out", self.checked, self.left_out.len());
        for (id, reason) in &self.left_out {
            println!("  left out {id}: {reason}");
        }
        assert_eq!((self.checked, self.left_out.len()), (checked, left_out), "entries of {file}");
    }
}
