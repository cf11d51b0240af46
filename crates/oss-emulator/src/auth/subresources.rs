//! Which query parameters enter the V1 canonical resource.
//!
//! The service publishes 39 names ("Add a signature to the header", 2021) and signs more than it publishes. Names that
//! `ali-oss` signs and the service therefore must sign as well are treated like documented ones. For the other names,
//! which only some SDKs sign, and for unlisted `x-oss-*` names, which two SDKs sign, nobody outside knows: a signature
//! over all of them, over the listed ones, or over none is accepted.

use crate::request::QueryParameter;

/// A reading of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Every name that some SDK signs.
    Listed,
    /// Those, and every other name that starts with `x-oss-`.
    ListedAndPrefixed,
    /// Documented names and those that the service is known to sign.
    Certain,
}

impl Reading {
    /// The readings, the likeliest first.
    pub(super) const ALL: [Self; 3] = [Self::Listed, Self::ListedAndPrefixed, Self::Certain];

    fn includes(self, name: &str) -> bool {
        CERTAIN.contains(&name)
            || match self {
                Self::Certain => false,
                Self::Listed => UNCERTAIN.contains(&name),
                Self::ListedAndPrefixed => UNCERTAIN.contains(&name) || name.starts_with("x-oss-"),
            }
    }

    /// The sub-resources of a query, sorted by name. Of a repeated name the first counts.
    pub(super) fn select(self, query: &[QueryParameter]) -> Vec<&QueryParameter> {
        let mut selected: Vec<_> = query.iter().filter(|p| self.includes(&p.name)).collect();
        selected.sort_by(|a, b| a.name.cmp(&b.name));
        selected.dedup_by(|later, first| later.name == first.name);
        selected
    }
}

const CERTAIN: [&str; 57] = [
    "acl",
    "append",
    "asyncFetch",
    "bucketInfo",
    "callback",
    "callback-var",
    "cname",
    "comp",
    "continuation-token",
    "cors",
    "delete",
    "encryption",
    "endTime",
    "img",
    "inventory",
    "inventoryId",
    "lifecycle",
    "live",
    "location",
    "logging",
    "objectMeta",
    "partNumber",
    "policy",
    "position",
    "qos",
    "referer",
    "replication",
    "replicationLocation",
    "replicationProgress",
    "requestPayment",
    "response-cache-control",
    "response-content-disposition",
    "response-content-encoding",
    "response-content-language",
    "response-content-type",
    "response-expires",
    "restore",
    "security-token",
    "startTime",
    "stat",
    "status",
    "style",
    "styleName",
    "symlink",
    "tagging",
    "uploadId",
    "uploads",
    "versionId",
    "versioning",
    "versions",
    "vod",
    "website",
    "worm",
    "wormExtend",
    "wormId",
    "x-oss-process",
    "x-oss-traffic-limit",
];

const UNCERTAIN: [&str; 57] = [
    "accessPoint",
    "accessPointPolicy",
    "bucketArchiveDirectRead",
    "cleanRestoredObject",
    "cloudboxes",
    "group",
    "httpsConfig",
    "link",
    "metaQuery",
    "objectInfo",
    "policyStatus",
    "processConfiguration",
    "publicAccessBlock",
    "qosInfo",
    "qosRequester",
    "redundancyTransition",
    "regionList",
    "requesterQosInfo",
    "resourceGroup",
    "resourcePool",
    "resourcePoolBuckets",
    "resourcePoolInfo",
    "responseHeader",
    "rtc",
    "seal",
    "sequential",
    "transferAcceleration",
    "udf",
    "udfApplication",
    "udfApplicationLog",
    "udfId",
    "udfImage",
    "udfImageDesc",
    "udfName",
    "vip",
    "vpcip",
    "withHashContext",
    "x-oss-ac-forward-allow",
    "x-oss-ac-source-ip",
    "x-oss-ac-subnet-mask",
    "x-oss-ac-vpc-id",
    "x-oss-access-point-name",
    "x-oss-async-process",
    "x-oss-delete",
    "x-oss-dir",
    "x-oss-enable-md5",
    "x-oss-enable-sha1",
    "x-oss-enable-sha256",
    "x-oss-hash-ctx",
    "x-oss-md5-ctx",
    "x-oss-redundancy-transition-taskid",
    "x-oss-rename",
    "x-oss-request-payer",
    "x-oss-security-token",
    "x-oss-sign-origin-only",
    "x-oss-target-redundancy-type",
    "x-oss-write-get-object-response",
];
