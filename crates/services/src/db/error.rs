//! What can go wrong with the database.

/// A failure of the database, or a rule of the schema that a statement broke.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// A named rule of the schema refused the statement.
    #[error("the rule {name} refused the statement")]
    Constraint {
        /// The rule's name in the migrations.
        name: String,
    },
    /// The database asked to try again; it was tried often enough.
    #[error("the database is busy")]
    Busy,
    /// The work ended without an answer.
    #[error("the work on the database was interrupted")]
    Interrupted,
    /// This SQLite can lose commits.
    #[error("SQLite {version} can lose commits in WAL mode; 3.51.3 or later is needed")]
    SqliteTooOld {
        /// The version that is linked.
        version: String,
    },
    /// The tables could not be brought to this version.
    #[error("the migration failed: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A value in the database is not what the program wrote.
    #[error("the database holds {value:?} as {what}")]
    Corrupt {
        /// What it should be.
        what: &'static str,
        /// What it is.
        value: String,
    },
    /// Anything else.
    #[error("the database failed: {0}")]
    Failed(sqlx::Error),
}

/// The error of a room whose work runs in a transaction.
pub trait WriteError: From<DatabaseError> + Send + 'static {
    /// The failure of the database inside it, if it is one.
    fn database(&self) -> Option<&DatabaseError>;
}

impl WriteError for DatabaseError {
    fn database(&self) -> Option<&DatabaseError> {
        Some(self)
    }
}

impl DatabaseError {
    /// The name of the rule that was broken.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Constraint { name } => Some(name),
            _ => None,
        }
    }

    /// Whether the same work may succeed when it is tried again.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

/// PostgreSQL's "serialization failure" and "deadlock detected"; SQLite's `BUSY` and `LOCKED` with their extended codes.
const TRANSIENT_CODES: [&str; 8] = ["40001", "40P01", "5", "6", "261", "517", "262", "773"];

impl From<sqlx::Error> for DatabaseError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(inner) = &error else {
            return if matches!(error, sqlx::Error::PoolTimedOut) { Self::Busy } else { Self::Failed(error) };
        };
        if inner.code().is_some_and(|code| TRANSIENT_CODES.contains(&code.as_ref())) {
            return Self::Busy;
        }
        match inner.constraint().map(str::to_owned).or_else(|| sqlite_constraint(inner.message())) {
            Some(name) => Self::Constraint { name },
            None => Self::Failed(error),
        }
    }
}

/// SQLite names a broken CHECK, but of a UNIQUE rule only the columns: this is the way back to our names.
fn sqlite_constraint(message: &str) -> Option<String> {
    let detail =
        |prefix: &str| message.find(prefix).and_then(|start| message.get(start + prefix.len()..)).map(str::trim);
    if let Some(name) = detail("CHECK constraint failed:") {
        return Some(name.to_owned());
    }
    if message.contains("FOREIGN KEY constraint failed") {
        return Some("foreign_key".to_owned());
    }
    let columns = detail("UNIQUE constraint failed:")?;
    let known = UNIQUE_RULES.iter().find(|(known, _)| *known == columns);
    Some(known.map_or_else(|| columns.to_owned(), |(_, name)| (*name).to_owned()))
}

const UNIQUE_RULES: [(&str, &str); 46] = [
    ("image.hash", "image_hash_unique"),
    ("category.slug", "category_slug_unique"),
    ("product.slug", "product_slug_unique"),
    ("search_synonym.words", "search_synonym_words_unique"),
    ("product_type.name", "product_type_name_unique"),
    ("brand.name", "brand_name_unique"),
    ("collection.slug", "collection_slug_unique"),
    ("variant.sku", "variant_sku_unique"),
    ("customer.email", "customer_email_unique"),
    ("customer_session.token_hash", "customer_session_token_unique"),
    ("staff.email", "staff_email_unique"),
    ("cart.token_hash", "cart_token_unique"),
    ("cart_line.cart_id, cart_line.variant_id, cart_line.personalisation_hash", "cart_line_variant_unique"),
    ("orders.number", "orders_number_unique"),
    ("orders.token_hash", "orders_token_unique"),
    ("orders.cart_id", "orders_cart_unique"),
    ("order_event.order_id, order_event.sequence", "order_event_sequence_unique"),
    ("payment.reference", "payment_reference_unique"),
    ("payment_attempt.payment_id", "payment_attempt_open"),
    ("idempotency.scope, idempotency.key", "idempotency_pk"),
    ("saved_view.staff_id, saved_view.list, saved_view.name", "saved_view_name_unique"),
    ("staff_session.token_hash", "staff_session_token_unique"),
    ("product_file.file_key", "product_file_key_unique"),
    ("download.order_line_id, download.file_id", "download_line_file_unique"),
    ("gift_card.code_hash", "gift_card_code_unique"),
    ("coupon.code", "coupon_code_unique"),
    ("coupon_use.order_id", "coupon_use_order_unique"),
    ("payment_part.order_id, payment_part.gift_card_id", "payment_part_card_once"),
    ("returns.order_id, returns.sequence", "returns_sequence_unique"),
    ("returns.order_id, returns.form_key", "returns_key_unique"),
    ("draft.number", "draft_number_unique"),
    ("draft.cart_id", "draft_cart_unique"),
    ("draft.token_hash", "draft_token_unique"),
    ("supplier.name", "supplier_name_unique"),
    ("purchase_order.number", "purchase_order_number_unique"),
    ("purchase_line.purchase_order_id, purchase_line.variant_id", "purchase_line_variant_unique"),
    ("purchase_receipt.purchase_order_id, purchase_receipt.receipt_key", "purchase_receipt_key_unique"),
    ("stock_count_scan.count_id, stock_count_scan.scan_key", "stock_count_scan_key_unique"),
    ("location.name", "location_name_unique"),
    ("stock_transfer.transfer_key", "stock_transfer_key_unique"),
    ("payout.provider, payout.reference", "payout_reference_unique"),
    ("payout_line.payout_id, payout_line.reference", "payout_line_reference_unique"),
    ("search_rule.term, search_rule.product_id", "search_rule_product_unique"),
    ("search_rule.term, search_rule.category_id", "search_rule_category_unique"),
    ("product_video.product_id, product_video.address", "product_video_address_unique"),
    ("test_provider_payment.idempotency_key", "test_provider_payment_key_unique"),
];
