//! The checks of single settings, and of those that depend on each other.

use std::{net::SocketAddr, ops::RangeInclusive, path::PathBuf};

use adapters::{files::BucketConfig, mail::SmtpConfig, stripe::StripeConfig, test_payment::Dial};
use domain::{
    document::Seller,
    kernel::{Currency, Email, Language, Money, country},
};
use services::setting::{ShopSecret, ShopSettings, TransferAccount};

use super::{VatCheck, values::Values};

/// The example account of the IBAN registry: it belongs to nobody.
const EXAMPLE_IBAN: &str = "DE89370400440532013000";

pub(super) fn whether(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

pub(super) fn number(text: &str, range: RangeInclusive<usize>) -> Option<usize> {
    text.parse().ok().filter(|number| range.contains(number))
}

/// In production TLS ends at a proxy. Without knowing it, all the world would come from its address, and one stranger's wrong
/// passwords would lock everybody out.
pub(super) fn trusted_proxies(values: &mut Values, production: bool) -> usize {
    let (wanted, least) = if production {
        ("must be a number from 1 to 9: how many proxies stand before the shop, the one that speaks TLS among them", 1)
    } else {
        ("must be a number from 0 to 9", 0)
    };
    values.read("server.trusted_proxies", wanted, least, |text| number(text, least..=9))
}

pub(super) fn shop(values: &mut Values, production: bool, data_dir: PathBuf, listen: SocketAddr) -> ShopSettings {
    let currency = currency(values);
    let language = language(values);
    ShopSettings {
        name: values.read("shop.name", "must be a name of at most 80 characters", String::new(), short_name),
        announcement: values.text("shop.announcement"),
        headline: values.text("shop.headline"),
        introduction: values.text("shop.introduction"),
        email: values.read("shop.email", "must be an e-mail address like shop@example.org", String::new(), |text| {
            Email::parse(text).ok().map(|email| email.as_str().to_owned())
        }),
        base_url: base_url(values, production, listen),
        currency,
        language,
        languages: languages(values, language),
        country: values.read(
            "shop.country",
            "must be one of the countries that the shop knows, such as DE",
            String::new(),
            |text| country(text).map(|country| country.code.to_owned()),
        ),
        seller: seller(values, production),
        invoice_prefix: values.read("invoice.prefix", PREFIX, String::new(), prefix),
        credit_note_prefix: credit_note_prefix(values),
        transfer: transfer(values, production),
        cash_on_delivery: values.read("payment.cash_on_delivery", "must be true or false", false, whether),
        low_stock: values.read("shop.low_stock", "must be a number from 0 to 1000", 5, small::<1_000>),
        hold_minutes: values.read("checkout.hold_minutes", "must be a number from 1 to 1440", 15, |text| {
            small::<1_440>(text).filter(|minutes| *minutes > 0)
        }),
        unpaid_per_email: values.read(
            "checkout.unpaid_per_email",
            "must be a number from 0 to 1000",
            5,
            small::<1_000>,
        ),
        unpaid_per_network: values.read(
            "checkout.unpaid_per_network",
            "must be a number from 0 to 1000",
            20,
            small::<1_000>,
        ),
        unpaid_percent: values.read("checkout.unpaid_percent", "must be a number from 0 to 100", 50, small::<100>),
        free_shipping_from: values.read(
            "shop.free_shipping_from",
            "must be an amount of the shop's currency, such as 60.00",
            None,
            |text| if text.is_empty() { Some(None) } else { Money::parse_decimal(text, currency).ok().map(Some) },
        ),
        // Stands in until every setting is known to be right: nothing is written before.
        secret: ShopSecret::generate(),
        data_dir,
        production,
    }
}

fn small<const MOST: i64>(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number| (0..=MOST).contains(number))
}

fn short_name(text: &str) -> Option<String> {
    (!text.is_empty() && text.chars().count() <= 80).then(|| text.to_owned())
}

