//! `PUT ?live` of a channel: creates it, or takes the place of one of that name.

use super::channel::{Channel, ROOT, check_name, document_name, now};
use crate::error::ServiceError;
use crate::operations::configuration::document;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("live", None)),
    ..Operation::new(
        "PutLiveChannel",
        "oss:PutLiveChannel",
        "PUT",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(mut call: Call<'_>) -> Result<Reply, ServiceError> {
    check_name(call.key())?;
    let document = document::read(&mut call, ROOT, document::MAX_BODY).await?;
    let channel = Channel::read(&document, now(&call))?;
    let bucket = call.bucket()?;
    bucket.set_document(&document_name(call.key()), channel.document());
    Ok(Reply::xml(XmlWriter::document("CreateLiveChannelResult", |xml| {
        channel.write_urls(xml, bucket, call.key());
    })))
}
