use domain::{
    catalog::ProductKind,
    kernel::{Money, VariantId},
};

use super::*;

/// Two products: one with two variants, one with one.
fn model() -> Model {
    let variant = |id: i64, title: &str| BulkVariant {
        id: VariantId(id),
        title: title.to_owned(),
        sku: format!("SKU-{id}"),
        price: Money::new(2_400, Currency::EUR),
        compare_at: None,
        cost: None,
        on_hand: 5,
        reserved: 0,
        weight_grams: 0,
        barcode: String::new(),
        tax_class: "standard".to_owned(),
    };
    let product = |id: i64, variants: Vec<BulkVariant>| BulkProduct {
        attribute: None,
        id: ProductId(id),
        kind: ProductKind::Simple,
        follows_parts: false,
        title: format!("Mug {id}"),
        published: true,
        brand: String::new(),
        tags: String::new(),
        categories: Vec::new(),
        variants,
    };
    let mut model = Model::new(GridData {
        products: vec![product(1, vec![variant(11, "Sea"), variant(12, "Sand")]), product(2, vec![variant(21, "")])],
        chosen: 2,
        currency: Currency::EUR,
        tax_classes: vec!["standard".to_owned(), "reduced".to_owned()],
    });
    model.columns = vec![Field::Title, Field::Sku, Field::Price, Field::CompareAt, Field::OnHand];
    model
}

const PRICE: usize = 2;

fn typed(model: &mut Model, spot: Spot, text: &str) {
    model.type_into(vec![(spot, text.to_owned())]);
}

#[test]
fn the_same_value_in_another_spelling_is_no_change() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "€24");
    assert_eq!(model.changed_count(), 0);
    typed(&mut model, (0, PRICE), "25");
    assert_eq!((model.changed_count(), model.text((0, PRICE)).as_str()), (1, "25"));
    assert_eq!(model.changes()[0].after, "2500");
    typed(&mut model, (0, PRICE), "24.00");
    assert_eq!(model.changed_count(), 0);
}

#[test]
fn steps_are_taken_back_and_made_again_one_by_one() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "25");
    model.go((0, PRICE), false);
    model.go((2, PRICE), true);
    model.paste("30");
    assert_eq!(model.changes().len(), 3);
    assert!(model.undo());
    assert_eq!(model.text((0, PRICE)), "25");
    assert!(model.undo() && !model.undo());
    assert_eq!(model.changed_count(), 0);
    assert!(model.redo() && model.redo() && !model.redo());
    assert_eq!(model.text((2, PRICE)), "30");
    model.undo();
    typed(&mut model, (1, PRICE), "1");
    assert!(!model.redo(), "a new step ends what could be made again");
}

#[test]
fn a_range_from_a_spreadsheet_lands_where_the_cursor_is_and_ends_at_the_edge() {
    let mut model = model();
    model.go((1, PRICE), false);
    model.paste("19,90\t29,90\n18.50\t\n17.00\t\n");
    assert_eq!(model.text((1, PRICE)), "19,90");
    assert_eq!(model.text((2, PRICE)), "18.50");
    let changes = model.changes();
    assert_eq!(changes.iter().map(|change| change.after.as_str()).collect::<Vec<_>>(), ["1990", "2990", "1850"]);
    assert_eq!(model.range(), ((1, PRICE), (2, 3)));
    model.go((1, PRICE), false);
    model.go((2, PRICE), true);
    assert_eq!(model.copy(), "19,90\n18.50");
}

#[test]
fn filling_down_copies_the_first_row_or_the_one_above() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "9");
    model.go((0, PRICE), false);
    model.go((2, PRICE), true);
    model.fill_down();
    assert_eq!(model.text((2, PRICE)), "9");
    typed(&mut model, (0, 4), "7");
    model.go((1, 4), false);
    model.fill_down();
    assert_eq!((model.text((1, 4)).as_str(), model.text((2, 4)).as_str()), ("7", "5"));
}

#[test]
fn a_products_value_is_one_in_all_its_rows() {
    let mut model = model();
    typed(&mut model, (0, 0), "Cup");
    assert_eq!(model.text((1, 0)), "Cup");
    assert_eq!(model.text((2, 0)), "Mug 2");
    assert_eq!(model.changes().len(), 1);
    typed(&mut model, (1, 0), "");
    assert_eq!(model.errors().len(), 1, "an error of the product counts once");
}

