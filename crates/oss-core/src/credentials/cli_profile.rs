//! Profiles of the command line tool `aliyun`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::{
    AssumedRole, Command, EcsRole, Failure, Fetching, Fixed, OidcRole, Process, Provider, Role, Surroundings,
};
use crate::credential::Credential;
use crate::sts::Network;

const NAME: &str = "cli profile";
/// How long the tool waits for a program of mode `External`.
const PROCESS_LIMIT: Duration = Duration::from_secs(60);
/// How many profiles may stand behind each other as `source_profile`.
const LONGEST_LINE: usize = 8;

/// A profile of `~/.aliyun/config.json`: `AK`, `StsToken`, `RamRoleArn`, `EcsRamRole`, `OIDC`, `ChainableRamRoleArn`
/// or `External`. The file is read each time, and never written.
#[derive(Clone, Debug, Default)]
pub struct CliProfile {
    /// The profile; or else `ALIBABA_CLOUD_PROFILE`, or else the `current` one of the file.
    pub profile: Option<String>,
    /// The file; or else `ALIBABA_CLOUD_CONFIG_FILE`, or else the one below the home directory.
    pub file: Option<PathBuf>,
    /// Whether `ALIBABA_CLOUD_CLI_PROFILE_DISABLED` counts.
    can_be_disabled: bool,
}

impl Provider for CliProfile {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async {
            let provider = self.read(around).await.map_err(|reason| Failure::new(NAME, reason))?;
            provider.fetch(around).await
        })
    }
}

impl CliProfile {
    /// A profile of a file.
    pub fn new(profile: Option<String>, file: Option<PathBuf>) -> Self {
        Self { profile, file, can_be_disabled: false }
    }

    /// The one of the default chain.
    pub(super) fn in_chain() -> Self {
        Self { can_be_disabled: true, ..Self::default() }
    }

    /// The provider that the profile describes.
    async fn read(&self, around: &Surroundings) -> Result<Arc<dyn Provider>, String> {
        let ambient = &around.ambient;
        if self.can_be_disabled && ambient.is_true("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") {
            return Err("ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true".to_owned());
        }
        let file = ambient.file(self.file.as_ref(), "ALIBABA_CLOUD_CONFIG_FILE", ".aliyun/config.json")?;
        let text = tokio::fs::read(&file).await.map_err(|e| format!("{}: {e}", file.display()))?;
        let in_file = |reason: String| format!("{}: {reason}", file.display());
        let config: Value = serde_json::from_slice(&text).map_err(|e| in_file(format!("not JSON: {e}")))?;
        let wanted = self.profile.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_PROFILE"));
        let wanted = wanted.or_else(|| config.get("current")?.as_str()).unwrap_or("default");
        provider(&config, wanted, LONGEST_LINE).map_err(in_file)
    }
}

/// The provider of a profile, which may stand on another one `left` times at most.
fn provider(config: &Value, name: &str, left: usize) -> Result<Arc<dyn Provider>, String> {
    let profiles = config.get("profiles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let found = profiles.iter().find(|profile| profile.get("name").and_then(Value::as_str) == Some(name));
    let profile = Profile { name, fields: found.ok_or_else(|| format!("there is no profile {name}"))? };
    let mode = profile.need("mode")?;
    Ok(match mode.as_str() {
        "AK" => Arc::new(profile.keys(None)?),
        "StsToken" => Arc::new(profile.keys(Some(profile.need("sts_token")?))?),
        "RamRoleArn" => Arc::new(AssumedRole {
            source: Arc::new(profile.keys(profile.text("sts_token"))?),
            role: profile.role()?,
        }),
        "EcsRamRole" => Arc::new(EcsRole { role_name: profile.text("ram_role_name"), ..EcsRole::default() }),
        "OIDC" => Arc::new(OidcRole {
            role: profile.role()?,
            provider_arn: Some(profile.need("oidc_provider_arn")?),
            token_file: Some(profile.need("oidc_token_file")?.into()),
        }),
        "ChainableRamRoleArn" => {
            let source = profile.need("source_profile")?;
            let left = left.checked_sub(1).ok_or_else(|| format!("profile {name} stands on itself"))?;
            Arc::new(AssumedRole { source: provider(config, &source, left)?, role: profile.role()? })
        }
        "External" => {
            let words = profile.need("process_command")?.split_whitespace().map(str::to_owned).collect();
            Arc::new(Process { command: Command::Words(words), limit: PROCESS_LIMIT })
        }
        _ => return Err(format!("profile {name} has mode {mode}, which is not supported")),
    })
}

struct Profile<'a> {
    name: &'a str,
    fields: &'a Value,
}

impl Profile<'_> {
    fn text(&self, field: &str) -> Option<String> {
        self.fields.get(field)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn need(&self, field: &str) -> Result<String, String> {
        self.text(field).ok_or_else(|| format!("profile {} has no {field}", self.name))
    }

    fn keys(&self, security_token: Option<String>) -> Result<Fixed, String> {
        Ok(Fixed(Credential {
            access_key_id: self.need("access_key_id")?,
            access_key_secret: self.need("access_key_secret")?,
            security_token,
        }))
    }

    fn role(&self) -> Result<Role, String> {
        let vpc = self.fields.get("enable_vpc").and_then(Value::as_bool) == Some(true);
        let seconds = self.fields.get("expired_seconds").and_then(Value::as_u64);
        Ok(Role {
            arn: Some(self.need("ram_role_arn")?),
            session_name: self.text("ram_session_name"),
            duration_seconds: seconds.filter(|s| *s > 0).and_then(|s| u32::try_from(s).ok()),
            policy: self.text("policy"),
            external_id: self.text("external_id"),
            endpoint: self.text("sts_endpoint"),
            region: self.text("sts_region"),
            network: vpc.then_some(Network::Vpc),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_profile_lacks_is_named() {
        let config = json!({ "profiles": [
            { "name": "keys", "mode": "AK", "access_key_id": "a" },
            { "name": "role", "mode": "RamRoleArn", "access_key_id": "a", "access_key_secret": "b" },
            { "name": "sso", "mode": "CloudSSO" },
            { "name": "none" },
            { "name": "self", "mode": "ChainableRamRoleArn", "source_profile": "self", "ram_role_arn": "r" },
        ]});
        for (name, reason) in [
            ("keys", "profile keys has no access_key_secret"),
            ("role", "profile role has no ram_role_arn"),
            ("sso", "profile sso has mode CloudSSO, which is not supported"),
            ("none", "profile none has no mode"),
            ("self", "profile self stands on itself"),
            ("other", "there is no profile other"),
        ] {
            assert_eq!(provider(&config, name, LONGEST_LINE).unwrap_err(), reason);
        }
    }
}
