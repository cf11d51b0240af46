//! `${variable}` in the body of a callback, replaced in the way of its type.

use crate::auth::encode;

/// What the body of a callback is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyType {
    /// Values are percent-encoded.
    Form,
    /// Values become JSON: texts in quotes, numbers bare.
    Json,
}

/// What a variable stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(u64),
}

impl BodyType {
    /// The value of `callbackBodyType`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text {
            "application/x-www-form-urlencoded" => Some(Self::Form),
            "application/json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The `Content-Type` of the callback.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Form => "application/x-www-form-urlencoded",
            Self::Json => "application/json",
        }
    }

    fn write(self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Number(number)) => number.to_string(),
            (Self::Form, Value::Text(text)) => encode::component(text),
            (Self::Json, Value::Text(text)) => serde_json::Value::from(text.as_str()).to_string(),
        }
    }

    /// Replaces every variable. One without a value is the empty text, as `imageInfo.*` of what is no image is in the
    /// documentation's sample.
    pub(super) fn render(self, template: &str, value_of: impl Fn(&str) -> Option<Value>) -> String {
        let mut out = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((name, behind)) = after.split_once('}') else { break };
            out.push_str(before);
            out.push_str(&self.write(&value_of(name).unwrap_or_else(|| Value::Text(String::new()))));
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_written_in_the_way_of_the_type() {
        let value = |name: &str| match name {
            "object" => Some(Value::Text("a b/\"中\"".to_owned())),
            "size" => Some(Value::Number(7)),
            _ => None,
        };
        for (body_type, template, expected) in [
            (BodyType::Form, "o=${object}&s=${size}&n=${none}", "o=a%20b%2F%22%E4%B8%AD%22&s=7&n="),
            (
                BodyType::Json,
                "{\"o\":${object},\"s\":${size},\"n\":${none}}",
                "{\"o\":\"a b/\\\"中\\\"\",\"s\":7,\"n\":\"\"}",
            ),
            (BodyType::Form, "plain $x {y} ${open", "plain $x {y} ${open"),
        ] {
            assert_eq!(body_type.render(template, value), expected);
        }
    }
}