fn currency(values: &mut Values) -> Currency {
    values.read("shop.currency", "must be an ISO 4217 code of three letters, such as EUR", Currency::EUR, |text| {
        Currency::parse(text).ok()
    })
}

fn language(values: &mut Values) -> Language {
    let wanted = "must be the ISO 639-1 code of a language that the shop knows, such as en";
    values.read("shop.language", wanted, Language::ENGLISH, Language::parse)
}

fn languages(values: &mut Values, own: Language) -> Vec<Language> {
    let wanted = "must be ISO 639-1 codes with commas between, such as de, fr: each once, and not shop.language";
    values.read("shop.languages", wanted, Vec::new(), |text| {
        let codes = text.split(',').map(str::trim).filter(|code| !code.is_empty());
        let languages = codes.map(Language::parse).collect::<Option<Vec<_>>>()?;
        let each_once = languages.iter().all(|one| languages.iter().filter(|other| *other == one).count() == 1);
        (each_once && !languages.contains(&own)).then_some(languages)
    })
}

fn base_url(values: &mut Values, production: bool, listen: SocketAddr) -> String {
    let wanted = if production {
        "must be https://, a host and nothing behind it: in production shoppers come over TLS"
    } else {
        "must be http:// or https://, a host, and nothing behind it"
    };
    values.read("shop.base_url", wanted, String::new(), |text| {
        if text.is_empty() && !production {
            return Some(format!("http://{listen}"));
        }
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://").filter(|_| !production))?;
        let whole =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        whole.then(|| text.to_ascii_lowercase())
    })
}

fn transfer(values: &mut Values, production: bool) -> Option<TransferAccount> {
    let iban = values.read(
        "payment.transfer_iban",
        "is no IBAN: two letters, two check digits that fit, and the account",
        None,
        |text| {
            let packed: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
            match (packed.is_empty(), production) {
                (true, true) => Some(None),
                (true, false) => Some(Some(EXAMPLE_IBAN.to_owned())),
                (false, _) => is_iban(&packed).then(|| Some(packed.to_ascii_uppercase())),
            }
        },
    )?;
    let named = values.text("payment.transfer_holder");
    let holder = if named.is_empty() { values.text("shop.name") } else { named };
    Some(TransferAccount { holder, iban, bic: values.text("payment.transfer_bic") })
}

const PREFIX: &str =
    "must be at most 12 letters, digits, hyphens or strokes, and neither of the two prefixes may begin with the other";

fn prefix(text: &str) -> Option<String> {
    let fits = text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    fits.then(|| text.to_owned())
}

/// A credit note never looks like an invoice.
fn credit_note_prefix(values: &mut Values) -> String {
    let invoices = values.text("invoice.prefix");
    let different = |text: &str| {
        prefix(text).filter(|prefix| !prefix.starts_with(&invoices) && !invoices.starts_with(prefix.as_str()))
    };
    values.read("invoice.credit_note_prefix", PREFIX, String::new(), different)
}

/// What says who sells.
const SELLER: [&str; 7] = [
    "invoice.name",
    "invoice.street",
    "invoice.postcode",
    "invoice.town",
    "invoice.vat_id",
    "invoice.tax_number",
    "invoice.register",
];

/// Who sells. Where nothing is said, the demo shop does, so that its invoices can be seen; never in production.
fn seller(values: &mut Values, production: bool) -> Option<Seller> {
    let is_said = SELLER.iter().any(|key| !values.text(key).is_empty());
    let is_demo = !production && !is_said;
    let says = |values: &Values, key: &'static str, demo: &str| {
        if is_demo { demo.to_owned() } else { values.text(key) }
    };
    let street = says(values, "invoice.street", "Deichstraße 1");
    if street.is_empty() {
        if is_said {
            values.refuse("invoice.street", "must be set where another setting of who sells is");
        }
        return None;
    }
    let seller = Seller {
        name: Some(values.text("invoice.name")).filter(|name| !name.is_empty()).unwrap_or(values.text("shop.name")),
        postcode: says(values, "invoice.postcode", "20459"),
        town: says(values, "invoice.town", "Hamburg"),
        vat_id: says(values, "invoice.vat_id", "DE123456789"),
        tax_number: says(values, "invoice.tax_number", ""),
        register: says(values, "invoice.register", "A demo shop: nothing is sold here"),
        country: values.text("shop.country").to_ascii_uppercase(),
        email: values.text("shop.email"),
        iban: values.text("payment.transfer_iban").chars().filter(|letter| !letter.is_whitespace()).collect(),
        street,
    };
    if seller.vat_id.is_empty() && seller.tax_number.is_empty() {
        values.refuse("invoice.vat_id", "or invoice.tax_number must be set: the law wants one of them on an invoice");
    }
    for key in ["invoice.postcode", "invoice.town"] {
        if says(values, key, "demo").is_empty() {
            values.refuse(key, "must be set where invoice.street is: an invoice has the whole address");
        }
    }
    Some(seller)
}

