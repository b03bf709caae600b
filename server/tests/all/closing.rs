//! Coming to an end.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::browser::{MUG, encoded, start};

#[tokio::test(flavor = "multi_thread")]
async fn f31_a_request_that_was_begun_is_answered_and_no_new_one_is_taken() {
    let mut shop = start().await;
    let address = shop.base.trim_start_matches("http://").to_owned();
    let body = encoded(&[("sku", MUG), ("quantity", "1")]);
    let (first, second) = body.split_at(5);
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST /api/cart/add HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{first}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    shop.stop.take().unwrap().send(()).unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(&address).await.is_err());
    stream.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(Duration::from_secs(10), stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("set-cookie: cart="), "{answer}");
    timeout(Duration::from_secs(10), shop.ended).await.unwrap().unwrap();
}
