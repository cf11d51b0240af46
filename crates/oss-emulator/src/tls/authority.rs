//! A certificate made at the start, signed by an authority made for it alone.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};

/// How long the certificate is good, from a day before the start.
const LIFE: Duration = Duration::days(3650);

/// The certificate, its key, and what clients have to trust.
pub(super) struct Made {
    pub(super) chain: Vec<CertificateDer<'static>>,
    pub(super) key: PrivateKeyDer<'static>,
    pub(super) authority: String,
}

/// Makes a certificate for these names and addresses. The key of the authority is forgotten at once, so that who trusts
/// it trusts this emulator and nobody else.
pub(super) fn make(names: Vec<String>, now: OffsetDateTime) -> Result<Made, rcgen::Error> {
    let mut authority = params(Vec::new(), "oss-emulator authority", now)?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let authority_key = KeyPair::generate()?;
    let pem = authority.self_signed(&authority_key)?.pem();
    let mut params = params(names, "oss-emulator", now)?;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let certificate = params.signed_by(&key, &Issuer::new(authority, authority_key))?;
    Ok(Made {
        chain: vec![certificate.der().clone()],
        key: PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        authority: pem,
    })
}

fn params(names: Vec<String>, name: &str, now: OffsetDateTime) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = now - Duration::DAY;
    params.not_after = params.not_before + LIFE;
    Ok(params)
}
