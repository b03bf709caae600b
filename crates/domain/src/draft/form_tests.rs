use super::*;

fn today() -> Date {
    Date::parse("2026-11-28").unwrap()
}

fn form() -> DraftForm {
    DraftForm {
        currency: "EUR".to_owned(),
        language: "de".to_owned(),
        email: " Maren.Holt@example.org ".to_owned(),
        address: AddressForm { country: "de".to_owned(), ..AddressForm::default() },
        lines: vec![line(" MUG-1 ", "2", "19,50"), DraftFormLine::default(), line("TIN-1", "", "")],
        shipping: "parcel".to_owned(),
        shipping_price: "3.00".to_owned(),
        note: " As we said on the phone.\r\nKind regards ".to_owned(),
        last_day: "2026-12-12".to_owned(),
    }
}

fn line(sku: &str, quantity: &str, price: &str) -> DraftFormLine {
    DraftFormLine { sku: sku.to_owned(), quantity: quantity.to_owned(), price: price.to_owned() }
}

fn wrong(change: impl FnOnce(&mut DraftForm)) -> String {
    let mut form = form();
    change(&mut form);
    let fields = form.check(today()).unwrap_err();
    fields.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_was_typed_becomes_an_offer_with_own_prices_and_empty_lines_are_none() {
    let wish = form().check(today()).unwrap();
    let own = Money::new(1_950, Currency::EUR);
    assert_eq!(wish.email.unwrap().as_str(), "maren.holt@example.org");
    assert_eq!(
        wish.lines,
        [
            DraftLine { place: 0, sku: "MUG-1".to_owned(), quantity: Quantity::new(2).unwrap(), price: Some(own) },
            DraftLine { place: 2, sku: "TIN-1".to_owned(), quantity: Quantity::new(1).unwrap(), price: None },
        ]
    );
    assert_eq!(wish.shipping.unwrap().price, Some(Money::new(300, Currency::EUR)));
    assert_eq!((wish.note.as_str(), wish.address.country.as_str()), ("As we said on the phone.\nKind regards", "DE"));
    assert_eq!(wish.goods.lines.len(), 2);
    assert_eq!(form().as_typed().shipping, "parcel");
}

#[test]
fn a_customer_of_whom_nothing_is_known_is_no_mistake() {
    let form = DraftForm { email: String::new(), address: AddressForm::default(), ..form() };
    let wish = form.check(today()).unwrap();
    assert_eq!((wish.email, wish.address), (None, AddressForm::default()));
}

#[test]
fn a_change_replaces_what_the_customer_typed_only_where_it_says_something_else() {
    let typed = CheckoutForm {
        town: "Hamburg".into(),
        street: "Elbstraße 1".into(),
        payment: "test".into(),
        ..form().as_typed()
    };
    let note = DraftForm { note: "\tAnother.\tOne.".to_owned(), ..form() };
    assert_eq!(note.carried(&form(), typed.clone()), typed);
    assert_eq!(note.check(today()).unwrap().note, "Another.    One.");
    let mut moved = form();
    moved.address.town = "Kiel".to_owned();
    assert_eq!(moved.carried(&form(), typed.clone()), CheckoutForm { town: "Kiel".into(), ..typed });
}

#[test]
fn f15_v01_prices_and_numbers_that_are_none_are_refused_beside_their_field() {
    for quantity in ["0", "-1", "1.5", "two", "1000", "99999999999999999999"] {
        assert_eq!(wrong(|form| form.lines[0].quantity = quantity.to_owned()), "lines.0.quantity", "{quantity}");
    }
    for price in ["-1", "1e3", "free", "92233720368547758080"] {
        assert_eq!(wrong(|form| form.lines[0].price = price.to_owned()), "lines.0.price", "{price}");
        assert_eq!(wrong(|form| form.shipping_price = price.to_owned()), "shipping_price", "{price}");
    }
    assert_eq!(wrong(|form| form.lines[2].sku = "mug-1".to_owned()), "lines.2.sku");
    assert_eq!(wrong(|form| form.lines.clear()), "lines");
    assert_eq!(wrong(|form| form.shipping.clear()), "shipping", "a price without a way is of nothing");
}

#[test]
fn each_other_field_that_cannot_stay_is_named() {
    assert_eq!(wrong(|form| form.currency = "euro".into()), "currency");
    assert_eq!(wrong(|form| form.language = "xx".into()), "language");
    assert_eq!(wrong(|form| form.email = "maren".into()), "email");
    assert_eq!(wrong(|form| form.note = "x".repeat(2_001)), "note");
    assert_eq!(wrong(|form| form.note = "\u{0}".into()), "note");
    for day in ["", "24.12.", "2026-11-27", "2028-01-01"] {
        assert_eq!(wrong(|form| form.last_day = day.into()), "last_day", "{day}");
    }
    assert_eq!(wrong(|form| form.address.postcode = "2035".into()), "address.postcode");
    assert_eq!(wrong(|form| form.address.street = "https://evil.example".into()), "address.street");
}
