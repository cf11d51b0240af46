//! What a caller should know although no call failed for it.

use std::fmt;
use std::sync::Arc;

/// Something that happened once in the life of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// The service refused the region of a V4 signature that nobody had asked for: the client signs with V1 from now on.
    SignatureFallback {
        /// Name of the endpoint's host.
        host: String,
        /// The region that was signed for.
        region: String,
    },
    /// Bodies that nobody reads hold all connections that the client may have, and a request gave up waiting for one.
    UnreadBodies {
        /// How many connections that is.
        sockets: usize,
    },
}

impl Notice {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignatureFallback { .. } => "OSS_SIGNATURE_V1",
            Self::UnreadBodies { .. } => "OSS_UNREAD_STREAMS",
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignatureFallback { host, region } => write!(
                f,
                "{host} does not take V4 signatures for the region {region}: the client goes on with V1; \
                 set authorizationV4 or the right region"
            ),
            Self::UnreadBodies { sockets } => write!(
                f,
                "streams that nobody reads hold all {sockets} sockets of maxSockets: read them to the end or destroy them"
            ),
        }
    }
}

/// Who is told.
#[derive(Clone, Default)]
pub struct Listener(Option<Arc<dyn Fn(Notice) + Send + Sync>>);

impl Listener {
    /// Calls `tell` for each notice, on whatever thread it comes up.
    pub fn new(tell: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, notice: Notice) {
        if let Some(tell) = &self.0 {
            tell(notice);
        }
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}
