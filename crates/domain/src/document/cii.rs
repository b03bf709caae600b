//! A document as UN/CEFACT Cross Industry Invoice, the syntax of Factur-X and ZUGFeRD, in the profile EN 16931.
//!
//! The business terms (BT) and groups (BG) in the comments are those of EN 16931-1.

use super::{Document, DocumentCharge, DocumentLine, DocumentTax, Party, Seller, TaxCategory, Words, xml::Xml};
use crate::{
    customer::Address,
    kernel::{Date, Money},
    payment::PaymentMethod,
    tax::TaxPercent,
};

const NAMESPACES: [(&str, &str); 4] = [
    ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
    ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
    ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
];
/// One piece (UN/ECE Recommendation 20).
pub(super) const PIECE: &str = "C62";
/// Freight (UNTDID 7161).
pub(super) const FREIGHT: &str = "FC";
/// A discount (UNTDID 5189).
pub(super) const DISCOUNT: &str = "95";

/// The document as XML; `None` for a currency with more than two decimals, which EN 16931 does not know (BR-DEC).
#[must_use]
pub fn cross_industry_invoice(document: &Document) -> Option<String> {
    if document.currency().exponent() > 2 {
        return None;
    }
    let mut xml = Xml::new("rsm:CrossIndustryInvoice", &NAMESPACES);
    xml.element("rsm:ExchangedDocumentContext", |xml| {
        // BT-24
        xml.element("ram:GuidelineSpecifiedDocumentContextParameter", |xml| {
            xml.leaf("ram:ID", "urn:cen.eu:en16931:2017");
        });
    });
    xml.element("rsm:ExchangedDocument", |xml| {
        xml.leaf("ram:ID", &document.number);
        xml.leaf("ram:TypeCode", document.kind.code());
        xml.element("ram:IssueDateTime", |xml| day(xml, "udt:DateTimeString", document.issued_on));
        for note in notes(document) {
            xml.element("ram:IncludedNote", |xml| xml.leaf("ram:Content", &note));
        }
    });
    xml.element("rsm:SupplyChainTradeTransaction", |xml| {
        for (place, one) in (1_usize..).zip(&document.lines) {
            line(xml, place, one, document);
        }
        agreement(xml, document);
        xml.element("ram:ApplicableHeaderTradeDelivery", |xml| {
            // BG-13
            xml.element("ram:ShipToTradeParty", |xml| addressed(xml, &document.buyer.address));
            if let Some(date) = document.brought_on() {
                // BT-72
                xml.element("ram:ActualDeliverySupplyChainEvent", |xml| {
                    xml.element("ram:OccurrenceDateTime", |xml| day(xml, "udt:DateTimeString", date));
                });
            }
        });
        settlement(xml, document);
    });
    Some(xml.finish())
}

/// What both syntaxes say in words: why money goes back, which code took something off, and where the seller is registered.
pub(super) fn notes(document: &Document) -> Vec<String> {
    let notes = [document.reason.clone(), reduction(document), document.seller.register.clone()];
    notes.into_iter().filter(|note| !note.is_empty()).collect()
}

/// What took something off: a code, or somebody of the shop; empty without either.
pub(super) fn reduction(document: &Document) -> String {
    let words = Words::of(document.language);
    match (document.coupon.as_str(), document.allowances.is_empty()) {
        ("", true) => String::new(),
        ("", false) => words.reduced().to_owned(),
        (code, _) => format!("{} {code}", words.coupon()),
    }
}

/// The name of a line: one without items is a reduction.
pub(super) fn line_name(line: &DocumentLine, document: &Document) -> String {
    let title = if line.title.is_empty() { "–" } else { line.title.as_str() };
    if line.quantity > 0 {
        return title.to_owned();
    }
    format!("{}: {title}", Words::of(document.language).reduction())
}

/// "19.00", "8.875".
pub(super) fn percent(rate: TaxPercent) -> String {
    rate.written('.', 2)
}

/// The code of the way of payment (UNTDID 4461), and the account that belongs to it. A transfer without an account that could be
/// named is "not defined": the codes of transfers want one (EN 16931, BR-61).
pub(super) fn means(document: &Document) -> (&'static str, Option<&str>) {
    // A gift card is no means that the list of codes knows.
    if document.is_all_on_cards() {
        return ("1", None);
    }
    let iban = Some(document.seller.iban.as_str()).filter(|iban| !iban.is_empty());
    match (document.method, iban) {
        (PaymentMethod::Transfer, Some(iban)) => ("58", Some(iban)),
        (PaymentMethod::Transfer, None) => ("1", None),
        (PaymentMethod::Test, _) => ("48", None),
        // Whatever the shopper chose there: a service for paying online.
        (PaymentMethod::Stripe, _) => ("68", None),
        (PaymentMethod::CashOnDelivery, _) => ("10", None),
    }
}

