//! `GET ?vod` of a channel: a playlist of a time, without keeping it.

use http::StatusCode;

use super::playlist;
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("vod", None)),
    parameters: &["startTime", "endTime"],
    ..Operation::new("GetVodPlaylist", "oss:GetVodPlaylist", "GET", Scope::Object, Handler::Now(handle))
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    let text = playlist::of_request(call, call.key())?;
    Ok(Reply::with_body(StatusCode::OK, playlist::CONTENT_TYPE, text))
}
