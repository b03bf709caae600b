//! Every setting there is: its key, its default, and what it does. `mercer config` and docs/operations.md say the same.

/// A setting as it is documented.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// `section.name` in the file; `MERCER_SECTION_NAME` in the environment.
    pub key: &'static str,
    /// The value when nobody says otherwise; empty for none.
    pub default: &'static str,
    /// Whether the value must never be shown.
    pub secret: bool,
    /// What it does and what it may be.
    pub explanation: &'static str,
}

const fn setting(key: &'static str, default: &'static str, explanation: &'static str) -> Setting {
    Setting { key, default, secret: false, explanation }
}

const fn secret(key: &'static str, explanation: &'static str) -> Setting {
    Setting { key, default: "", secret: true, explanation }
}

/// Every setting, in the order in which they are explained.
pub const SETTINGS: [Setting; 57] = [
    setting(
        "production",
        "false",
        "Whether real money moves here: true or false. True refuses everything that is for trying out.",
    ),
    setting("data_dir", "data", "The directory of database, pictures and mails. Created when it is missing."),
    setting(
        "server.address",
        "127.0.0.1",
        "The IP address to listen on. Stand behind a proxy that ends TLS rather than listen on a public one.",
    ),
    setting("server.port", "3000", "The TCP port to listen on; 0 lets the system choose."),
    setting(
        "server.site_root",
        "",
        "The directory of the built pages (pkg, fonts). Empty: `site` beside the program, else target/site.",
    ),
    setting(
        "server.trusted_proxies",
        "0",
        "How many proxies stand in front: the shopper's address is read that many steps from the end of X-Forwarded-For. 0 trusts none, which production refuses.",
    ),
    setting(
        "server.most_requests",
        "512",
        "How many requests are worked on at once; the next ones are told to come back.",
    ),
    setting("shop.name", "Marram", "The shop's name; Marram is the demo shop."),
    setting("shop.announcement", "", "A line above every page, for instance about free delivery."),
    setting("shop.headline", "Things that make a quiet morning.", "The first words of the home page."),
    setting(
        "shop.introduction",
        "Stoneware thrown in small runs, prints pulled by hand, paper that likes ink.",
        "A sentence or two below the first words of the home page.",
    ),
    setting("shop.email", "hello@marram.example", "The address that mails come from and answers go to."),
    setting(
        "shop.base_url",
        "",
        "Scheme, host and port under which shoppers reach the shop, without a slash at the end. Empty: the listening address.",
    ),
    setting("shop.currency", "EUR", "The currency of all prices: an ISO 4217 code."),
    setting("shop.language", "en", "The language in which products are written: an ISO 639-1 code."),
    setting(
        "shop.languages",
        "",
        "Further languages in which texts can be said, with commas between, such as de, fr. Shoppers find them under /de and /fr.",
    ),
    setting("shop.country", "DE", "The shop's own country: an ISO 3166-1 code of two letters."),
    setting(
        "shop.low_stock",
        "5",
        "From this many items on down, a shopper reads how many are left, and the stock is low.",
    ),
    setting(
        "shop.free_shipping_from",
        "",
        "From this sum of goods on, the ways of delivery are free of which the page \"Delivery\" says so, for instance 60.00. Empty: never.",
    ),
    setting(
        "checkout.hold_minutes",
        "15",
        "For how many minutes an unpaid order keeps its items from other shoppers: 1 to 1440.",
    ),
    setting(
        "checkout.unpaid_per_email",
        "5",
        "How many orders of one e-mail address may wait at once for a bank transfer or cash on delivery; 0 for any number.",
    ),
    setting(
        "checkout.unpaid_per_network",
        "20",
        "The same of all who order from one network; the next order is asked to be paid another way. 0 for any number.",
    ),
    setting(
        "checkout.unpaid_percent",
        "50",
        "How many percent of what is free of an item an order may hold that waits for a bank transfer or cash on delivery, and a few in any case; 0 for all.",
    ),
    secret(
        "database.url",
        "sqlite://<path> or postgres://<user>:<password>@<host>/<database>. Empty: mercer.db in the data directory.",
    ),
    setting("database.readers", "4", "How many connections read: 1 to 64."),
    setting(
        "files.bucket",
        "",
        "The bucket of a store that speaks S3, in which pictures and downloads are kept. Empty: the folder media in the data directory.",
    ),
    setting("files.endpoint", "", "Scheme and host of that store, such as https://s3.example.org. Empty: Amazon's."),
    setting("files.region", "us-east-1", "The region of the bucket."),
    setting("files.access_key", "", "The name of the key that opens the bucket."),
    secret("files.secret_key", "The key that opens the bucket."),
    setting(
        "payment.test_provider",
        "",
        "Whether the built-in test provider takes payments: true or false. Empty: true, but in production false.",
    ),
    setting(
        "payment.test_faults",
        "",
        "What the test provider does wrong on purpose, such as delay=200, silent=5, errors=10, duplicates=2, late=500, forged=20 (milliseconds, of a hundred, times); with any of these, or none, anybody may set it by `POST /pay/test/faults` while the shop runs. Empty: nothing, and nobody may.",
    ),
    secret(
        "payment.stripe_secret_key",
        "The secret key of the shop's Stripe account, or one restricted to Checkout Sessions, Refunds and Payment Intents; it begins with sk_live_ or rk_live_ in production, with sk_test_ or rk_test_ elsewhere. Empty: no Stripe.",
    ),
    secret(
        "payment.stripe_webhook_secret",
        "The signing secret (whsec_…) of the webhook endpoint <shop.base_url>/webhooks/stripe at Stripe.",
    ),
    secret(
        "payment.stripe_webhook_secret_next",
        "The signing secret that will replace it: both are believed while one is exchanged for the other. May be empty.",
    ),
    setting(
        "payment.stripe_address",
        "https://api.stripe.com",
        "Scheme and host of Stripe's interface; another one only for trying out.",
    ),
    setting(
        "payment.cash_on_delivery",
        "false",
        "Whether shoppers may pay whoever brings the parcel, in cash: true or false. The carriers of the shop have to do that, everywhere it delivers to.",
    ),
    setting("payment.transfer_holder", "", "Who owns the account for bank transfers. Empty: the shop's name."),
    setting(
        "payment.transfer_iban",
        "",
        "The account for bank transfers (IBAN). Empty: no bank transfer; outside production the example account of ISO 13616.",
    ),
    setting("payment.transfer_bic", "", "The bank's code (BIC) of that account; may be empty."),
    setting("invoice.name", "", "The legal name of who sells, as invoices say it. Empty: the shop's name."),
    setting(
        "invoice.street",
        "",
        "Street and number of who sells. Empty: no invoices are issued; outside production the demo shop's.",
    ),
    setting("invoice.postcode", "", "The postcode of who sells."),
    setting("invoice.town", "", "The town of who sells."),
    setting(
        "invoice.vat_id",
        "",
        "The number for value added tax, with its country, such as DE123456789. Invoices need it, or the tax number.",
    ),
    setting(
        "invoice.vat_check",
        "",
        "Who is asked whether the VAT numbers of businesses from other member states of the EU are valid, so that they buy without VAT: vies (the European Commission's register), test (a number whose last digit is 0 is unknown, for a 9 nobody answers; not in production), or none: everybody pays VAT. Only a shop with a VAT number of its own asks. Empty: vies, but outside production test.",
    ),
    setting(
        "tax.service",
        "",
        "The address of a service that knows the rates of tax at every address, asked as docs/operations.md says. Empty: the rates that the shop keeps are all there is. They hold as well while the service does not answer.",
    ),
    secret("tax.service_token", "What is sent to that service as a bearer token; empty for none."),
    setting(
        "tax.service_countries",
        "US",
        "The countries that the service is asked about, by their codes, with spaces between.",
    ),
    setting("invoice.tax_number", "", "The number at the tax office."),
    setting(
        "invoice.register",
        "",
        "Where the firm is registered, under which number, and who manages it: a line at the foot of invoices.",
    ),
    setting("invoice.prefix", "INV-", "How the numbers of invoices begin; they count from 00001 on without a gap."),
    setting("invoice.credit_note_prefix", "CN-", "How the numbers of credit notes begin."),
    setting(
        "mail.server",
        "",
        "smtps://<host>:<port> (TLS), smtp://<host>:<port>?tls=required (STARTTLS), or smtp://<host>:<port> on the same machine. Empty: mails are kept as files in the data directory.",
    ),
    setting("mail.user", "", "The name to sign in to the mail server with; empty for none."),
    secret("mail.password", "The password to sign in to the mail server with."),
    setting("log.format", "text", "How the log is written: text or json. RUST_LOG chooses what is written."),
];

