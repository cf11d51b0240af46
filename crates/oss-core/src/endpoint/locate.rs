//! The address of a bucket or object under an endpoint.

use crate::encode::{Alphabet, WIRE_PATH};
use crate::sign::{Product, SignatureVersion};

use super::Endpoint;

/// Where one request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// HTTPS or HTTP.
    pub secure: bool,
    /// `host[:port]` to connect to, and the authority of the URL.
    pub authority: String,
    /// The `Host` header. Differs from `authority` when the endpoint is an IP address.
    pub host: String,
    /// The path as it goes on the wire; never normalised, so keys may hold `..`.
    pub path: String,
}

impl Endpoint {
    /// The address of the service, a bucket or an object.
    ///
    /// Under an IP address ali-oss leaves the bucket out of the URL and names it in `Host` alone, before the host of the
    /// region; without a bucket such a `Host` starts with a dot.
    pub fn locate(&self, bucket: Option<&str>, object: Option<&str>) -> Location {
        let mut authority = String::with_capacity(self.host.len() + 64);
        self.write_authority(&mut authority, bucket, &self.host);
        let host = match &self.host_of_ip {
            Some(region_host) => [bucket.unwrap_or_default(), ".", region_host].concat(),
            None => authority.clone(),
        };
        let mut path = String::new();
        self.write_path(&mut path, bucket, object, &WIRE_PATH);
        Location { secure: self.secure, authority, host, path }
    }

    /// The authority of a URL that is handed out, not connected to.
    pub(crate) fn write_url_authority(&self, out: &mut String, bucket: Option<&str>) {
        self.write_authority(out, bucket, &self.url_host);
    }

    fn write_authority(&self, out: &mut String, bucket: Option<&str>, host: &str) {
        if let Some(bucket) = bucket.filter(|name| !name.is_empty() && self.bucket_is_host()) {
            out.push_str(bucket);
            out.push('.');
        }
        out.push_str(host);
    }

    pub(crate) fn write_path(
        &self,
        out: &mut String,
        bucket: Option<&str>,
        object: Option<&str>,
        keep: &Alphabet,
    ) {
        out.push('/');
        if let Some(bucket) = bucket.filter(|name| !name.is_empty() && self.path_style) {
            out.push_str(bucket);
            out.push('/');
        }
        keep.encode(out, object.unwrap_or_default());
    }

    fn bucket_is_host(&self) -> bool {
        !self.cname && !self.path_style && self.host_of_ip.is_none()
    }

    /// `http://` or `https://`.
    pub(crate) fn scheme(&self) -> &'static str {
        if self.secure { "https://" } else { "http://" }
    }

    /// The region in the scope of V4 signatures: the CloudBox id, else the region the caller gave, else the one the host
    /// names, else `cn-hangzhou`.
    pub fn signing_region(&self) -> &str {
        &self.signing_region
    }

    /// The product in the scope of V4 signatures.
    pub fn product(&self) -> Product {
        if self.cloud_box_id.is_some() { Product::CloudBox } else { Product::Oss }
    }

    /// The signature version when the caller chose none.
    ///
    /// V4 only where it is certain to be understood: the host is `[bucket.]oss-<region>[-internal].aliyuncs.com` with a
    /// known region, and the caller gave no other region.
    pub fn auto_version(&self) -> SignatureVersion {
        self.auto_version
    }
}