/// ISO 13616: moved to the end, letters as numbers, the rest of the division by 97 is one.
fn is_iban(packed: &str) -> bool {
    let Some((head, account)) = packed.split_at_checked(4) else { return false };
    if !(15..=34).contains(&packed.len()) || !head.bytes().take(2).all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let rest = account.chars().chain(head.chars()).try_fold(0_u32, |rest, letter| {
        let value = letter.to_digit(36)?;
        Some((rest * if value < 10 { 10 } else { 100 } + value) % 97)
    });
    rest == Some(1)
}

pub(super) fn mail(values: &mut Values, production: bool) -> Option<SmtpConfig> {
    let wanted = if production {
        "must be smtps://<host> or smtp://<host>?tls=required: in production mails have to arrive, and unread by others"
    } else {
        "must be smtps://<host>, smtp://<host>?tls=required, smtp://<host>, or empty"
    };
    let url = values.read("mail.server", wanted, String::new(), |text| {
        let encrypted = text.starts_with("smtps://") || text.ends_with("?tls=required");
        let host = text.strip_prefix("smtps://").or_else(|| text.strip_prefix("smtp://")).unwrap_or_default();
        let usable = !host.is_empty() && (encrypted || !production);
        (usable || (text.is_empty() && !production)).then(|| text.to_owned())
    });
    let user = values.text("mail.user");
    let password = values.text("mail.password");
    if !user.is_empty() && password.is_empty() {
        values.refuse("mail.password", "must be set, because mail.user is");
    }
    (!url.is_empty()).then_some(SmtpConfig { url, user, password })
}

/// Where files lie, when it is not the folder.
pub(super) fn bucket(values: &mut Values, production: bool) -> Option<BucketConfig> {
    let bucket = values.read(
        "files.bucket",
        "must be the name of a bucket: 3 to 63 letters, digits, - and .",
        String::new(),
        |text| {
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
            let is_name = (3..=63).contains(&text.len()) && text.bytes().all(plain);
            (text.is_empty() || is_name).then(|| text.to_owned())
        },
    );
    let wanted = if production {
        "must be https:// and a host, or empty"
    } else {
        "must be https:// or http://, and a host, or empty"
    };
    let endpoint = values.read("files.endpoint", wanted, String::new(), |text| {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://").filter(|_| !production));
        (text.is_empty() || host.is_some_and(|host| !host.is_empty())).then(|| text.trim_end_matches('/').to_owned())
    });
    let config = BucketConfig {
        bucket,
        endpoint,
        region: values.text("files.region"),
        access_key: values.text("files.access_key"),
        secret_key: values.text("files.secret_key"),
    };
    if config.bucket.is_empty() {
        return None;
    }
    for (key, text) in [("files.access_key", &config.access_key), ("files.secret_key", &config.secret_key)] {
        if text.is_empty() {
            values.refuse(key, "must be set, because files.bucket is");
        }
    }
    Some(config)
}

pub(super) fn test_provider(values: &mut Values, production: bool) -> bool {
    let wanted = "must be true or false, and never true in production";
    values.read("payment.test_provider", wanted, false, |text| match (text, production) {
        ("", _) => Some(!production),
        ("true", true) => None,
        _ => whether(text),
    })
}

