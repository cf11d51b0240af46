//! The key pair that signs callbacks, so that receivers can test their verification.
//!
//! It is fixed and published here: it proves nothing but that the arithmetic is right. The service signs with RSA over
//! MD5 and serves its public key under the same path; its own key has half the length.

use md5::{Digest as _, Md5};
use num_bigint::BigUint;

/// Where the emulator serves [`PUBLIC_KEY`], at every host that names no bucket. No bucket can have this name.
pub(crate) const PATH: &str = "/callback_pub_key_v1.pem";

/// The public key.
pub(crate) const PUBLIC_KEY: &str = "-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDZvBXN4OmCrnOgF599tAKP7Niv
mah8g+gcxAiSdB0Jl3I9qCUJ7cwkzMWG0FNyTOggLYOn+lcF31R/JYhuvcbd/pAM
y7Tk6qf2sihL5IB0fLtWpfS2/MyAknCAEkIE1if1xMNF+yTGZSYc0IuQJOpJHCpN
0BDuRjUCm/f2yZy7MQIDAQAB
-----END PUBLIC KEY-----
";

const MODULUS: &str = "d9bc15cde0e982ae73a0179f7db4028fecd8af99a87c83e81cc40892741d0997\
                       723da82509edcc24ccc586d053724ce8202d83a7fa5705df547f25886ebdc6dd\
                       fe900ccbb4e4eaa7f6b2284be480747cbb56a5f4b6fccc80927080124204d627\
                       f5c4c345fb24c665261cd08b9024ea491c2a4dd010ee4635029bf7f6c99cbb31";
const EXPONENT: &str = "4d4a56f31e43c5ffe74b8d1730a815c0c172a9e301cc3186d3af42dbba1c14ab\
                        8e02150e10d838ff57314709ec9546779ff48827b8d5eb5fbbbee6b3e79bb65b\
                        afa2529f463ed31d7a86682a4857c8a0d48de38c238998709c8df712824cf5f0\
                        34549a736078dfde94046abb92062f1800c75a0e0b4c1aa55d0a9cea2892d801";
/// Length of the modulus, and so of a signature.
const LENGTH: usize = 128;
/// DER of `DigestInfo` for MD5, up to the digest (RFC 8017, 9.2).
const MD5_INFO: [u8; 18] = [
    0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05, 0x05, 0x00, 0x04,
    0x10,
];

/// RSASSA-PKCS1-v1_5 with MD5.
pub(super) fn sign(message: &[u8]) -> Vec<u8> {
    let number = |hex: &str| BigUint::parse_bytes(hex.as_bytes(), 16).unwrap_or_default();
    let signature = BigUint::from_bytes_be(&encode(message)).modpow(&number(EXPONENT), &number(MODULUS));
    let bytes = signature.to_bytes_be();
    let mut padded = vec![0; LENGTH.saturating_sub(bytes.len())];
    padded.extend(bytes);
    padded
}

/// `00 01 FF … FF 00` and the `DigestInfo` (EMSA-PKCS1-v1_5).
fn encode(message: &[u8]) -> Vec<u8> {
    let digest = Md5::digest(message);
    let mut encoded = vec![0x00, 0x01];
    encoded.resize(LENGTH - 1 - MD5_INFO.len() - digest.len(), 0xff);
    encoded.push(0x00);
    encoded.extend(MD5_INFO);
    encoded.extend(digest);
    encoded
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    /// Printed by `openssl dgst -md5 -sign` with the same key.
    #[test]
    fn signs_as_openssl_does() {
        let signature = STANDARD.encode(sign(b"/a b.php?id=1&index=2\nbucket=yonghu-test"));
        assert_eq!(signature, OPENSSL);
    }

    const OPENSSL: &str = "E+hUnHR6FyjuSBewb/4pc2k8pR+MmYZ630g7uvTiK/VYLvU063kQrscdK+UmLaG8xq9r/7h8saSlJKInQacgVgHIBM\
                           hFTvZDLUKEhfXySnX9Vw6WpJdm7Wf46LyNdzIMEohTO8q49JYjtejEYiR0EQtZuDxuPLhDFNo0LKJ2xzk=";

    /// The constants are those of the published key.
    #[test]
    fn the_public_key_is_of_the_same_pair() {
        let base64: String = PUBLIC_KEY.lines().filter(|line| !line.starts_with('-')).collect();
        let der = STANDARD.decode(base64).unwrap();
        let modulus = BigUint::parse_bytes(MODULUS.as_bytes(), 16).unwrap().to_bytes_be();
        assert!(der.windows(LENGTH).any(|window| window == modulus));
    }
}
