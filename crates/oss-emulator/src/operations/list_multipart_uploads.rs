//! `GET /?uploads` of a bucket: the unfinished uploads.

use super::listing::{Encoding, key_parameter, write_prefixes};
use super::multipart::limit;
use super::operation::{Call, Handler, Operation, Scope};
use crate::dates::iso_date;
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::UploadQuery;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("uploads", None)),
    ..Operation::new(
        "ListMultipartUploads",
        "oss:ListMultipartUploads",
        "GET",
        Scope::Bucket,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let encoding = Encoding::of(call)?;
    let query = UploadQuery {
        prefix: key_parameter(call, "prefix")?,
        delimiter: key_parameter(call, "delimiter")?,
        key_marker: key_parameter(call, "key-marker")?,
        id_marker: call.parameter("upload-id-marker").unwrap_or_default(),
        limit: limit(call, "max-uploads")?,
    };
    let bucket = call.bucket()?;
    let page = bucket.list_uploads(&query);
    let (last_key, last_id) = &page.last;
    Ok(Reply::xml(XmlWriter::document("ListMultipartUploadsResult", |xml| {
        encoding.write(xml);
        xml.text("Bucket", &bucket.settings.name);
        encoding.text(xml, "KeyMarker", query.key_marker);
        xml.text("UploadIdMarker", query.id_marker);
        encoding.text(xml, "NextKeyMarker", last_key);
        xml.text("NextUploadIdMarker", last_id);
        encoding.text(xml, "Delimiter", query.delimiter);
        encoding.text(xml, "Prefix", query.prefix);
        xml.value("MaxUploads", query.limit);
        xml.value("IsTruncated", page.truncated);
        for (key, id, initiated) in &page.uploads {
            xml.element("Upload", |xml| {
                encoding.text(xml, "Key", key);
                xml.text("UploadId", id);
                xml.text("Initiated", &iso_date(*initiated));
            });
        }
        write_prefixes(xml, &page.prefixes, encoding);
    })))
}
