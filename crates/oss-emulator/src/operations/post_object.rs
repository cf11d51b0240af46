//! `POST /` of a bucket: an object in an HTML form.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};

use super::attributes::{self, already_exists, forbids_overwrite};
use super::callback::answer;
use super::complete_multipart_upload::location;
use super::configuration::worm;
use super::operation::{Call, Handler, Operation, Scope, Signature, invalid_argument};
use super::put_object;
use super::receive::{MAX_SIZE, Reception, etag, missing_length, whole_seconds};
use crate::auth::{Realm, encode, post_policy};
use crate::body::RequestBody;
use crate::callback::Callback;
use crate::context::Context;
use crate::encryption::Encryption;
use crate::error::ServiceError;
use crate::form::{File, Form, Multipart, Policy, SizeRange};
use crate::names;
use crate::reply::Reply;
use crate::request::Address;
use crate::rules::{public_access, referer};
use crate::storage::{Bucket, Content, Digests, Object, ObjectType, Store, Stored};
use crate::strict;
use crate::traffic::TrafficLimit;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    signature: Signature::InBody,
    ..Operation::new(
        "PostObject",
        "oss:PutObject",
        "POST",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

/// Fields of a V4 form that its policy must speak of.
const SIGNED_FIELDS: [&str; 3] = ["x-oss-signature-version", "x-oss-credential", "x-oss-date"];

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let Context { server, head, now, .. } = call.context;
    let bucket = Arc::clone(call.bucket()?);
    let mut multipart = Multipart::new(&head.headers)?;
    if !call.body.is_framed() {
        return Err(missing_length());
    }
    let (mut form, file) = Form::read(&mut multipart, call.body).await?;
    let key = expand_key(&mut form, &file)?;
    let regions = [call.location.strip_prefix("oss-").unwrap_or(call.location).to_owned()];
    let realm = Realm { directory: &server.directory, regions: &regions };
    let identity = post_policy::authenticate(|name| form.get(name), &head.host, &realm, *now)?;
    let size = check_policy(&form, &file, &bucket, *now)?;
    names::check_key(&key)?;

    // From here on it is a PutObject whose headers are the fields.
    let headers = object_headers(&head.headers, &form, &file)?;
    strict::check_headers(&put_object::OPERATION, &headers)?;
    let mut inner = call.context.clone();
    inner.head.headers = headers;
    let call = Call {
        context: &inner,
        address: &Address { bucket: Some(bucket.settings.name.clone()), object: Some(key.clone()) },
        identity: &identity,
        bucket: Some(Arc::clone(&bucket)),
        ..call
    };
    referer::check(&inner.head, call.address, &bucket)?;
    call.authorize(&put_object::OPERATION, &bucket, &key, None)?;
    worm::check(&bucket, &key, *now)?;
    public_access::check_headers(&inner.head, &bucket)?;
    let attributes = attributes::read(&inner.head, &bucket)?;
    let callback = Callback::of_form(&form)?;
    check_forbid_overwrite(&form)?;
    if forbids_overwrite(&inner.head) && bucket.overwrites(&key) {
        return Err(already_exists());
    }

    if let Some(limit) = TrafficLimit::of(&inner.head)? {
        call.body.limit(limit);
    }
    let (content, digests) =
        receive_file(&call.context.server.store, &mut multipart, call.body, &size).await?;
    let object = Object {
        content,
        etag: etag(&digests.md5),
        content_md5: Some(STANDARD.encode(digests.md5)),
        crc64: digests.crc64,
        last_modified: whole_seconds(server.clock.now()),
        kind: ObjectType::Normal,
        attributes,
        restoration: None,
    };
    let Stored { object, version } = call.put(object)?;
    let reply = success(&form, &bucket, &key, &object).version(version);
    let reply = Encryption::describe(object.attributes.encryption.as_ref(), reply);
    answer(callback, &call, OPERATION.name, &object, reply).await
}

/// Reads the file, and whatever stands behind it.
async fn receive_file(
    store: &Store,
    multipart: &mut Multipart,
    body: &mut RequestBody,
    size: &SizeRange,
) -> Result<(Content, Digests), ServiceError> {
    let mut reception = Reception::new(store, None);
    while let Some(bytes) = multipart.next_piece(body).await? {
        reception.take(&bytes).await?;
        if reception.length() > *size.end() {
            return Err(too_large(reception.length(), *size.end()));
        }
    }
    if reception.length() < *size.start() {
        return Err(too_small(reception.length(), *size.start()));
    }
    Form::read_rest(multipart, body).await?;
    reception.finish().await
}

/// The key, with the name of the file in the place of `${filename}`.
fn expand_key(form: &mut Form, file: &File) -> Result<String, ServiceError> {
    let Some(key) = form.get("key") else {
        let message = "The bucket POST must contain the specified field name.";
        return Err(invalid_argument(message, "key", ""));
    };
    let key = key.replace("${filename}", &file.name);
    form.set("key", key.clone());
    Ok(key)
}

