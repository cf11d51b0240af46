//! TLS settings: Mozilla's roots as Node bundles them, plus what the caller adds.

use std::sync::Arc;

use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::error::Error;

/// What the caller may add to the bundled roots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TlsOptions {
    /// Further root certificates in PEM.
    pub extra_roots: Vec<Vec<u8>>,
}

/// A TLS configuration with the bundled roots and those of `options`.
pub fn client_config(options: &TlsOptions) -> Result<ClientConfig, Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for pem in &options.extra_roots {
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate =
                certificate.map_err(|e| Error::input(format!("certificate is not valid PEM: {e}")))?;
            roots
                .add(certificate)
                .map_err(|e| Error::input(format!("certificate is not a usable root: {e}")))?;
        }
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| Error::input(format!("TLS cannot be set up: {e}")))?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}
