//! `GET /?list-type=2` of a bucket: the second version of listing.

use super::continuation_token;
use super::listing::{Encoding, key_parameter, max_keys, write_page};
use super::operation::{Call, Handler, Operation, Scope, invalid_argument};
use crate::error::ServiceError;
use crate::reply::Reply;
use crate::storage::ListingQuery;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("list-type", Some("2"))),
    parameters: &["continuation-token"],
    lists_objects: true,
    ..Operation::new("ListObjectsV2", "oss:ListObjects", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let encoding = Encoding::of(call)?;
    let start_after = key_parameter(call, "start-after")?;
    let token = call.parameter("continuation-token");
    let after = token.map(read_token).transpose()?;
    let query = ListingQuery {
        prefix: key_parameter(call, "prefix")?,
        // A token carries on from where the last page ended; where the first began no longer counts.
        after: after.as_deref().unwrap_or(start_after),
        delimiter: key_parameter(call, "delimiter")?,
        limit: max_keys(call)?,
    };
    let bucket = call.bucket()?;
    let page = bucket.list(&query);
    let account = &bucket.settings.owner;
    let owner = (call.parameter("fetch-owner") == Some("true"))
        .then(|| (account.as_str(), call.display_name(account)));
    Ok(Reply::xml(XmlWriter::document("ListBucketResult", |xml| {
        xml.text("Name", &bucket.settings.name);
        encoding.text(xml, "Prefix", query.prefix);
        if !start_after.is_empty() {
            encoding.text(xml, "StartAfter", start_after);
        }
        if let Some(token) = token {
            xml.text("ContinuationToken", token);
        }
        xml.value("MaxKeys", query.limit);
        if !query.delimiter.is_empty() {
            encoding.text(xml, "Delimiter", query.delimiter);
        }
        encoding.write(xml);
        xml.value("IsTruncated", page.next.is_some());
        if let Some(next) = &page.next {
            xml.text("NextContinuationToken", &continuation_token::write(next));
        }
        write_page(xml, &page, encoding, owner);
        xml.value("KeyCount", page.objects.len() + page.prefixes.len());
    })))
}

fn read_token(token: &str) -> Result<String, ServiceError> {
    continuation_token::read(token).ok_or_else(|| {
        invalid_argument("The continuation token provided is incorrect.", "continuation-token", token)
    })
}
