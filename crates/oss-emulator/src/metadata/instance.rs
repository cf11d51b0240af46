//! The instance that the metadata service speaks for: its role, the tokens of IMDSv2, and its credential.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use time::{Duration, OffsetDateTime};

use crate::clock::fill_random;
use crate::ram::{Directory, Session};
use crate::sts::issue;

/// How long before its end a credential is replaced, at the most.
const RENEWAL: Duration = Duration::minutes(30);

/// What the metadata service is started with.
#[derive(Debug, Clone)]
pub struct Metadata {
    /// The port of its address; 0 takes a free one.
    pub port: u16,
    /// The role that is attached to the instance; `None`: the first of the accounts.
    pub role: Option<String>,
    /// How long its credentials are good for, in seconds.
    pub seconds: u32,
    /// Whether requests without a token are answered (IMDSv1).
    pub allow_v1: bool,
}

impl Default for Metadata {
    /// A free port, the first role, six hours, tokens only.
    fn default() -> Self {
        Self { port: 0, role: None, seconds: 21_600, allow_v1: false }
    }
}

/// The instance.
#[derive(Debug)]
pub(crate) struct Instance {
    settings: Metadata,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Tokens of IMDSv2 and when they end.
    tokens: HashMap<String, OffsetDateTime>,
    session: Option<Session>,
}

impl Instance {
    pub(crate) fn new(settings: Metadata) -> Self {
        Self { settings, state: Mutex::default() }
    }

    /// A token for requests to come.
    pub(crate) fn token(&self, seconds: u32, now: OffsetDateTime) -> String {
        let token = issue::token(&fill_random);
        let mut state = self.state();
        state.tokens.retain(|_, end| *end > now);
        state.tokens.insert(token.clone(), now + Duration::seconds(seconds.into()));
        token
    }

    /// Whether a request with this token, or without one, is answered.
    pub(crate) fn admits(&self, token: Option<&str>, now: OffsetDateTime) -> bool {
        match token {
            None => self.settings.allow_v1,
            Some(token) => self.state().tokens.get(token).is_some_and(|end| *end > now),
        }
    }

    /// Account and name of the role that is attached.
    pub(crate) fn role(&self, directory: &Directory) -> Option<(String, String)> {
        let mut roles =
            directory.accounts().flat_map(|account| account.roles.iter().map(move |role| (account, role)));
        let wanted = self.settings.role.as_deref();
        roles
            .find(|(account, role)| {
                wanted.is_none_or(|arn| arn == format!("acs:ram::{}:role/{}", account.uid, role.name))
            })
            .map(|(account, role)| (account.uid.clone(), role.name.clone()))
    }

    /// The credential of the moment; a new one shortly before the last one ends.
    pub(crate) fn session(&self, directory: &Directory, now: OffsetDateTime) -> Option<Session> {
        let (account, role) = self.role(directory)?;
        let life = Duration::seconds(self.settings.seconds.into());
        let mut state = self.state();
        let current = state.session.as_ref().filter(|session| session.expires - now > RENEWAL.min(life / 2));
        if let Some(session) = current {
            return Some(session.clone());
        }
        let session = Session {
            access_key_id: issue::access_key_id(&fill_random),
            access_key_secret: issue::access_key_secret(&fill_random),
            token: issue::token(&fill_random),
            expires: now.truncate_to_second() + life,
            account,
            role,
            name: "i-emulated".to_owned(),
            policy: None,
        };
        directory.add_session(session.clone(), now);
        state.session = Some(session.clone());
        Some(session)
    }

    /// Forgets tokens and credential.
    pub(crate) fn clear(&self) {
        *self.state() = State::default();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
