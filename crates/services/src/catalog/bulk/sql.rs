//! Every statement that reads and changes many products at once. Each change names what must stand there for it to be made.

/// Products; the ids follow.
pub const PRODUCTS: &str = "SELECT id, title, published, brand, tags, kind,
        CASE WHEN kind = 'bundle' AND bundle_discount IS NOT NULL THEN 1 ELSE 0 END FROM product WHERE id IN";
/// Their variants; the ids follow.
pub const VARIANTS: &str =
    "SELECT v.product_id, v.id, v.title, v.sku, v.price, v.compare_at, v.cost, v.currency, v.barcode, v.weight_grams,
        v.tax_class, v.position,
        CAST(COALESCE((SELECT SUM(s.on_hand) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT),
        CAST(COALESCE((SELECT SUM(s.reserved) FROM stock s WHERE s.variant_id = v.id), 0) AS BIGINT)
   FROM variant v WHERE v.active = 1 AND v.product_id IN";
/// Their categories; the ids follow.
pub const CATEGORIES: &str = "SELECT product_id, category_id, position FROM product_category WHERE product_id IN";
/// What products have of an attribute: `$1` its key; the ids follow.
pub const ATTRIBUTE_VALUES: &str = "SELECT product_id, value, label, colour, html FROM product_attribute
  WHERE attribute_key = $1 AND product_id IN";
/// What one product has of an attribute: `$1` the product, `$2` its key.
pub const VALUES_OF: &str = "SELECT product_id, value, label, colour, html FROM product_attribute
  WHERE product_id = $1 AND attribute_key = $2 ORDER BY position, value";
/// An attribute.
pub const ATTRIBUTE: &str = "SELECT key, label, kind, unit, decimals, facet FROM attribute WHERE key = $1";
/// What can be chosen of an attribute, and what products have of it.
pub const ATTRIBUTE_CHOICES: &str = "SELECT x.value, MIN(x.label), MIN(x.colour) FROM (
        SELECT c.value, c.label, c.colour FROM attribute_choice c WHERE c.attribute_key = $1
        UNION SELECT v.value, v.label, v.colour FROM product_attribute v WHERE v.attribute_key = $1) x
  GROUP BY x.value ORDER BY 2, 1 LIMIT 2000";
/// All attributes by name.
pub const ATTRIBUTES: &str =
    "SELECT key, label, kind, unit, decimals, facet FROM attribute ORDER BY LOWER(label), key LIMIT 500";
/// The rates of tax in use.
pub const TAX_CLASSES: &str = "SELECT DISTINCT tax_class FROM variant ORDER BY tax_class LIMIT 50";

/// Names: a row for each: `$1` whose, `$2` the new one, `$3` the old one; so are the next ones. Gives back whose were written.
pub const TITLE: &str = "UPDATE product SET title = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), $2, $3)) AS typed
  WHERE id = typed.column1 AND title = typed.column3 RETURNING id";
/// Whether shoppers see products.
pub const PUBLISHED: &str = "UPDATE product SET published = typed.column2, publish_at = NULL
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))) AS typed
  WHERE id = typed.column1 AND published = typed.column3 RETURNING id";
/// Brands.
pub const BRAND: &str = "UPDATE product SET brand = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), $2, $3)) AS typed
  WHERE id = typed.column1 AND brand = typed.column3 RETURNING id";
/// Tags.
pub const TAGS: &str = "UPDATE product SET tags = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), $2, $3)) AS typed
  WHERE id = typed.column1 AND tags = typed.column3 RETURNING id";
/// Prices.
pub const PRICE: &str = "UPDATE variant SET price = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))) AS typed
  WHERE id = typed.column1 AND price = typed.column3 RETURNING id";
/// Former prices; -1 is none.
pub const COMPARE_AT: &str = "UPDATE variant SET compare_at = NULLIF(typed.column2, -1)
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))) AS typed
  WHERE id = typed.column1 AND COALESCE(compare_at, -1) = typed.column3 RETURNING id";
/// Costs; -1 is none.
pub const COST: &str = "UPDATE variant SET cost = NULLIF(typed.column2, -1)
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))) AS typed
  WHERE id = typed.column1 AND COALESCE(cost, -1) = typed.column3 RETURNING id";
/// Weights.
pub const WEIGHT: &str = "UPDATE variant SET weight_grams = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))) AS typed
  WHERE id = typed.column1 AND weight_grams = typed.column3 RETURNING id";
/// Barcodes.
pub const BARCODE: &str = "UPDATE variant SET barcode = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), $2, $3)) AS typed
  WHERE id = typed.column1 AND barcode = typed.column3 RETURNING id";
/// Rates of tax.
pub const TAX_CLASS: &str = "UPDATE variant SET tax_class = typed.column2
   FROM (VALUES (CAST($1 AS BIGINT), $2, $3)) AS typed
  WHERE id = typed.column1 AND tax_class = typed.column3 RETURNING id";
/// A SKU: `$1` whose, `$2` the new one, `$3` the old one.
pub const SKU: &str = "UPDATE variant SET sku = $2 WHERE id = $1 AND sku = $3";
/// Whether another variant has a SKU.
pub const SKU_TAKEN: &str = "SELECT id FROM variant WHERE sku = $1 AND id <> $2";
/// These products were changed at `$1`; the ids follow.
pub const TOUCH: &str = "UPDATE product SET version = version + 1, updated_at = $1 WHERE id IN";

