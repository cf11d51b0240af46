//! The configuration file: accounts, keys, roles, buckets and custom domains.
//!
//! TOML, or JSON with the same names. Everything is optional; without `accounts` the directory is the demo one
//! ([`ram::demo`](crate::ram::demo)). Policies are objects or their JSON text.
//!
//! ```toml
//! regions = ["cn-hangzhou", "cn-shanghai"] # the first is where buckets live unless they say otherwise
//!
//! [[accounts]]
//! uid = "1234567890123456"
//! display_name = "example"                 # the uid unless given
//!
//! [[accounts.keys]]                        # keys of the account itself
//! id = "LTAI5tFakeExampleRootKey"
//! secret = "FakeSecretOfTheExampleRootKey1"
//!
//! [[accounts.users]]
//! name = "reader"
//! id = "234567890123456789"                # made from its place in the file unless given
//! policies = ['{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}']
//!
//! [[accounts.users.keys]]
//! id = "LTAI5tFakeExampleUserKey"
//! secret = "FakeSecretOfTheExampleUserKey1"
//! active = true                            # the default; false is answered as a disabled key
//!
//! [[accounts.roles]]
//! name = "read-only"
//! max_session_seconds = 43200              # 3600 to 43200; 3600 unless given
//!
//! [accounts.roles.trust]
//! Version = "1"
//! Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = ["acs:ram::1234567890123456:root"] } }]
//!
//! [[accounts.roles.policies]]
//! Version = "1"
//! Statement = [{ Effect = "Allow", Action = ["oss:Get*", "oss:List*"], Resource = "*" }]
//!
//! [[accounts.oidc_providers]]              # whose tokens AssumeRoleWithOIDC takes
//! name = "my-provider"
//! issuer = "https://oidc.example.com"
//! client_ids = ["sts.aliyuncs.com"]
//! public_keys = ["""                        # or jwks, the key set of the issuer as JSON
//! -----BEGIN PUBLIC KEY-----
//! MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr96zLAj3AvoRYLssguW6
//! K/iBsmBZUG6AgSi5vJ6mqI+MMzeQidd8bp3Uz3O7fDxfmZNKtnuMOi9AVZJcVVq5
//! 2ZjPDIQFXXmKJlUkO8+KHWu0WISsj0tDux1sHUUsN2SfuPgbW4h7kvuLn2bOQpI+
//! ZIpuxJ792i9azbr4Uhtq4UNqcpbAezFBmJvuGn41B/gJJxMEU/AgO00PaGt3nuef
//! 0vgl0+dJk4+qskXNNQqr3mKYHyblnJdJNablISw1xVZXSFW2IcZfH5vMmZ3taw06
//! wN4kS7tN/S2h3Eao7a2866CtVM2uPpDbWXYjPzFoJTJVPGhJpF0KryJOclj44Zac
//! QQIDAQAB
//! -----END PUBLIC KEY-----
//! """]
//!
//! [[buckets]]
//! name = "my-bucket"
//! owner = "1234567890123456"               # the first account unless given
//! region = "cn-shanghai"
//! acl = "private"                          # the default; or public-read, public-read-write
//! storage_class = "Standard"               # the default; or IA, Archive, ColdArchive, DeepColdArchive
//! redundancy = "LRS"                       # the default; or ZRS
//! versioning = "Enabled"                   # or Suspended; never set unless given
//!
//! [[cnames]]
//! domain = "cdn.example.com"
//! bucket = "my-bucket"
//! ```

mod accounts;
mod reader;
#[cfg(test)]
mod tests;

use std::{fmt, fs, path::Path};

use serde_json::Value;

use crate::names;
use crate::ram::{Account, Directory, DirectoryError, demo};
use reader::Node;

/// The region of an emulator that was told none.
const DEFAULT_REGION: &str = "cn-hangzhou";

/// What a configuration file says.
#[derive(Debug, Clone)]
pub struct Config {
    /// The regions that the emulator stands for; never empty. Buckets live in the first unless they say otherwise.
    pub regions: Vec<String>,
    /// The accounts; empty when the file has none, which means the demo account.
    pub accounts: Vec<Account>,
    /// Buckets that exist from the start.
    pub buckets: Vec<BucketSeed>,
    /// Custom domains.
    pub cnames: Vec<Cname>,
}

/// A bucket that exists from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketSeed {
    /// The name, 3 to 63 of `[a-z0-9-]`.
    pub name: String,
    /// The account id of the owner.
    pub owner: String,
    /// The region, `cn-hangzhou`.
    pub region: String,
    /// `private`, `public-read` or `public-read-write`.
    pub acl: String,
    /// Storage class of objects that name none: `Standard`, `IA`, `Archive`, `ColdArchive` or `DeepColdArchive`.
    pub storage_class: String,
    /// In how many zones it is kept: `LRS`, one, or `ZRS`, several.
    pub redundancy: String,
    /// `Enabled` or `Suspended`; `None` when it was never set.
    pub versioning: Option<String>,
}

