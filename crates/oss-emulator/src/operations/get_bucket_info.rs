//! `GET /?bucketInfo` of a bucket.

use super::configuration::{encryption, logging, transfer_acceleration};
use super::operation::{Call, Handler, Operation, Scope};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("bucketInfo", None)),
    ..Operation::new("GetBucketInfo", "oss:GetBucketInfo", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    let settings = &bucket.settings;
    let location = &settings.location;
    let switch = |on| if on { "Enabled" } else { "Disabled" };
    let (log_bucket, log_prefix) = logging::target(bucket).unwrap_or_default();
    Ok(Reply::xml(XmlWriter::document("BucketInfo", |xml| {
        xml.element("Bucket", |xml| {
            xml.text("CreationDate", &iso_date(settings.created));
            xml.text("ExtranetEndpoint", &format!("{location}.aliyuncs.com"));
            xml.text("IntranetEndpoint", &format!("{location}-internal.aliyuncs.com"));
            xml.text("Location", location);
            xml.text("StorageClass", settings.storage_class.as_str());
            xml.text("TransferAcceleration", switch(transfer_acceleration::is_enabled(bucket)));
            xml.text("CrossRegionReplication", "Disabled");
            xml.text("DataRedundancyType", settings.redundancy.as_str());
            xml.text("Name", &settings.name);
            if let Some(versioning) = bucket.versioning() {
                xml.text("Versioning", versioning.as_str());
            }
            xml.element("Owner", |xml| {
                xml.text("DisplayName", call.display_name(&settings.owner));
                xml.text("ID", &settings.owner);
            });
            xml.element("AccessControlList", |xml| xml.text("Grant", bucket.acl().as_str()));
            xml.text("AccessMonitor", "Disabled");
            xml.element("ServerSideEncryptionRule", |xml| match encryption::of(bucket) {
                None => xml.text("SSEAlgorithm", "None"),
                Some(encryption) => encryption::write(xml, &encryption),
            });
            xml.element("BucketPolicy", |xml| {
                xml.text("LogBucket", &log_bucket);
                xml.text("LogPrefix", &log_prefix);
            });
            xml.text("Comment", "");
        });
    })))
}
