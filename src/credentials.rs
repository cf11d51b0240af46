//! Providers of credentials.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use napi::bindgen_prelude::{Env, Error, Result};
use napi_derive::napi;
use oss_core::Credential;
use oss_core::credentials::{
    Ambient, AssumedRole, Chain, CliProfile, Command, CredentialsUri, EcsRole, Environment, Fixed,
    IniProfile, OidcRole, Process, Provider, Role, Surroundings,
};
use oss_core::sts::{Network, StsClient};
use serde::Deserialize;

use crate::input::{TransportInput, milliseconds, unix_ms};
use crate::port::{Port, Shared};

/// A provider of the core.
#[napi]
pub struct NativeProvider {
    port: Arc<Shared>,
    sts: StsClient,
    description: Description,
}

/// Which provider, as JSON.
#[derive(Clone, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Description {
    DefaultChain,
    Environment,
    CliProfile {
        profile: Option<String>,
        file: Option<PathBuf>,
    },
    CredentialsFile {
        profile: Option<String>,
        file: Option<PathBuf>,
    },
    EcsRole {
        role_name: Option<String>,
        #[serde(default)]
        allow_v1: bool,
        endpoint: Option<String>,
    },
    OidcRole {
        role: RoleDescription,
        provider_arn: Option<String>,
        token_file: Option<PathBuf>,
    },
    Uri {
        uri: Option<String>,
    },
    Process {
        command: CommandDescription,
        timeout: Option<f64>,
    },
    AssumedRole {
        role: RoleDescription,
    },
}

/// A role, as JSON.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RoleDescription {
    arn: Option<String>,
    session_name: Option<String>,
    duration_seconds: Option<u32>,
    policy: Option<String>,
    external_id: Option<String>,
    endpoint: Option<String>,
    region: Option<String>,
    network: Option<NetworkName>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum NetworkName {
    Public,
    Vpc,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum CommandDescription {
    Shell(String),
    Words(Vec<String>),
}

impl fmt::Debug for NativeProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Descriptions hold policies, commands and URLs, any of which may be secret.
        f.debug_struct("NativeProvider").finish_non_exhaustive()
    }
}

/// The credential of who assumes a role.
#[napi(object, object_to_js = false)]
#[expect(missing_debug_implementations, reason = "it holds a secret")]
pub struct SourceInput {
    /// Names the key.
    pub access_key_id: String,
    /// Signs.
    pub access_key_secret: String,
    /// Goes with a temporary key.
    pub security_token: Option<String>,
}

#[napi]
impl NativeProvider {
    /// The provider that `description`, JSON, tells of.
    #[napi(constructor, catch_unwind)]
    pub fn new(port: &Port, input: TransportInput, description: String) -> Result<Self> {
        let sts = StsClient::new(&input.tls(), input.emulator()?);
        let sts = sts.map_err(|e| Error::from_reason(e.to_string()))?;
        // The parser's own words would hold the value.
        let description = serde_json::from_str(&description)
            .map_err(|_| Error::from_reason("an option of the provider is of the wrong type"))?;
        Ok(Self { port: Arc::clone(&port.shared), sts, description })
    }

    /// Asks the provider; the credential comes through the port under the number `call`.
    ///
    /// `now` is a Unix time in milliseconds; `source` is who assumes the role, for providers that assume one.
    #[napi(catch_unwind)]
    pub fn fetch(&self, env: Env, call: u32, now: f64, source: Option<SourceInput>) -> Result<()> {
        // The environment is read here, on the thread that JavaScript changes it on.
        let around = Surroundings::new(Ambient::read(), self.sts.clone(), unix_ms(now));
        let provider = self.description.clone().into_provider(source);
        self.port.start(env, call, async move { provider.fetch(&around).await })
    }
}

impl Description {
    fn into_provider(self, source: Option<SourceInput>) -> Box<dyn Provider> {
        match self {
            Self::DefaultChain => Box::new(Chain::default()),
            Self::Environment => Box::new(Environment),
            Self::CliProfile { profile, file } => Box::new(CliProfile::new(profile, file)),
            Self::CredentialsFile { profile, file } => Box::new(IniProfile { profile, file }),
            Self::EcsRole { role_name, allow_v1, endpoint } => {
                Box::new(EcsRole { role_name, allow_v1, endpoint })
            }
            Self::OidcRole { role, provider_arn, token_file } => {
                Box::new(OidcRole { role: role.into_role(), provider_arn, token_file })
            }
            Self::Uri { uri } => Box::new(CredentialsUri { uri }),
            Self::Process { command, timeout } => {
                let process = Process::new(match command {
                    CommandDescription::Shell(line) => Command::Shell(line),
                    CommandDescription::Words(words) => Command::Words(words),
                });
                Box::new(Process { limit: timeout.map_or(process.limit, milliseconds), ..process })
            }
            Self::AssumedRole { role } => {
                let source = source.map_or_else(Credential::default, SourceInput::into_credential);
                Box::new(AssumedRole { source: Arc::new(Fixed(source)), role: role.into_role() })
            }
        }
    }
}

impl RoleDescription {
    fn into_role(self) -> Role {
        Role {
            arn: self.arn,
            session_name: self.session_name,
            duration_seconds: self.duration_seconds,
            policy: self.policy,
            external_id: self.external_id,
            endpoint: self.endpoint,
            region: self.region,
            network: self.network.map(|network| match network {
                NetworkName::Public => Network::Public,
                NetworkName::Vpc => Network::Vpc,
            }),
        }
    }
}

impl SourceInput {
    fn into_credential(self) -> Credential {
        Credential {
            access_key_id: self.access_key_id,
            access_key_secret: self.access_key_secret,
            security_token: self.security_token,
        }
    }
}
