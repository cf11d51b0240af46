//! Finds where each request head begins and ends in the bytes of a connection, so that it can be kept as it came.
//!
//! hyper parses the same bytes and has the last word on validity; this reader only follows the framing
//! (`Content-Length`, chunked) to know which bytes are heads.

/// Longest request line and headers together; hyper refuses longer ones. The longest that makes sense, a GET of STS with a
/// token and a policy, has about 25 KiB.
pub(super) const MAX_HEAD: usize = 32 * 1024;

#[derive(Debug)]
enum State {
    Head(Vec<u8>),
    Sized(u64),
    ChunkSize(Vec<u8>),
    ChunkData(u64),
    Trailer(usize),
    /// The framing was lost; nothing more is recorded.
    Lost,
}

/// Follows the bytes that a client sends on one connection.
#[derive(Debug)]
pub(super) struct Framing {
    state: State,
}

impl Framing {
    pub(super) fn new() -> Self {
        Self { state: State::Head(Vec::new()) }
    }

    /// Whether bytes of a head have come that is not complete yet, or the framing was lost.
    pub(super) fn inside_head(&self) -> bool {
        match &self.state {
            State::Head(head) => !head.is_empty(),
            State::Lost => true,
            _ => false,
        }
    }

    /// Takes the next bytes; `on_head` is called with every head that they complete.
    pub(super) fn feed(&mut self, mut bytes: &[u8], mut on_head: impl FnMut(Vec<u8>)) {
        while !bytes.is_empty() {
            let (taken, next) = match &mut self.state {
                State::Head(head) => feed_head(head, bytes, &mut on_head),
                State::Sized(left) => feed_sized(left, bytes, State::Head(Vec::new())),
                State::ChunkSize(line) => feed_chunk_size(line, bytes),
                State::ChunkData(left) => feed_sized(left, bytes, State::ChunkSize(Vec::new())),
                State::Trailer(line_length) => feed_trailer(line_length, bytes),
                State::Lost => return,
            };
            if let Some(next) = next {
                self.state = next;
            }
            bytes = bytes.get(taken..).unwrap_or_default();
        }
    }
}

fn feed_head(head: &mut Vec<u8>, bytes: &[u8], on_head: &mut impl FnMut(Vec<u8>)) -> (usize, Option<State>) {
    for (index, byte) in bytes.iter().enumerate() {
        // Empty lines before a request line are allowed (RFC 9112, 2.2).
        if head.is_empty() && matches!(byte, b'\r' | b'\n') {
            continue;
        }
        head.push(*byte);
        if *byte == b'\n' && (head.ends_with(b"\n\r\n") || head.ends_with(b"\n\n")) {
            let next = after_head(head);
            on_head(std::mem::take(head));
            return (index + 1, Some(next));
        }
    }
    (bytes.len(), (head.len() > MAX_HEAD).then_some(State::Lost))
}

/// What follows a head: a body of known length, a chunked one, or the next head.
fn after_head(head: &[u8]) -> State {
    let mut length = 0;
    for line in head.split(|byte| *byte == b'\n').skip(1) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) = line.split_at(colon);
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        if name.eq_ignore_ascii_case(b"transfer-encoding") && value.to_ascii_lowercase().ends_with(b"chunked")
        {
            return State::ChunkSize(Vec::new());
        }
        if name.eq_ignore_ascii_case(b"content-length") {
            length = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        }
    }
    if length == 0 { State::Head(Vec::new()) } else { State::Sized(length) }
}

fn feed_sized(left: &mut u64, bytes: &[u8], next: State) -> (usize, Option<State>) {
    let taken = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
    *left -= taken as u64;
    (taken, (*left == 0).then_some(next))
}

fn feed_chunk_size(line: &mut Vec<u8>, bytes: &[u8]) -> (usize, Option<State>) {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        line.extend_from_slice(bytes);
        return (bytes.len(), (line.len() > MAX_HEAD).then_some(State::Lost));
    };
    line.extend_from_slice(bytes.get(..end).unwrap_or_default());
    let text = String::from_utf8_lossy(line);
    let digits = text.split(';').next().unwrap_or_default().trim();
    let next = match u64::from_str_radix(digits, 16) {
        Ok(0) => State::Trailer(0),
        // The CRLF after the data belongs to the chunk.
        Ok(size) => size.checked_add(2).map_or(State::Lost, State::ChunkData),
        Err(_) => State::Lost,
    };
    (end + 1, Some(next))
}

/// Trailer fields end with an empty line.
fn feed_trailer(line_length: &mut usize, bytes: &[u8]) -> (usize, Option<State>) {
    for (index, byte) in bytes.iter().enumerate() {
        match byte {
            b'\n' if *line_length == 0 => return (index + 1, Some(State::Head(Vec::new()))),
            b'\n' => *line_length = 0,
            b'\r' => {}
            _ => *line_length += 1,
        }
    }
    (bytes.len(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(input: &[u8], step: usize) -> Vec<String> {
        let mut framing = Framing::new();
        let mut heads = Vec::new();
        for piece in input.chunks(step) {
            framing.feed(piece, |head| heads.push(String::from_utf8(head).unwrap()));
        }
        heads
    }

    #[test]
    fn heads_are_found_between_bodies_however_the_bytes_arrive() {
        let input = b"PUT /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nGET /\
            POST /b HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n4;x=y\r\n\r\n\r\n\r\n0\r\nT: v\r\n\r\n\
            \r\nGET /c HTTP/1.1\nHost: x\n\n";
        let expected = vec![
            "PUT /a HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
            "POST /b HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n",
            "GET /c HTTP/1.1\nHost: x\n\n",
        ];
        for step in [1, 2, 3, 7, input.len()] {
            assert_eq!(heads(input, step), expected, "fed {step} bytes at a time");
        }
    }

    #[test]
    fn an_endless_head_is_given_up() {
        let mut framing = Framing::new();
        framing.feed(&vec![b'a'; MAX_HEAD + 1], |_| panic!("no head is complete"));
        assert!(matches!(framing.state, State::Lost));
    }
}
