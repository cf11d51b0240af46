//! Builds the value xml2js would make (`explicitRoot: false, explicitArray: false`), as JSON text.

use std::collections::HashMap;

/// Takes a document's parts in order and writes its value as it goes.
///
/// A finished element stands in `out` as `"name":value`, behind a `{` or `,` of its parent. Only where siblings share a
/// name is the parent written anew when it closes, because an array must be in one piece.
#[derive(Debug, Default)]
pub(super) struct Builder<'a> {
    out: String,
    /// Open elements up to `depth`; the rest is kept for its buffers.
    frames: Vec<Frame<'a>>,
    depth: usize,
    spare: String,
}

#[derive(Debug, Default)]
struct Frame<'a> {
    name: &'a str,
    /// Where `"name":` starts.
    key_at: usize,
    /// Where the value starts.
    value_at: usize,
    text: String,
    saw_cdata: bool,
    attributes: Vec<&'a str>,
    children: Vec<Child<'a>>,
}

#[derive(Debug)]
struct Child<'a> {
    name: &'a str,
    key_at: usize,
    value_at: usize,
    end: usize,
    /// Which of the distinct names of its siblings it has, in order of appearance.
    group: usize,
}

impl Frame<'_> {
    fn is_object(&self) -> bool {
        !self.attributes.is_empty() || !self.children.is_empty()
    }
}

impl<'a> Builder<'a> {
    /// A builder for a document of `len` bytes, whose value is about as long.
    pub(super) fn with_capacity(len: usize) -> Self {
        Self { out: String::with_capacity(len), ..Self::default() }
    }

    fn top(&mut self) -> Option<&mut Frame<'a>> {
        self.depth.checked_sub(1).and_then(|at| self.frames.get_mut(at))
    }

    pub(super) fn open(&mut self, name: &'a str) {
        let out_len = self.out.len();
        if let Some(first) = self.top().map(|parent| !parent.is_object()) {
            self.out.push(if first { '{' } else { ',' });
            write_key(&mut self.out, name);
        }
        if self.depth == self.frames.len() {
            self.frames.push(Frame::default());
        }
        self.depth += 1;
        let value_at = self.out.len();
        if let Some(frame) = self.top() {
            frame.name = name;
            frame.key_at = out_len + 1;
            frame.value_at = value_at;
            frame.text.clear();
            frame.saw_cdata = false;
            frame.attributes.clear();
            frame.children.clear();
        }
    }

    /// An attribute of the element just opened; the second of a name is ignored.
    pub(super) fn attribute(&mut self, name: &'a str, value: &str) {
        let Some(frame) = self.top() else { return };
        if frame.attributes.contains(&name) {
            return;
        }
        frame.attributes.push(name);
        let first = frame.attributes.len() == 1;
        self.out.push_str(if first { "{\"$\":{" } else { "," });
        write_key(&mut self.out, name);
        write_string(&mut self.out, value);
    }

    pub(super) fn end_attributes(&mut self) {
        if self.top().is_some_and(|frame| !frame.attributes.is_empty()) {
            self.out.push('}');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(frame) = self.top() {
            frame.text.push_str(text);
        }
    }

    pub(super) fn cdata(&mut self, text: &str) {
        if let Some(frame) = self.top() {
            frame.text.push_str(text);
            frame.saw_cdata |= !text.is_empty();
        }
    }

    pub(super) fn close(&mut self) {
        let Some(at) = self.depth.checked_sub(1) else { return };
        let Some(frame) = self.frames.get_mut(at) else { return };
        if frame.is_object() {
            if group(&mut frame.children) {
                regroup(&mut self.out, &mut self.spare, frame);
            }
            self.out.push('}');
            if frame.saw_cdata || !is_blank(&frame.text) {
                self.spare.clear();
                self.spare.push_str("\"_\":");
                write_string(&mut self.spare, &frame.text);
                self.spare.push(',');
                self.out.insert_str(frame.value_at + 1, &self.spare);
            }
        } else {
            write_string(&mut self.out, &frame.text);
        }
        let (name, key_at, value_at) = (frame.name, frame.key_at, frame.value_at);
        let child = Child { name, key_at, value_at, end: self.out.len(), group: 0 };
        self.depth = at;
        if let Some(parent) = self.top() {
            parent.children.push(child);
        }
    }

    /// The value of the document, `null` if it had no root.
    pub(super) fn finish(self) -> String {
        if self.out.is_empty() { "null".to_owned() } else { self.out }
    }
}

/// Gives each child the number of its name, and tells whether any name occurs twice.
fn group(children: &mut [Child<'_>]) -> bool {
    const FEW: usize = 16;
    let mut groups = 0;
    if children.len() <= FEW {
        for i in 0..children.len() {
            let (before, rest) = children.split_at_mut(i);
            let Some(child) = rest.first_mut() else { break };
            let same = before.iter().find(|other| other.name == child.name);
            child.group = same.map_or(groups, |other| other.group);
            groups += usize::from(same.is_none());
        }
        return groups < children.len();
    }
    let mut known = HashMap::with_capacity(FEW);
    for child in children.iter_mut() {
        child.group = *known.entry(child.name).or_insert_with(|| {
            groups += 1;
            groups - 1
        });
    }
    groups < children.len()
}

/// Writes an element's members anew, children of one name as one array. The closing brace is left to the caller.
fn regroup(out: &mut String, spare: &mut String, frame: &mut Frame<'_>) {
    let prefix_end = frame.children.first().map_or(out.len(), |child| child.key_at - 1);
    spare.clear();
    spare.push_str(out.get(frame.value_at..prefix_end).unwrap_or_default());
    frame.children.sort_by_key(|child| child.group);
    for children in frame.children.chunk_by(|a, b| a.group == b.group) {
        let Some(first) = children.first() else { continue };
        spare.push(if spare.is_empty() { '{' } else { ',' });
        spare.push_str(out.get(first.key_at..first.value_at).unwrap_or_default());
        let is_array = children.len() > 1;
        for (i, child) in children.iter().enumerate() {
            if is_array {
                spare.push(if i == 0 { '[' } else { ',' });
            }
            spare.push_str(out.get(child.value_at..child.end).unwrap_or_default());
        }
        if is_array {
            spare.push(']');
        }
    }
    out.truncate(frame.value_at);
    out.push_str(spare);
}

/// Whether JavaScript's `/^\s*$/` matches.
fn is_blank(text: &str) -> bool {
    text.chars().all(is_js_space)
}

/// White space in JavaScript: that of Unicode, but not U+0085, and the byte order mark.
pub(super) fn is_js_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// Appends a name of XML, none of whose characters JSON would escape, and the colon behind it.
fn write_key(out: &mut String, name: &str) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

/// Appends `text` as a JSON string.
fn write_string(out: &mut String, text: &str) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = tail.chars();
        match chars.next() {
            Some(c @ ('"' | '\\')) => {
                out.push('\\');
                out.push(c);
            }
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some(c) => {
                let byte = u32::from(c) as usize;
                out.push_str("\\u00");
                out.push(HEX.get(byte >> 4).copied().unwrap_or('0'));
                out.push(HEX.get(byte & 15).copied().unwrap_or('0'));
            }
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}
