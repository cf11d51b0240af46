//! What the operations on documents share: reading one with its limits, keeping it, answering it, removing it.

use http::StatusCode;
use md5::{Digest as _, Md5};

use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::operations::receive::{Expected, missing_length};
use crate::reply::Reply;
use crate::storage::Bucket;
use crate::xml::{self, Element, malformed};

/// Longest document, for those that have no limit of their own: no document of the service comes near.
pub(crate) const MAX_BODY: usize = 2 * 1024 * 1024;

/// A kind of document that a bucket has one of, or none.
pub(crate) struct Kind {
    /// Its name in the storage.
    pub(crate) name: &'static str,
    /// Its root element.
    pub(crate) root: &'static str,
    /// Checks what came and writes it anew: what is kept is what was understood.
    pub(crate) canonical: fn(&Element) -> Result<String, ServiceError>,
    /// What there is to say when the bucket has none.
    pub(crate) absent: Absent,
}

/// What a GET says of a bucket without the document.
pub(crate) enum Absent {
    /// 404 with this code and message.
    Error(&'static str, &'static str),
    /// 200 with this document.
    Document(fn() -> String),
}

/// An operation on a bucket under a sub-resource, such as `cors`.
pub(crate) const fn operation(
    sub_resource: &'static str,
    name: &'static str,
    action: &'static str,
    method: &'static str,
    handler: Handler,
) -> Operation {
    Operation {
        selector: Some((sub_resource, None)),
        ..Operation::new(name, action, method, Scope::Bucket, handler)
    }
}

/// Reads the body: `MissingContentLength` when it does not say how it ends, `InvalidDigest` when it is not what
/// `Content-MD5` says, `MalformedXML` when it is too long or no document of that root.
pub(crate) async fn read(call: &mut Call<'_>, root: &str, limit: usize) -> Result<Element, ServiceError> {
    xml::parse(&read_bytes(call, limit).await?, root)
}

/// The same for a body in another language; of more than `limit` bytes, `MalformedXML`.
pub(crate) async fn read_bytes(call: &mut Call<'_>, limit: usize) -> Result<Vec<u8>, ServiceError> {
    if !call.body.is_framed() {
        return Err(missing_length());
    }
    let expected = Expected::read(&call.context.head)?;
    let body = call.body.read_all(limit).await?.ok_or_else(malformed)?;
    expected.check_md5(&Md5::digest(&body).into())?;
    Ok(body)
}

/// Answers a PUT.
pub(crate) async fn put(mut call: Call<'_>, kind: &Kind) -> Result<Reply, ServiceError> {
    let document = read(&mut call, kind.root, MAX_BODY).await?;
    call.bucket()?.set_document(kind.name, (kind.canonical)(&document)?);
    Ok(Reply::empty(StatusCode::OK))
}

/// Answers a GET.
pub(crate) fn get(call: &Call<'_>, kind: &Kind) -> Result<Reply, ServiceError> {
    let bucket = call.bucket()?;
    match (bucket.document(kind.name), &kind.absent) {
        (Some(text), _) => Ok(Reply::xml(String::from(&*text))),
        (None, Absent::Document(make)) => Ok(Reply::xml(make())),
        (None, Absent::Error(code, message)) => Err(not_found(bucket, code, message)),
    }
}

/// Answers a DELETE: 204 whether there was one or not.
pub(crate) fn delete(call: &Call<'_>, kind: &Kind) -> Result<Reply, ServiceError> {
    call.bucket()?.remove_document(kind.name);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// 404 of a document that the bucket has not.
pub(crate) fn not_found(bucket: &Bucket, code: &'static str, message: &str) -> ServiceError {
    ServiceError::new(404, code, message).detail("BucketName", &bucket.settings.name)
}
