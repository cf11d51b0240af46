//! The certificate that the emulator shows: given in files, or made at the start.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use time::OffsetDateTime;

use super::authority;
use crate::config::Config;
use crate::state::location_of;

/// What TLS is served with. `Debug` does not show the key.
pub struct Tls(Source);

enum Source {
    Made,
    Given { chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static> },
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").field("made", &matches!(self.0, Source::Made)).finish_non_exhaustive()
    }
}

/// Why TLS cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file that cannot be read or does not hold what it should, in PEM form.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: rustls::pki_types::pem::Error,
    },
    /// A certificate cannot be made, because a name cannot stand in one.
    #[error("cannot make a certificate: {0}")]
    Make(#[from] rcgen::Error),
    /// Certificate and key do not fit each other or are not supported.
    #[error("cannot use the certificate: {0}")]
    Use(#[from] rustls::Error),
}

impl Tls {
    /// With a certificate made at the start; [`certificate`](crate::Emulator::certificate) says whom to trust.
    pub fn made() -> Self {
        Self(Source::Made)
    }

    /// With a certificate, perhaps a chain, and its key from PEM files.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, TlsError> {
        let failed = |file: &Path| {
            let file = file.to_owned();
            move |source| TlsError::File { file: file.clone(), source }
        };
        let certificates = CertificateDer::pem_file_iter(chain).map_err(failed(chain))?;
        let certificates: Result<Vec<_>, _> = certificates.collect();
        Ok(Self(Source::Given {
            chain: certificates.map_err(failed(chain))?,
            key: PrivateKeyDer::from_pem_file(key).map_err(failed(key))?,
        }))
    }

    /// What connections are served with; `names` are those of a certificate that is made.
    pub(crate) fn server(self, names: Vec<String>, now: OffsetDateTime) -> Result<TlsServer, TlsError> {
        let (chain, key, authority) = match self.0 {
            Source::Given { chain, key } => (chain, key, None),
            Source::Made => {
                let made = authority::make(names, now)?;
                (made.chain, made.key, Some(made.authority))
            }
        };
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsServer { config: Arc::new(config), authority })
    }
}

/// What connections are served with.
pub(crate) struct TlsServer {
    pub(crate) config: Arc<ServerConfig>,
    /// The authority of a certificate that was made, in PEM form.
    pub(crate) authority: Option<String>,
}

impl fmt::Debug for TlsServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsServer").field("authority", &self.authority).finish_non_exhaustive()
    }
}

/// The names of a certificate that is made: what the service is called in the configured regions, and what a machine
/// calls itself. OpenSSL and Node take no `*.localhost`, so configured buckets stand by name.
pub(crate) fn names_for(config: &Config, location: &str) -> Vec<String> {
    let mut names: Vec<String> = [
        "localhost",
        "*.localhost",
        "sts.localhost",
        "127.0.0.1",
        "::1",
        "*.aliyuncs.com",
        "*.oss-accelerate.aliyuncs.com",
    ]
    .map(str::to_owned)
    .into();
    names.extend(config.buckets.iter().map(|bucket| format!("{}.localhost", bucket.name)));
    let mut locations: Vec<String> = config.regions.iter().map(|region| location_of(region)).collect();
    locations.push(location.to_owned());
    locations.sort_unstable();
    locations.dedup();
    for location in locations {
        let region = location.strip_prefix("oss-").unwrap_or(&location);
        names.push(format!("*.{location}.aliyuncs.com"));
        names.push(format!("*.{location}-internal.aliyuncs.com"));
        names.push(format!("*.{region}.aliyuncs.com"));
    }
    names.extend(config.cnames.iter().map(|cname| cname.domain.clone()));
    names
}
