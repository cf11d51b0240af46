//! `GET /` of the service: the buckets of the account.

use super::operation::{Call, Handler, Operation, Scope};
use super::{listing, owner};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::Bucket;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation =
    Operation::new("ListBuckets", "oss:ListBuckets", "GET", Scope::Service, Handler::Now(handle));

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let account = call.identity.account().unwrap_or_default();
    let prefix = call.parameter("prefix").unwrap_or_default();
    let marker = call.parameter("marker").unwrap_or_default();
    let limit = listing::max_keys(call)?;
    let mut buckets = call.context.server.store.buckets_of(account);
    buckets
        .retain(|bucket| bucket.settings.name.starts_with(prefix) && bucket.settings.name.as_str() > marker);
    let truncated = buckets.len() > limit;
    buckets.truncate(limit);
    // The paging elements stand only in replies to requests that page (documentation: GetService).
    let paged =
        ["prefix", "marker", "max-keys"].iter().any(|name| call.context.head.query_value(name).is_some());
    Ok(Reply::xml(XmlWriter::document("ListAllMyBucketsResult", |xml| {
        if paged || truncated {
            xml.text("Prefix", prefix);
            xml.text("Marker", marker);
            xml.value("MaxKeys", limit);
            xml.value("IsTruncated", truncated);
            if let Some(last) = buckets.last().filter(|_| truncated) {
                xml.text("NextMarker", &last.settings.name);
            }
        }
        owner::write(xml, account, call.display_name(account));
        xml.element("Buckets", |xml| buckets.iter().for_each(|bucket| write_bucket(xml, bucket)));
    })))
}

fn write_bucket(xml: &mut XmlWriter, bucket: &Bucket) {
    let settings = &bucket.settings;
    let location = &settings.location;
    xml.element("Bucket", |xml| {
        xml.text("CreationDate", &iso_date(settings.created));
        xml.text("ExtranetEndpoint", &format!("{location}.aliyuncs.com"));
        xml.text("IntranetEndpoint", &format!("{location}-internal.aliyuncs.com"));
        xml.text("Location", location);
        xml.text("Name", &settings.name);
        xml.text("Region", location.strip_prefix("oss-").unwrap_or(location));
        xml.text("StorageClass", settings.storage_class.as_str());
    });
}
