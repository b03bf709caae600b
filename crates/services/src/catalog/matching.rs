//! Where a colour is chosen, tiles show the variant that has it, and lead to that.

use std::collections::HashMap;

use domain::{
    catalog::view::{OptionView, Picture, ProductListView},
    media::Focus,
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    CatalogError,
    row::{json, picture},
    sql,
};
use crate::{
    Shop,
    db::{DatabaseError, many, with_list},
};

/// The variant of a product that a tile shows.
struct Shown {
    sku: String,
    picture: Option<Picture>,
    can_be_bought: bool,
}

/// Puts the chosen colours on the tiles of a list; a list without a chosen colour stays as it is.
pub(super) async fn show(shop: &Shop, list: &mut ProductListView) -> Result<(), CatalogError> {
    let colours = chosen_colours(list);
    if colours.is_empty() || list.tiles.is_empty() {
        return Ok(());
    }
    let statement = with_list(sql::TILE_VARIANTS, 1, list.tiles.len());
    let query = list.tiles.iter().fold(many(statement), |query, tile| query.bind(tile.id.0));
    let mut rows = query.fetch_all(shop.database.reader()).await?;
    rows.sort_by_cached_key(|row| row.try_get::<i64, _>(13).unwrap_or_default());
    let mut shown: HashMap<i64, Shown> = HashMap::new();
    for row in &rows {
        let (product, Some(found)) = (row.try_get(0)?, variant(row, &colours)?) else { continue };
        // The first that can be bought, or else the first.
        if shown.get(&product).is_none_or(|known| !known.can_be_bought && found.can_be_bought) {
            shown.insert(product, found);
        }
    }
    for tile in &mut list.tiles {
        let Some(found) = shown.remove(&tile.id.0) else { continue };
        if let Some(picture) = found.picture {
            tile.pictures = vec![picture];
        }
        tile.variant = Some(found.sku);
    }
    Ok(())
}

/// What the chosen values are called that are colours.
fn chosen_colours(list: &ProductListView) -> Vec<String> {
    let values = list.facets.iter().flat_map(|facet| &facet.values);
    values.filter(|value| value.chosen && value.colour.is_some()).map(|value| value.label.to_lowercase()).collect()
}

/// The variant of a row, when it has one of the colours.
fn variant(row: &AnyRow, colours: &[String]) -> Result<Option<Shown>, DatabaseError> {
    let options: Vec<OptionView> = json("product options", row.try_get(1)?)?;
    let choice: Vec<usize> = json("variant choice", row.try_get(2)?)?;
    if !has_colour(&options, &choice, colours) {
        return Ok(None);
    }
    let picture = match row.try_get::<Option<i64>, _>(5)? {
        Some(_) => Some(Picture { focus: Focus::parse(row.try_get(12)?), ..picture(row, 5, row.try_get(11)?)? }),
        None => None,
    };
    Ok(Some(Shown { sku: row.try_get(3)?, can_be_bought: row.try_get::<i64, _>(4)? > 0, picture }))
}

/// Whether a chosen value of any option is called like one of the colours, which are in small letters.
fn has_colour(options: &[OptionView], choice: &[usize], colours: &[String]) -> bool {
    let values = options.iter().zip(choice).filter_map(|(option, index)| option.values.get(*index));
    values.map(|value| value.label.to_lowercase()).any(|label| colours.contains(&label))
}

#[cfg(test)]
mod tests {
    use domain::catalog::view::OptionValueView;

    use super::*;

    #[test]
    fn a_variant_has_the_colour_that_its_options_name() {
        let values = |labels: &[&str]| {
            labels.iter().map(|label| OptionValueView { label: (*label).to_owned(), colour: None }).collect()
        };
        let options = [
            OptionView { name: "Size".to_owned(), values: values(&["S", "L"]) },
            OptionView { name: "Glaze".to_owned(), values: values(&["Cobalt", "Sky"]) },
        ];
        let colours = ["sky".to_owned(), "teal".to_owned()];
        assert!(has_colour(&options, &[0, 1], &colours));
        assert!(!has_colour(&options, &[0, 0], &colours));
        assert!(!has_colour(&options, &[0, 9], &colours) && !has_colour(&options, &[], &colours));
    }
}
