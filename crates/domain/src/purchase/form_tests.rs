//! What is typed in, and what cannot stay.

use super::*;

fn fields<T>(checked: Result<T, Wrong>) -> String {
    let wrong = checked.err().unwrap_or_default();
    wrong.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_supplier_needs_a_name_and_nothing_else() {
    let form = SupplierForm { name: "  Delft  Clay ".to_owned(), ..SupplierForm::default() };
    let draft = form.check().unwrap();
    assert_eq!((draft.name.as_str(), draft.email.as_str(), draft.lead_days), ("Delft Clay", "", 0));
    let wrong = SupplierForm {
        name: String::new(),
        email: "nobody".to_owned(),
        lead_days: "-1".to_owned(),
        note: "x".repeat(2_001),
    };
    assert_eq!(fields(wrong.check()), "name email lead_days note");
}

#[test]
fn a_draft_is_read_and_each_field_that_cannot_stay_is_named() {
    let line = |quantity: &str, unit_cost: &str| LineForm {
        id: "7".to_owned(),
        quantity: quantity.to_owned(),
        unit_cost: unit_cost.to_owned(),
        supplier_sku: " D-7 ".to_owned(),
    };
    let form = PurchaseForm {
        supplier: "3".to_owned(),
        expected: "2026-12-01".to_owned(),
        lines: vec![line("12", "4,20"), line("", "")],
        add: " MUG-1 ".to_owned(),
        ..PurchaseForm::default()
    };
    let draft = form.check(Currency::EUR).unwrap();
    assert_eq!((draft.supplier, draft.add.as_deref()), (Some(SupplierId(3)), Some("MUG-1")));
    let read: Vec<(i64, i64, &str)> =
        draft.lines.iter().map(|line| (line.quantity, line.unit_cost, line.supplier_sku.as_str())).collect();
    assert_eq!(read, [(12, 420, "D-7"), (0, 0, "D-7")]);
    let wrong = PurchaseForm {
        supplier: "x".to_owned(),
        expected: "soon".to_owned(),
        lines: vec![line("-1", "4"), line("1", "-4"), line("1.5", "x")],
        ..PurchaseForm::default()
    };
    assert_eq!(
        fields(wrong.check(Currency::EUR)),
        "supplier expected lines.0.quantity lines.1.unit_cost lines.2.quantity lines.2.unit_cost"
    );
    let many = PurchaseForm { lines: vec![line("1", "1"); MOST_LINES + 1], ..PurchaseForm::default() };
    assert_eq!(fields(many.check(Currency::EUR)), "add");
}

#[test]
fn a_receipt_names_what_came_and_a_line_once() {
    let line = |line: &str, quantity: &str| ReceiptLineForm { line: line.to_owned(), quantity: quantity.to_owned() };
    let form = ReceiptForm {
        key: "k".to_owned(),
        freight: "12".to_owned(),
        lines: vec![line("7", "3"), line("8", "")],
        over: false,
        location: String::new(),
    };
    let wish = form.check(Currency::EUR).unwrap();
    assert_eq!((wish.freight, wish.lines), (1_200, vec![WantedReceipt { line: PurchaseLineId(7), quantity: 3 }]));
    let nothing = ReceiptForm { lines: vec![line("7", "0")], ..form.clone() };
    assert_eq!(fields(nothing.check(Currency::EUR)), "lines");
    let twice = ReceiptForm { lines: vec![line("7", "1"), line("7", "1"), line("8", "-2")], ..form.clone() };
    assert_eq!(fields(twice.check(Currency::EUR)), "lines.1.quantity lines.2.quantity");
    let keyless = ReceiptForm { key: " ".to_owned(), freight: "-1".to_owned(), ..form };
    assert_eq!(fields(keyless.check(Currency::EUR)), "lines freight");
}
