//! Profiles of the credentials file of Alibaba Cloud's older SDKs.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{AssumedRole, EcsRole, Failure, Fetching, Fixed, Provider, Role, Surroundings};
use crate::credential::Credential;

const NAME: &str = "credentials file";

/// A section of `~/.alibabacloud/credentials`: `access_key`, `sts`, `ram_role_arn` or `ecs_ram_role`. The file is read
/// each time.
#[derive(Clone, Debug, Default)]
pub struct IniProfile {
    /// The section; or else `ALIBABA_CLOUD_PROFILE`, or else `default`.
    pub profile: Option<String>,
    /// The file; or else `ALIBABA_CLOUD_CREDENTIALS_FILE`, or else the one below the home directory.
    pub file: Option<PathBuf>,
}

impl Provider for IniProfile {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async {
            let provider = self.read(around).await.map_err(|reason| Failure::new(NAME, reason))?;
            provider.fetch(around).await
        })
    }
}

impl IniProfile {
    async fn read(&self, around: &Surroundings) -> Result<Arc<dyn Provider>, String> {
        let ambient = &around.ambient;
        let file = ambient.file(
            self.file.as_ref(),
            "ALIBABA_CLOUD_CREDENTIALS_FILE",
            ".alibabacloud/credentials",
        )?;
        let text = tokio::fs::read_to_string(&file).await.map_err(|e| format!("{}: {e}", file.display()))?;
        let name =
            self.profile.as_deref().or_else(|| ambient.get("ALIBABA_CLOUD_PROFILE")).unwrap_or("default");
        provider(&text, name).map_err(|reason| format!("{}: {reason}", file.display()))
    }
}

fn provider(text: &str, name: &str) -> Result<Arc<dyn Provider>, String> {
    let section = Section { name, fields: section(text, name)? };
    let kind = section.need("type")?;
    Ok(match kind.as_str() {
        "access_key" => Arc::new(section.keys(None)?),
        "sts" => Arc::new(section.keys(Some(section.need("security_token")?))?),
        "ram_role_arn" => Arc::new(AssumedRole {
            source: Arc::new(section.keys(section.text("security_token"))?),
            role: Role {
                arn: Some(section.need("role_arn")?),
                session_name: section.text("role_session_name"),
                policy: section.text("policy"),
                ..Role::default()
            },
        }),
        "ecs_ram_role" => Arc::new(EcsRole { role_name: section.text("role_name"), ..EcsRole::default() }),
        _ => return Err(format!("section {name} has type {kind}, which is not supported")),
    })
}

/// The fields of a section. Lines that begin with `#` or `;` are comments; `#` after a value begins one too.
fn section(text: &str, name: &str) -> Result<HashMap<String, String>, String> {
    let mut fields = None;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
        if let Some(title) = line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            if fields.is_some() {
                break;
            }
            fields = (title.0.trim() == name).then(HashMap::new);
        } else if let (Some(fields), Some((field, value))) = (&mut fields, line.split_once('=')) {
            let value = value.split(" #").next().unwrap_or_default().trim();
            fields.insert(field.trim().to_owned(), value.to_owned());
        }
    }
    fields.ok_or_else(|| format!("there is no section {name}"))
}

struct Section<'a> {
    name: &'a str,
    fields: HashMap<String, String>,
}

impl Section<'_> {
    fn text(&self, field: &str) -> Option<String> {
        self.fields.get(field).filter(|text| !text.is_empty()).cloned()
    }

    fn need(&self, field: &str) -> Result<String, String> {
        self.text(field).ok_or_else(|| format!("section {} has no {field}", self.name))
    }

    fn keys(&self, security_token: Option<String>) -> Result<Fixed, String> {
        Ok(Fixed(Credential {
            access_key_id: self.need("access_key_id")?,
            access_key_secret: self.need("access_key_secret")?,
            security_token,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# a comment
[default]                          # the one that is used
type = access_key                  # as the SDKs' documentation writes it
access_key_id=fake-id
access_key_secret = a=b#c

[half]
type = access_key
access_key_id = fake-id
[other]
type = rsa_key_pair
[none]
";

    #[test]
    fn sections_are_read_by_name() {
        let fields = section(FILE, "default").unwrap();
        assert_eq!(fields["type"], "access_key");
        assert_eq!(fields["access_key_secret"], "a=b#c");
        assert_eq!(fields.len(), 3);
    }

    #[test]
    fn what_a_section_lacks_is_named() {
        for (name, reason) in [
            ("half", "section half has no access_key_secret"),
            ("other", "section other has type rsa_key_pair, which is not supported"),
            ("none", "section none has no type"),
            ("missing", "there is no section missing"),
        ] {
            assert_eq!(provider(FILE, name).unwrap_err(), reason);
        }
    }
}
