//! The client of STS.

use std::sync::Arc;

use napi::bindgen_prelude::{Env, Error, Result};
use napi_derive::napi;
use oss_core::Credential;
use oss_core::sts::{AssumeRole, StsClient};

use crate::input::{TransportInput, milliseconds, unix_ms};
use crate::port::{Port, Shared};

/// One client of the token service.
#[napi]
#[derive(Debug)]
pub struct NativeSts {
    port: Arc<Shared>,
    client: StsClient,
}

/// A request for a temporary credential.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it holds a secret")]
pub struct AssumeRoleInput {
    /// URL of the service.
    pub endpoint: String,
    /// Names the key.
    pub access_key_id: String,
    /// Signs.
    pub access_key_secret: String,
    /// `acs:ram::<account>:role/<name>`.
    pub role_arn: String,
    /// Names the session.
    pub role_session_name: String,
    /// Seconds, as text.
    pub duration_seconds: String,
    /// Session policy, as JSON.
    pub policy: Option<String>,
    /// Milliseconds.
    pub timeout: f64,
    /// Unix time in milliseconds.
    pub now: f64,
}

#[napi]
impl NativeSts {
    /// A client without connections.
    #[napi(constructor, catch_unwind)]
    pub fn new(port: &Port, input: TransportInput) -> Result<Self> {
        let client = StsClient::new(&input.tls(), input.emulator()?);
        let client = client.map_err(|e| Error::from_reason(e.to_string()))?;
        Ok(Self { port: Arc::clone(&port.shared), client })
    }

    /// Starts `AssumeRole`; its outcome comes through the port under the number `call`.
    #[napi(catch_unwind)]
    pub fn assume_role(&self, env: Env, call: u32, input: AssumeRoleInput) -> Result<()> {
        let client = self.client.clone();
        let now_ms = unix_ms(input.now);
        let request = input.into_request();
        self.port.start(env, call, async move { client.assume_role(request, now_ms).await })
    }

    /// Starts `AssumeRole` through a relay, whose timeouts are its sender's unless it is `timed`.
    #[napi(catch_unwind)]
    pub fn assume_role_through(
        &self,
        env: Env,
        call: u32,
        input: AssumeRoleInput,
        relay: u32,
        timed: bool,
    ) -> Result<()> {
        let client = self.client.clone();
        let now_ms = unix_ms(input.now);
        let request = input.into_request();
        let relay = self.port.relays.open(relay, timed, false);
        self.port.start(env, call, async move { client.assume_role_through(&relay, request, now_ms).await })
    }
}

impl AssumeRoleInput {
    fn into_request(self) -> AssumeRole {
        AssumeRole {
            endpoint: self.endpoint,
            credential: Credential {
                access_key_id: self.access_key_id,
                access_key_secret: self.access_key_secret,
                security_token: None,
            },
            role_arn: self.role_arn,
            role_session_name: self.role_session_name,
            duration_seconds: self.duration_seconds,
            policy: self.policy,
            timeout: milliseconds(self.timeout),
        }
    }
}
