//! Reading of a parsed file field by field, so that every error names its field.

use serde_json::{Map, Value};

use super::ConfigError;

/// A value and where it stands, such as `accounts[0].users[1].name`.
pub(super) struct Node<'v> {
    file: &'v str,
    path: String,
    value: &'v Value,
}

impl<'v> Node<'v> {
    pub(super) fn root(file: &'v str, value: &'v Value) -> Self {
        Self { file, path: String::new(), value }
    }

    /// The value as an object that has no fields but the allowed ones.
    pub(super) fn fields(&self, allowed: &[&str]) -> Result<Fields<'v>, ConfigError> {
        let map = self
            .value
            .as_object()
            .ok_or_else(|| self.error(format!("{} is not a table", shown(self.value))))?;
        let fields = Fields { file: self.file, path: self.path.clone(), map };
        match map.keys().find(|name| !allowed.contains(&name.as_str())) {
            Some(name) => {
                Err(fields.error(name, format!("there is no such field; there are {}", allowed.join(", "))))
            }
            None => Ok(fields),
        }
    }

    /// The value as text that is not empty.
    pub(super) fn text(&self) -> Result<String, ConfigError> {
        match self.value {
            Value::String(text) if !text.is_empty() => Ok(text.clone()),
            other => Err(self.error(format!("{} is not a text", shown(other)))),
        }
    }

    /// The value as JSON text: a text is taken for JSON already.
    pub(super) fn json(&self) -> String {
        self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned)
    }

    pub(super) fn error(&self, problem: impl Into<String>) -> ConfigError {
        ConfigError { file: self.file.to_owned(), field: self.path.clone(), problem: problem.into() }
    }
}

/// A value for an error. Lists and tables are not shown, for they may hold a secret.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
        scalar => scalar.to_string(),
    }
}

/// The fields of an object.
pub(super) struct Fields<'v> {
    file: &'v str,
    path: String,
    map: &'v Map<String, Value>,
}

impl<'v> Fields<'v> {
    pub(super) fn need(&self, name: &str) -> Result<Node<'v>, ConfigError> {
        self.node(name).ok_or_else(|| self.error(name, "is missing"))
    }

    pub(super) fn text(&self, name: &str) -> Result<String, ConfigError> {
        self.need(name)?.text()
    }

    pub(super) fn optional_text(&self, name: &str) -> Result<Option<String>, ConfigError> {
        self.node(name).map(|node| node.text()).transpose()
    }

    /// One of a few words.
    pub(super) fn optional_word(
        &self,
        name: &str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ConfigError> {
        let Some(text) = self.optional_text(name)? else { return Ok(None) };
        let word = words.iter().find(|word| **word == text);
        let refused = || {
            let listed = words.join(", ");
            let listed = listed.rsplit_once(", ").map_or(listed.clone(), |(a, b)| format!("{a} or {b}"));
            self.error(name, format!("{text:?} is not {listed}"))
        };
        word.copied().map(Some).ok_or_else(refused)
    }

    /// A text that no error may show.
    pub(super) fn secret(&self, name: &str) -> Result<String, ConfigError> {
        self.need(name)?.text().map_err(|_| self.error(name, "is not a text"))
    }

    pub(super) fn optional_flag(&self, name: &str) -> Result<Option<bool>, ConfigError> {
        let read = |node: Node<'_>| {
            node.value
                .as_bool()
                .ok_or_else(|| node.error(format!("{} is not true or false", shown(node.value))))
        };
        self.node(name).map(read).transpose()
    }

    pub(super) fn optional_number(&self, name: &str) -> Result<Option<i64>, ConfigError> {
        let read = |node: Node<'_>| {
            node.value
                .as_i64()
                .ok_or_else(|| node.error(format!("{} is not a whole number", shown(node.value))))
        };
        self.node(name).map(read).transpose()
    }

    /// A list; empty when the field is absent.
    pub(super) fn list(&self, name: &str) -> Result<Vec<Node<'v>>, ConfigError> {
        let Some(node) = self.node(name) else { return Ok(Vec::new()) };
        let list = node
            .value
            .as_array()
            .ok_or_else(|| node.error(format!("{} is not a list", shown(node.value))))?;
        let at = |(index, value)| Node { file: self.file, path: format!("{}[{index}]", node.path), value };
        Ok(list.iter().enumerate().map(at).collect())
    }

    pub(super) fn error(&self, name: &str, problem: impl Into<String>) -> ConfigError {
        ConfigError { file: self.file.to_owned(), field: self.path_of(name), problem: problem.into() }
    }

    pub(super) fn node(&self, name: &str) -> Option<Node<'v>> {
        let value = self.map.get(name)?;
        Some(Node { file: self.file, path: self.path_of(name), value })
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}
