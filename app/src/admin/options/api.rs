//! Server functions of the options.

use domain::{
    catalog::{OptionEdit, ValueEdit, view::OptionSheet},
    kernel::ProductId,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{admin::parts::form::Outcome, error::AppError};

/// The options as their fields hold them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionsInput {
    /// The product.
    pub product: ProductId,
    /// The version that the fields were filled from.
    pub version: i64,
    /// The options.
    #[serde(default)]
    pub list: Vec<OptionInput>,
    /// Whether the variants that are missing are made.
    #[serde(default)]
    pub fill: bool,
}

/// An option as its fields hold it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionInput {
    /// Its place before; nothing for a new one.
    #[serde(default)]
    pub before: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The values that it had; one without a name goes.
    #[serde(default)]
    pub values: Vec<String>,
    /// More values, one a line or with commas between.
    #[serde(default)]
    pub more: String,
}

impl OptionInput {
    fn read(self) -> OptionEdit {
        let before = self.before.trim().parse().ok();
        let known = self.values.into_iter().enumerate();
        let known = known.map(|(place, label)| ValueEdit { before: before.map(|_: usize| place), label });
        let more = self.more.split(['\n', ',']).map(|label| ValueEdit { before: None, label: label.to_owned() });
        OptionEdit { before, name: self.name, values: known.chain(more).collect() }
    }
}

impl OptionsInput {
    /// What the fields ask for.
    #[must_use]
    pub fn edits(&self) -> Vec<OptionEdit> {
        self.list.iter().cloned().map(OptionInput::read).collect()
    }
}

/// What a change of the options would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Variants that stay.
    pub kept: usize,
    /// Variants that are not sold any more.
    pub retired: usize,
    /// Combinations that no variant has.
    pub missing: usize,
    /// Why it cannot be done.
    pub refused: Option<String>,
}

/// The options of a product.
#[server(prefix = "/api", endpoint = "admin/options/sheet")]
pub async fn read_options(product: ProductId) -> Result<OptionSheet, AppError> {
    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    services::catalog::admin::options::sheet(&shop, product).await.map_err(guard::catalog)
}

/// What a change would do, without doing it.
#[server(prefix = "/api", endpoint = "admin/options/plan")]
pub async fn plan_options(options: OptionsInput) -> Result<Effect, AppError> {
    use services::catalog::admin::{ModelError, options::plan};

    use crate::admin::guard;
    let (shop, _) = guard::require(domain::account::Permission::ReadProducts).await?;
    match plan(&shop, options.product, &options.edits()).await {
        Ok(plan) => Ok(Effect {
            kept: plan.kept.len(),
            retired: plan.retired.len(),
            missing: plan.missing.len(),
            refused: None,
        }),
        Err(ModelError::Fields(mut fields)) => {
            Ok(Effect { refused: fields.pop().map(|(_, words)| words), ..Effect::default() })
        }
        Err(error) => Err(guard::model(error)),
    }
}

/// Changes the options, and leads back to the product.
#[server(prefix = "/api", endpoint = "admin/options/save")]
pub async fn save_options(options: OptionsInput) -> Result<Outcome, AppError> {
    use services::catalog::admin::options::save;

    use crate::admin::guard;
    let (shop, actor) = guard::require(domain::account::Permission::WriteProducts).await?;
    let which = (options.product, options.version);
    let outcome = guard::outcome(save(&shop, &actor, which, options.edits(), options.fill).await)?;
    if outcome == Outcome::Saved {
        leptos_axum::redirect(&format!("/admin/products/{}", options.product), false);
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place_and_more_come_from_lines_and_commas() {
        let input = OptionInput {
            before: "0".to_owned(),
            name: "Size".to_owned(),
            values: vec!["S".to_owned(), String::new()],
            more: "L, XL\nXXL".to_owned(),
        };
        let value = |before: Option<usize>, label: &str| ValueEdit { before, label: label.to_owned() };
        let values =
            vec![value(Some(0), "S"), value(Some(1), ""), value(None, "L"), value(None, " XL"), value(None, "XXL")];
        assert_eq!(input.read(), OptionEdit { before: Some(0), name: "Size".to_owned(), values });
        assert_eq!(OptionInput::default().read().before, None);
    }
}
