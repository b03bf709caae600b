use domain::{
    customer::Address,
    document::{BilledLine, Billing, Document, DocumentKind, PackingLine, PackingSlip, Party, Seller, Words, compose},
    kernel::{Currency, Date, Language, Money},
    ledger::{SoldLine, shares_by_rate},
    payment::PaymentMethod,
    pricing::TaxSummary,
    tax::TaxPercent,
};

use super::{
    invoice::{self, lay_out},
    letters::{Letters, Weight},
    packing,
    sheet::{BOTTOM, Mark, RIGHT},
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn address() -> Address {
    Address {
        full_name: "Łucja Šimić-Παππά".to_owned(),
        street: "Große Elbstraße 14".to_owned(),
        extra: String::new(),
        postcode: "20354".to_owned(),
        town: "Hamburg".to_owned(),
        country: "DE".to_owned(),
    }
}

/// An invoice of so many lines in a language.
fn document(lines: usize, language: &str) -> Document {
    let line = BilledLine {
        title: "A mug that is thrown, trimmed, glazed and fired by hand in a small workshop near the sea".to_owned(),
        details: "Blue, Large".to_owned(),
        sku: "MUG-1".to_owned(),
        quantity: 2,
        net: None,
        gross: euro(4_800),
        reduction: euro(0),
        rate: TaxPercent::of_basis_points(1900),
        is_gift_card: false,
        is_delivered: true,
    };
    let lines = vec![line; lines];
    let gross = euro(4_800).times(i64::try_from(lines.len()).unwrap()).unwrap().plus(euro(490)).unwrap();
    let sold: Vec<SoldLine> =
        lines.iter().map(|line| SoldLine { rate: line.rate, gross: line.gross, is_gift_card: false }).collect();
    let taxes = [TaxSummary { rate: lines[0].rate, gross, tax: lines[0].rate.in_gross(gross).unwrap() }];
    compose(Billing {
        kind: DocumentKind::Invoice,
        number: "INV-00042".to_owned(),
        issued_on: Date { year: 2026, month: 11, day: 27 },
        order_number: "M-10017".to_owned(),
        ordered_on: Date { year: 2026, month: 11, day: 26 },
        arrives: None,
        language: Language::parse(language).unwrap(),
        seller: Seller {
            name: "Marram".to_owned(),
            street: "Deichstraße 1".to_owned(),
            postcode: "20459".to_owned(),
            town: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            vat_id: "DE123456789".to_owned(),
            tax_number: String::new(),
            register: "Amtsgericht Hamburg HRB 1".to_owned(),
            email: "hello@marram.example".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
        },
        buyer: Party { address: address(), email: "lucja@example.org".to_owned(), vat_id: String::new() },
        is_without_tax: false,
        lines,
        shipping_name: "Parcel".to_owned(),
        rates: shares_by_rate(&sold, &taxes).unwrap(),
        coupon: String::new(),
        method: PaymentMethod::Test,
        on_cards: Money::zero(Currency::EUR),
        refers_to: None,
        reason: String::new(),
    })
    .unwrap()
}

fn texts(page: &[Mark]) -> Vec<&str> {
    page.iter().filter_map(|mark| if let Mark::Text { text, .. } = mark { Some(text.as_str()) } else { None }).collect()
}

#[test]
fn an_invoice_says_what_the_law_wants_in_the_language_of_its_reader() {
    let letters = Letters::read().unwrap();
    let document = document(1, "de");
    let sheet = lay_out(&letters, &document, Words::of(document.language));
    let told = texts(&sheet.pages[0]).join("\n");
    for text in
        ["Rechnung INV-00042", "27. November 2026", "USt-IdNr. DE123456789", "19 %", "52,90 €", "Łucja Šimić-Παππά"]
    {
        assert!(told.contains(text), "{text} is not in\n{told}");
    }
}

#[test]
fn a_long_invoice_goes_on_over_pages_and_nothing_leaves_its_page() {
    let letters = Letters::read().unwrap();
    let document = document(60, "en");
    let sheet = lay_out(&letters, &document, Words::of(document.language));
    assert!(sheet.pages.len() > 2, "{}", sheet.pages.len());
    for (page, marks) in (1_usize..).zip(&sheet.pages) {
        let told = texts(marks);
        assert!(told.contains(&format!("Page {page}/{}", sheet.pages.len()).as_str()), "{told:?}");
        assert!(told.contains(&"Description") || page == sheet.pages.len());
        for mark in marks {
            let Mark::Text { x, style, text, y } = mark else { continue };
            assert!(x + letters.width(text, style.weight, style.size) <= RIGHT + 0.5, "{text}");
            assert!(*y <= BOTTOM + 4.0 || *y > BOTTOM + 20.0, "{text} runs into the foot");
        }
    }
    let sold: usize = sheet.pages.iter().flat_map(|page| texts(page)).filter(|text| *text == "€48.00").count();
    assert_eq!(sold, 60);
}

#[test]
fn f60_v07_anything_that_people_type_can_be_written() {
    let mut document = document(1, "en");
    document.buyer.address.full_name = "{{7*7}} 漢字 🙂 \u{202e}\u{0}\t<script>".to_owned();
    document.lines[0].title = "x".repeat(400);
    document.reason = "y ".repeat(300);
    let bytes = invoice::invoice(&document).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"), "{:?}", bytes.get(..8));
}

#[test]
fn a_packing_slip_says_what_lies_in_the_parcel_and_no_word_of_money() {
    let letters = Letters::read().unwrap();
    let slip = PackingSlip {
        shop: "Marram".to_owned(),
        order_number: "M-10017".to_owned(),
        ordered_on: Date { year: 2026, month: 11, day: 26 },
        language: Language::ENGLISH,
        address: address(),
        shipping_name: "Parcel".to_owned(),
        lines: vec![PackingLine {
            quantity: 3,
            title: "A mug".to_owned(),
            details: vec!["Blue".to_owned()],
            sku: "MUG-1".to_owned(),
        }],
    };
    let told = texts(&packing::lay_out(&letters, &slip, Words::of(slip.language)).pages[0]).join("\n");
    assert!(told.contains("A mug") && told.contains("MUG-1") && told.contains('3') && !told.contains('€'), "{told}");
    assert!(packing::packing_slip(&slip).unwrap().starts_with(b"%PDF"));
}

#[test]
fn texts_break_at_blanks_and_words_that_are_too_long_anywhere() {
    let letters = Letters::read().unwrap();
    assert_eq!(letters.wrap("a b\n\nc", Weight::Regular, 10.0, 200.0), ["a b", "c"]);
    let lines = letters.wrap(&"m".repeat(100), Weight::Regular, 10.0, 50.0);
    assert!(lines.len() > 10 && lines.iter().all(|line| letters.width(line, Weight::Regular, 10.0) <= 50.0));
    assert_eq!(lines.concat().len(), 100);
}
