use super::*;

fn load(variables: &[(&str, &str)], file: Option<&str>) -> Result<Config, ConfigError> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shop.toml");
    if let Some(text) = file {
        std::fs::write(&path, text).unwrap();
    }
    let overrides = Overrides { file: file.map(|_| path), data_dir: Some(directory.path().to_owned()), port: None };
    let variables: Vec<_> = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Config::load(&overrides, variables.into_iter())
}

fn complaint(variables: &[(&str, &str)]) -> String {
    load(variables, None).err().unwrap().to_string()
}

const PRODUCTION: [(&str, &str); 5] = [
    ("MERCER_PRODUCTION", "true"),
    ("MERCER_SERVER_TRUSTED_PROXIES", "1"),
    ("MERCER_SHOP_BASE_URL", "https://shop.example"),
    ("MERCER_MAIL_SERVER", "smtps://mail.example:465"),
    ("MERCER_PAYMENT_TRANSFER_IBAN", "DE89 3704 0044 0532 0130 00"),
];

#[test]
fn the_defaults_make_a_shop_on_this_computer() {
    let config = load(&[], None).unwrap();
    assert_eq!(config.shop.base_url, "http://127.0.0.1:3000");
    assert!(config.test_provider);
    assert!(config.database.url.ends_with("mercer.db"));
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "[shop]\nname = \"From the file\"\nlow_stock = 7\n";
    let config = load(&[("MERCER_SHOP_NAME", "From the environment")], Some(file)).unwrap();
    assert_eq!(config.shop.name, "From the environment");
    assert_eq!(config.shop.low_stock, 7);
}

#[test]
fn a_wrong_value_is_named_with_its_source_and_what_would_be_right() {
    let text = complaint(&[("MERCER_SERVER_PORT", "http")]);
    assert!(text.contains("server.port = \"http\" (from the environment variable MERCER_SERVER_PORT)"), "{text}");
    assert!(text.contains("must be a number from 0 to 65535"), "{text}");
}

#[test]
fn every_problem_is_told_at_once() {
    let text = complaint(&[("MERCER_SERVER_PORT", "x"), ("MERCER_SHOP_CURRENCY", "euro"), ("MERCER_SHOP_NAMME", "y")]);
    for key in ["server.port", "shop.currency", "MERCER_SHOP_NAMME"] {
        assert!(text.contains(key), "{key} is not in {text}");
    }
}

#[test]
fn an_unknown_key_of_the_file_is_refused() {
    let text = load(&[], Some("[shop]\ncolour = \"red\"\n")).err().unwrap().to_string();
    assert!(text.contains("shop.colour") && text.contains("no such setting"), "{text}");
}

#[test]
fn a_secret_is_not_shown_when_it_is_wrong() {
    let text = load(&[], Some("[mail]\nuser = \"shop\"\npassword = \"\"\n")).err().unwrap().to_string();
    assert!(text.contains("mail.password (from"), "{text}");
}

#[test]
fn a_bucket_needs_the_key_that_opens_it() {
    let text = complaint(&[("MERCER_FILES_BUCKET", "shop-files")]);
    assert!(text.contains("files.access_key") && text.contains("files.secret_key"), "{text}");
    let variables = [
        ("MERCER_FILES_BUCKET", "shop-files"),
        ("MERCER_FILES_ENDPOINT", "http://127.0.0.1:9000/"),
        ("MERCER_FILES_ACCESS_KEY", "shop"),
        ("MERCER_FILES_SECRET_KEY", "secret"),
    ];
    let bucket = load(&variables, None).unwrap().bucket.unwrap();
    assert_eq!((bucket.endpoint.as_str(), bucket.region.as_str()), ("http://127.0.0.1:9000", "us-east-1"));
    assert!(load(&[], None).unwrap().bucket.is_none());
    let production: Vec<_> = PRODUCTION.into_iter().chain(variables).collect();
    assert!(complaint(&production).contains("files.endpoint"));
}

