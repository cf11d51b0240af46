//! Replies as JSON or XML.

use quick_xml::escape::escape;
use serde_json::{Map, Value};

use super::failure::Failure;

/// An HTTP reply of STS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Content-Type.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

/// How a reply is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

impl Format {
    /// Reads the parameter `Format`: JSON unless said otherwise.
    pub(super) fn parse(text: Option<&str>) -> Option<Self> {
        match text.map(str::to_ascii_uppercase).as_deref() {
            None | Some("JSON") => Some(Self::Json),
            Some("XML") => Some(Self::Xml),
            Some(_) => None,
        }
    }

    /// The result of an action. The request id comes first, as the service writes it.
    pub(super) fn success(self, action: &str, request_id: &str, result: Map<String, Value>) -> Reply {
        let mut fields = Map::new();
        fields.insert("RequestId".to_owned(), request_id.into());
        fields.extend(result);
        self.reply(200, &format!("{action}Response"), fields)
    }

    /// A refusal. `host` is the Host header of the call.
    pub(super) fn failure(self, request_id: &str, host: &str, failure: &Failure) -> Reply {
        let Failure { status, code, message } = failure;
        let recommend = format!("https://error-center.aliyun.com/status/search?Keyword={code}&source=PopGw");
        let fields = object([
            ("RequestId", request_id.into()),
            ("HostId", host.into()),
            ("Code", code.as_str().into()),
            ("Message", message.as_str().into()),
            ("Recommend", recommend.into()),
        ]);
        self.reply(*status, "Error", fields)
    }

    fn reply(self, status: u16, root: &str, fields: Map<String, Value>) -> Reply {
        let (content_type, body) = match self {
            Self::Json => ("application/json;charset=utf-8", Value::Object(fields).to_string()),
            Self::Xml => {
                let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
                element(&mut text, root, &Value::Object(fields));
                ("text/xml;charset=utf-8", text)
            }
        };
        Reply { status, content_type, body }
    }
}

/// An object with its fields in order.
pub(super) fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn element(text: &mut String, name: &str, value: &Value) {
    text.extend(["<", name, ">"]);
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| element(text, name, value)),
        Value::String(content) => text.push_str(&escape(content.as_str())),
        other => text.push_str(&other.to_string()),
    }
    text.extend(["</", name, ">"]);
}
