//! `DELETE ?live` of a channel. What streams left behind stays.

use http::StatusCode;

use super::channel::{check_name, document_name};
use crate::error::ServiceError;
use crate::operations::operation::{Call, Handler, Operation, Scope};
use crate::reply::Reply;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("live", None)),
    ..Operation::new(
        "DeleteLiveChannel",
        "oss:DeleteLiveChannel",
        "DELETE",
        Scope::Object,
        Handler::Now(handle),
    )
};

fn handle(call: &Call<'_>) -> Result<Reply, ServiceError> {
    check_name(call.key())?;
    call.bucket()?.remove_document(&document_name(call.key()));
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