impl Setting {
    /// The setting with this key.
    #[must_use]
    pub fn find(key: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// The name of its environment variable.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("{PREFIX}{}", self.key.replace('.', "_").to_ascii_uppercase())
    }

    /// The setting with this environment variable.
    #[must_use]
    pub fn of_variable(variable: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.variable() == variable)
    }
}

/// How all environment variables of the shop begin.
pub const PREFIX: &str = "MERCER_";

/// Variables with that beginning that are no settings: the file's own path, and what only tests read.
pub const OTHER_VARIABLES: [&str; 5] =
    ["MERCER_CONFIG", "MERCER_TEST_POSTGRES", "MERCER_TEST_S3", "MERCER_TEST_INVOICES", "MERCER_TEST_STRIPE"];

/// Names the place at which the program ends at once, in builds that can; elsewhere it is no setting.
pub const FAILPOINT: &str = "MERCER_FAILPOINT";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_settings_share_a_variable() {
        for (index, setting) in SETTINGS.iter().enumerate() {
            let first = SETTINGS.iter().position(|other| other.variable() == setting.variable());
            assert_eq!(first, Some(index), "{}", setting.key);
        }
    }

    #[test]
    fn the_handbook_explains_every_setting() {
        let handbook = include_str!("../../../docs/operations.md");
        for setting in &SETTINGS {
            assert!(handbook.contains(&format!("`{}`", setting.key)), "{} is not in docs/operations.md", setting.key);
        }
    }
}
