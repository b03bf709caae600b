#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::net::SocketAddr;

use super::*;

#[tokio::test]
async fn v11_addresses_of_private_networks_are_refused_however_they_are_written() {
    let web = Web::new().unwrap();
    for address in [
        "http://127.0.0.1/x.jpg",
        "http://127.1/x.jpg",
        "http://0x7f.1/x.jpg",
        "http://0x7f000001/x.jpg",
        "http://2130706433/x.jpg",
        "http://017700000001/x.jpg",
        "http://0/x.jpg",
        "http://[::1]/x.jpg",
        "http://[::]/x.jpg",
        "http://[::ffff:127.0.0.1]/x.jpg",
        "http://[::ffff:a9fe:a9fe]/x.jpg",
        "http://[64:ff9b::10.0.0.1]/x.jpg",
        "http://[2002:7f00:1::]/x.jpg",
        "http://[fe80::1]/x.jpg",
        "http://[fd00::1]/x.jpg",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.8/x.jpg",
        "http://172.16.0.1/x.jpg",
        "http://192.168.1.1/x.jpg",
        "http://100.64.0.1/x.jpg",
        "http://224.0.0.1/x.jpg",
        "http://255.255.255.255/x.jpg",
        "http://１２７.0.0.1/x.jpg",
        "http://localhost/x.jpg",
        "http://user:word@example.org/x.jpg",
        "file:///etc/passwd",
        "gopher://example.org/x",
        "ftp://example.org/x.jpg",
        "data:image/png;base64,AAAA",
        "//example.org/x.jpg",
        "",
    ] {
        let answer = web.fetch(address).await;
        assert!(matches!(answer, Err(ImageSourceError::Refused(_))), "{address}: {answer:?}");
    }
}

#[test]
fn public_addresses_are_not_refused() {
    for address in ["https://example.org/x.jpg", "http://93.184.216.34:8080/x.jpg", "http://[2606:2800:220:1::1]/x"] {
        assert_eq!(check(&Url::parse(address).unwrap()), Ok(()), "{address}");
    }
}

#[test]
fn v11_a_name_that_leads_to_a_private_address_too_is_refused() {
    let numbers = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<SocketAddr>>();
    assert!(resolver::public("a.example", numbers(&["93.184.216.34:0", "[2606:2800:220:1::1]:0"])).is_ok());
    assert!(resolver::public("a.example", numbers(&["93.184.216.34:0", "10.0.0.1:0"])).is_err());
}

#[tokio::test]
async fn v11_an_answer_that_leads_to_a_private_address_is_not_followed() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let server = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 1_024]).await;
            let answer = format!("HTTP/1.1 302 Found\r\nlocation: http://{server}/secret\r\ncontent-length: 0\r\n\r\n");
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    // Only the first step may go to this machine: its name is resolved by hand.
    let client = Client::builder()
        .no_proxy()
        .resolve("public.example", server)
        .redirect(redirect::Policy::custom(follow))
        .build()
        .unwrap();
    let answer = Web { client }.fetch(&format!("http://public.example:{}/x.jpg", server.port())).await;
    assert!(matches!(answer, Err(ImageSourceError::Refused(_))), "{answer:?}");
}
