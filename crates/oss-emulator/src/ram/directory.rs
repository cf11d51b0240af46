//! The directory: every account, key and session that this emulator knows.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

use time::{Duration, OffsetDateTime};

use super::{AccessKey, Account, Identity, OidcProvider, Policy, Role, Session, User, demo};

/// How long an expired session is remembered, so that its token is told apart from one that never existed. Beyond that
/// it is answered as an unknown one, as the service does with aged tokens.
const MEMORY_OF_EXPIRED: Duration = Duration::days(7);

/// Accounts and sessions, shared between OSS and STS. Locks are held for look-ups only.
pub struct Directory {
    accounts: BTreeMap<String, Account>,
    keys: HashMap<String, Owner>,
    sessions: RwLock<HashMap<String, Arc<Session>>>,
}

/// Whose long-term key it is.
struct Owner {
    key: AccessKey,
    identity: Identity,
}

/// The secret to check a signature with, and who signed if it is right. Its `Debug` hides the secret.
#[derive(Clone)]
pub struct Ticket {
    /// The secret half of the key.
    pub secret: String,
    /// Whose key it is.
    pub identity: Identity,
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").field("identity", &self.identity).finish_non_exhaustive()
    }
}

/// What is known of a long-term key id.
#[derive(Debug)]
pub enum KeyState {
    /// Nobody has it. Temporary key ids are unknown here too: they count only together with their token.
    Unknown,
    /// It is switched off.
    Inactive,
    /// It may sign.
    Active(Ticket),
}

/// What is known of a security token.
#[derive(Debug)]
pub enum TokenState {
    /// It was never issued here, or expired so long ago that it is forgotten.
    Unknown,
    /// It belongs to another key id.
    OtherKey,
    /// Its time is over.
    Expired,
    /// It may be used.
    Active(Ticket),
}

/// Why accounts cannot stand together in a directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// Two accounts with one id.
    #[error("account {0:?} is defined twice")]
    Account(String),
    /// Two users, roles or identity providers with one name.
    #[error("account {account:?} defines the {kind} {name:?} twice")]
    Name {
        /// The account id.
        account: String,
        /// `user`, `role` or `OIDC provider`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// One key id for two senders.
    #[error("access key id {0:?} is defined twice")]
    Key(String),
}

impl Default for Directory {
    fn default() -> Self {
        Self::single(demo::account())
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("accounts", &self.accounts)
            .field("sessions", &self.read().len())
            .finish_non_exhaustive()
    }
}

impl Directory {
    /// A directory of the given accounts, with no sessions.
    pub fn new(accounts: impl IntoIterator<Item = Account>) -> Result<Self, DirectoryError> {
        let mut directory =
            Self { accounts: BTreeMap::new(), keys: HashMap::new(), sessions: RwLock::default() };
        for account in accounts {
            directory.check(&account)?;
            directory.insert(account);
        }
        Ok(directory)
    }

    /// A directory of one account, whose names and keys are known to be distinct.
    fn single(account: Account) -> Self {
        let mut directory =
            Self { accounts: BTreeMap::new(), keys: HashMap::new(), sessions: RwLock::default() };
        directory.insert(account);
        directory
    }

    fn check(&self, account: &Account) -> Result<(), DirectoryError> {
        let uid = &account.uid;
        if self.accounts.contains_key(uid) {
            return Err(DirectoryError::Account(uid.clone()));
        }
        let twice = |kind, name: &str| DirectoryError::Name { account: uid.clone(), kind, name: name.into() };
        if let Some(name) = repeated(account.users.iter().map(|u| u.name.as_str())) {
            return Err(twice("user", name));
        }
        if let Some(name) = repeated(account.roles.iter().map(|r| r.name.as_str())) {
            return Err(twice("role", name));
        }
        if let Some(name) = repeated(account.oidc_providers.iter().map(|p| p.name.as_str())) {
            return Err(twice("OIDC provider", name));
        }
        let ids =
            || account.keys.iter().chain(account.users.iter().flat_map(|u| &u.keys)).map(|k| k.id.as_str());
        let known = ids().find(|id| self.keys.contains_key(*id));
        known.or_else(|| repeated(ids())).map_or(Ok(()), |id| Err(DirectoryError::Key(id.into())))
    }