/// How long the file may be. A form without a policy comes from nobody and may be of any length.
fn check_policy(
    form: &Form,
    file: &File,
    bucket: &Bucket,
    now: time::OffsetDateTime,
) -> Result<SizeRange, ServiceError> {
    let any = 0..=MAX_SIZE;
    let Some(policy) = form.get("policy") else { return Ok(any) };
    let policy = Policy::parse(policy)?;
    let is_v4 = form.get("x-oss-signature-version").is_some();
    if let Some(field) = SIGNED_FIELDS.iter().find(|field| is_v4 && !policy.mentions(field)) {
        let message = format!("Invalid Policy: the conditions must contain {field}.");
        return Err(ServiceError::new(400, "InvalidPolicyDocument", message));
    }
    policy.check(now, |name| match name.to_ascii_lowercase().as_str() {
        "bucket" => Some(bucket.settings.name.as_str()),
        "content-type" => content_type(form, file),
        _ => form.get(name),
    })?;
    let size = policy.size().unwrap_or(any);
    Ok(*size.start()..=MAX_SIZE.min(*size.end()))
}

/// What the form says, or the browser of the file, or the form in a field that the browser's word overrides.
fn content_type<'f>(form: &'f Form, file: &'f File) -> Option<&'f str> {
    let given = |name| form.get(name).filter(|value| !value.is_empty());
    given("x-oss-content-type").or(file.content_type.as_deref()).or_else(|| given("content-type"))
}

/// The headers of the request with the fields in the place of those that describe an object.
fn object_headers(request: &HeaderMap, form: &Form, file: &File) -> Result<HeaderMap, ServiceError> {
    let describes =
        |name: &HeaderName| name.as_str().starts_with("x-oss-") || attributes::KEPT.contains(name);
    let mut headers: HeaderMap = request
        .iter()
        .filter(|(name, _)| !describes(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let fields = form.headers()?.into_iter().filter_map(|(name, value)| Some((name?, value)));
    headers.extend(fields.filter(|(name, _)| describes(name)));
    if let Some(value) = content_type(form, file).and_then(|text| HeaderValue::from_str(text).ok()) {
        headers.insert(CONTENT_TYPE, value);
    }
    Ok(headers)
}

fn check_forbid_overwrite(form: &Form) -> Result<(), ServiceError> {
    const FIELD: &str = "x-oss-forbid-overwrite";
    match form.get(FIELD) {
        Some(value) if !["true", "false"].contains(&value.to_ascii_lowercase().as_str()) => {
            let message = "The value of x-oss-forbid-overwrite must be true or false.";
            Err(invalid_argument(message, FIELD, value).ec("0006-00000117"))
        }
        _ => Ok(()),
    }
}

/// 303 to where the form wants the browser to go, else the status that it wants: 200, 201 with a document, or 204.
fn success(form: &Form, bucket: &Bucket, key: &str, object: &Object) -> Reply {
    let (name, tag) = (&bucket.settings.name, format!("\"{}\"", object.etag));
    let reply = match (redirect(form, name, key, &tag), form.get("success_action_status")) {
        (Some(target), _) => Reply::empty(StatusCode::SEE_OTHER).header(LOCATION, target),
        (None, Some("200")) => Reply::empty(StatusCode::OK),
        (None, Some("201")) => {
            let mut reply = Reply::xml(XmlWriter::document("PostResponse", |xml| {
                xml.text("Bucket", name);
                xml.text("Location", &location(bucket, key));
                xml.text("Key", key);
                xml.text("ETag", &tag);
            }));
            reply.status = StatusCode::CREATED;
            reply
        }
        _ => Reply::empty(StatusCode::NO_CONTENT),
    };
    reply.header(ETAG, tag).text("x-oss-hash-crc64ecma", object.crc64.to_string())
}

/// The URL with what was stored in its query; `None` when the form wants none or it is no URL.
fn redirect(form: &Form, bucket: &str, key: &str, tag: &str) -> Option<String> {
    let url = form.get("success_action_redirect")?;
    url.parse::<Uri>().ok().filter(|uri| uri.scheme().is_some())?;
    let separator = if url.contains('?') { '&' } else { '?' };
    let [bucket, key, tag] = [bucket, key, tag].map(encode::component);
    Some(format!("{url}{separator}bucket={bucket}&key={key}&etag={tag}"))
}

fn too_large(size: u64, max: u64) -> ServiceError {
    ServiceError::new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.")
        .ec("0006-00000003")
        .detail("MaxSizeAllowed", max.to_string())
        .detail("ProposedSize", size.to_string())
}

fn too_small(size: u64, min: u64) -> ServiceError {
    ServiceError::new(400, "EntityTooSmall", "Your proposed upload smaller than the minimum allowed size.")
        .ec("0006-00000004")
        .detail("MinSizeAllowed", min.to_string())
        .detail("ProposedSize", size.to_string())
}
