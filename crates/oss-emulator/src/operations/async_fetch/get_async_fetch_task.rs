//! `GET /?asyncFetch` of a bucket: how a task stands.

use crate::error::ServiceError;
use crate::fetches::Fetch;
use crate::operations::operation::{Call, Handler, Operation, Scope, missing_argument};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("asyncFetch", None)),
    ..Operation::new("GetAsyncFetchTask", "oss:GetAsyncFetchTask", "GET", Scope::Bucket, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    const HEADER: &str = "x-oss-task-id";
    let id = call.context.head.header(HEADER).ok_or_else(|| missing_argument(HEADER))?;
    let bucket = &call.bucket()?.settings.name;
    let Some(Fetch { order, state, .. }) = call.context.server.fetches.get(bucket, id) else {
        let message = "The specified async fetch task does not exist.";
        return Err(ServiceError::new(404, "NoSuchAsyncFetchTask", message));
    };
    let (word, reason) = state.words();
    Ok(Reply::xml(XmlWriter::document("AsyncFetchTaskInfo", |xml| {
        xml.text("TaskId", id);
        xml.text("State", word);
        xml.text("ErrorMsg", reason);
        xml.element("TaskInfo", |xml| {
            for (name, value) in [
                ("Url", &order.url),
                ("Object", &order.key),
                ("Host", &order.host),
                ("ContentMD5", &order.content_md5),
                ("Callback", &order.callback),
                ("StorageClass", &order.storage_class),
            ] {
                xml.text(name, value);
            }
            xml.value("IgnoreSameKey", order.ignore_same_key);
        });
    })))
}
