//! Bringing the tables to the version of the program. The steps lie in `migrations/` and are part of the binary.

use std::borrow::Cow;

use sqlx::{
    AnyPool, AssertSqlSafe, SqlSafeStr,
    migrate::{Migrate, Migration, MigrationType, Migrator},
};

use super::DatabaseError;

const STEPS: &[(i64, &str, &str)] = &[
    (1, "shop", include_str!("../../../../migrations/0001_shop.sql")),
    (40, "media", include_str!("../../../../migrations/0040_media.sql")),
    (41, "import", include_str!("../../../../migrations/0041_import.sql")),
    (50, "import runs", include_str!("../../../../migrations/0050_import_run.sql")),
    (60, "product data", include_str!("../../../../migrations/0060_product_data.sql")),
    (70, "product model", include_str!("../../../../migrations/0070_product_model.sql")),
    (80, "kinds", include_str!("../../../../migrations/0080_kinds.sql")),
    (90, "product list", include_str!("../../../../migrations/0090_product_list.sql")),
    (100, "find", include_str!("../../../../migrations/0100_find.sql")),
    (110, "focal points and films", include_str!("../../../../migrations/0110_media.sql")),
    (111, "versions of products", include_str!("../../../../migrations/0111_product_version.sql")),
    (112, "texts in other languages", include_str!("../../../../migrations/0112_text.sql")),
    (120, "import traces", include_str!("../../../../migrations/0120_import_trace.sql")),
    (130, "texts of collections and brands", include_str!("../../../../migrations/0130_goods.sql")),
    (140, "log of the test provider", include_str!("../../../../migrations/0140_provider_log.sql")),
    (150, "ledger and refunds", include_str!("../../../../migrations/0150_ledger.sql")),
    (151, "documents", include_str!("../../../../migrations/0151_document.sql")),
    (160, "coupons", include_str!("../../../../migrations/0160_coupon.sql")),
    (170, "gift cards that pay", include_str!("../../../../migrations/0170_credit.sql")),
    (172, "accounts of customers", include_str!("../../../../migrations/0172_customer_account.sql")),
    (174, "purchases and counts", include_str!("../../../../migrations/0174_purchase.sql")),
    (176, "payouts", include_str!("../../../../migrations/0176_payout.sql")),
    (180, "returns", include_str!("../../../../migrations/0180_return.sql")),
    (190, "delivery", include_str!("../../../../migrations/0190_shipping.sql")),
    (191, "taxes", include_str!("../../../../migrations/0191_tax.sql")),
    (192, "numbers for value added tax", include_str!("../../../../migrations/0192_vat_number.sql")),
    (193, "prices without tax", include_str!("../../../../migrations/0193_added_tax.sql")),
    (200, "locations and backorders", include_str!("../../../../migrations/0200_location.sql")),
    (210, "changes of orders", include_str!("../../../../migrations/0210_draft_order.sql")),
    (211, "drafts", include_str!("../../../../migrations/0211_draft.sql")),
    (220, "selling currencies", include_str!("../../../../migrations/0220_selling_currency.sql")),
    (221, "finer rates of tax", include_str!("../../../../migrations/0221_tax_rate_unit.sql")),
    (222, "reductions of lines that grew", include_str!("../../../../migrations/0222_reduced_quantity.sql")),
    (223, "orders by their carts", include_str!("../../../../migrations/0223_order_of_cart.sql")),
    (224, "effects that are due by their kind", include_str!("../../../../migrations/0224_outbox_due.sql")),
    (225, "orders that wait for somebody", include_str!("../../../../migrations/0225_order_desk.sql")),
];

fn migrator(last: i64) -> Migrator {
    let steps = STEPS.iter().filter(|step| step.0 <= last).map(|&(version, description, statements)| {
        let sql = AssertSqlSafe(statements).into_sql_str();
        Migration::new(version, Cow::Borrowed(description), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(steps.collect())
}

/// Takes the steps that are missing, none after `last`.
pub(super) async fn run(pool: &AnyPool, last: i64) -> Result<u32, DatabaseError> {
    let pending = pending(pool).await?;
    if pending > 0 {
        let mut connection = pool.acquire().await?;
        migrator(last).run_direct(None, &mut *connection, false).await?;
    }
    Ok(pending)
}

/// How many steps are missing.
pub(super) async fn pending(pool: &AnyPool) -> Result<u32, DatabaseError> {
    let mut connection = pool.acquire().await?;
    connection.ensure_migrations_table("_sqlx_migrations").await?;
    let applied = connection.list_applied_migrations("_sqlx_migrations").await?;
    if let Some(unknown) = applied.iter().find(|step| STEPS.iter().all(|known| known.0 != step.version)) {
        return Err(sqlx::migrate::MigrateError::VersionMissing(unknown.version).into());
    }
    Ok(u32::try_from(STEPS.len().saturating_sub(applied.len())).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::STEPS;

    #[test]
    fn every_file_of_migrations_is_a_step() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
        let mut numbers: Vec<i64> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().to_string_lossy().get(..4).unwrap().parse().unwrap())
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, STEPS.iter().map(|step| step.0).collect::<Vec<i64>>());
    }
}
