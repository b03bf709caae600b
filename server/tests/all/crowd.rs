//! Too many, too slow, too silent: what connections may not do to the shop.

use std::time::Duration;

use axum::{Router, body::Body, routing::get};
use server::listen::{Doors, listen};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};

const DOORS: Doors = Doors {
    most: 6,
    most_of_an_address: None,
    patience_of_reader: Duration::from_millis(600),
    patience_of_writer: Duration::from_millis(600),
};
const SOON: Duration = Duration::from_secs(10);

/// Answers small and large; tells when a large answer was given up.
async fn open(doors: Doors) -> (String, mpsc::UnboundedReceiver<()>) {
    let (tell, told) = mpsc::unbounded_channel();
    let large = move || {
        let guard = Ended(tell.clone());
        async move {
            let pieces = futures::stream::repeat_with(move || {
                let _held = &guard;
                Ok::<_, std::io::Error>(vec![b'x'; 256 * 1024])
            });
            Body::from_stream(pieces)
        }
    };
    let service = Router::new().route("/", get(|| async { "small" })).route("/large", get(large));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(listen(listener, service, doors, std::future::pending()));
    (address, told)
}

struct Ended(mpsc::UnboundedSender<()>);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

/// What comes back until the connection ends.
async fn rest(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    drop(timeout(SOON, stream.read_to_end(&mut text)).await.expect("the connection ends"));
    String::from_utf8(text).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn f49_whoever_sends_nothing_or_half_a_request_is_hung_up_on_and_others_get_their_place() {
    let (address, _) = open(DOORS).await;
    let mut silent = Vec::new();
    for sent in ["", "GET / HTTP/1.1\r\nHost: x\r\nX: ", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
        for _ in 0..2 {
            let mut stream = TcpStream::connect(&address).await.unwrap();
            stream.write_all(sent.as_bytes()).await.unwrap();
            silent.push((sent, stream));
        }
    }
    // All six places are taken: the seventh waits until one is free.
    let mut seventh = TcpStream::connect(&address).await.unwrap();
    seventh.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(rest(&mut seventh).await.ends_with("small"));
    for (sent, mut stream) in silent {
        assert_eq!(rest(&mut stream).await.contains("small"), sent.ends_with("\r\n\r\n"), "{sent:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f49_whoever_takes_nothing_of_an_answer_is_hung_up_on() {
    let (address, mut ended) = open(DOORS).await;
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    timeout(SOON, ended.recv()).await.expect("the answer is given up").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f49_one_address_does_not_get_all_places() {
    let (address, _) = open(Doors { most_of_an_address: Some(2), patience_of_reader: SOON, ..DOORS }).await;
    let (mut first, second) =
        (TcpStream::connect(&address).await.unwrap(), TcpStream::connect(&address).await.unwrap());
    let mut third = TcpStream::connect(&address).await.unwrap();
    assert_eq!(rest(&mut third).await, "");
    first.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(rest(&mut first).await.ends_with("small"));
    drop(second);
}

#[test]
fn the_doors_leave_the_process_files_of_its_own() {
    assert_eq!((Doors::of(1_024, 1).most, Doors::of(1_024, 1).most_of_an_address), (768, None));
    assert_eq!((Doors::of(100, 0).most, Doors::of(100, 0).most_of_an_address), (64, Some(16)));
}
