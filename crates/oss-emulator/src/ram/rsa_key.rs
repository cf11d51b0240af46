//! RSA public keys, with which identity providers sign their tokens.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use rustls::pki_types::{SubjectPublicKeyInfoDer, pem::PemObject};
use serde::Deserialize;

/// The shortest modulus in bytes: 2048 bits, as RFC 7518 (3.3) demands of RS256.
const SHORTEST: usize = 256;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RsaKey {
    /// `kid`, when the key set gives one.
    pub id: Option<String>,
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

/// Why something is not a key that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RsaKeyError {
    /// Not JSON, or not a key set (RFC 7517, 5).
    #[error("not a JSON web key set: {0}")]
    KeySet(String),
    /// `n` or `e` is not base64url.
    #[error("a JSON web key whose {0:?} is not base64url")]
    Base64(&'static str),
    /// Not `-----BEGIN PUBLIC KEY-----`.
    #[error("not a public key in PEM form: {0}")]
    Pem(String),
    /// Well formed, but not RSA.
    #[error("not an RSA public key")]
    NotRsa,
    /// Too short for RS256.
    #[error("an RSA key of {0} bits; RS256 needs 2048")]
    Short(usize),
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<WebKey>,
}

#[derive(Deserialize)]
struct WebKey {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

impl RsaKey {
    /// The RSA signature keys of a JSON web key set; others in it are passed over.
    pub fn of_key_set(json: &str) -> Result<Vec<Self>, RsaKeyError> {
        let set: KeySet = serde_json::from_str(json).map_err(|e| RsaKeyError::KeySet(e.to_string()))?;
        let signing =
            set.keys.into_iter().filter(|key| key.kty == "RSA" && key.purpose.as_deref() != Some("enc"));
        signing
            .map(|key| {
                let part = |name, value: Option<String>| {
                    URL_SAFE_NO_PAD.decode(value.unwrap_or_default()).map_err(|_| RsaKeyError::Base64(name))
                };
                Self::new(key.kid, &part("n", key.n)?, &part("e", key.e)?)
            })
            .collect()
    }

    /// A key as `openssl rsa -pubout` writes it.
    pub fn of_pem(pem: &str) -> Result<Self, RsaKeyError> {
        let der = SubjectPublicKeyInfoDer::from_pem_slice(pem.as_bytes())
            .map_err(|e| RsaKeyError::Pem(e.to_string()))?;
        let (modulus, exponent) = components(&der).ok_or(RsaKeyError::NotRsa)?;
        Self::new(None, modulus, exponent)
    }

    fn new(id: Option<String>, modulus: &[u8], exponent: &[u8]) -> Result<Self, RsaKeyError> {
        let (modulus, exponent) = (without_zeros(modulus), without_zeros(exponent));
        if modulus.len() < SHORTEST {
            return Err(RsaKeyError::Short(modulus.len() * 8));
        }
        Ok(Self { id, modulus: modulus.to_vec(), exponent: exponent.to_vec() })
    }

    /// Whether `signature` is that of `message` by RS256.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = RsaPublicKeyComponents { n: &self.modulus, e: &self.exponent };
        key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
    }
}

/// Modulus and exponent of `SubjectPublicKeyInfo` (RFC 5280, 4.1) that holds an `RSAPublicKey` (RFC 8017, A.1.1).
fn components(info: &[u8]) -> Option<(&[u8], &[u8])> {
    const SEQUENCE: u8 = 0x30;
    const INTEGER: u8 = 0x02;
    const BIT_STRING: u8 = 0x03;
    /// `1.2.840.113549.1.1.1`, rsaEncryption.
    const RSA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
    let (info, _) = element(info, SEQUENCE)?;
    let (algorithm, info) = element(info, SEQUENCE)?;
    if !algorithm.starts_with(RSA) {
        return None;
    }
    let (bits, _) = element(info, BIT_STRING)?;
    // The first byte counts the bits that the last one does not use.
    let (key, _) = element(bits.strip_prefix(&[0])?, SEQUENCE)?;
    let (modulus, rest) = element(key, INTEGER)?;
    let (exponent, _) = element(rest, INTEGER)?;
    Some((modulus, exponent))
}

/// The content of a DER element with this tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = der.strip_prefix(&[tag])?.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        (digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit)), rest)
    };
    rest.split_at_checked(length)
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let start = number.iter().position(|byte| *byte != 0).unwrap_or(number.len());
    number.get(start..).unwrap_or_default()
}
