//! A small HTTP/1.1 client over one kept-open connection: just enough to load our own server and to cost little beside it.

use std::{
    io::{Error, ErrorKind, Read as _, Result, Write as _},
    net::TcpStream,
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(30);
const READ_AT_ONCE: usize = 64 * 1024;

/// A connection to the server on this machine. It opens again when the server closed it.
pub struct Connection {
    port: u16,
    stream: Option<TcpStream>,
    received: Vec<u8>,
    body: Vec<u8>,
}

/// What the server said.
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    /// Status line and headers.
    pub head: &'a str,
    /// The body, without its transfer coding.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(self.head, name)
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let values = headers(self.head).filter(|(key, _)| key.eq_ignore_ascii_case("set-cookie"));
        let mut cookies = values.filter_map(|(_, value)| value.split(';').next()?.split_once('='));
        cookies.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.body).into_owned()
    }
}

impl Connection {
    /// A connection that opens with its first request.
    pub fn new(port: u16) -> Self {
        Self { port, stream: None, received: Vec::new(), body: Vec::new() }
    }

    /// Sends a whole request, made by [`get`] or [`post`], and waits for the whole answer.
    pub fn send(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        let reused = self.stream.is_some();
        let mut outcome = self.exchange(request);
        if reused && outcome.is_err() {
            self.stream = None;
            outcome = self.exchange(request);
        }
        let (status, head_end) = outcome.inspect_err(|_| self.stream = None)?;
        let head = self.received.get(..head_end).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let head = head.ok_or_else(|| invalid("the head is not text"))?;
        if header(head, "connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            self.stream = None;
        }
        Ok(Answer { status, head, body: &self.body })
    }

    fn exchange(&mut self, request: &[u8]) -> Result<(u16, usize)> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.port)?,
        };
        stream.write_all(request)?;
        let outcome = self.receive(&mut stream)?;
        self.stream = Some(stream);
        Ok(outcome)
    }

    fn receive(&mut self, stream: &mut TcpStream) -> Result<(u16, usize)> {
        self.received.clear();
        self.body.clear();
        let head_end = loop {
            if let Some(end) = find(&self.received, b"\r\n\r\n") {
                break end;
            }
            self.read_more(stream)?;
        };
        let (status, length) = framing(self.received.get(..head_end).unwrap_or_default())?;
        let start = head_end + 4;
        match length {
            Length::Known(length) => {
                while self.received.len() < start + length {
                    self.read_more(stream)?;
                }
                self.body.extend_from_slice(self.received.get(start..start + length).unwrap_or_default());
            }
            Length::Chunked => self.receive_chunks(stream, start)?,
        }
        Ok((status, head_end))
    }

    fn receive_chunks(&mut self, stream: &mut TcpStream, mut at: usize) -> Result<()> {
        loop {
            let rest = self.received.get(at..).unwrap_or_default();
            let Some(line_end) = find(rest, b"\r\n") else {
                self.read_more(stream)?;
                continue;
            };
            let line = rest.get(..line_end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
            let size = line.split(';').next().and_then(|digits| usize::from_str_radix(digits.trim(), 16).ok());
            let size = size.ok_or_else(|| invalid("a chunk without a size"))?;
            let data = at + line_end + 2;
            while self.received.len() < data + size + 2 {
                self.read_more(stream)?;
            }
            if size == 0 {
                return Ok(());
            }
            self.body.extend_from_slice(self.received.get(data..data + size).unwrap_or_default());
            at = data + size + 2;
        }
    }

    fn read_more(&mut self, stream: &mut TcpStream) -> Result<()> {
        let filled = self.received.len();
        self.received.resize(filled + READ_AT_ONCE, 0);
        let count = stream.read(self.received.get_mut(filled..).unwrap_or_default());
        self.received.truncate(filled + count.as_ref().map_or(0, |count| *count));
        if count? == 0 { Err(Error::new(ErrorKind::UnexpectedEof, "the server closed the connection")) } else { Ok(()) }
    }
}

enum Length {
    Known(usize),
    Chunked,
}

fn framing(head: &[u8]) -> Result<(u16, Length)> {
    let head = std::str::from_utf8(head).map_err(|_| invalid("the head is not text"))?;
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| invalid("no status"))?;
    if header(head, "transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        return Ok((status, Length::Chunked));
    }
    let length = header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    Ok((status, Length::Known(length)))
}

fn headers(head: &str) -> impl Iterator<Item = (&str, &str)> {
    head.split("\r\n").skip(1).filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.trim()))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    headers(head).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn connect(port: u16) -> Result<TcpStream> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn invalid(words: &str) -> Error {
    Error::new(ErrorKind::InvalidData, words)
}

/// A request for a page; `headers` are whole lines, each with its line end.
pub fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{headers}\r\n").into_bytes()
}

/// A request for data, as a script of the page makes it.
pub fn ask(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n").into_bytes()
}

/// A form as a browser without JavaScript sends it.
pub fn post(path: &str, headers: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    form(path, "text/html", headers, fields)
}

/// A form as a script of the page sends it, which wants an answer and no way to another page.
pub fn call(path: &str, headers: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    form(path, "application/json", headers, fields)
}

fn form(path: &str, accept: &str, headers: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs: Vec<String> = fields.iter().map(|(key, value)| format!("{key}={}", encode(value))).collect();
    let body = pairs.join("&");
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Data, as a script of the page sends it.
pub fn post_json(path: &str, headers: &str, data: &serde_json::Value) -> Vec<u8> {
    let body = data.to_string();
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A text as it stands in an address or a form.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use std::{io::Write as _, net::TcpListener, thread};

    use super::*;

    fn served(answers: Vec<&'static str>) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 1024];
                let _ = stream.read(&mut request).unwrap();
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        port
    }

    #[test]
    fn a_body_of_known_length_is_read_whole() {
        let port = served(vec!["HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: cart=abc; Path=/\r\n\r\nhello"]);
        let mut connection = Connection::new(port);
        let answer = connection.send(&get("/", "")).unwrap();
        assert_eq!((answer.status, answer.body), (200, b"hello".as_slice()));
        assert_eq!(answer.cookie("cart"), Some("abc"));
    }

    #[test]
    fn chunks_are_put_together() {
        let port = served(vec![
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n",
        ]);
        assert_eq!(Connection::new(port).send(&get("/", "")).unwrap().text(), "hello world");
    }

    #[test]
    fn a_closed_connection_opens_again() {
        let answer = "HTTP/1.1 204 No Content\r\n\r\n";
        let mut connection = Connection::new(served(vec![answer, answer]));
        assert_eq!(connection.send(&get("/", "")).unwrap().status, 204);
        assert_eq!(connection.send(&get("/", "")).unwrap().status, 204);
    }

    #[test]
    fn form_fields_are_encoded() {
        let request = String::from_utf8(post("/a", "", &[("name", "Ä b&c")])).unwrap();
        assert!(request.ends_with("\r\n\r\nname=%C3%84+b%26c"));
        assert!(request.contains("Content-Length: 17\r\n"));
    }
}
