//! Writes request bodies.

/// An XML document under construction. Text is escaped; names are the program's own and are not.
#[derive(Debug)]
pub struct Writer(String);

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// A document that starts with the usual declaration.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned())
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str) -> &mut Self {
        self.tag("<", name)
    }

    /// Closes an element.
    pub fn close(&mut self, name: &str) -> &mut Self {
        self.tag("</", name)
    }

    /// An element with nothing but text in it.
    pub fn leaf(&mut self, name: &str, text: &str) -> &mut Self {
        self.open(name);
        escape(&mut self.0, text);
        self.close(name)
    }

    /// The document.
    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.0)
    }

    fn tag(&mut self, start: &str, name: &str) -> &mut Self {
        self.0.push_str(start);
        self.0.push_str(name);
        self.0.push('>');
        self
    }
}

/// Appends text with the five special characters as entities, and carriage returns as references so that parsers keep
/// them.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\r']) {
        let (plain, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut chars = tail.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            Some('\'') => "&apos;",
            _ => "&#13;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn text_is_escaped() {
        let mut xml = Writer::new();
        xml.open("Delete").leaf("Key", "a<b>&'\"\r中").leaf("Quiet", "true").close("Delete");
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Delete><Key>a&lt;b&gt;&amp;&apos;&quot;&#13;中</Key>\
             <Quiet>true</Quiet></Delete>"
        );
    }
}
