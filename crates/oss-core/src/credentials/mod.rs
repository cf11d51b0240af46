//! Where credentials come from. The only room that reads the environment and the home directory.
//!
//! A provider fetches each time it is asked; keeping what it fetched, and asking again in time, is the caller's part. No
//! message of a failure holds a key, a token, a policy, a command or the query of a URL.

mod ambient;
mod assumed_role;
mod chain;
mod cli_profile;
mod credentials_uri;
mod document;
mod ecs_role;
mod environment;
mod failure;
mod fixed;
mod http;
mod ini_profile;
mod issued;
mod oidc_role;
mod process;
mod provider;
mod role;

pub use ambient::Ambient;
pub use assumed_role::AssumedRole;
pub use chain::Chain;
pub use cli_profile::CliProfile;
pub use credentials_uri::CredentialsUri;
pub use ecs_role::EcsRole;
pub use environment::Environment;
pub use failure::Failure;
pub use fixed::Fixed;
pub use ini_profile::IniProfile;
pub use issued::Issued;
pub use oidc_role::OidcRole;
pub use process::{Command, Process};
pub use provider::{Fetching, Provider, Surroundings};
pub use role::Role;
