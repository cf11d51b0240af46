//! The way of every request: where it goes, what it asks for, who asks, whether they may, and the answer.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::header::CONNECTION;
use http::request::Parts;
use http::{Method, Request, Response, StatusCode, Version};
use hyper::body::Incoming;
use tokio::time::timeout;

use crate::access_log::Line;
use crate::auth::{self, Realm};
use crate::body::{ReplyBody, RequestBody};
use crate::callback::PUBLIC_KEY;
use crate::context::Context;
use crate::cross_origin;
use crate::error::ServiceError;
use crate::faults::{BodyFault, FaultyBody, Plan, Strike};
use crate::health;
use crate::host::{self, Destination, Place};
use crate::names;
use crate::operations::{Operation, Signature, lifecycle, no_such_bucket, transfer_acceleration};
use crate::ram::Identity;
use crate::reply::{self, Reply};
use crate::server::control::Control;
use crate::state::Server;
use crate::storage::Bucket;
use crate::strict;
use crate::task::Task;
use crate::website::{self, Visit};
use crate::{sts, sts_door};

/// How long the rest of a refused body may take to come in before the connection is given up instead.
const SETTLE: Duration = Duration::from_secs(1);

/// The name under which faults and the journal know requests for the public key of callbacks.
const CALLBACK_KEY: &str = "CallbackKey";

/// What became of a request.
struct Outcome {
    /// The name of the operation; `-` when there is none.
    operation: &'static str,
    result: Result<Reply, ServiceError>,
    /// What a fault does to the reply.
    effect: Option<Effect>,
}

/// What a fault does to a reply.
enum Effect {
    /// The connection is reset before the first byte.
    Reset,
    /// Nothing is sent for a while, or for ever.
    Stall(Option<Duration>),
    /// The checksum is wrong.
    WrongCrc,
    /// The body does not go out as it should.
    Body(BodyFault),
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
    let patience = context.server.settings.patience;
    let mut body = RequestBody::new(&parts.headers, incoming, patience);
    let entry = context.server.journal.as_ref().map(|journal| journal.begin(&context, raw_head));
    let Outcome { operation, result, effect } = answer(&context, &mut body).await;
    let code = result.as_ref().err().map_or("-", |error| error.code);
    let reply = result.unwrap_or_else(|error| reply::error(&context, &error));
    let reusable = keeps_alive(&parts) && timeout(SETTLE, body.settle()).await.unwrap_or(false);
    let mut response = reply::finish(&context, reply, reusable);
    let status = response.status().as_u16();
    log(&context, operation, code, status);
    if let Some(entry) = entry {
        entry.end(operation, code, status, body.received());
    }
    match effect {
        None => {}
        Some(Effect::Reset) => {
            context.control.reset();
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Some(Effect::Stall(Some(length))) => tokio::time::sleep(length).await,
        Some(Effect::Stall(None)) => std::future::pending().await,
        Some(Effect::WrongCrc) => reply::spoil_checksum(&mut response),
        Some(Effect::Body(fault)) => {
            reply::promise_less(&mut response, fault);
            let control = Arc::clone(&context.control);
            response =
                response.map(|body| ReplyBody::Faulty(Box::new(FaultyBody::new(body, fault, control))));
        }
    }
    Ok(response)
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
    let found = match routed {
        Ok(Destination::Sts) => Ok(Work::Sts(sts_door::Call::read(context, body).await)),
        Ok(Destination::CallbackKey) => Ok(Work::CallbackKey),
        Ok(Destination::Oss(place)) if health::is_asked(head, &place) => {
            return Outcome { operation: health::NAME, result: Ok(health::answer()), effect: None };
        }
        // The plain address is also that of STS.
        Ok(Destination::Oss(place)) if place.address.bucket.is_none() && sts::is_call(head) => {
            Ok(Work::Sts(sts_door::Call::read(context, body).await))
        }
        Ok(Destination::Oss(place)) => {
            select(context, &place).map(|operation| Work::Operation(place, operation))
        }
        Err(error) => Err(error),
    };
    let work = match found {
        Ok(work) => work,
        Err(error) => return Outcome { operation: "-", result: Err(error), effect: None },
    };
    let operation = work.name();
    let Plan { delay, strike } = context.server.faults.draw(&work.names(), || work.path());
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let mut effect = match strike {
        Some(Strike::Reset) => {
            let result = Ok(Reply::empty(StatusCode::OK));
            return Outcome { operation, result, effect: Some(Effect::Reset) };
        }
        Some(Strike::Error(error)) => return Outcome { operation, result: Err(error), effect: None },
        Some(Strike::Request(fault)) => {
            body.strike(fault);
            None
        }
        Some(Strike::LoseReply) => Some(Effect::Reset),
        Some(Strike::StallHead(length)) => Some(Effect::Stall(length)),
        Some(Strike::WrongCrc) => Some(Effect::WrongCrc),
        Some(Strike::Reply(fault)) => Some(Effect::Body(fault)),
        None => None,
    };
    let result = work.perform(context, body).await;
    if body.was_cut() {
        effect = Some(Effect::Reset);
    }
    Outcome { operation, result, effect }
}

/// The operation of a request for an object, a bucket, or the root of a website.
fn select(context: &Context, place: &Place) -> Result<&'static Operation, ServiceError> {
    let Context { server, head, .. } = context;
    let root = place.address.bucket.as_deref().filter(|_| place.address.object.is_none());
    let visit = root
        .and_then(|name| server.store.bucket(name))
        .and_then(|bucket| website::visit_of_root(head, &bucket));
    visit.map_or_else(|| strict::select(head, &place.address), Ok)
}

