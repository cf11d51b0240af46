//! The tokenizer: reads a document as sax 1.6 does in strict mode, which is what stands behind ali-oss.
//!
//! A general XML reader would differ in what it forgives (space after `<`, entities of HTML, an attribute given twice,
//! anything behind the root) and in the words of its errors, which callers of ali-oss see.

use std::borrow::Cow;

use memchr::{memchr2, memchr3, memmem};

use super::entities;
use super::json::Builder;

/// Where and why a document is not well-formed. The character is the one that could not be accepted.
#[derive(Debug)]
pub(super) struct Fault {
    message: Cow<'static, str>,
    at: usize,
}

impl Fault {
    /// The message of sax: the position counts from 0 and in UTF-16 units, the offending character included.
    pub(super) fn describe(&self, text: &str) -> String {
        let c = text.get(self.at..).and_then(|rest| rest.chars().next());
        let read = text.get(..self.at + c.map_or(0, char::len_utf8)).unwrap_or(text);
        let line = read.matches('\n').count();
        let last = read.rsplit('\n').next().unwrap_or_default();
        let column = last.encode_utf16().count();
        let c = c.map(String::from).unwrap_or_default();
        format!("{}\nLine: {line}\nColumn: {column}\nChar: {c}", self.message)
    }
}

/// Reads `text` into `out`, up to the end of its root element.
pub(super) fn scan<'a>(text: &'a str, out: &mut Builder<'a>) -> Result<(), Fault> {
    Scanner { text, at: 0, open: Vec::new(), saw_root: false, saw_doctype: false }.document(out)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    open: Vec<&'a str>,
    saw_root: bool,
    saw_doctype: bool,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The current character.
    fn peek(&self) -> Result<char, Fault> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Ok(char::from(*byte)),
            _ => self.rest().chars().next().ok_or_else(|| self.end()),
        }
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// Moves behind `len` more bytes and returns them.
    fn take(&mut self, len: usize) -> &'a str {
        let taken = self.rest().get(..len).unwrap_or_default();
        self.at += taken.len();
        taken
    }

    /// Moves behind the next `end`, returning what stands before it.
    fn take_until(&mut self, end: &str) -> Result<&'a str, Fault> {
        let Some(len) = memmem::find(self.rest().as_bytes(), end.as_bytes()) else {
            self.at = self.text.len();
            return Err(self.end());
        };
        let taken = self.take(len);
        self.at += end.len();
        Ok(taken)
    }

    fn skip_space(&mut self) {
        self.at += self.rest().bytes().take_while(|byte| is_space(char::from(*byte))).count();
    }

    fn fault<T>(&self, message: impl Into<Cow<'static, str>>) -> Result<T, Fault> {
        Err(Fault { message: message.into(), at: self.at })
    }

    /// The document stopped too early.
    fn end(&self) -> Fault {
        let message = if self.saw_root { "Unclosed root tag" } else { "Unexpected end" };
        Fault { message: message.into(), at: self.text.len() }
    }

    fn document(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        let mut outside = "Non-whitespace before first tag.";
        loop {
            self.skip_space();
            match self.rest().chars().next() {
                None => return Ok(()),
                Some('<') => self.bump('<'),
                Some(_) => return self.fault(outside),
            }
            outside = "Text data outside of root node.";
            self.markup(out)?;
            while !self.open.is_empty() {
                self.content(out)?;
            }
            if self.saw_root {
                return Ok(());
            }
        }
    }

    /// Text up to the next markup or entity, and that.
    fn content(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        let rest = self.rest();
        let len = memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        out.text(self.take(len));
        if self.peek()? == '&' {
            let mut buffer = [0; 4];
            out.text(self.entity()?.encode_utf8(&mut buffer));
            return Ok(());
        }
        self.bump('<');
        self.markup(out)
    }

    /// What follows a `<`.
    fn markup(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        self.skip_space();
        match self.peek()? {
            '/' => self.close_tag(out),
            '!' => self.declaration(out),
            '?' => self.instruction(),
            c if is_name_start(c) => self.open_tag(out),
            _ => self.fault("Unencoded <"),
        }
    }

    fn open_tag(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        let name = self.name();
        out.open(name);
        match self.peek()? {
            '>' | '/' => {}
            c if is_space(c) => self.attributes(out)?,
            _ => return self.fault("Invalid character in tag name"),
        }
        out.end_attributes();
        if self.peek()? == '/' {
            self.bump('/');
            if self.peek()? != '>' {
                return self.fault("Forward-slash in opening tag not followed by >");
            }
            out.close();
        } else {
            self.open.push(name);
        }
        self.saw_root = true;
        self.bump('>');
        Ok(())
    }

    /// Attributes up to the `>` or `/` that ends the tag.
    fn attributes(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        loop {
            self.skip_space();
            match self.peek()? {
                '>' | '/' => return Ok(()),
                c if is_name_start(c) => {}
                _ => return self.fault("Invalid attribute name"),
            }
            let name = self.name();
            let spaced = is_space(self.peek()?);
            self.skip_space();
            match self.peek()? {
                '=' => self.bump('='),
                '>' => return self.fault("Attribute without value"),
                _ if spaced => return self.fault("Attribute without value"),
                _ => return self.fault("Invalid attribute name"),
            }
            self.skip_space();
            let quote = self.peek()?;
            if !matches!(quote, '"' | '\'') {
                return self.fault("Unquoted attribute value");
            }
            self.bump(quote);
            let value = self.attribute_value(quote)?;
            out.attribute(name, &value);
            match self.peek()? {
                '>' | '/' => {}
                c if is_space(c) => {}
                c if is_name_start(c) => return self.fault("No whitespace between attributes"),
                _ => return self.fault("Invalid attribute name"),
            }
        }
    }

    fn attribute_value(&mut self, quote: char) -> Result<Cow<'a, str>, Fault> {
        let quote = if quote == '"' { b'"' } else { b'\'' };
        let mut value = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let len = memchr2(quote, b'&', rest.as_bytes()).unwrap_or(rest.len());
            let piece = self.take(len);
            value = if value.is_empty() { Cow::Borrowed(piece) } else { value + piece };
            match self.peek()? {
                '&' => value.to_mut().push(self.entity()?),
                c => {
                    self.bump(c);
                    return Ok(value);
                }
            }
        }
    }

    fn close_tag(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        self.bump('/');
        // The tag that is due, in its usual form.
        if let Some(due) = self.open.last()
            && self.rest().strip_prefix(due).is_some_and(|rest| rest.starts_with('>'))
        {
            self.at += due.len() + 1;
            self.open.pop();
            out.close();
            return Ok(());
        }
        self.skip_space();
        if !is_name_start(self.peek()?) {
            return self.fault("Invalid tagname in closing tag.");
        }
        let name = self.name();
        if !matches!(self.peek()?, '>' | ' ' | '\t' | '\r' | '\n') {
            return self.fault("Invalid tagname in closing tag");
        }
        self.skip_space();
        if self.peek()? != '>' {
            return self.fault("Invalid characters in closing tag");
        }
        match self.open.last() {
            Some(open) if *open == name => {}
            Some(_) => return self.fault("Unexpected close tag"),
            None => return self.fault(format!("Unmatched closing tag: {name}")),
        }
        self.open.pop();
        out.close();
        self.bump('>');
        Ok(())
    }

    /// What follows `<!`: a comment, a CDATA section, a document type, or something to skip.
    fn declaration(&mut self, out: &mut Builder<'a>) -> Result<(), Fault> {
        self.bump('!');
        let starts_with = |prefix: &str, text: &str| {
            text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        let rest = self.rest();
        if starts_with("--", rest) {
            self.at += 2;
            self.comment()
        } else if starts_with("[CDATA[", rest) {
            self.at += 7;
            let text = self.take_until("]]>")?;
            out.cdata(text);
            Ok(())
        } else if starts_with("DOCTYPE", rest) {
            self.at += 6;
            if self.saw_doctype || self.saw_root {
                return self.fault("Inappropriately located doctype declaration");
            }
            self.at += 1;
            self.saw_doctype = true;
            self.doctype()
        } else {
            // A quoted string in here never ends, as far as sax is concerned.
            let end = memchr3(b'>', b'"', b'\'', rest.as_bytes())
                .filter(|at| rest.as_bytes().get(*at) == Some(&b'>'));
            match end {
                Some(at) => self.at += at + 1,
                None => return Err(self.end()),
            }
            Ok(())
        }
    }

    fn comment(&mut self) -> Result<(), Fault> {
        self.take_until("--")?;
        if self.peek()? != '>' {
            return self.fault("Malformed comment");
        }
        self.bump('>');
        Ok(())
    }

    /// Skips a document type, its internal subset included. Entities declared there stay unknown.
    fn doctype(&mut self) -> Result<(), Fault> {
        let mut subset = false;
        loop {
            let c = self.peek()?;
            self.bump(c);
            match c {
                '"' => drop(self.take_until("\"")?),
                '\'' => drop(self.take_until("'")?),
                '[' if !subset => subset = true,
                ']' if subset => subset = false,
                '<' if subset && self.rest().starts_with("!--") => {
                    self.at += 3;
                    self.comment()?;
                }
                '>' if !subset => return Ok(()),
                _ => {}
            }
        }
    }

    /// A processing instruction. A `?` that ends nothing hides the character behind it, so `??>` is no end.
    fn instruction(&mut self) -> Result<(), Fault> {
        self.bump('?');
        loop {
            self.take_until("?")?;
            let c = self.peek()?;
            self.bump(c);
            if c == '>' {
                return Ok(());
            }
        }
    }

    /// An entity, from its `&` on.
    fn entity(&mut self) -> Result<char, Fault> {
        self.bump('&');
        let start = self.at;
        loop {
            let c = self.peek()?;
            if c == ';' {
                break;
            }
            let fits = if self.at == start { is_name_start(c) } else { is_name_body(c) };
            if !fits && c != '#' {
                return self.fault("Invalid character in entity name");
            }
            self.bump(c);
        }
        let name = self.text.get(start..self.at).unwrap_or_default();
        match entities::resolve(name) {
            Some(c) => {
                self.bump(';');
                Ok(c)
            }
            None => self.fault("Invalid character entity"),
        }
    }

    /// The name that starts here.
    fn name(&mut self) -> &'a str {
        let rest = self.rest();
        let mut len = rest.bytes().take_while(|byte| is_ascii_name_body(*byte)).count();
        if rest.as_bytes().get(len).is_some_and(|byte| !byte.is_ascii()) {
            len = rest.find(|c| !is_name_body(c)).unwrap_or(rest.len());
        }
        self.take(len)
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t')
}

/// `NameStartChar` of XML 1.0 below U+10000.
fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c,
            ':' | '_' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
            | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
            | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}')
}

fn is_ascii_name_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'_')
}

/// `NameChar` of XML 1.0 below U+10000.
fn is_name_body(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_ascii_name_body)
        || is_name_start(c)
        || matches!(c, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
