//! `GET /?live` of a bucket: its channels.

use super::channel::{Channel, FOLDER};
use crate::error::ServiceError;
use crate::operations::listing::{key_parameter, max_keys};
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("live", None)),
    ..Operation::new("ListLiveChannel", "oss:ListLiveChannel", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let (prefix, marker, limit) =
        (key_parameter(call, "prefix")?, key_parameter(call, "marker")?, max_keys(call)?);
    let bucket = call.bucket()?;
    let documents = bucket.documents(&format!("{FOLDER}{prefix}"));
    let channels = documents.iter().filter_map(|(name, text)| {
        let name = name.strip_prefix(FOLDER).filter(|name| *name > marker)?;
        Some((name, Channel::of_document(text)?))
    });
    let mut page: Vec<_> = channels.take(limit + 1).collect();
    let truncated = page.len() > limit;
    page.truncate(limit);
    Ok(Reply::xml(XmlWriter::document("ListLiveChannelResult", |xml| {
        xml.text("Prefix", prefix);
        xml.text("Marker", marker);
        xml.value("MaxKeys", limit);
        xml.value("IsTruncated", truncated);
        if let (true, Some((last, _))) = (truncated, page.last()) {
            xml.text("NextMarker", last);
        }
        for (name, channel) in &page {
            channel.write_entry(xml, bucket, name);
        }
    })))
}