/// A custom domain bound to a bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cname {
    /// The host name, lower-case.
    pub domain: String,
    /// The bucket.
    pub bucket: String,
}

/// How a configuration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// What is wrong with a configuration: the file, the field and the problem. Never shows a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    file: String,
    field: String,
    problem: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for ConfigError {}

impl Default for Config {
    fn default() -> Self {
        Self {
            regions: vec![DEFAULT_REGION.into()],
            accounts: Vec::new(),
            buckets: Vec::new(),
            cnames: Vec::new(),
        }
    }
}

impl Config {
    /// Reads a file: JSON when its name ends in `.json`, else TOML.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let file = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|e| ConfigError {
            file: file.clone(),
            field: String::new(),
            problem: e.to_string(),
        })?;
        let is_json = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
        Self::parse(&file, &text, if is_json { Format::Json } else { Format::Toml })
    }

    /// Parses a configuration; `file` stands in errors.
    pub fn parse(file: &str, text: &str, format: Format) -> Result<Self, ConfigError> {
        let value = value(text, format).map_err(|problem| ConfigError {
            file: file.to_owned(),
            field: String::new(),
            problem,
        })?;
        let fields = Node::root(file, &value).fields(&["regions", "accounts", "buckets", "cnames"])?;
        let mut config = Self::default();
        let regions = fields.list("regions")?;
        if !regions.is_empty() {
            config.regions = regions.iter().map(Node::text).collect::<Result<_, _>>()?;
        }
        for node in fields.list("accounts")? {
            let account = accounts::read(&node)?;
            config.accounts.push(account);
            Directory::new(config.accounts.clone()).map_err(|e: DirectoryError| node.error(e.to_string()))?;
        }
        for node in fields.list("buckets")? {
            let seed = config.bucket(&node)?;
            if config.buckets.iter().any(|b| b.name == seed.name) {
                return Err(node.error(format!("bucket {:?} is defined twice", seed.name)));
            }
            config.buckets.push(seed);
        }
        for node in fields.list("cnames")? {
            let fields = node.fields(&["domain", "bucket"])?;
            let (domain, bucket) = (fields.text("domain")?.to_lowercase(), fields.text("bucket")?);
            config.cnames.push(Cname { domain, bucket });
        }
        Ok(config)
    }

    /// The directory of the accounts, or the demo directory when there are none.
    pub fn directory(&self) -> Result<Directory, DirectoryError> {
        if self.accounts.is_empty() {
            Ok(Directory::default())
        } else {
            Directory::new(self.accounts.clone())
        }
    }

    fn bucket(&self, node: &Node<'_>) -> Result<BucketSeed, ConfigError> {
        let fields =
            node.fields(&["name", "owner", "region", "acl", "storage_class", "redundancy", "versioning"])?;
        let name = fields.text("name")?;
        if names::check_bucket(&name).is_err() {
            return Err(fields.error("name", format!("{name:?} is not a bucket name")));
        }
        let first = self.accounts.first().map_or(demo::ACCOUNT, |a| &a.uid);
        let owner = fields.optional_text("owner")?.unwrap_or_else(|| first.to_owned());
        if owner != first && !self.accounts.iter().any(|a| a.uid == owner) {
            return Err(fields.error("owner", format!("there is no account {owner:?}")));
        }
        let region = match fields.optional_text("region")? {
            Some(region) if !self.regions.contains(&region) => {
                return Err(fields.error("region", format!("{region:?} is not one of the regions")));
            }
            given => given.or_else(|| self.regions.first().cloned()).unwrap_or_default(),
        };
        let or_first = |field, words: &[&'static str]| {
            let first = words.first().copied().unwrap_or_default();
            Ok(fields.optional_word(field, words)?.unwrap_or(first).to_owned())
        };
        let classes = ["Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive"];
        Ok(BucketSeed {
            name,
            owner,
            region,
            acl: or_first("acl", &["private", "public-read", "public-read-write"])?,
            storage_class: or_first("storage_class", &classes)?,
            redundancy: or_first("redundancy", &["LRS", "ZRS"])?,
            versioning: fields.optional_word("versioning", &["Enabled", "Suspended"])?.map(str::to_owned),
        })
    }
}

fn value(text: &str, format: Format) -> Result<Value, String> {
    match format {
        Format::Json => serde_json::from_str(text).map_err(|e| format!("not JSON: {e}")),
        Format::Toml => toml::from_str(text).map_err(|e| {
            // Its own text would quote the line, which may hold a secret.
            let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            format!("not TOML: {} at line {}", e.message(), before.matches('\n').count() + 1)
        }),
    }
}
