//! The client of STS.

use std::sync::Arc;

use napi::bindgen_prelude::{Env, Error, Result};
use napi_derive::napi;
use oss_core::Credential;
use oss_core::sts::{Action, OidcToken, RoleSession, StsClient, StsRequest};
use oss_core::transport::Transport;

use crate::input::{ProxyInput, TransportInput, milliseconds, unix_ms};
use crate::port::{Port, Shared};

/// One client of the token service.
#[napi]
#[derive(Debug)]
pub struct NativeSts {
    port: Arc<Shared>,
    client: StsClient,
}

/// A call of the token service, whatever it asks.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct StsInput {
    /// URL of the service.
    pub endpoint: String,
    /// Names the key; empty where nobody signs.
    pub access_key_id: String,
    /// Signs.
    pub access_key_secret: String,
    /// Goes with a temporary key.
    pub security_token: Option<String>,
    /// Milliseconds.
    pub timeout: f64,
    /// Further attempts after a failure that allows one; two within the timeout when absent.
    pub retry_max: Option<u32>,
    /// Unix time in milliseconds.
    pub now: f64,
    /// The relay that sends it, unless Rust does.
    pub relay: Option<u32>,
    /// Whether the relay keeps the timeouts.
    pub timed: Option<bool>,
}

/// A role to be assumed.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it holds a policy")]
pub struct RoleInput {
    /// `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// Names the session.
    pub role_session_name: String,
    /// Seconds, as text.
    pub duration_seconds: String,
    /// Session policy, as JSON.
    pub policy: Option<String>,
    /// What the role's trust may ask for.
    pub external_id: Option<String>,
}

impl RoleInput {
    fn into_session(self) -> RoleSession {
        RoleSession {
            role_arn: self.role_arn,
            session_name: self.role_session_name,
            duration_seconds: self.duration_seconds,
            policy: self.policy,
            external_id: self.external_id,
        }
    }
}

#[napi]
impl NativeSts {
    /// A client without connections.
    #[napi(constructor, catch_unwind)]
    pub fn new(port: &Port, input: TransportInput) -> Result<Self> {
        let reason = |e: oss_core::Error| Error::from_reason(e.to_string());
        let proxies = ProxyInput::read(input.proxies.as_ref()).map_err(reason)?;
        let client = StsClient::with_proxies(&input.tls(), input.emulator()?, proxies).map_err(reason)?;
        Ok(Self { port: Arc::clone(&port.shared), client })
    }

    /// Starts `AssumeRole`; its outcome comes through the port under the number `call`.
    #[napi(catch_unwind)]
    pub fn assume_role(&self, env: Env, call: u32, input: StsInput, role: RoleInput) -> Result<()> {
        self.start(env, call, input, Action::AssumeRole(role.into_session()))
    }

    /// Starts `AssumeRoleWithOIDC`.
    #[napi(catch_unwind, js_name = "assumeRoleWithOIDC")]
    pub fn assume_role_with_oidc(
        &self,
        env: Env,
        call: u32,
        input: StsInput,
        role: RoleInput,
        provider_arn: String,
        token: String,
    ) -> Result<()> {
        let (session, token) = (role.into_session(), OidcToken(token));
        self.start(env, call, input, Action::AssumeRoleWithOidc { session, provider_arn, token })
    }

    /// Starts `GetCallerIdentity`.
    #[napi(catch_unwind)]
    pub fn get_caller_identity(&self, env: Env, call: u32, input: StsInput) -> Result<()> {
        self.start(env, call, input, Action::GetCallerIdentity)
    }

    fn start(&self, env: Env, call: u32, input: StsInput, action: Action) -> Result<()> {
        let client = self.client.clone();
        let now_ms = unix_ms(input.now);
        let timed = input.timed == Some(true);
        let relay = input.relay.map(|relay| self.port.relays.open(relay, timed, false));
        let request = StsRequest {
            endpoint: input.endpoint,
            action,
            credential: Credential {
                access_key_id: input.access_key_id,
                access_key_secret: input.access_key_secret,
                security_token: input.security_token,
            },
            timeout: milliseconds(input.timeout),
            retry_max: input.retry_max,
        };
        self.port.start(env, call, async move {
            let transport = relay.as_ref().map(|relay| relay as &dyn Transport);
            client.call_through(transport, &request, now_ms).await
        })
    }
}
