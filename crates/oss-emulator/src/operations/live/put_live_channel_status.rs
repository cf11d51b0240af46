//! `PUT ?live&status` of a channel: enables or disables it.

use http::StatusCode;

use super::channel::{Channel, document_name, parse_status};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("status", None)),
    parameters: &["live"],
    ..Operation::new(
        "PutLiveChannelStatus",
        "oss:PutLiveChannelStatus",
        "PUT",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let mut channel = Channel::find(call)?;
    channel.enabled = parse_status(call.parameter("status").unwrap_or_default())?;
    call.bucket()?.set_document(&document_name(call.key()), channel.document());
    Ok(Reply::empty(StatusCode::OK))
}