/// What there is to do.
enum Work {
    Sts(sts_door::Call),
    CallbackKey,
    Operation(Place, &'static Operation),
}

impl Work {
    fn name(&self) -> &'static str {
        match self {
            Self::Sts(call) => call.action,
            Self::CallbackKey => CALLBACK_KEY,
            Self::Operation(_, operation) => operation.name,
        }
    }

    /// The names by which faults know it.
    fn names(&self) -> [&'static str; 2] {
        match self {
            Self::Sts(call) => [call.action, sts_door::GROUP],
            Self::CallbackKey => [CALLBACK_KEY, CALLBACK_KEY],
            Self::Operation(_, operation) => [operation.name, operation.name],
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

    async fn perform(self, context: &Context, body: &mut RequestBody) -> Result<Reply, ServiceError> {
        match self {
            Self::Sts(call) => call.answer(context),
            Self::CallbackKey => public_key(context),
            Self::Operation(place, operation) => {
                let result = perform(context, &place, operation, body).await;
                // A reply tells of nothing that a crash could take back, be it of another request.
                context.server.settle().await?;
                result
            }
        }
    }
}

/// The public key of callbacks, to be read and nothing else.
fn public_key(context: &Context) -> Result<Reply, ServiceError> {
    if !matches!(context.head.method, Method::GET | Method::HEAD) {
        let message = "The specified method is not allowed against this resource.";
        return Err(ServiceError::new(405, "MethodNotAllowed", message).ec("0003-00000016"));
    }
    Ok(Reply::with_body(StatusCode::OK, "application/x-pem-file", PUBLIC_KEY))
}

/// The bucket is looked up before the signature: the access log of the service knows no sender for a missing bucket.
async fn perform(
    context: &Context,
    place: &Place,
    operation: &'static Operation,
    body: &mut RequestBody,
) -> Result<Reply, ServiceError> {
    let head = &context.head;
    let bucket = find_bucket(&context.server, place, operation)?;
    let result = if head.method == Method::OPTIONS {
        cross_origin::preflight(head, bucket.as_deref())
    } else {
        perform_in(bucket.clone(), context, place, operation, body).await
    };
    match bucket {
        Some(bucket) => cross_origin::complete(head, &bucket, result),
        None => result,
    }
}

async fn perform_in(
    bucket: Option<Arc<Bucket>>,
    context: &Context,
    place: &Place,
    operation: &'static Operation,
    body: &mut RequestBody,
) -> Result<Reply, ServiceError> {
    let Context { server, head, now, .. } = context;
    let address = &place.address;
    if let Some(bucket) = &bucket {
        lifecycle::keep_up(bucket, *now);
    }
    let location = match (&place.location, &bucket) {
        (Some(location), _) => location,
        (None, Some(bucket)) => &bucket.settings.location.clone(),
        (None, None) => &server.settings.location,
    };
    let regions = [location.strip_prefix("oss-").unwrap_or(location).to_owned()];
    let realm = Realm { directory: &server.directory, regions: &regions };
    let identity = match operation.signature {
        Signature::InHead => auth::authenticate(head, address, &realm, *now)?,
        Signature::InBody => Identity::Anonymous,
    };
    let website = bucket.as_deref().filter(|_| website::reads_page(head, operation));
    let website = website.and_then(|bucket| Some((bucket, bucket.website()?)));
    let task = Task { context, location, identity: &identity, bucket: bucket.clone() };
    let Some((bucket, website)) = website else { return task.perform(address, operation, body).await };
    let key = address.object.as_deref().unwrap_or_default();
    if identity.is_anonymous() {
        return Visit { task: &task, operation, bucket, website: &website, key }.answer(body).await;
    }
    let result = task.perform(address, operation, body).await;
    result.map_err(|error| website::failure(&website, key, head, error))
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
    if place.accelerated && !transfer_acceleration::is_enabled(&bucket) {
        let message = "Transfer acceleration is disabled.";
        return Err(
            ServiceError::new(403, "TransferAccelerationDisabled", message).detail("BucketName", name)
        );
    }
    Ok(Some(bucket))
}

fn no_standard_host() -> ServiceError {
    let message = "Your host is invalid. Please put bucket use Open Storage Service standard host.";
    ServiceError::new(400, "InvalidHostPutBucket", message)
}