    fn insert(&mut self, account: Account) {
        let uid = &account.uid;
        for key in &account.keys {
            let identity = Identity::Root { account: uid.clone(), access_key_id: key.id.clone() };
            self.keys.insert(key.id.clone(), Owner { key: key.clone(), identity });
        }
        for user in &account.users {
            for key in &user.keys {
                let identity = Identity::User {
                    account: uid.clone(),
                    name: user.name.clone(),
                    access_key_id: key.id.clone(),
                };
                self.keys.insert(key.id.clone(), Owner { key: key.clone(), identity });
            }
        }
        self.accounts.insert(uid.clone(), account);
    }

    /// The accounts, by id.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }

    /// An account by id.
    pub fn account(&self, uid: &str) -> Option<&Account> {
        self.accounts.get(uid)
    }

    /// A RAM user.
    pub fn user(&self, account: &str, name: &str) -> Option<&User> {
        self.account(account)?.users.iter().find(|u| u.name == name)
    }

    /// A role.
    pub fn role(&self, account: &str, name: &str) -> Option<&Role> {
        self.account(account)?.roles.iter().find(|r| r.name == name)
    }

    /// An OIDC identity provider.
    pub fn oidc_provider(&self, account: &str, name: &str) -> Option<&OidcProvider> {
        self.account(account)?.oidc_providers.iter().find(|p| p.name == name)
    }

    /// The policies attached to a user or to the role of a session; none for an account itself.
    pub fn policies_of(&self, identity: &Identity) -> &[Arc<Policy>] {
        match identity {
            Identity::Anonymous | Identity::Root { .. } => &[],
            Identity::User { account, name, .. } => self.user(account, name).map_or(&[], |u| &u.policies),
            Identity::Session { account, role, .. } => self.role(account, role).map_or(&[], |r| &r.policies),
        }
    }

    /// Looks up a long-term key.
    pub fn key(&self, id: &str) -> KeyState {
        match self.keys.get(id) {
            None => KeyState::Unknown,
            Some(owner) if !owner.key.active => KeyState::Inactive,
            Some(owner) => KeyState::Active(Ticket {
                secret: owner.key.secret.clone(),
                identity: owner.identity.clone(),
            }),
        }
    }

    /// Looks up a security token together with the key id that came with it.
    pub fn token(&self, token: &str, access_key_id: &str, now: OffsetDateTime) -> TokenState {
        let Some(session) = self.read().get(token).cloned() else { return TokenState::Unknown };
        if session.access_key_id != access_key_id {
            TokenState::OtherKey
        } else if now >= session.expires {
            TokenState::Expired
        } else {
            TokenState::Active(Ticket {
                secret: session.access_key_secret.clone(),
                identity: Identity::Session {
                    account: session.account.clone(),
                    role: session.role.clone(),
                    name: session.name.clone(),
                    access_key_id: session.access_key_id.clone(),
                    policy: session.policy.clone(),
                },
            })
        }
    }

    /// Remembers a session that STS issued, and forgets those that expired long ago.
    pub fn add_session(&self, session: Session, now: OffsetDateTime) {
        let mut sessions = self.write();
        sessions.retain(|_, s| now - s.expires < MEMORY_OF_EXPIRED);
        sessions.insert(session.token.clone(), Arc::new(session));
    }

    /// Forgets every session: their tokens become unknown.
    pub fn clear_sessions(&self) {
        self.write().clear();
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<String, Arc<Session>>> {
        self.sessions.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<String, Arc<Session>>> {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut seen = std::collections::HashSet::new();
    names.into_iter().find(|name| !seen.insert(*name))
}