/// The dial of the test provider, where it was set.
pub(super) fn test_faults(values: &mut Values, takes_test_payments: bool) -> Option<Dial> {
    let wanted = "must be faults such as \"delay=200, silent=5, errors=10, duplicates=2, late=500, forged=20\", or none, and only where payment.test_provider is on";
    values.read("payment.test_faults", wanted, None, |text| {
        if text.is_empty() {
            return Some(None);
        }
        let faults = text.parse().ok().filter(|_| takes_test_payments)?;
        Some(Some(Dial::at(faults)))
    })
}

/// Who is asked about numbers for value added tax. A register for trying out would let anybody buy without tax.
pub(super) fn vat_check(values: &mut Values, production: bool) -> VatCheck {
    let wanted = "must be vies, none, or, but not in production, test";
    values.read("invoice.vat_check", wanted, VatCheck::default(), |text| match (text, production) {
        ("vies", _) | ("", true) => Some(VatCheck::Vies),
        ("none", _) => Some(VatCheck::Nobody),
        ("test" | "", false) => Some(VatCheck::Test),
        _ => None,
    })
}

/// A shop that nobody can pay in is a mistake.
pub(super) fn some_way_of_payment(values: &mut Values, shop: &ShopSettings, has_provider: bool) {
    if shop.transfer.is_none() && !shop.cash_on_delivery && !has_provider {
        let wanted = "must be set, or payment.stripe_secret_key: without them there is no way to pay in this shop";
        values.refuse("payment.transfer_iban", wanted);
    }
}

/// Stripe, when there is a key. A key for trying out in production would send goods for nothing, a live one elsewhere would take
/// real money for nothing.
pub(super) fn stripe(values: &mut Values, production: bool) -> Option<StripeConfig> {
    let (beginnings, wanted) = if production {
        (["sk_live_", "rk_live_"], "must begin with sk_live_ or rk_live_: in production real money moves")
    } else {
        (["sk_test_", "rk_test_"], "must begin with sk_test_ or rk_test_: real money moves only in production")
    };
    let secret_key = values.read("payment.stripe_secret_key", wanted, String::new(), |text| {
        (text.is_empty() || beginnings.iter().any(|beginning| is_secret(text, beginning))).then(|| text.to_owned())
    });
    let wanted = "must be the signing secret of the webhook endpoint, which begins with whsec_";
    let secrets = ["payment.stripe_webhook_secret", "payment.stripe_webhook_secret_next"].map(|key| {
        values.read(key, wanted, String::new(), |text| {
            (text.is_empty() || is_secret(text, "whsec_")).then(|| text.to_owned())
        })
    });
    let wanted = if production { "must be https:// and a host" } else { "must be https:// or http://, and a host" };
    let address = values.read("payment.stripe_address", wanted, String::new(), |text| {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://").filter(|_| !production))?;
        let is_host =
            !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
        is_host.then(|| text.to_ascii_lowercase())
    });
    if secret_key.is_empty() {
        return None;
    }
    if secrets.first().is_none_or(String::is_empty) {
        let wanted = "must be set, because payment.stripe_secret_key is: without it no message of Stripe is believed";
        values.refuse("payment.stripe_webhook_secret", wanted);
    }
    let webhook_secrets = secrets.into_iter().filter(|secret| !secret.is_empty()).collect();
    Some(StripeConfig { address, secret_key, webhook_secrets })
}

/// Whether a text is a secret of this kind: visible letters after its beginning.
fn is_secret(text: &str, beginning: &str) -> bool {
    text.strip_prefix(beginning).is_some_and(|rest| rest.len() >= 3 && rest.bytes().all(|byte| byte.is_ascii_graphic()))
}

pub(super) fn log_is_json(values: &mut Values) -> bool {
    values.read("log.format", "must be text or json", false, |text| match text {
        "text" => Some(false),
        "json" => Some(true),
        _ => None,
    })
}
