//! What someone wants to do, and in which circumstances.

use std::collections::BTreeMap;

use time::{OffsetDateTime, macros::format_description};

use super::Identity;
use crate::request::RequestHead;

/// One action on one resource, to be judged by policies.
#[derive(Debug, Clone)]
pub struct Access<'a> {
    /// The action, for example `oss:GetObject`.
    pub action: &'a str,
    /// The resource, `acs:oss:<region>:<owner>:<bucket>[/<key>]`. Patterns of policies are matched against it, so it
    /// carries the bucket's own region and owner, for example `acs:oss:oss-cn-hangzhou:1234567890123456:my-bucket/key`.
    pub resource: String,
    /// The values of condition keys.
    pub context: &'a Context,
}

/// The values of condition keys for one request, by full key name (`acs:SourceIp`, `oss:Prefix`, `oss:BucketTag/team`).
#[derive(Debug, Clone, Default)]
pub struct Context {
    values: BTreeMap<String, String>,
}

impl Context {
    /// The keys that every request has: `acs:SourceIp`, `acs:UserAgent`, `acs:CurrentTime`, `acs:SecureTransport`,
    /// `acs:AccessId` and `acs:MFAPresent` (always `false`: an access key never proves a second factor).
    pub fn of(head: &RequestHead, identity: &Identity, now: OffsetDateTime) -> Self {
        let mut context = Self::default();
        context.set("acs:SourceIp", head.peer.ip().to_canonical().to_string());
        context.set("acs:SecureTransport", head.secure.to_string());
        context.set("acs:MFAPresent", "false");
        if let Ok(time) = now.format(format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z")) {
            context.set("acs:CurrentTime", time);
        }
        if let Some(agent) = head.header("user-agent") {
            context.set("acs:UserAgent", agent);
        }
        if let Some(id) = identity.access_key_id() {
            context.set("acs:AccessId", id);
        }
        context
    }

    /// Sets the value of a condition key, such as `oss:Prefix`, `oss:Delimiter`, `oss:BucketTag/<k>`,
    /// `oss:ExistingObjectTag/<k>` or `oss:RequestObjectTag/<k>`.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) {
        self.values.insert(key.into(), value.into());
    }

    /// The same, for building in one expression.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(key, value);
        self
    }

    /// The value of a condition key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }
}
