use proptest::prelude::*;

use super::*;
use crate::{
    customer::Address,
    document::{cross_industry_invoice, universal_business_language},
    kernel::{Currency, Quantity},
    ledger::{SoldLine, shares_by_rate},
    pricing::{Adjustment, AdjustmentKind, LineInput, price, price_adding_tax},
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// Unit price, quantity, rate, whether it is a gift card.
type Line = (i64, i64, i64, bool);

/// The bill of these lines, delivered to a country.
pub fn bill(lines: &[Line], discount: i64, shipping: i64, country: &str) -> Billing {
    let inputs: Vec<LineInput> = lines
        .iter()
        .map(|line| LineInput {
            unit_price: euro(line.0),
            quantity: Quantity::new(line.1).unwrap(),
            tax_rate: TaxPercent::from_basis_points(if line.3 { 0 } else { line.2 }).unwrap(),
            is_reducible: !line.3,
        })
        .collect();
    let adjustment = |kind, minor| Adjustment { kind, label: String::new(), amount: euro(minor) };
    let adjustments = [adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, shipping)];
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
    Billing {
        kind: DocumentKind::Invoice,
        number: "INV-00001".to_owned(),
        issued_on: Date { year: 2026, month: 11, day: 27 },
        order_number: "M-10017".to_owned(),
        ordered_on: Date { year: 2026, month: 11, day: 26 },
        arrives: None,
        language: Language::ENGLISH,
        seller: Seller {
            name: "Marram GmbH".to_owned(),
            street: "Deichstraße 1".to_owned(),
            postcode: "20459".to_owned(),
            town: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            vat_id: "DE123456789".to_owned(),
            tax_number: String::new(),
            register: String::new(),
            email: "hello@marram.example".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
        },
        buyer: Party {
            address: Address {
                full_name: "Maren Holt".to_owned(),
                street: "Große Elbstraße 14".to_owned(),
                extra: String::new(),
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
        method: PaymentMethod::Transfer,
        on_cards: euro(0),
        refers_to: None,
        reason: String::new(),
    }
}

#[test]
fn a_gift_card_is_a_payment_and_changes_neither_tax_nor_total() {
    let bill = bill(&[(2_400, 2, 1900, false)], 0, 490, "DE");
    let plain = compose(bill.clone()).unwrap();
    let partly = compose(Billing { on_cards: euro(2_000), ..bill.clone() }).unwrap();
    assert_eq!((partly.total, partly.tax, partly.net), (plain.total, plain.tax, plain.net));
    assert_eq!((plain.on_cards, partly.on_cards, partly.is_all_on_cards()), (None, Some(euro(2_000)), false));
    let wholly = compose(Billing { on_cards: plain.total, ..bill }).unwrap();
    assert!(wholly.is_all_on_cards());
}

#[test]
fn an_invoice_says_net_tax_and_total_of_each_rate() {
    let document = compose(bill(&[(2_400, 2, 1900, false), (5_000, 1, 0, true)], 0, 490, "DE")).unwrap();
    let taxes: Vec<(&str, i64, i64)> =
        document.taxes.iter().map(|tax| (tax.category.code(), tax.net.minor, tax.tax.minor)).collect();
    // The delivery is taxed in proportion to the goods: a part of it falls on the rate of nothing.
    assert_eq!(taxes.iter().map(|tax| tax.1 + tax.2).sum::<i64>(), 10_290);
    assert!(taxes.iter().any(|tax| tax.0 == "E" && tax.1 == 5_000), "{taxes:?}");
    assert_eq!((document.total, document.net.minor + document.tax.minor), (euro(10_290), 10_290));
}

#[test]
fn what_leaves_the_european_union_is_an_export_and_says_so() {
    let document = compose(bill(&[(2_400, 1, 0, false)], 0, 990, "CH")).unwrap();
    assert_eq!((document.taxes.len(), document.taxes[0].category), (1, TaxCategory::Export));
    assert!(cross_industry_invoice(&document).unwrap().contains("Export outside the European Union"));
}

#[test]
fn a_seller_without_a_number_exports_exempt_because_the_category_of_exports_wants_one() {
    let mut billing = bill(&[(2_400, 1, 0, false)], 0, 990, "CH");
    billing.seller.vat_id = String::new();
    let document = compose(billing).unwrap();
    assert_eq!(document.taxes[0].category, TaxCategory::ExportWithoutNumber);
    assert!(universal_business_language(&document).unwrap().contains("Export outside the European Union"));
}

#[test]
fn what_a_business_of_another_member_state_buys_says_who_owes_the_tax_and_why() {
    let mut billing = bill(&[(2_000, 1, 0, false), (1_500, 1, 0, false), (5_000, 1, 0, true)], 700, 408, "FR");
    billing.is_without_tax = true;
    billing.buyer.vat_id = "FR40303265045".to_owned();
    // The second is a download.
    billing.lines[1].is_delivered = false;
    let document = compose(billing).unwrap();
    let taxes: Vec<(&str, i64)> = document.taxes.iter().map(|tax| (tax.category.code(), tax.net.minor)).collect();
    assert_eq!(taxes, [("K", 1_600 + 408), ("AE", 1_200), ("E", 5_000)]);
    assert_eq!((document.tax, document.total), (euro(0), euro(8_208)));
    assert_eq!(document.brought_on(), Some(document.issued_on), "BR-IC-11");
    let (cii, ubl) = (cross_industry_invoice(&document).unwrap(), universal_business_language(&document).unwrap());
    for xml in [cii, ubl] {
        for words in ["FR40303265045", "Article 138", "Reverse charge, Article 196"] {
            assert!(xml.contains(words), "{words} is not in {xml}");
        }
    }
}

#[test]
fn where_prices_are_without_tax_the_lines_keep_them_and_every_sum_is_exact() {
    let input = |unit_price: i64, quantity: i64| LineInput {
        unit_price: euro(unit_price),
        quantity: Quantity::new(quantity).unwrap(),
        tax_rate: TaxPercent::of_basis_points(825),
        is_reducible: true,
    };
    let adjustment = |kind, minor| Adjustment { kind, label: String::new(), amount: euro(minor) };
    for (discount, shipping, nets) in [(0, 0, [0, 0]), (0, 495, [495, 0]), (333, 495, [495, 333]), (333, 0, [0, 333])] {
        let adjustments =
            [adjustment(AdjustmentKind::Discount, -discount), adjustment(AdjustmentKind::Shipping, shipping)];
        let priced = price_adding_tax(Currency::EUR, &[input(333, 3), input(1_999, 7)], &adjustments).unwrap();
        let mut billing = bill(&[(333, 3, 825, false), (1_999, 7, 825, false)], discount, 0, "US");
        for (line, priced) in billing.lines.iter_mut().zip(&priced.lines) {
            line.net = Some(priced.unit_price.times(priced.quantity).unwrap());
            line.gross = priced.line_total.plus(priced.prorated_discount).unwrap();
            line.reduction = euro(-priced.prorated_discount.minor);
        }
        let sold: Vec<SoldLine> = billing
            .lines
            .iter()
            .map(|line| SoldLine { rate: line.rate, gross: line.gross, is_gift_card: false })
            .collect();
        billing.rates = shares_by_rate(&sold, &priced.totals.taxes).unwrap();
        let document = compose(billing).unwrap();
        assert_eq!(document.lines.iter().map(|line| document.shown(line).minor).collect::<Vec<_>>(), [999, 13_993]);
        let shown = [document.shipping_shown().minor, document.allowance_shown().minor];
        assert!(shown.iter().zip(nets).all(|(shown, net)| (shown - net).abs() <= 1), "{shown:?} {nets:?}");
        assert_eq!(999 + 13_993 + shown[0] - shown[1], document.net.minor);
        assert_eq!((document.total, document.tax), (priced.totals.total, priced.totals.tax()));
    }
}

#[test]
fn f16_what_a_code_took_off_is_an_allowance_of_each_rate_beside_the_whole_lines() {
    let lines = [(2_400, 1, 1900, false), (1_000, 1, 700, false), (5_000, 1, 0, true)];
    let document = compose(bill(&lines, 340, 0, "DE")).unwrap();
    assert_eq!(document.lines.iter().map(|line| line.gross.minor).collect::<Vec<_>>(), [2_400, 1_000, 5_000]);
    let off = document.allowances.iter().map(|part| (part.rate.basis_points(), part.gross.minor));
    let off: Vec<(Option<i64>, i64)> = off.collect();
    assert_eq!(
        (off, document.total),
        (vec![(Some(700), 100), (Some(1900), 240)], euro(8_060)),
        "a gift card costs what it is worth"
    );
    let (cii, ubl) = (cross_industry_invoice(&document).unwrap(), universal_business_language(&document).unwrap());
    assert!(cii.contains("<udt:Indicator>false</udt:Indicator>") && ubl.contains("<cbc:ChargeIndicator>false<"));
    assert!(cii.contains("Discount code WELCOME10") && ubl.contains("Discount code WELCOME10"));
}

#[test]
fn an_invoice_that_was_written_in_basis_points_is_read_as_it_was() {
    let document = compose(bill(&[(2_400, 3, 1900, false), (999, 1, 705, false)], 340, 490, "DE")).unwrap();
    let written = serde_json::to_string(&document).unwrap();
    let before = written.replace(r#""rate":"19""#, r#""rate":1900"#).replace(r#""rate":"7.05""#, r#""rate":705"#);
    assert!(!before.contains(r#""rate":""#), "{before}");
    assert_eq!(serde_json::from_str::<Document>(&before).unwrap(), document);
}

#[test]
fn a_rate_with_more_than_two_decimals_stands_in_both_syntaxes_as_it_is() {
    let mut billing = bill(&[(2_400, 1, 1900, false)], 0, 0, "DE");
    let rate = TaxPercent::parse("8.875").unwrap();
    billing.lines[0].rate = rate;
    billing.rates[0].rate = rate;
    billing.rates[0].tax = rate.in_gross(billing.rates[0].goods).unwrap();
    let document = compose(billing).unwrap();
    let (cii, ubl) = (cross_industry_invoice(&document).unwrap(), universal_business_language(&document).unwrap());
    assert!(cii.contains("<ram:RateApplicablePercent>8.875</ram:RateApplicablePercent>"), "{cii}");
    assert!(ubl.contains("<cbc:Percent>8.875</cbc:Percent>"), "{ubl}");
}

#[test]
fn f16_an_order_that_costs_nothing_has_an_invoice_over_nothing() {
    let document = compose(bill(&[(2_400, 1, 1900, false), (1_000, 2, 0, false)], 9_999, 0, "DE")).unwrap();
    assert_eq!((document.total, document.net, document.tax), (euro(0), euro(0), euro(0)));
    assert_eq!(document.allowance_shown(), euro(4_400));
    assert_eq!(document.lines.iter().map(|line| line.net.minor).sum::<i64>(), 2_017 + 2_000);
    assert_eq!(document.allowances.iter().map(|part| part.net.minor).sum::<i64>(), 2_017 + 2_000);
}

#[test]
fn lines_that_are_not_what_the_rates_say_make_no_document() {
    let mut billing = bill(&[(2_400, 1, 1900, false)], 0, 0, "DE");
    billing.lines[0].gross = euro(2_399);
    assert!(matches!(compose(billing), Err(ComposeError::Mismatch { .. })));
}

#[test]
fn v07_what_people_type_is_text_in_both_syntaxes() {
    let document = compose(bill(&[(2_400, 1, 1900, false)], 0, 0, "DE")).unwrap();
    for xml in [cross_industry_invoice(&document).unwrap(), universal_business_language(&document).unwrap()] {
        assert!(xml.contains("A mug &amp; &lt;more&gt;") && !xml.contains("<more>"), "{xml}");
    }
}

#[test]
fn f14_a_currency_of_three_decimals_has_paper_but_no_electronic_form() {
    let mut document = compose(bill(&[(2_400, 1, 1900, false)], 0, 0, "DE")).unwrap();
    document.total.currency = Currency::parse("KWD").unwrap();
    assert_eq!((cross_industry_invoice(&document), universal_business_language(&document)), (None, None));
}

proptest! {
    #[test]
    fn r30_lines_and_delivery_add_up_to_the_net_of_their_rate_and_all_to_the_total(
        lines in prop::collection::vec(
            (0_i64..100_000, 1_i64..30, prop::sample::select(vec![0_i64, 700, 1900, 2550]), prop::bool::weighted(0.2)), 1..8),
        discount in 0_i64..50_000, shipping in 0_i64..5_000,
    ) {
        let billing = bill(&lines, discount, shipping, "DE");
        let paid: i64 = billing.rates.iter().map(|share| share.gross().unwrap().minor).sum();
        let document = compose(billing).unwrap();
        for tax in &document.taxes {
            let of = |rate: TaxPercent, category: TaxCategory| rate == tax.rate && category == tax.category;
            let net: i64 = document.lines.iter().filter(|line| of(line.rate, line.category)).map(|line| line.net.minor)
                .chain(document.shipping.iter().filter(|charge| of(charge.rate, charge.category)).map(|charge| charge.net.minor))
                .chain(document.allowances.iter().filter(|part| of(part.rate, part.category)).map(|part| -part.net.minor))
                .sum();
            prop_assert_eq!(net, tax.net.minor, "BR-S-08");
            // BR-CO-17, within one unit of the currency.
            let calculated = tax.rate.on_net(tax.net).unwrap().minor;
            prop_assert!((calculated - tax.tax.minor).abs() <= 1, "{} {}", calculated, tax.tax.minor);
        }
        prop_assert_eq!(document.total.minor, paid);
        let gross: i64 = document.lines.iter().map(|line| line.gross.minor).sum::<i64>()
            + document.shipping_shown().minor - document.allowance_shown().minor;
        prop_assert_eq!(gross, paid);
        prop_assert!(document.lines.iter().all(|line| line.net.minor >= 0 && line.net.minor <= line.gross.minor));
    }
}