const STRIPE: [(&str, &str); 2] =
    [("MERCER_PAYMENT_STRIPE_SECRET_KEY", "rk_live_abcdef"), ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET", "whsec_abcdef")];

#[test]
fn stripe_takes_a_key_of_its_kind_and_the_secret_that_proves_its_messages() {
    let production: Vec<_> = PRODUCTION.into_iter().chain(STRIPE).collect();
    let stripe = load(&production, None).unwrap().stripe.unwrap();
    assert_eq!((stripe.address.as_str(), stripe.webhook_secrets.len()), ("https://api.stripe.com", 1));
    assert!(load(&PRODUCTION, None).unwrap().stripe.is_none());
    let next = ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET_NEXT", "whsec_next");
    let both: Vec<_> = production.iter().copied().chain([next]).collect();
    assert_eq!(load(&both, None).unwrap().stripe.unwrap().webhook_secrets, ["whsec_abcdef", "whsec_next"]);
    for (variable, value, key) in [
        ("MERCER_PAYMENT_STRIPE_SECRET_KEY", "sk_test_abcdef", "payment.stripe_secret_key"),
        ("MERCER_PAYMENT_STRIPE_SECRET_KEY", "pk_live_abcdef", "payment.stripe_secret_key"),
        ("MERCER_PAYMENT_STRIPE_SECRET_KEY", "sk_live_abc def", "payment.stripe_secret_key"),
        ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET", "", "payment.stripe_webhook_secret"),
        ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET", "abcdef", "payment.stripe_webhook_secret"),
        ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET_NEXT", "abcdef", "payment.stripe_webhook_secret_next"),
        ("MERCER_PAYMENT_STRIPE_ADDRESS", "http://stripe.example", "payment.stripe_address"),
        ("MERCER_PAYMENT_STRIPE_ADDRESS", "https://stripe.example/v1", "payment.stripe_address"),
    ] {
        let mut variables: Vec<_> = production.iter().filter(|(name, _)| *name != variable).copied().collect();
        variables.push((variable, value));
        let text = complaint(&variables);
        assert!(text.contains(key) && !text.contains("abc def"), "{variable}={value}: {text}");
    }
    assert!(complaint(&STRIPE).contains("payment.stripe_secret_key"), "no real money moves where nothing is real");
}

#[test]
fn a_shop_that_is_paid_on_delivery_alone_can_be_paid_in() {
    let without = ("MERCER_PAYMENT_TRANSFER_IBAN", "");
    let cash = ("MERCER_PAYMENT_CASH_ON_DELIVERY", "true");
    let mut variables: Vec<_> = PRODUCTION.iter().filter(|(name, _)| *name != without.0).copied().collect();
    variables.extend([without, cash]);
    assert!(load(&variables, None).unwrap().shop.cash_on_delivery);
    assert!(!load(&[], None).unwrap().shop.cash_on_delivery);
    assert!(complaint(&[(cash.0, "perhaps")]).contains("payment.cash_on_delivery"));
}

#[test]
fn production_takes_a_whole_configuration() {
    let config = load(&PRODUCTION, None).unwrap();
    assert!(config.shop.production && !config.test_provider);
}

#[test]
fn production_refuses_what_is_for_trying_out() {
    for (variable, value, key) in [
        ("MERCER_PAYMENT_TEST_PROVIDER", "true", "payment.test_provider"),
        ("MERCER_INVOICE_VAT_CHECK", "test", "invoice.vat_check"),
        ("MERCER_INVOICE_VAT_CHECK", "perhaps", "invoice.vat_check"),
        ("MERCER_SHOP_BASE_URL", "http://shop.example", "shop.base_url"),
        ("MERCER_SHOP_BASE_URL", "", "shop.base_url"),
        ("MERCER_SERVER_TRUSTED_PROXIES", "0", "server.trusted_proxies"),
        ("MERCER_MAIL_SERVER", "", "mail.server"),
        ("MERCER_PAYMENT_TRANSFER_IBAN", "", "payment.transfer_iban"),
        ("MERCER_PAYMENT_TRANSFER_IBAN", "DE88370400440532013000", "payment.transfer_iban"),
    ] {
        let mut variables: Vec<_> = PRODUCTION.iter().filter(|(name, _)| *name != variable).copied().collect();
        variables.push((variable, value));
        let text = complaint(&variables);
        assert!(text.contains(key), "{variable}={value}: {text}");
    }
}
