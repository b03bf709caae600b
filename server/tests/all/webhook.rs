//! Messages that pretend to be from the payment provider.

use adapters::{signature, test_payment::SIGNATURE_HEADER};
use domain::kernel::Timestamp;

use crate::browser::{TestShop, start};

async fn send(shop: &TestShop, signature: Option<String>, body: Vec<u8>) -> u16 {
    let request = reqwest::Client::new().post(format!("{}/webhooks/test", shop.base)).body(body);
    let request = match signature {
        Some(signature) => request.header(SIGNATURE_HEADER, signature),
        None => request,
    };
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn f07_a_message_is_believed_only_with_the_right_signature_over_its_own_bytes() {
    let shop = start().await;
    let secret = shop.shop.settings.secret.derive("test payment", "webhook");
    let now = shop.shop.clock.now();
    let body = br#"{"id":"evt_1","reference":"tp_unknown"}"#.to_vec();
    let mut changed = body.clone();
    changed[10] ^= 1;
    let ten_minutes_ago = Timestamp(now.0 - 600_000);
    for (name, header, body) in [
        ("no signature", None, body.clone()),
        ("nonsense", Some("t=1,v1=00".to_owned()), body.clone()),
        ("another secret", Some(signature::sign("another secret", &body, now)), body.clone()),
        ("ten minutes old", Some(signature::sign(&secret, &body, ten_minutes_ago)), body.clone()),
        ("a changed byte", Some(signature::sign(&secret, &body, now)), changed),
        ("cut off", Some(signature::sign(&secret, &body, now)), body[..20].to_vec()),
        ("no JSON", Some(signature::sign(&secret, b"x", now)), b"x".to_vec()),
    ] {
        assert_eq!(send(&shop, header, body).await, 400, "{name}");
    }
    let huge = vec![b' '; 65 * 1024];
    assert_eq!(send(&shop, Some(signature::sign(&secret, &huge, now)), huge).await, 413);
}
