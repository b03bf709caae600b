//! A document in the Universal Business Language (OASIS UBL 2.1), the other syntax of EN 16931.

use super::{
    Document, DocumentCharge, DocumentKind, DocumentLine, DocumentTax, Party, Seller, TaxCategory,
    cii::{DISCOUNT, FREIGHT, PIECE, allowance_sum, charge_sum, line_name, line_sum, means, notes, percent, reduction},
    xml::Xml,
};
use crate::{
    customer::Address,
    kernel::{Date, Money},
    tax::TaxPercent,
};

const COMPONENTS: [(&str, &str); 2] = [
    ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
    ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
];

/// The words in which invoices and credit notes differ.
struct Form {
    root: &'static str,
    namespace: &'static str,
    type_code: &'static str,
    line: &'static str,
    quantity: &'static str,
}

const INVOICE: Form = Form {
    root: "Invoice",
    namespace: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    type_code: "cbc:InvoiceTypeCode",
    line: "cac:InvoiceLine",
    quantity: "cbc:InvoicedQuantity",
};

const CREDIT_NOTE: Form = Form {
    root: "CreditNote",
    namespace: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    type_code: "cbc:CreditNoteTypeCode",
    line: "cac:CreditNoteLine",
    quantity: "cbc:CreditedQuantity",
};

