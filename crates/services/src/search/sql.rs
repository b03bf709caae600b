//! Every statement on the search's rules and report.

/// All rules, in the order in which they count.
pub const RULES: &str = "SELECT r.id, r.term, r.action, r.product_id, r.category_id, COALESCE(p.title, c.name, '')
   FROM search_rule r LEFT JOIN product p ON p.id = r.product_id LEFT JOIN category c ON c.id = r.category_id
  ORDER BY r.term, r.position, r.id";
/// How many rules there are.
pub const COUNT_RULES: &str = "SELECT COUNT(*) FROM search_rule";
/// A rule of one product or category; what was said of it before is forgotten first.
pub const ADD_RULE: &str = "INSERT INTO search_rule (id, term, action, product_id, category_id, position, created_at)
  VALUES ($1, $2, $3, $4, $5, (SELECT COALESCE(MAX(position), 0) + 1 FROM search_rule WHERE term = $2), $6)";
/// Forgets what was said of a product.
pub const FORGET_PRODUCT: &str = "DELETE FROM search_rule WHERE term = $1 AND product_id = $2";
/// Forgets what was said of a category.
pub const FORGET_CATEGORY: &str = "DELETE FROM search_rule WHERE term = $1 AND category_id = $2";
/// Forgets a rule.
pub const REMOVE_RULE: &str = "DELETE FROM search_rule WHERE id = $1";
/// The product with a SKU, barcode, slug or name; the most certain first.
pub const FIND_PRODUCT: &str = "SELECT p.id FROM product p
  WHERE p.slug = $2 OR LOWER(p.title) = $2 OR EXISTS (SELECT 1 FROM variant v WHERE v.product_id = p.id AND (v.sku = $1 OR v.barcode = $1))
  ORDER BY CASE WHEN LOWER(p.title) = $2 THEN 1 WHEN p.slug = $2 THEN 1 ELSE 0 END, p.id LIMIT 1";

/// All groups of words that mean the same.
pub const SYNONYMS: &str = "SELECT id, words FROM search_synonym ORDER BY words, id";
/// How many groups there are.
pub const COUNT_SYNONYMS: &str = "SELECT COUNT(*) FROM search_synonym";
/// A group.
pub const ADD_SYNONYM: &str = "INSERT INTO search_synonym (id, words, created_at) VALUES ($1, $2, $3)";
/// Forgets a group.
pub const REMOVE_SYNONYM: &str = "DELETE FROM search_synonym WHERE id = $1";

/// Counts searches of words that were searched for that day.
pub const COUNT_TERM: &str =
    "UPDATE search_term SET searches = searches + $3, empty = empty + $4 WHERE day = $1 AND term = $2";
/// Counts searches of words that are new that day, while there is room for more.
pub const ADD_TERM: &str = "INSERT INTO search_term (day, term, searches, empty)
 SELECT $1, $2, $3, $4 WHERE (SELECT COUNT(*) FROM search_term t WHERE t.day = $1) < $5
  ON CONFLICT (day, term) DO UPDATE SET searches = search_term.searches + excluded.searches, empty = search_term.empty + excluded.empty";
/// Forgets old days.
pub const FORGET_TERMS: &str = "DELETE FROM search_term WHERE day < $1";
/// What found nothing since a day, and not in the meantime either.
pub const NOTHING_FOUND: &str =
    "SELECT term, CAST(SUM(searches) AS BIGINT), CAST(SUM(empty) AS BIGINT), MAX(day) FROM search_term
  WHERE day >= $1 GROUP BY term HAVING SUM(empty) > 0 ORDER BY SUM(empty) DESC, MAX(day) DESC, term LIMIT $2";
/// What was searched for since a day.
pub const MOST_SEARCHED: &str =
    "SELECT term, CAST(SUM(searches) AS BIGINT), CAST(SUM(empty) AS BIGINT), MAX(day) FROM search_term
  WHERE day >= $1 GROUP BY term ORDER BY SUM(searches) DESC, term LIMIT $2";

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("search.RULES", RULES),
    ("search.COUNT_RULES", COUNT_RULES),
    ("search.FORGET_PRODUCT", FORGET_PRODUCT),
    ("search.FORGET_CATEGORY", FORGET_CATEGORY),
    ("search.REMOVE_RULE", REMOVE_RULE),
    ("search.FIND_PRODUCT", FIND_PRODUCT),
    ("search.SYNONYMS", SYNONYMS),
    ("search.COUNT_SYNONYMS", COUNT_SYNONYMS),
    ("search.ADD_SYNONYM", ADD_SYNONYM),
    ("search.REMOVE_SYNONYM", REMOVE_SYNONYM),
    ("search.COUNT_TERM", COUNT_TERM),
    ("search.ADD_TERM", ADD_TERM),
    ("search.FORGET_TERMS", FORGET_TERMS),
    ("search.NOTHING_FOUND", NOTHING_FOUND),
    ("search.MOST_SEARCHED", MOST_SEARCHED),
    ("search.ADD_RULE", ADD_RULE),
];
