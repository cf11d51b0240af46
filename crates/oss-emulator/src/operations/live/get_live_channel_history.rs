//! `GET ?live&comp=history` of a channel: nobody ever pushes a stream here, so there is none.

use super::channel::Channel;
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("comp", Some("history"))),
    parameters: &["live"],
    ..Operation::new(
        "GetLiveChannelHistory",
        "oss:GetLiveChannelHistory",
        "GET",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    Channel::find(call)?;
    Ok(Reply::xml(XmlWriter::document("LiveChannelHistory", |_| ())))
}