/// The document as XML; `None` for a currency with more than two decimals, which EN 16931 does not know (BR-DEC).
#[must_use]
pub fn universal_business_language(document: &Document) -> Option<String> {
    if document.currency().exponent() > 2 {
        return None;
    }
    let form = match document.kind {
        DocumentKind::Invoice => INVOICE,
        DocumentKind::CreditNote => CREDIT_NOTE,
    };
    let mut xml = Xml::new(form.root, &[&[("", form.namespace)], COMPONENTS.as_slice()].concat());
    xml.leaf("cbc:CustomizationID", "urn:cen.eu:en16931:2017");
    xml.leaf("cbc:ID", &document.number);
    xml.leaf("cbc:IssueDate", &day(document.issued_on));
    xml.leaf(form.type_code, document.kind.code());
    for note in notes(document) {
        xml.leaf("cbc:Note", &note);
    }
    xml.leaf("cbc:DocumentCurrencyCode", document.currency().code());
    xml.element("cac:OrderReference", |xml| xml.leaf("cbc:ID", &document.order_number));
    if let Some((number, date)) = &document.refers_to {
        xml.element("cac:BillingReference", |xml| {
            xml.element("cac:InvoiceDocumentReference", |xml| {
                xml.leaf("cbc:ID", number);
                xml.leaf("cbc:IssueDate", &day(*date));
            });
        });
    }
    xml.element("cac:AccountingSupplierParty", |xml| seller(xml, &document.seller));
    xml.element("cac:AccountingCustomerParty", |xml| buyer(xml, &document.buyer));
    if let Some(date) = document.brought_on() {
        let country = &document.buyer.address.country;
        xml.element("cac:Delivery", |xml| {
            xml.leaf("cbc:ActualDeliveryDate", &day(date));
            xml.element("cac:DeliveryLocation", |xml| {
                xml.element("cac:Address", |xml| {
                    xml.element("cac:Country", |xml| xml.leaf("cbc:IdentificationCode", country));
                });
            });
        });
    }
    payment(&mut xml, document);
    for one in &document.allowances {
        charge(&mut xml, one, ("false", DISCOUNT, &reduction(document)));
    }
    for one in &document.shipping {
        charge(&mut xml, one, ("true", FREIGHT, &document.shipping_name));
    }
    taxes(&mut xml, document);
    sums(&mut xml, document);
    for (place, one) in (1_usize..).zip(&document.lines) {
        line(&mut xml, place, one, document, &form);
    }
    Some(xml.finish())
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn amount(xml: &mut Xml, name: &'static str, amount: Money) {
    xml.leaf_with(name, &[("currencyID", amount.currency.code())], &amount.decimal());
}

fn seller(xml: &mut Xml, seller: &Seller) {
    xml.element("cac:Party", |xml| {
        xml.leaf_with("cbc:EndpointID", &[("schemeID", "EM")], &seller.email);
        if seller.vat_id.is_empty() {
            xml.element("cac:PartyIdentification", |xml| xml.leaf("cbc:ID", &seller.tax_number));
        }
        place(xml, [&seller.street, "", &seller.town, &seller.postcode, &seller.country]);
        registered(xml, "VAT", &seller.vat_id);
        registered(xml, "TAX", &seller.tax_number);
        xml.element("cac:PartyLegalEntity", |xml| xml.leaf("cbc:RegistrationName", &seller.name));
    });
}

fn registered(xml: &mut Xml, scheme: &str, number: &str) {
    if !number.is_empty() {
        xml.element("cac:PartyTaxScheme", |xml| {
            xml.leaf("cbc:CompanyID", number);
            xml.element("cac:TaxScheme", |xml| xml.leaf("cbc:ID", scheme));
        });
    }
}

fn buyer(xml: &mut Xml, buyer: &Party) {
    let Address { full_name, street, extra, postcode, town, country } = &buyer.address;
    xml.element("cac:Party", |xml| {
        xml.leaf_with("cbc:EndpointID", &[("schemeID", "EM")], &buyer.email);
        place(xml, [street, extra, town, postcode, country]);
        registered(xml, "VAT", &buyer.vat_id);
        xml.element("cac:PartyLegalEntity", |xml| xml.leaf("cbc:RegistrationName", full_name));
    });
}

fn place(xml: &mut Xml, [street, extra, town, postcode, country]: [&str; 5]) {
    xml.element("cac:PostalAddress", |xml| {
        xml.optional("cbc:StreetName", street);
        xml.optional("cbc:AdditionalStreetName", extra);
        xml.optional("cbc:CityName", town);
        xml.optional("cbc:PostalZone", postcode);
        xml.element("cac:Country", |xml| xml.leaf("cbc:IdentificationCode", country));
    });
}

fn payment(xml: &mut Xml, document: &Document) {
    let (code, account) = means(document);
    xml.element("cac:PaymentMeans", |xml| {
        xml.leaf("cbc:PaymentMeansCode", code);
        if let Some(iban) = account {
            xml.element("cac:PayeeFinancialAccount", |xml| xml.leaf("cbc:ID", iban));
        }
    });
}

fn category(xml: &mut Xml, name: &'static str, (category, rate): (TaxCategory, TaxPercent), with_reason: bool) {
    xml.element(name, |xml| {
        xml.leaf("cbc:ID", category.code());
        xml.leaf("cbc:Percent", &percent(rate));
        if with_reason {
            xml.optional("cbc:TaxExemptionReason", category.reason().unwrap_or_default());
        }
        xml.element("cac:TaxScheme", |xml| xml.leaf("cbc:ID", "VAT"));
    });
}

/// Whether it is a charge, its code, its name.
fn charge(xml: &mut Xml, charge: &DocumentCharge, (is_charge, code, name): (&str, &str, &str)) {
    xml.element("cac:AllowanceCharge", |xml| {
        xml.leaf("cbc:ChargeIndicator", is_charge);
        xml.leaf("cbc:AllowanceChargeReasonCode", code);
        xml.optional("cbc:AllowanceChargeReason", name);
        amount(xml, "cbc:Amount", charge.net);
        category(xml, "cac:TaxCategory", (charge.category, charge.rate), false);
    });
}

fn taxes(xml: &mut Xml, document: &Document) {
    xml.element("cac:TaxTotal", |xml| {
        amount(xml, "cbc:TaxAmount", document.tax);
        for DocumentTax { rate, category: why, net, tax } in &document.taxes {
            xml.element("cac:TaxSubtotal", |xml| {
                amount(xml, "cbc:TaxableAmount", *net);
                amount(xml, "cbc:TaxAmount", *tax);
                category(xml, "cac:TaxCategory", (*why, *rate), true);
            });
        }
    });
}

fn sums(xml: &mut Xml, document: &Document) {
    xml.element("cac:LegalMonetaryTotal", |xml| {
        amount(xml, "cbc:LineExtensionAmount", line_sum(document));
        amount(xml, "cbc:TaxExclusiveAmount", document.net);
        amount(xml, "cbc:TaxInclusiveAmount", document.total);
        if !document.allowances.is_empty() {
            amount(xml, "cbc:AllowanceTotalAmount", allowance_sum(document));
        }
        amount(xml, "cbc:ChargeTotalAmount", charge_sum(document));
        amount(xml, "cbc:PrepaidAmount", document.total);
        amount(xml, "cbc:PayableAmount", Money::zero(document.currency()));
    });
}

fn line(xml: &mut Xml, place: usize, line: &DocumentLine, document: &Document, form: &Form) {
    let quantity = line.quantity.max(1).to_string();
    xml.element(form.line, |xml| {
        xml.leaf("cbc:ID", &place.to_string());
        xml.leaf_with(form.quantity, &[("unitCode", PIECE)], &quantity);
        amount(xml, "cbc:LineExtensionAmount", line.net);
        xml.element("cac:Item", |xml| {
            xml.optional("cbc:Description", &line.details);
            xml.leaf("cbc:Name", &line_name(line, document));
            if !line.sku.is_empty() {
                xml.element("cac:SellersItemIdentification", |xml| xml.leaf("cbc:ID", &line.sku));
            }
            category(xml, "cac:ClassifiedTaxCategory", (line.category, line.rate), false);
        });
        xml.element("cac:Price", |xml| {
            amount(xml, "cbc:PriceAmount", line.net);
            xml.leaf_with("cbc:BaseQuantity", &[("unitCode", PIECE)], &quantity);
        });
    });
}
