//! The way of every request: where it goes, what it asks for, who asks, whether they may, and the answer.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::header::CONNECTION;
use http::request::Parts;
use http::{Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::access::{self, Question};
use crate::access_log::Line;
use crate::admin::{Effect, Interruption, Plan};
use crate::auth::{self, Realm};
use crate::body::{ReplyBody, RequestBody};
use crate::context::Context;
use crate::error::{ServiceError, internal_error};
use crate::host::{self, Destination, Place};
use crate::names;
use crate::operations::{Call, Operation, no_such_bucket, versions};
use crate::reply::{self, Reply};
use crate::server::control::Control;
use crate::state::Server;
use crate::storage::Bucket;
use crate::strict;
use crate::sts_door;

/// How long the rest of a refused body may take to come in before the connection is given up instead.
const SETTLE: Duration = Duration::from_secs(1);

/// What became of a request.
struct Outcome {
    /// The name of the operation; `-` when there is none.
    operation: &'static str,
    result: Result<Reply, ServiceError>,
    /// What a fault does to the reply.
    effect: Option<Effect>,
}

/// Answers one request. An error means that the connection is reset.
pub(crate) async fn serve(
    server: Arc<Server>,
    control: Arc<Control>,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> io::Result<Response<ReplyBody>> {
    let (parts, incoming) = request.into_parts();
    let raw_head = control.take_head();
    let context = Context::new(server, control, &parts, peer);
    let mut body = RequestBody::new(&parts.headers, incoming);
    let entry = context.server.journal.as_ref().map(|journal| journal.begin(&context, raw_head));
    let Outcome { operation, result, effect } = answer(&context, &mut body).await;
    let code = result.as_ref().err().map_or("-", |error| error.code);
    let reply = result.unwrap_or_else(|error| reply::error(&context, &error));
    let reusable = keeps_alive(&parts) && timeout(SETTLE, body.settle()).await.unwrap_or(false);
    let response = reply::finish(&context, reply, reusable);
    let status = response.status().as_u16();
    log(&context, operation, code, status);
    if let Some(entry) = entry {
        entry.end(operation, code, status, body.received());
    }
    match effect {
        None => Ok(response),
        Some(Effect::Reset) => {
            context.control.reset();
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
}

fn keeps_alive(parts: &Parts) -> bool {
    let says = |word: &str| {
        let value = parts.headers.get(CONNECTION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        value.split(',').any(|part| part.trim().eq_ignore_ascii_case(word))
    };
    if parts.version == Version::HTTP_10 { says("keep-alive") } else { !says("close") }
}

fn log(context: &Context, operation: &str, code: &str, status: u16) {
    let head = &context.head;
    context.server.access_log.write(&Line {
        peer: head.peer,
        operation,
        method: head.method.as_str(),
        host: &head.host,
        path: &head.raw_path,
        status,
        code,
        request_id: &context.request_id,
        milliseconds: context.watch.elapsed().as_millis(),
    });
}

/// Host and path say where to; a fault may strike before the work begins.
async fn answer(context: &Context, body: &mut RequestBody) -> Outcome {
    let head = &context.head;
    if head.host.is_empty() {
        return Outcome { operation: "-", result: Ok(reply::bad_request()), effect: None };
    }
    let routed = host::route(&head.host, &head.raw_path, &context.server.settings.domains);
    let found = routed.and_then(|destination| match destination {
        Destination::Sts => Ok(Work::Sts),
        Destination::Oss(place) => strict::select(head, &place.address).map(|op| Work::Operation(place, op)),
    });
    let work = match found {
        Ok(work) => work,
        Err(error) => return Outcome { operation: "-", result: Err(error), effect: None },
    };
    let operation = work.name();
    let Plan { delay, interruption, effect } = context.server.faults.draw(operation, || work.path());
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match interruption {
        Some(Interruption::Reset) => {
            Outcome { operation, result: Ok(Reply::empty(StatusCode::OK)), effect: Some(Effect::Reset) }
        }
        Some(Interruption::Error(error)) => Outcome { operation, result: Err(error), effect },
        None => Outcome { operation, result: work.perform(context, body).await, effect },
    }
}

/// What there is to do.
enum Work {
    Sts,
    Operation(Place, &'static Operation),
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Self::Sts => "Sts",
            Self::Operation(_, operation) => operation.name,
        }
    }

    /// `/bucket/key`, as faults name it.
    fn path(&self) -> String {
        let mut path = String::from("/");
        if let Self::Operation(place, _) = self
            && let Some(bucket) = &place.address.bucket
        {
            path.push_str(bucket);
            path.push('/');
            path.push_str(place.address.object.as_deref().unwrap_or_default());
        }
        path
    }

    async fn perform(&self, context: &Context, body: &mut RequestBody) -> Result<Reply, ServiceError> {
        match self {
            Self::Sts => sts_door::answer(context, body).await,
            Self::Operation(place, operation) => perform(context, place, operation, body).await,
        }
    }
}

/// The bucket is looked up before the signature: the access log of the service knows no sender for a missing bucket.
async fn perform(
    context: &Context,
    place: &Place,
    operation: &'static Operation,
    body: &mut RequestBody,
) -> Result<Reply, ServiceError> {
    let Context { server, head, now, .. } = context;
    let address = &place.address;
    let bucket = find_bucket(server, place, operation)?;
    let location = match (&place.location, &bucket) {
        (Some(location), _) => location,
        (None, Some(bucket)) => &bucket.settings.location.clone(),
        (None, None) => &server.settings.location,
    };
    let regions = [location.strip_prefix("oss-").unwrap_or(location).to_owned()];
    let realm = Realm { directory: &server.directory, regions: &regions };
    let identity = auth::authenticate(head, address, &realm, *now)?;
    let version = versions::named(head, operation)?;
    let bucket_found = bucket.as_deref();
    let question =
        Question { head, address, operation, version, bucket: bucket_found, identity: &identity, now: *now };
    if !operation.keys_in_body {
        access::authorize(&question, &server.directory)?;
    }
    if let Some(key) = &address.object {
        names::check_key(key)?;
    }
    let call = Call { context, address, location, identity: &identity, version, bucket, body };
    let answer = operation.answer(call).await;
    // A reply tells of nothing that a crash could take back, be it of another request.
    server
        .store
        .settle()
        .await
        .map_err(|problem| internal_error(&format!("Nothing can be kept: {problem}.")))?;
    answer
}

/// The bucket of a request, which must exist and be of the region that the host states.
fn find_bucket(
    server: &Server,
    place: &Place,
    operation: &Operation,
) -> Result<Option<Arc<Bucket>>, ServiceError> {
    let Some(name) = &place.address.bucket else { return Ok(None) };
    names::check_bucket(name)?;
    if !operation.needs_bucket {
        return if place.custom_domain { Err(no_standard_host()) } else { Ok(None) };
    }
    let bucket = server.store.bucket(name).ok_or_else(|| no_such_bucket(name))?;
    let wanted = &bucket.settings.location;
    if place.location.as_ref().is_some_and(|location| location != wanted) {
        let message = "The bucket you are attempting to access must be addressed using the specified endpoint. \
                       Please send all future requests to this endpoint.";
        return Err(ServiceError::new(403, "AccessDenied", message)
            .detail("Bucket", name)
            .detail("Endpoint", format!("{wanted}.aliyuncs.com")));
    }
    Ok(Some(bucket))
}

fn no_standard_host() -> ServiceError {
    let message = "Your host is invalid. Please put bucket use Open Storage Service standard host.";
    ServiceError::new(400, "InvalidHostPutBucket", message)
}