/// The sum of the lines without tax (BT-106).
pub(super) fn line_sum(document: &Document) -> Money {
    let sum = document.lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.net.minor));
    Money::new(sum, document.currency())
}

/// The sum of the charges without tax (BT-108).
pub(super) fn charge_sum(document: &Document) -> Money {
    let sum = document.shipping.iter().fold(0_i64, |sum, charge| sum.saturating_add(charge.net.minor));
    Money::new(sum, document.currency())
}

/// The sum of the allowances without tax (BT-107).
pub(super) fn allowance_sum(document: &Document) -> Money {
    let sum = document.allowances.iter().fold(0_i64, |sum, allowance| sum.saturating_add(allowance.net.minor));
    Money::new(sum, document.currency())
}

fn day(xml: &mut Xml, name: &'static str, date: Date) {
    let text = format!("{:04}{:02}{:02}", date.year, date.month, date.day);
    xml.leaf_with(name, &[("format", "102")], &text);
}

/// BG-25. The price is that of all items of the line together (BT-149), so that nothing is rounded.
fn line(xml: &mut Xml, place: usize, line: &DocumentLine, document: &Document) {
    let quantity = line.quantity.max(1).to_string();
    xml.element("ram:IncludedSupplyChainTradeLineItem", |xml| {
        xml.element("ram:AssociatedDocumentLineDocument", |xml| xml.leaf("ram:LineID", &place.to_string()));
        xml.element("ram:SpecifiedTradeProduct", |xml| {
            xml.optional("ram:SellerAssignedID", &line.sku);
            xml.leaf("ram:Name", &line_name(line, document));
            xml.optional("ram:Description", &line.details);
        });
        xml.element("ram:SpecifiedLineTradeAgreement", |xml| {
            xml.element("ram:NetPriceProductTradePrice", |xml| {
                xml.leaf("ram:ChargeAmount", &line.net.decimal());
                xml.leaf_with("ram:BasisQuantity", &[("unitCode", PIECE)], &quantity);
            });
        });
        xml.element("ram:SpecifiedLineTradeDelivery", |xml| {
            xml.leaf_with("ram:BilledQuantity", &[("unitCode", PIECE)], &quantity);
        });
        xml.element("ram:SpecifiedLineTradeSettlement", |xml| {
            xml.element("ram:ApplicableTradeTax", |xml| category(xml, line.category, line.rate));
            xml.element("ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
                xml.leaf("ram:LineTotalAmount", &line.net.decimal());
            });
        });
    });
}

fn category(xml: &mut Xml, category: TaxCategory, rate: TaxPercent) {
    xml.leaf("ram:TypeCode", "VAT");
    xml.leaf("ram:CategoryCode", category.code());
    xml.leaf("ram:RateApplicablePercent", &percent(rate));
}

fn agreement(xml: &mut Xml, document: &Document) {
    xml.element("ram:ApplicableHeaderTradeAgreement", |xml| {
        seller(xml, &document.seller);
        buyer(xml, &document.buyer);
        xml.element("ram:BuyerOrderReferencedDocument", |xml| {
            xml.leaf("ram:IssuerAssignedID", &document.order_number);
        });
    });
}

/// BG-4.
fn seller(xml: &mut Xml, seller: &Seller) {
    xml.element("ram:SellerTradeParty", |xml| {
        if seller.vat_id.is_empty() {
            // BR-CO-26: somebody without a number for value added tax is known by another.
            xml.optional("ram:ID", &seller.tax_number);
        }
        xml.leaf("ram:Name", &seller.name);
        xml.element("ram:PostalTradeAddress", |xml| {
            xml.optional("ram:PostcodeCode", &seller.postcode);
            xml.optional("ram:LineOne", &seller.street);
            xml.optional("ram:CityName", &seller.town);
            xml.leaf("ram:CountryID", &seller.country);
        });
        mail(xml, &seller.email);
        registered(xml, "VA", &seller.vat_id);
        registered(xml, "FC", &seller.tax_number);
    });
}

/// BG-7.
fn buyer(xml: &mut Xml, buyer: &Party) {
    xml.element("ram:BuyerTradeParty", |xml| {
        addressed(xml, &buyer.address);
        mail(xml, &buyer.email);
        registered(xml, "VA", &buyer.vat_id);
    });
}

