//! AssumeRoleWithOIDC: temporary credentials of a role for the user of an identity provider. The call is not signed; the
//! token speaks for it.

use serde_json::{Map, Value};

use super::{
    failure::Failure,
    oidc_token::OidcToken,
    reply::object,
    role_request::{RoleRequest, name_in},
    service::Call,
};
use crate::{
    auth::instant,
    ram::{Context, Role, trusts_provider},
};

/// Shortest and longest token, in characters.
const TOKEN_LENGTH: std::ops::RangeInclusive<usize> = 4..=20_000;

/// Syntax first, then the provider, its token, the role, and the trust of the role (the order is a guess).
pub(super) fn run(call: &Call<'_>, context: &Context) -> Result<Map<String, Value>, Failure> {
    let parameters = call.parameters;
    let provider_arn = parameters.need("OIDCProviderArn")?;
    let text = parameters.need("OIDCToken")?;
    let (account, name) =
        name_in(provider_arn, "oidc-provider").ok_or_else(|| Failure::malformed("OIDCProviderArn"))?;
    if !TOKEN_LENGTH.contains(&text.len()) {
        return Err(Failure::malformed("OIDCToken"));
    }
    let request = RoleRequest::read(parameters)?;
    let provider = call
        .directory
        .oidc_provider(account, name)
        .ok_or_else(|| no_permission("No such OIDC Provider registered."))?;
    let token = OidcToken::verify(text, provider, call.now)?;
    let role = call.directory.role(request.account, request.role).ok_or_else(|| {
        let message = format!("The role not exists: {}. ", request.arn);
        Failure::new(404, "EntityNotExist.Role", message)
    })?;
    if !is_trusted(role, provider_arn, &token, context) {
        return Err(no_permission("There is no permission"));
    }
    request.check_duration(role.max_session_seconds)?;
    let mut fields = object([("OIDCTokenInfo", info(&token).into())]);
    fields.extend(request.begin(call, role));
    Ok(fields)
}

/// A token for several audiences is trusted when it is for one of them (a guess).
fn is_trusted(role: &Role, provider_arn: &str, token: &OidcToken, context: &Context) -> bool {
    token.audiences.iter().any(|audience| {
        let context = context
            .clone()
            .with("oidc:iss", &token.issuer)
            .with("oidc:aud", audience)
            .with("oidc:sub", &token.subject);
        trusts_provider(role, provider_arn, &context)
    })
}

fn info(token: &OidcToken) -> Map<String, Value> {
    object([
        ("Subject", token.subject.as_str().into()),
        ("Issuer", token.issuer.as_str().into()),
        ("ClientIds", token.audiences.join(",").into()),
        ("ExpirationTime", instant::extended(token.expires).into()),
        ("IssuanceTime", instant::extended(token.issued).into()),
        ("VerificationInfo", "Success".into()),
    ])
}

fn no_permission(message: &str) -> Failure {
    Failure::new(403, "AuthenticationFail.NoPermission", message)
}