/// A change of many products.
pub const ADD_CHANGE: &str =
    "INSERT INTO product_change (id, title, rule, targets, state, done, total, changed, actor, lease_until, created_at)
 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
/// Values that were changed.
pub const ADD_VALUES: &str =
    "INSERT INTO product_change_value (change_id, kind, own_id, field, product_id, before, after) VALUES";
/// A change as it is worked on.
pub const CHANGE: &str = "SELECT rule, targets, state, done, total, actor FROM product_change WHERE id = $1";
/// A change that waits for a worker: `$1` now.
pub const WAITING: &str = "SELECT id FROM product_change WHERE state IN ('running', 'undoing') AND lease_until < $1
  ORDER BY id LIMIT 1";
/// A worker takes it: `$1` which, `$2` now, `$3` until.
pub const CLAIM: &str = "UPDATE product_change SET lease_until = $3
  WHERE id = $1 AND lease_until < $2 AND state IN ('running', 'undoing')";
/// A part is done: `$1` which, `$2` how far it was, `$3` how far it is, `$4` and `$5` more changed and not changed, `$6` the lease.
pub const ADVANCE: &str = "UPDATE product_change SET done = $3, changed = changed + $4, problems = problems + $5,
        lease_until = $6, state = CASE WHEN $3 >= total THEN 'done' ELSE state END
  WHERE id = $1 AND done = $2 AND state = 'running'";
/// It is to be taken back.
pub const BEGIN_UNDO: &str =
    "UPDATE product_change SET state = 'undoing', done = 0, lease_until = 0 WHERE id = $1 AND state = 'done'";
/// Values that are not taken back yet.
pub const VALUES_MADE: &str = "SELECT kind, own_id, field, product_id, before, after FROM product_change_value
  WHERE change_id = $1 AND state = 'made' ORDER BY product_id LIMIT $2";
/// What became of a value: `$1` to `$4` which, `$5` what.
pub const SETTLE_VALUE: &str = "UPDATE product_change_value SET state = $5
  WHERE change_id = $1 AND kind = $2 AND own_id = $3 AND field = $4 AND state = 'made'";
/// A part is taken back: `$1` which, `$2` how many values, `$3` how many of them stayed, `$4` the lease.
pub const ADVANCE_UNDO: &str = "UPDATE product_change SET done = done + $2, kept = kept + $3, lease_until = $4 WHERE id = $1 AND state = 'undoing'";
/// Everything is taken back.
pub const END_UNDO: &str = "UPDATE product_change SET state = 'undone' WHERE id = $1 AND state = 'undoing'";
/// The last changes.
pub const LIST: &str = "SELECT id, title, state, done, total, changed, problems, kept, actor, created_at
   FROM product_change ORDER BY id DESC LIMIT 50";
/// One of them.
pub const VIEW: &str = "SELECT id, title, state, done, total, changed, problems, kept, actor, created_at
   FROM product_change WHERE id = $1";
/// The first values of a change: `$2` in this state, or in any when it is empty.
pub const FIRST_VALUES: &str = "SELECT kind, own_id, field, product_id, before, after FROM product_change_value
  WHERE change_id = $1 AND ($2 = '' OR state = $2) ORDER BY product_id, kind, own_id, field LIMIT $3";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.bulk.VALUES_OF", VALUES_OF),
    ("catalog.bulk.ATTRIBUTE", ATTRIBUTE),
    ("catalog.bulk.ATTRIBUTE_CHOICES", ATTRIBUTE_CHOICES),
    ("catalog.bulk.ATTRIBUTES", ATTRIBUTES),
    ("catalog.bulk.TAX_CLASSES", TAX_CLASSES),
    ("catalog.bulk.TITLE", TITLE),
    ("catalog.bulk.PUBLISHED", PUBLISHED),
    ("catalog.bulk.BRAND", BRAND),
    ("catalog.bulk.TAGS", TAGS),
    ("catalog.bulk.SKU", SKU),
    ("catalog.bulk.SKU_TAKEN", SKU_TAKEN),
    ("catalog.bulk.PRICE", PRICE),
    ("catalog.bulk.COMPARE_AT", COMPARE_AT),
    ("catalog.bulk.COST", COST),
    ("catalog.bulk.WEIGHT", WEIGHT),
    ("catalog.bulk.BARCODE", BARCODE),
    ("catalog.bulk.TAX_CLASS", TAX_CLASS),
    ("catalog.bulk.ADD_CHANGE", ADD_CHANGE),
    ("catalog.bulk.CHANGE", CHANGE),
    ("catalog.bulk.WAITING", WAITING),
    ("catalog.bulk.CLAIM", CLAIM),
    ("catalog.bulk.ADVANCE", ADVANCE),
    ("catalog.bulk.BEGIN_UNDO", BEGIN_UNDO),
    ("catalog.bulk.VALUES_MADE", VALUES_MADE),
    ("catalog.bulk.SETTLE_VALUE", SETTLE_VALUE),
    ("catalog.bulk.ADVANCE_UNDO", ADVANCE_UNDO),
    ("catalog.bulk.END_UNDO", END_UNDO),
    ("catalog.bulk.LIST", LIST),
    ("catalog.bulk.VIEW", VIEW),
    ("catalog.bulk.FIRST_VALUES", FIRST_VALUES),
];
