//! What browsers ask and are told about requests of other origins.

use http::{HeaderName, StatusCode};

use crate::error::ServiceError;
use crate::reply::Reply;
use crate::request::RequestHead;
use crate::rules::cors::Wish;
use crate::storage::Bucket;

/// Answers a preflight request, which is never signed.
pub(crate) fn preflight(head: &RequestHead, bucket: Option<&Bucket>) -> Result<Reply, ServiceError> {
    let needed = |header, what: &str| {
        head.header(header).filter(|value| !value.is_empty()).ok_or_else(|| {
            ServiceError::new(400, "BadRequest", format!("Insufficient information. {what} header needed."))
        })
    };
    let wish = Wish {
        origin: needed("origin", "Origin request")?,
        method: needed("access-control-request-method", "Request Access-Control-Request-Method")?,
        headers: head.header("access-control-request-headers").unwrap_or_default(),
    };
    let Some(cors) = bucket.and_then(Bucket::cors) else {
        return Err(forbidden("CORSResponse: CORS is not enabled for this bucket."));
    };
    let Some(headers) = cors.headers(&wish) else {
        // The misspellings are the service's.
        return Err(forbidden(
            "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request \
             method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the \
             resource's CORS spec.",
        ));
    };
    Ok(with_headers(Reply::empty(StatusCode::OK), headers))
}

/// Adds to a reply, error or not, what lets a browser show it to a script of another origin.
pub(crate) fn complete(
    head: &RequestHead,
    bucket: &Bucket,
    result: Result<Reply, ServiceError>,
) -> Result<Reply, ServiceError> {
    let Some(cors) = bucket.cors() else { return result };
    let wish = head.header("origin").map(|origin| Wish { origin, method: head.method.as_str(), headers: "" });
    let mut headers = wish.and_then(|wish| cors.headers(&wish)).unwrap_or_default();
    if cors.varies {
        headers.push(("vary", "Origin".to_owned()));
    }
    match result {
        Ok(reply) => Ok(with_headers(reply, headers)),
        Err(error) => Err(ServiceError { headers: [error.headers, headers].concat(), ..error }),
    }
}

fn with_headers(reply: Reply, headers: Vec<(&'static str, String)>) -> Reply {
    headers.into_iter().fold(reply, |reply, (name, value)| reply.header(HeaderName::from_static(name), value))
}

fn forbidden(message: &str) -> ServiceError {
    ServiceError::new(403, "AccessForbidden", message)
}
