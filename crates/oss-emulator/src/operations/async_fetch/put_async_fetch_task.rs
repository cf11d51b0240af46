//! `POST /?asyncFetch` of a bucket: fetches an object from a URL in the background.

use std::sync::Arc;

use super::fetch::{Work, run};
use crate::auth::hash::hex;
use crate::callback::Callback;
use crate::clock::random_bytes;
use crate::error::ServiceError;
use crate::fetches::{Fetch, Order, State};
use crate::model::StorageClass;
use crate::names;
use crate::operations::configuration::document;
use crate::operations::configuration::worm;
use crate::operations::operation::{Call, Handler, Operation, Scope, invalid_argument};
use crate::operations::put_object;
use crate::reply::Reply;
use crate::xml::{Element, XmlWriter, malformed};

const MAX_BODY: usize = 64 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("asyncFetch", None)),
    ..Operation::new(
        "PutAsyncFetchTask",
        "oss:PutAsyncFetchTask",
        "POST",
        Scope::Bucket,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    let document = document::read(&mut call, "AsyncFetchTaskConfiguration", MAX_BODY).await?;
    let order = read(&document)?;
    let bucket = Arc::clone(call.bucket()?);
    names::check_key(&order.key)?;
    call.authorize(&put_object::OPERATION, &bucket, &order.key, None)?;
    let callback = Callback::parse(Some(&order.callback), None)?;
    let storage_class = match order.storage_class.as_str() {
        "" => bucket.settings.storage_class,
        text => StorageClass::parse(text)
            .ok_or_else(|| invalid_argument("No such object storage class exists.", "StorageClass", text))?,
    };
    worm::check(&bucket, &order.key, call.context.now)?;
    if order.ignore_same_key && bucket.overwrites(&order.key) {
        let message = "The object already exists.";
        return Err(ServiceError::new(400, "ObjectAlreadyExists", message).detail("Key", order.key));
    }
    let server = Arc::clone(&call.context.server);
    let id = hex(&random_bytes::<16>()).to_ascii_uppercase();
    let fetch = Fetch { bucket: bucket.settings.name.clone(), order: order.clone(), state: State::Running };
    let work = Work {
        server: Arc::clone(&server),
        bucket,
        id: id.clone(),
        order,
        storage_class,
        callback,
        request_id: call.context.request_id.clone(),
        requester: call.identity.account().unwrap_or_default().to_owned(),
        client: call.context.head.peer.ip(),
    };
    server.fetches.start(&id, fetch, run(work));
    Ok(Reply::xml(XmlWriter::document("AsyncFetchTaskResult", |xml| xml.text("TaskId", &id))))
}

/// Elements that are absent are as empty ones; an object that is there stays unless `IgnoreSameKey` is `false`.
fn read(document: &Element) -> Result<Order, ServiceError> {
    let text = |name| document.child_text(name).unwrap_or_default().to_owned();
    let order = Order {
        url: text("Url"),
        key: text("Object"),
        host: text("Host"),
        content_md5: text("ContentMD5"),
        callback: text("Callback"),
        storage_class: text("StorageClass"),
        ignore_same_key: match text("IgnoreSameKey").as_str() {
            "" | "true" => true,
            "false" => false,
            _ => return Err(malformed()),
        },
    };
    if order.url.is_empty() || order.key.is_empty() { Err(malformed()) } else { Ok(order) }
}
