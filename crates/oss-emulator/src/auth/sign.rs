//! Signing of raw requests, for tests of servers built on this crate. It adds what the request must carry to the head.

use std::fmt;

use http::{HeaderName, HeaderValue};
use time::{Duration, OffsetDateTime};

use super::{
    canonical_v1::{self, Reading},
    canonical_v4::{self, Scope, UNSIGNED_PAYLOAD},
    encode, hash, instant,
};
use crate::request::{Address, QueryParameter, RequestHead};

/// A key pair, with the token of a session. Its `Debug` hides secret and token.
#[derive(Clone, Copy)]
pub struct Signer<'a> {
    /// The key id.
    pub access_key_id: &'a str,
    /// The secret.
    pub access_key_secret: &'a str,
    /// The security token.
    pub token: Option<&'a str>,
}

impl fmt::Debug for Signer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

impl Signer<'_> {
    /// V1 in the header; the time goes into `x-oss-date`.
    pub fn v1_header(&self, head: &mut RequestHead, address: &Address, now: OffsetDateTime) {
        let date = instant::http(now);
        set_header(head, "x-oss-date", &date);
        if let Some(token) = self.token {
            set_header(head, "x-oss-security-token", token);
        }
        let signature = self.v1(head, address, &date);
        set_header(head, "authorization", &format!("OSS {}:{signature}", self.access_key_id));
    }

    /// V1 in the URL, valid until `expires` (Unix seconds).
    pub fn v1_url(&self, head: &mut RequestHead, address: &Address, expires: i64) {
        if let Some(token) = self.token {
            add_query(head, "security-token", token);
        }
        let signature = self.v1(head, address, &expires.to_string());
        add_query(head, "OSSAccessKeyId", self.access_key_id);
        add_query(head, "Expires", &expires.to_string());
        add_query(head, "Signature", &signature);
    }

    /// V4 in the header, with `additional` headers signed beside those that always are.
    pub fn v4_header(
        &self,
        head: &mut RequestHead,
        address: &Address,
        region: &str,
        additional: &[String],
        now: OffsetDateTime,
    ) {
        let (scope, date) = scope(region, now);
        set_header(head, "x-oss-date", &date);
        set_header(head, "x-oss-content-sha256", UNSIGNED_PAYLOAD);
        if let Some(token) = self.token {
            set_header(head, "x-oss-security-token", token);
        }
        let signature = self.v4(head, address, &scope, &date, additional);
        let extra = match additional {
            [] => String::new(),
            names => format!("AdditionalHeaders={},", names.join(";")),
        };
        let credential = scope.credential(self.access_key_id);
        let value = format!("OSS4-HMAC-SHA256 Credential={credential},{extra}Signature={signature}");
        set_header(head, "authorization", &value);
    }

    /// V4 in the URL, valid for `life` from `now` on.
    pub fn v4_url(
        &self,
        head: &mut RequestHead,
        address: &Address,
        region: &str,
        additional: &[String],
        now: OffsetDateTime,
        life: Duration,
    ) {
        let (scope, date) = scope(region, now);
        add_query(head, "x-oss-signature-version", "OSS4-HMAC-SHA256");
        add_query(head, "x-oss-credential", &scope.credential(self.access_key_id));
        add_query(head, "x-oss-date", &date);
        add_query(head, "x-oss-expires", &life.whole_seconds().to_string());
        if !additional.is_empty() {
            add_query(head, "x-oss-additional-headers", &additional.join(";"));
        }
        if let Some(token) = self.token {
            add_query(head, "x-oss-security-token", token);
        }
        let signature = self.v4(head, address, &scope, &date, additional);
        add_query(head, "x-oss-signature", &signature);
    }

    fn v1(&self, head: &RequestHead, address: &Address, date: &str) -> String {
        let resource = canonical_v1::resource(address, &head.query, Reading::Listed);
        let text = canonical_v1::string_to_sign(&head.method, &head.headers, date.as_bytes(), &resource);
        hash::hmac_sha1_base64(self.access_key_secret.as_bytes(), &text)
    }

    fn v4(
        &self,
        head: &RequestHead,
        address: &Address,
        scope: &Scope,
        date: &str,
        additional: &[String],
    ) -> String {
        let canonical = canonical_v4::request(&head.method, address, &head.query, &head.headers, additional);
        let text = canonical_v4::string_to_sign(date, scope, &canonical);
        scope.sign(self.access_key_secret, text.as_bytes())
    }
}

fn scope(region: &str, now: OffsetDateTime) -> (Scope, String) {
    let date = instant::basic(now);
    let day = date.chars().take(8).collect();
    (Scope { date: day, region: region.to_owned(), product: "oss".to_owned() }, date)
}

/// Sets a header; a value that HTTP cannot carry leaves the head as it was.
fn set_header(head: &mut RequestHead, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
        head.headers.insert(HeaderName::from_static(name), value);
    }
}

/// Adds a parameter to the query and to the target.
fn add_query(head: &mut RequestHead, name: &str, value: &str) {
    head.query.push(QueryParameter { name: name.to_owned(), value: Some(value.to_owned()) });
    head.target.push(if head.target.contains('?') { '&' } else { '?' });
    head.target.push_str(name);
    head.target.push('=');
    head.target.push_str(&encode::component(value));
}
