//! `POST ?restore` of an archived object: it can be read for some days, after some time.

use http::StatusCode;
use time::Duration;

use super::operation::{AclRight, Call, Handler, Operation, Scope};
use crate::error::ServiceError;
use crate::model::StorageClass;
use crate::reply::Reply;
use crate::storage::{Restoration, Thaw};
use crate::xml::{self, malformed};

const MAX_BODY: usize = 64 * 1024;

pub(crate) static OPERATION: Operation = Operation {
    selector: Some(("restore", None)),
    version_action: Some("oss:RestoreObjectVersion"),
    acl_right: AclRight::Write,
    ..Operation::new(
        "RestoreObject",
        "oss:RestoreObject",
        "POST",
        Scope::Object,
        Handler::Later(|call| Box::pin(handle(call))),
    )
};

async fn handle(call: Call<'_>) -> Result<Reply, ServiceError> {
    let body = call.body.read_all(MAX_BODY).await?.ok_or_else(malformed)?;
    let now = call.context.now;
    let mut reply = Reply::empty(StatusCode::ACCEPTED);
    let stored = call.update(|object| {
        let class = object.attributes.storage_class;
        let thaw = object.thaw(now);
        if thaw == Thaw::Warm {
            let message = "The operation is not supported for this resource.";
            return Err(ServiceError::new(400, "OperationNotSupported", message).ec("0016-00000702"));
        }
        let order = Order::read(&body, class)?;
        let ready = match thaw {
            Thaw::Thawing => {
                let message = "The restore operation is in progress.";
                return Err(ServiceError::new(409, "RestoreAlreadyInProgress", message));
            }
            Thaw::Thawed(_) => {
                reply.status = StatusCode::OK;
                now
            }
            Thaw::Warm | Thaw::Frozen => now + order.wait,
        };
        if let (StatusCode::ACCEPTED, Some(tier)) = (reply.status, order.tier) {
            reply = Reply::empty(StatusCode::ACCEPTED).text("x-oss-object-restore-priority", tier);
        }
        object.restoration = Some(Restoration { ready, expires: ready + Duration::days(order.days) });
        Ok(())
    })?;
    Ok(reply.version(stored.version))
}

/// What a request asks for.
struct Order {
    days: i64,
    wait: Duration,
    /// `None` for plain archives, which know no haste.
    tier: Option<&'static str>,
}

impl Order {
    /// Archive: a minute, for 1 to 7 days; the colder ones hours by tier, for up to 365 (a guess).
    fn read(body: &[u8], class: StorageClass) -> Result<Self, ServiceError> {
        let request = if body.is_empty() { None } else { Some(xml::parse(body, "RestoreRequest")?) };
        let parameters = request.as_ref().and_then(|request| request.child("JobParameters"));
        let tier =
            parameters.map(|parameters| parameters.child_text("Tier").ok_or_else(malformed)).transpose()?;
        let (max_days, wait, tier) = match (class, tier) {
            (StorageClass::ColdArchive, Some("Expedited")) => (365, Duration::hours(1), Some("Expedited")),
            (StorageClass::ColdArchive, None | Some("Standard")) => {
                (365, Duration::hours(5), Some("Standard"))
            }
            (StorageClass::ColdArchive, Some("Bulk")) => (365, Duration::hours(12), Some("Bulk")),
            (StorageClass::DeepColdArchive, Some("Expedited")) => {
                (365, Duration::hours(12), Some("Expedited"))
            }
            (StorageClass::DeepColdArchive, None | Some("Standard")) => {
                (365, Duration::hours(48), Some("Standard"))
            }
            (StorageClass::Archive, None) => (7, Duration::minutes(1), None),
            _ => return Err(malformed()),
        };
        let days = match request.as_ref().and_then(|request| request.child_text("Days")) {
            None => 1,
            Some(text) => {
                text.parse().ok().filter(|days| (1..=max_days).contains(days)).ok_or_else(malformed)?
            }
        };
        Ok(Self { days, wait, tier })
    }
}
