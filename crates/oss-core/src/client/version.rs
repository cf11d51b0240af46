//! The way back from V4 signatures that nobody asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arc_swap::ArcSwap;

use super::options::ClientOptions;
use crate::error::Error;
use crate::notice::{Listener, Notice};
use crate::request::VersionChoice;
use crate::sign::SignatureVersion;

/// Whether a client has learned that its V4 signatures are not understood. It keeps that for the rest of its life.
#[derive(Debug, Default)]
pub(super) struct Version {
    fell_back: AtomicBool,
    listener: Listener,
}

impl Version {
    pub(super) fn new(listener: Listener) -> Self {
        Self { fell_back: AtomicBool::new(false), listener }
    }

    /// Options with what has been learned.
    pub(super) fn applied_to(&self, mut options: ClientOptions) -> ClientOptions {
        if self.fell_back.load(Ordering::Acquire) && options.request.version == VersionChoice::Auto {
            options.request.version = VersionChoice::Is(SignatureVersion::V1);
        }
        options
    }

    /// Whether an attempt was refused for the region that it was signed for, by our own choice. From then on the client
    /// signs with V1, and the attempt is worth another.
    pub(super) fn falls_back(&self, error: &Error, options: &ArcSwap<ClientOptions>) -> bool {
        if !is_wrong_region(error) {
            return false;
        }
        let current = options.load();
        let request = &current.request;
        match (request.version, request.signature_version()) {
            (VersionChoice::Auto, SignatureVersion::V4) => {}
            // Another attempt has found it out while this one was under way.
            (VersionChoice::Is(SignatureVersion::V1), _) => return self.fell_back.load(Ordering::Acquire),
            _ => return false,
        }
        let first = !self.fell_back.swap(true, Ordering::AcqRel);
        options.rcu(|current| Arc::new(self.applied_to(ClientOptions::clone(current))));
        if first {
            self.listener.tell(Notice::SignatureFallback {
                host: request.endpoint.hostname().to_owned(),
                region: request.endpoint.signing_region().to_owned(),
            });
        }
        true
    }
}

/// `InvalidArgument` says many things; this one has a code of its own, and before 2022 only its words ("Invalid signing
/// region in Authorization header.", "The signing region in credential is invalid.").
fn is_wrong_region(error: &Error) -> bool {
    let Some(service) = error.as_service() else { return false };
    service.code.as_deref() == Some("InvalidArgument")
        && (service.ec.as_deref() == Some("0002-00000226")
            || service.message.as_deref().is_some_and(|message| message.contains("signing region")))
}
