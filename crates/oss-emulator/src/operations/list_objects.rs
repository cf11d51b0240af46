//! `GET /` of a bucket: the first version of listing.

use super::listing::{Encoding, key_parameter, max_keys, write_page};
use super::operation::{Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::ListingQuery;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    lists_objects: true,
    ..Operation::new("ListObjects", "oss:ListObjects", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let encoding = Encoding::of(call)?;
    let query = ListingQuery {
        prefix: key_parameter(call, "prefix")?,
        after: key_parameter(call, "marker")?,
        delimiter: key_parameter(call, "delimiter")?,
        limit: max_keys(call)?,
    };
    let bucket = call.bucket()?;
    let page = bucket.list(&query);
    let account = &bucket.settings.owner;
    Ok(Reply::xml(XmlWriter::document("ListBucketResult", |xml| {
        xml.text("Name", &bucket.settings.name);
        encoding.text(xml, "Prefix", query.prefix);
        encoding.text(xml, "Marker", query.after);
        xml.value("MaxKeys", query.limit);
        encoding.text(xml, "Delimiter", query.delimiter);
        encoding.write(xml);
        xml.value("IsTruncated", page.next.is_some());
        if let Some(next) = &page.next {
            encoding.text(xml, "NextMarker", next);
        }
        write_page(xml, &page, encoding, Some((account, call.display_name(account))));
    })))
}
