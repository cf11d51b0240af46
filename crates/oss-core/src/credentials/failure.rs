//! Why there is no credential.

use std::fmt;

/// What each provider that was asked said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    said: Vec<(&'static str, String)>,
}

impl Failure {
    /// A provider's own words: lower-case, without secrets.
    pub fn new(provider: &'static str, reason: impl Into<String>) -> Self {
        Self { said: vec![(provider, reason.into())] }
    }

    /// What several providers said, in the order in which they were asked.
    pub(super) fn of_all(failures: Vec<Self>) -> Self {
        Self { said: failures.into_iter().flat_map(|failure| failure.said).collect() }
    }

    /// Names of providers, and what each said.
    pub fn said(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.said.iter().map(|(provider, reason)| (*provider, reason.as_str()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no credential")?;
        for (i, (provider, reason)) in self.said.iter().enumerate() {
            write!(f, "{} {provider}: {reason}", if i == 0 { ":" } else { ";" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::Failure;

    #[test]
    fn every_provider_is_named() {
        let failures =
            vec![Failure::new("environment", "A is not set"), Failure::new("ecs role", "no answer")];
        let all = Failure::of_all(failures);
        assert_eq!(all.to_string(), "no credential: environment: A is not set; ecs role: no answer");
        assert_eq!(all.said().count(), 2);
    }
}
