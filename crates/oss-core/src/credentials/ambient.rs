//! The environment of the process, and the home directory that it names.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

/// The environment as it was when it was read.
#[derive(Clone, Default)]
pub struct Ambient {
    variables: HashMap<OsString, OsString>,
}

impl Ambient {
    /// The environment of this moment.
    ///
    /// JavaScript changes it (`process.env.NAME = …`) without a lock that Rust knows of, so this belongs on the
    /// JavaScript thread.
    #[expect(clippy::disallowed_methods, reason = "this is the place that the ban points to")]
    pub fn read() -> Self {
        Self { variables: std::env::vars_os().collect() }
    }

    /// An environment of these variables.
    pub fn of<N: Into<OsString>, V: Into<OsString>>(variables: impl IntoIterator<Item = (N, V)>) -> Self {
        Self { variables: variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect() }
    }

    /// A variable that is text and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(std::ffi::OsStr::new(name))?.to_str().filter(|value| !value.is_empty())
    }

    /// A variable that must be there; the error says that it is not.
    pub(super) fn need(&self, name: &str) -> Result<String, String> {
        self.get(name).map(str::to_owned).ok_or_else(|| format!("{name} is not set"))
    }

    /// Whether a variable says `true`.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// A file: the given one, or else the one that a variable names, or else one below the home directory.
    pub(super) fn file(&self, given: Option<&PathBuf>, name: &str, in_home: &str) -> Result<PathBuf, String> {
        if let Some(file) = given.cloned().or_else(|| self.get(name).map(PathBuf::from)) {
            return Ok(file);
        }
        let home = self.get("HOME").or_else(|| self.get("USERPROFILE"));
        home.map(|home| PathBuf::from(home).join(in_home))
            .ok_or_else(|| format!("{name} is not set, and there is no home directory"))
    }

    /// All variables, for a child process.
    pub(super) fn variables(&self) -> &HashMap<OsString, OsString> {
        &self.variables
    }
}

impl fmt::Debug for Ambient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ambient").field("variables", &self.variables.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_none() {
        let ambient = Ambient::of([("A", ""), ("B", "b"), ("HOME", "/home/me")]);
        assert_eq!((ambient.get("A"), ambient.get("B"), ambient.get("C")), (None, Some("b"), None));
    }

    #[test]
    fn a_file_is_the_first_that_is_named() {
        let home = Ambient::of([("HOME", "/home/me")]);
        let set = Ambient::of([("FILE", "/etc/file"), ("HOME", "/home/me")]);
        let given = PathBuf::from("/given");
        let path = |ambient: &Ambient, given: Option<&PathBuf>| ambient.file(given, "FILE", ".a/b");
        assert_eq!(path(&set, Some(&given)).unwrap(), given);
        assert_eq!(path(&set, None).unwrap(), PathBuf::from("/etc/file"));
        assert_eq!(path(&home, None).unwrap(), PathBuf::from("/home/me/.a/b"));
        let error = path(&Ambient::default(), None).unwrap_err();
        assert_eq!(error, "FILE is not set, and there is no home directory");
    }
}