/// BT-31, BT-32, BT-48: a number under which somebody pays taxes.
fn registered(xml: &mut Xml, scheme: &'static str, number: &str) {
    if !number.is_empty() {
        xml.element("ram:SpecifiedTaxRegistration", |xml| xml.leaf_with("ram:ID", &[("schemeID", scheme)], number));
    }
}

fn addressed(xml: &mut Xml, address: &Address) {
    xml.leaf("ram:Name", &address.full_name);
    xml.element("ram:PostalTradeAddress", |xml| {
        xml.optional("ram:PostcodeCode", &address.postcode);
        xml.optional("ram:LineOne", &address.street);
        xml.optional("ram:LineTwo", &address.extra);
        xml.optional("ram:CityName", &address.town);
        xml.leaf("ram:CountryID", &address.country);
    });
}

fn mail(xml: &mut Xml, address: &str) {
    if !address.is_empty() {
        xml.element("ram:URIUniversalCommunication", |xml| {
            xml.leaf_with("ram:URIID", &[("schemeID", "EM")], address);
        });
    }
}

fn settlement(xml: &mut Xml, document: &Document) {
    xml.element("ram:ApplicableHeaderTradeSettlement", |xml| {
        xml.leaf("ram:InvoiceCurrencyCode", document.currency().code());
        xml.element("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
            let (code, account) = means(document);
            xml.leaf("ram:TypeCode", code);
            if let Some(iban) = account {
                xml.element("ram:PayeePartyCreditorFinancialAccount", |xml| xml.leaf("ram:IBANID", iban));
            }
        });
        for one in &document.taxes {
            tax(xml, one);
        }
        for one in &document.allowances {
            charge(xml, one, ("false", DISCOUNT, &reduction(document)));
        }
        for one in &document.shipping {
            charge(xml, one, ("true", FREIGHT, &document.shipping_name));
        }
        sums(xml, document);
        if let Some((number, date)) = &document.refers_to {
            // BG-3
            xml.element("ram:InvoiceReferencedDocument", |xml| {
                xml.leaf("ram:IssuerAssignedID", number);
                xml.element("ram:FormattedIssueDateTime", |xml| day(xml, "qdt:DateTimeString", *date));
            });
        }
    });
}

/// BG-23.
fn tax(xml: &mut Xml, tax: &DocumentTax) {
    xml.element("ram:ApplicableTradeTax", |xml| {
        xml.leaf("ram:CalculatedAmount", &tax.tax.decimal());
        xml.leaf("ram:TypeCode", "VAT");
        xml.optional("ram:ExemptionReason", tax.category.reason().unwrap_or_default());
        xml.leaf("ram:BasisAmount", &tax.net.decimal());
        xml.leaf("ram:CategoryCode", tax.category.code());
        xml.leaf("ram:RateApplicablePercent", &percent(tax.rate));
    });
}

/// BG-20 and BG-21: whether it is a charge, its code, its name.
fn charge(xml: &mut Xml, charge: &DocumentCharge, (is_charge, code, name): (&str, &str, &str)) {
    xml.element("ram:SpecifiedTradeAllowanceCharge", |xml| {
        xml.element("ram:ChargeIndicator", |xml| xml.leaf("udt:Indicator", is_charge));
        xml.leaf("ram:ActualAmount", &charge.net.decimal());
        xml.leaf("ram:ReasonCode", code);
        xml.optional("ram:Reason", name);
        xml.element("ram:CategoryTradeTax", |xml| category(xml, charge.category, charge.rate));
    });
}

/// BG-22. What a document is about has been paid, so nothing is due.
fn sums(xml: &mut Xml, document: &Document) {
    let currency = document.currency();
    xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
        xml.leaf("ram:LineTotalAmount", &line_sum(document).decimal());
        xml.leaf("ram:ChargeTotalAmount", &charge_sum(document).decimal());
        if !document.allowances.is_empty() {
            xml.leaf("ram:AllowanceTotalAmount", &allowance_sum(document).decimal());
        }
        xml.leaf("ram:TaxBasisTotalAmount", &document.net.decimal());
        xml.leaf_with("ram:TaxTotalAmount", &[("currencyID", currency.code())], &document.tax.decimal());
        xml.leaf("ram:GrandTotalAmount", &document.total.decimal());
        xml.leaf("ram:TotalPrepaidAmount", &document.total.decimal());
        xml.leaf("ram:DuePayableAmount", &Money::zero(currency).decimal());
    });
}
