//! OIDC identity providers, whose tokens AssumeRoleWithOIDC takes.

use super::RsaKey;

/// An identity provider that an account has registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OidcProvider {
    /// The name, unique in its account.
    pub name: String,
    /// The issuer: a URL that must equal the `iss` of tokens.
    pub issuer: String,
    /// The audiences that are accepted; one of them must be in the `aud` of a token.
    pub client_ids: Vec<String>,
    /// The keys that may have signed a token. The service fetches them from the issuer; here they are configured.
    pub keys: Vec<RsaKey>,
}
