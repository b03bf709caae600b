//! What a file does not say of a product that is here already: it stays as it is here.
//!
//! A blank cell of another platform's file says nothing; in a file of this shop's own it empties a field, since there
//! only columns that were taken out say nothing (`own`).

use domain::{catalog::view::OptionView, kernel::ProductId};
use sqlx::Row as _;

use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        product::{ImportedParcel, ImportedProduct, ImportedVariant, Unsaid},
        sql,
    },
};

/// What is here of a product, as far as it is compared with what is written.
pub(super) struct Here {
    pub options: Vec<OptionView>,
    pub parcel: ImportedParcel,
}

/// What is here of a variant, as far as a file may say nothing of it.
pub(super) struct KeptVariant {
    pub compare_at: Option<i64>,
    pub cost: Option<i64>,
    pub tax_class: String,
    pub barcode: String,
    pub weight_grams: i64,
    pub track_stock: i64,
    pub content: Option<(i64, String)>,
}

/// The product with what is here in place of what its file does not say, and what was here.
pub(super) async fn complete(
    transaction: &mut Transaction,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(ImportedProduct, Here), DatabaseError> {
    let mut product = product.clone();
    let row = sqlx::query(sql::KEPT).bind(id.0).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else {
        return Ok((product, Here { options: Vec::new(), parcel: ImportedParcel::default() }));
    };
    let here = Here {
        options: serde_json::from_str(row.try_get(5)?).unwrap_or_default(),
        parcel: ImportedParcel {
            length_mm: row.try_get(6)?,
            width_mm: row.try_get(7)?,
            height_mm: row.try_get(8)?,
            customs_code: row.try_get(9)?,
            origin_country: row.try_get(10)?,
        },
    };
    if product.own.is_none() {
        product.parcel = product.parcel.or(&here.parcel);
        for (place, text) in [(0, &mut product.fact), (1, &mut product.description_html), (2, &mut product.brand)] {
            if text.is_empty() {
                *text = row.try_get(place)?;
            }
        }
        if product.tags.is_empty() {
            product.tags = vec![row.try_get(3)?];
        }
        if product.unsaid.contains(&Unsaid::Published) {
            product.published = row.try_get::<i64, _>(4)? == 1;
        }
    }
    arrange(&mut product, &here.options);
    Ok((product, here))
}

/// Brings options and their values into the order that they have here; new ones stand behind. The order of the options themselves
/// is the file's where it was exported here: its columns have numbers.
pub(in crate::importer) fn arrange(product: &mut ImportedProduct, here: &[OptionView]) {
    let is_own = product.own.is_some();
    let ImportedProduct { options, variants, .. } = product;
    let place = |name: &str| here.iter().position(|known| known.name == name).unwrap_or(usize::MAX);
    if !is_own {
        let mut order: Vec<usize> = (0..options.len()).collect();
        order.sort_by_key(|index| options.get(*index).map(|option| place(&option.name)));
        *options = order.iter().filter_map(|index| options.get(*index).cloned()).collect();
        for variant in variants.iter_mut() {
            variant.choice = order.iter().filter_map(|index| variant.choice.get(*index).copied()).collect();
        }
    }
    for (place, option) in options.iter_mut().enumerate() {
        let Some(known) = here.iter().find(|known| known.name == option.name) else { continue };
        let rank = |value: &String| known.values.iter().position(|here| here.label == *value).unwrap_or(usize::MAX);
        let mut order: Vec<usize> = (0..option.values.len()).collect();
        order.sort_by_key(|index| option.values.get(*index).map(rank));
        option.values = order.iter().filter_map(|index| option.values.get(*index).cloned()).collect();
        for index in variants.iter_mut().filter_map(|variant| variant.choice.get_mut(place)) {
            *index = order.iter().position(|old| old == index).unwrap_or(*index);
        }
    }
}

/// What is written of a known variant.
pub(super) fn variant(product: &ImportedProduct, variant: &ImportedVariant, kept: KeptVariant) -> KeptVariant {
    let is_own = product.own.is_some();
    let says = |what: Unsaid| !product.unsaid.contains(&what);
    let former = variant.compare_at.map(|money| money.minor);
    KeptVariant {
        compare_at: if says(Unsaid::FormerPrice) {
            former
        } else {
            former.or(kept.compare_at.filter(|former| *former > variant.price.minor))
        },
        content: variant.content.clone().or(kept.content.filter(|_| !is_own)),
        cost: variant.cost.map(|money| money.minor).or(kept.cost.filter(|_| !is_own)),
        tax_class: if says(Unsaid::TaxClass) { variant.tax_class.to_owned() } else { kept.tax_class },
        barcode: if variant.barcode.is_empty() && !is_own { kept.barcode } else { variant.barcode.clone() },
        weight_grams: if variant.weight_grams == 0 && !is_own { kept.weight_grams } else { variant.weight_grams },
        track_stock: if says(Unsaid::Stock) { i64::from(variant.track_stock) } else { kept.track_stock },
    }
}

#[cfg(test)]
mod tests {
    use domain::catalog::view::OptionValueView;

    use super::*;
    use crate::importer::testing::read;

    #[test]
    fn options_and_values_stay_in_the_order_that_the_manager_gave_them() {
        let text = "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price\n\
            tee,Tee,Colour,Red,Size,L,10\ntee,,,Red,,S,11\ntee,,,Blue,,XL,12\n";
        let mut product = read(text).products.remove(0);
        let option = |name: &str, values: &[&str]| OptionView {
            name: name.to_owned(),
            values: values.iter().map(|label| OptionValueView { label: (*label).to_owned(), colour: None }).collect(),
        };
        let titles = |product: &ImportedProduct| -> Vec<String> {
            product.variants.iter().map(|variant| product.variant_title(variant)).collect()
        };
        assert_eq!(titles(&product), ["Red / L", "Red / S", "Blue / XL"]);
        arrange(&mut product, &[option("Size", &["S", "M", "L"]), option("Colour", &["Blue", "Red"])]);
        assert_eq!(titles(&product), ["L / Red", "S / Red", "XL / Blue"]);
        let values: Vec<&[String]> = product.options.iter().map(|option| option.values.as_slice()).collect();
        assert_eq!(values, [["S", "L", "XL"].as_slice(), ["Blue", "Red"].as_slice()]);
    }
}