#[test]
fn errors_are_marked_counted_and_go_when_they_are_mended() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "dear");
    typed(&mut model, (1, 3), "20");
    assert_eq!(model.errors().iter().map(|(spot, _)| *spot).collect::<Vec<_>>(), [(0, PRICE), (1, 3)]);
    assert!(model.error((1, 3)).unwrap().contains("higher"));
    typed(&mut model, (0, PRICE), "25");
    typed(&mut model, (1, 3), "30");
    assert!(model.errors().is_empty());
    let refused = Refused { subject: Subject::Variant(VariantId(12)), field: Field::Sku, words: "Taken.".to_owned() };
    model.refuse(vec![refused]);
    assert_eq!(model.error((1, 1)).as_deref(), Some("Taken."));
    typed(&mut model, (1, 1), "SKU-NEW");
    assert_eq!(model.error((1, 1)), None);
}

#[test]
fn a_conflict_shows_both_values_and_is_settled_for_one_of_them() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "25");
    typed(&mut model, (1, PRICE), "26");
    let conflict = |id: i64| Conflict {
        subject: Subject::Variant(VariantId(id)),
        field: Field::Price,
        theirs: Some("1900".to_owned()),
    };
    model.meet(vec![conflict(11), conflict(12)]);
    assert!(model.is_conflict((0, PRICE)));
    let told = model.conflicts();
    assert_eq!(told[0].1, "Mug 1, Sand · Price");
    assert_eq!((told[0].2.as_deref(), told[0].3.as_str()), (Some("19.00"), "26"));
    model.settle((Subject::Variant(VariantId(11)), Field::Price), true);
    model.settle((Subject::Variant(VariantId(12)), Field::Price), false);
    let changes = model.changes();
    assert_eq!(changes.len(), 1);
    assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("1900", "2500"));
    assert_eq!(model.text((1, PRICE)), "19.00");
}

#[test]
fn what_is_typed_while_a_save_is_under_way_stays() {
    let mut model = model();
    typed(&mut model, (0, PRICE), "25");
    let sent = model.changes();
    typed(&mut model, (0, PRICE), "26");
    typed(&mut model, (1, PRICE), "27");
    model.saved(&sent);
    assert_eq!(model.changed_count(), 2);
    assert_eq!(model.changes()[0].before, "2500");
}

#[test]
fn the_cursor_stays_inside_and_tab_ends_after_the_last_cell() {
    let mut model = model();
    model.step(-5, -5, false);
    assert_eq!(model.active, (0, 0));
    assert!(!model.next(true));
    model.step(99, 99, false);
    assert_eq!(model.active, (2, 4));
    assert!(!model.next(false));
    model.go((0, 4), false);
    assert!(model.next(false));
    assert_eq!(model.active, (1, 0));
    model.toggle(Field::OnHand);
    assert_eq!(model.columns.len(), 4);
    model.toggle(Field::OnHand);
    assert_eq!(model.columns.len(), 5);
}

#[test]
fn the_cursor_goes_to_what_cannot_stay_and_says_why() {
    let mut model = model();
    assert_eq!((model.go_to_error(false), model.note()), (false, None));
    typed(&mut model, (0, PRICE), "cheap");
    typed(&mut model, (2, PRICE), "dear");
    model.go((1, 1), false);
    assert!(model.note().is_none(), "nothing is wrong with this cell");
    assert!(model.go_to_error(true));
    assert_eq!(model.active, (0, PRICE), "from elsewhere it is the first");
    assert!(model.note().unwrap().starts_with("Mug 1, Sea · Price: "));
    assert!(model.go_to_error(true));
    assert_eq!(model.active, (2, PRICE));
    assert!(model.note().unwrap().starts_with("Mug 2 · Price: "));
    assert!(model.go_to_error(true));
    assert_eq!(model.active, (0, PRICE), "after the last comes the first");
    model.go((2, PRICE), false);
    assert!(model.go_to_error(false));
    assert_eq!(model.active, (0, PRICE));
}
