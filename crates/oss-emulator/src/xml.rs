//! XML both ways: a writer that escapes and indents as the service does, and a reader into a small tree.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::ServiceError;

/// Deepest nesting that a request may have; the documents of the service need six.
const MAX_DEPTH: usize = 16;

/// Writes a document, two spaces to a level.
#[derive(Debug)]
pub(crate) struct XmlWriter {
    out: String,
    depth: usize,
}

impl XmlWriter {
    /// A document with one root element, whose children `content` writes.
    pub(crate) fn document(root: &str, content: impl FnOnce(&mut Self)) -> String {
        let mut writer = Self { out: String::with_capacity(512), depth: 0 };
        writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        writer.element(root, content);
        writer.out.push('\n');
        writer.out
    }

    /// A document whose root holds text alone.
    pub(crate) fn text_document(root: &str, text: &str) -> String {
        let mut writer = Self { out: String::new(), depth: 0 };
        writer.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        writer.text(root, text);
        writer.out.push('\n');
        writer.out
    }

    /// A document that was read, without the attributes and blanks that carry no meaning.
    pub(crate) fn copy(root: &Element) -> String {
        Self::document(&root.name, |xml| root.children.iter().for_each(|child| xml.copied(child)))
    }

    fn copied(&mut self, element: &Element) {
        if element.children.is_empty() {
            self.text(&element.name, element.text.trim());
        } else {
            self.element(&element.name, |xml| element.children.iter().for_each(|child| xml.copied(child)));
        }
    }

    /// An element whose children `content` writes. One without children has no blanks inside: ali-oss reads them as text.
    pub(crate) fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.indent();
        self.tag("<", name);
        self.depth += 1;
        let start = self.out.len();
        content(self);
        self.depth -= 1;
        if self.out.len() > start {
            self.indent();
        }
        self.tag("</", name);
    }

    /// An element that holds text alone.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.indent();
        self.tag("<", name);
        self.escaped(text);
        self.tag("</", name);
    }

    /// The same for anything that prints itself.
    pub(crate) fn value(&mut self, name: &str, value: impl std::fmt::Display) {
        self.text(name, &value.to_string());
    }

    fn indent(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn tag(&mut self, open: &str, name: &str) {
        self.out.push_str(open);
        self.out.push_str(name);
        self.out.push('>');
    }

    fn escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                // A reader would fold a bare CR into LF, and other control characters may not stand as they are.
                control if control.is_ascii_control() && !matches!(control, '\n' | '\t') => {
                    // Writing to a String cannot fail.
                    let _ = write!(self.out, "&#{};", control as u32);
                }
                other => self.out.push(other),
            }
        }
    }
}

/// An element of a request body. Attributes and namespaces carry no meaning in this protocol and are not kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// The name without a namespace prefix.
    pub(crate) name: String,
    /// The text directly inside; of elements that hold others, trimmed.
    pub(crate) text: String,
    /// The elements inside, in order.
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The text of the first child of that name, trimmed.
    pub(crate) fn child_text(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim())
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of that name.
    pub(crate) fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a document whose root is `root`; anything else is `MalformedXML`.
pub(crate) fn parse(bytes: &[u8], root: &str) -> Result<Element, ServiceError> {
    let text = std::str::from_utf8(bytes).map_err(|_| malformed())?;
    let element = read_tree(text).ok_or_else(malformed)?;
    if element.name == root { Ok(element) } else { Err(malformed()) }
}

/// `MalformedXML`.
pub(crate) fn malformed() -> ServiceError {
    let message =
        "The XML you provided was not well-formed or did not validate against our published schema.";
    ServiceError::new(400, "MalformedXML", message).ec("0016-00000608")
}

fn read_tree(text: &str) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return None;
                }
                open.push(named(start.local_name().as_ref()));
            }
            Event::Empty(start) => {
                let child = named(start.local_name().as_ref());
                open.last_mut()?.children.push(child);
            }
            Event::End(_) => {
                let mut done = open.pop()?;
                if !done.children.is_empty() {
                    done.text = String::from(done.text.trim());
                }
                open.last_mut()?.children.push(done);
            }
            Event::Text(part) => open.last_mut()?.text.push_str(&part),
            Event::CData(part) => open.last_mut()?.text.push_str(&part),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().ok()? {
                    Some(character) => character,
                    None => predefined(&reference)?,
                };
                open.last_mut()?.text.push(character);
            }
            // A document type could define entities; no request of this protocol has one.
            Event::DocType(_) => return None,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    let document = open.pop().filter(|_| open.is_empty())?;
    let [root] = <[Element; 1]>::try_from(document.children).ok()?;
    document.text.trim().is_empty().then_some(root)
}

fn named(name: &str) -> Element {
    Element { name: name.to_owned(), ..Element::default() }
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_indented_and_escaped() {
        let text = XmlWriter::document("Error", |xml| {
            xml.text("Code", "A&B<C>\r\"");
            xml.element("Owner", |xml| xml.value("ID", 7));
        });
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>\n  <Code>A&amp;B&lt;C&gt;&#13;\"</Code>\n  \
                        <Owner>\n    <ID>7</ID>\n  </Owner>\n</Error>\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn reads_a_tree() {
        let body = "<?xml version=\"1.0\"?><!-- c --><A xmlns=\"x\">\n <B>1 &amp; &#50;</B><C/><B><![CDATA[<3>]]></B></A>";
        let element = parse(body.as_bytes(), "A").unwrap();
        let texts: Vec<_> =
            element.children.iter().map(|child| (child.name.as_str(), child.text.as_str())).collect();
        assert_eq!(texts, [("B", "1 & 2"), ("C", ""), ("B", "<3>")]);
        assert_eq!(element.child_text("B"), Some("1 & 2"));
    }

    #[test]
    fn refuses_what_is_not_one_tree_of_that_name() {
        let deep = format!("{}{}", "<A>".repeat(40), "</A>".repeat(40));
        for body in [
            "",
            "A",
            "<A>",
            "<A></B>",
            "<B/>",
            "<A/><A/>",
            "<A/>x",
            "<A>&nope;</A>",
            "<!DOCTYPE A><A/>",
            &deep,
        ] {
            assert_eq!(parse(body.as_bytes(), "A").unwrap_err().code, "MalformedXML", "{body}");
        }
    }
}
