//! Keys in environment variables.

use super::{Ambient, Failure, Fetching, Issued, Provider, Surroundings};
use crate::credential::Credential;

const NAME: &str = "environment";

/// Id, secret and token: the names of all Alibaba Cloud SDKs, then those of the OSS ones.
const VARIABLES: [[&str; 3]; 2] = [
    ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
    ["OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN"],
];

/// `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and `ALIBABA_CLOUD_SECURITY_TOKEN`, or else
/// `OSS_ACCESS_KEY_ID`, `OSS_ACCESS_KEY_SECRET` and `OSS_SESSION_TOKEN`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Environment;

impl Provider for Environment {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async { read(&around.ambient).map_err(|reason| Failure::new(NAME, reason)) })
    }
}

fn read(ambient: &Ambient) -> Result<Issued, String> {
    let [ours, oss] = VARIABLES;
    let [id, secret, token] =
        if ambient.get(ours[0]).is_none() && ambient.get(oss[0]).is_some() { oss } else { ours };
    let credential = Credential {
        access_key_id: ambient.need(id)?,
        access_key_secret: ambient.need(secret)?,
        security_token: ambient.get(token).map(str::to_owned),
    };
    Ok(Issued { credential, expires_ms: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_family_of_names_that_has_an_id_counts() {
        let oss = [("OSS_ACCESS_KEY_ID", "c"), ("OSS_ACCESS_KEY_SECRET", "d"), ("OSS_SESSION_TOKEN", "e")];
        let issued = read(&Ambient::of(oss)).unwrap();
        assert_eq!(issued.credential.access_key_id, "c");
        assert_eq!(issued.credential.security_token.as_deref(), Some("e"));
        let both = [("ALIBABA_CLOUD_ACCESS_KEY_ID", "a"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "b")];
        let issued = read(&Ambient::of(oss.into_iter().chain(both))).unwrap();
        assert_eq!((issued.credential.access_key_id.as_str(), issued.credential.security_token), ("a", None));
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |ambient| read(&ambient).unwrap_err();
        assert_eq!(missing(Ambient::default()), "ALIBABA_CLOUD_ACCESS_KEY_ID is not set");
        let half = Ambient::of([("ALIBABA_CLOUD_ACCESS_KEY_ID", "a"), ("OSS_ACCESS_KEY_SECRET", "b")]);
        assert_eq!(missing(half), "ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set");
    }
}
