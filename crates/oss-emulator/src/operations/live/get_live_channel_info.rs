//! `GET ?live` of a channel: its configuration.

use super::channel::{Channel, ROOT};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("live", None)),
    ..Operation::new("GetLiveChannelInfo", "oss:GetLiveChannel", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let channel = Channel::find(call)?;
    Ok(Reply::xml(XmlWriter::document(ROOT, |xml| channel.write(xml))))
}
