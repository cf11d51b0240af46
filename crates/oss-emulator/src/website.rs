//! Visits to static websites: anonymous GET and HEAD requests, by whatever host name, for objects or for the root.
//! Signed requests are calls of the API, which know no pages (documentation: "Static website hosting"), but mirrors.

use http::header::LOCATION;
use http::{Method, StatusCode};

use crate::auth::encode;
use crate::body::RequestBody;
use crate::error::ServiceError;
use crate::operations::{GET_OBJECT, HEAD_OBJECT, Operation, versions};
use crate::reply::Reply;
use crate::request::{Address, RequestHead};
use crate::rules::website::{Kind, Missing, Redirect, Website};
use crate::storage::Bucket;
use crate::strict;
use crate::task::Task;

/// Query parameters that make a request for the root a listing or a signed one instead of a visit.
const CALLS: [&str; 11] = [
    "OSSAccessKeyId",
    "Signature",
    "delimiter",
    "encoding-type",
    "fetch-owner",
    "list-type",
    "marker",
    "max-keys",
    "prefix",
    "start-after",
    "x-oss-signature-version",
];

/// The operation on the index page that a request for the root of a bucket asks for, if the bucket has one.
pub(crate) fn visit_of_root(head: &RequestHead, bucket: &Bucket) -> Option<&'static Operation> {
    let operation = match head.method {
        Method::GET => &GET_OBJECT,
        Method::HEAD => &HEAD_OBJECT,
        _ => return None,
    };
    let is_call = head.headers.contains_key("authorization")
        || head.query.iter().any(|parameter| CALLS.contains(&parameter.name.as_str()))
        || strict::names_feature(head);
    let has_index = || bucket.website().is_some_and(|website| website.page("").is_some());
    (!is_call && has_index()).then_some(operation)
}

/// Whether a request is for a page, not for a version of it: a visit, when its sender is anonymous.
pub(crate) fn reads_page(head: &RequestHead, operation: &Operation) -> bool {
    [GET_OBJECT.name, HEAD_OBJECT.name].contains(&operation.name)
        && head.query_value(versions::PARAMETER).is_none()
}

/// A visitor at a website.
pub(crate) struct Visit<'a> {
    /// The request.
    pub(crate) task: &'a Task<'a>,
    /// Reads an object, or its head.
    pub(crate) operation: &'static Operation,
    /// Where.
    pub(crate) bucket: &'a Bucket,
    /// The pages.
    pub(crate) website: &'a Website,
    /// What is visited; empty for the root.
    pub(crate) key: &'a str,
}

impl Visit<'_> {
    /// Answers: routing rules first, then the object or index page; when that fails, routing rules for the failure, the
    /// index page below a key that is missing, and at last the error page.
    pub(crate) async fn answer(&self, body: &mut RequestBody) -> Result<Reply, ServiceError> {
        let head = &self.task.context.head;
        if let Some((redirect, prefix)) = self.website.redirect(self.key, head, None) {
            return self.follow(redirect, prefix, body).await;
        }
        let page = self.website.page(self.key).unwrap_or_else(|| self.key.to_owned());
        let error = match self.read(page, body).await {
            Err(error) => error,
            reply => return reply,
        };
        let failed = self.website.redirect(self.key, head, Some(error.status));
        if let Some((redirect, prefix)) = failed.filter(|(redirect, _)| applies(redirect, head)) {
            return self.follow(redirect, prefix, body).await;
        }
        if error.code != "NoSuchKey" {
            return Err(error);
        }
        match self.website.below(self.key).filter(|(_, page)| self.bucket.get(page).is_some()) {
            Some((Missing::Answer, page)) => return self.read(page, body).await,
            Some((Missing::Redirect, _)) => {
                let target = format!("{}/", head.raw_path);
                return Ok(Reply::empty(StatusCode::FOUND).header(LOCATION, target));
            }
            Some((Missing::Refuse, _)) | None => {}
        }
        self.error_page(body).await.ok_or(error)
    }

    async fn read(&self, key: String, body: &mut RequestBody) -> Result<Reply, ServiceError> {
        let address = Address { bucket: Some(self.bucket.settings.name.clone()), object: Some(key) };
        self.task.perform(&address, self.operation, body).await
    }

    /// The error page, whole or not at all.
    async fn error_page(&self, body: &mut RequestBody) -> Option<Reply> {
        let page = self.website.error_page.as_ref()?;
        let reply = self.read(page.key.clone(), body).await.ok()?;
        let status = StatusCode::from_u16(page.status).ok()?;
        (reply.status == StatusCode::OK).then_some(Reply { status, ..reply })
    }

    async fn follow(
        &self,
        redirect: &Redirect,
        prefix: &str,
        body: &mut RequestBody,
    ) -> Result<Reply, ServiceError> {
        let head = &self.task.context.head;
        let key = redirect.key(self.key, prefix);
        match &redirect.kind {
            Kind::Internal => self.read(key, body).await,
            Kind::External { protocol, host, status } => {
                let own = if head.secure { "https" } else { "http" };
                let protocol = protocol.as_deref().unwrap_or(own);
                let query = head.target.split_once('?').filter(|_| redirect.passes_query);
                let query = query.map(|(_, query)| format!("?{query}")).unwrap_or_default();
                let target = format!("{protocol}://{host}/{}{query}", encode::path(&key));
                let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::FOUND);
                Ok(Reply::empty(status).header(LOCATION, target))
            }
            Kind::Mirror(_) => Err(mirror()),
        }
    }
}

/// What a signed request ends with that failed: rules of the type `Mirror` are for it too.
pub(crate) fn failure(website: &Website, key: &str, head: &RequestHead, error: ServiceError) -> ServiceError {
    match website.redirect(key, head, Some(error.status)) {
        Some((redirect, _)) if matches!(redirect.kind, Kind::Mirror(_)) && applies(redirect, head) => {
            mirror()
        }
        _ => error,
    }
}

/// Nothing is fetched from an origin for HEAD (documentation: "Mirroring-based back-to-origin").
fn applies(redirect: &Redirect, head: &RequestHead) -> bool {
    head.method != Method::HEAD || !matches!(redirect.kind, Kind::Mirror(_))
}

fn mirror() -> ServiceError {
    let message = "This emulator does not implement the redirect type \"Mirror\".";
    ServiceError::new(501, "NotImplemented", message)
}
