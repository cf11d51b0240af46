//! `GET ?live&comp=stat` of a channel: nobody ever pushes a stream here, so it is idle or disabled.

use super::channel::Channel;
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;
use crate::xml::XmlWriter;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("comp", Some("stat"))),
    parameters: &["live"],
    ..Operation::new(
        "GetLiveChannelStat",
        "oss:GetLiveChannelStat",
        "GET",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let status = if Channel::find(call)?.enabled { "Idle" } else { "Disabled" };
    Ok(Reply::xml(XmlWriter::document("LiveChannelStat", |xml| xml.text("Status", status))))
}
