//! Every statement about texts in other languages.

/// The names and lines of facts of all products: they stand in lists, so they lie in memory.
pub const TILES: &str = "SELECT language, product_id, field, text FROM product_text WHERE field IN ('title', 'fact')";
/// The texts of all categories.
pub const CATEGORIES: &str = "SELECT language, category_id, field, text FROM category_text";
/// All words.
pub const WORDS: &str = "SELECT language, word, text FROM word_text";
/// The texts of a product.
pub const OF_PRODUCT: &str = "SELECT language, field, text FROM product_text WHERE product_id = $1";
/// The texts of a product in its own language.
pub const SOURCE: &str = "SELECT title, fact, description_html, options FROM product WHERE id = $1";
/// The words of a product's attributes: their names and their values.
pub const ATTRIBUTE_WORDS: &str =
    "SELECT a.label, v.label FROM product_attribute v JOIN attribute a ON a.key = v.attribute_key
  WHERE v.product_id = $1 ORDER BY a.position, a.key, v.position, v.value";
/// Says a text of a product.
pub const SAY: &str =
    "INSERT INTO product_text (product_id, language, field, text, updated_at) VALUES ($1, $2, $3, $4, $5)
 ON CONFLICT (product_id, language, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY: &str = "DELETE FROM product_text WHERE product_id = $1 AND language = $2 AND field = $3";
/// Says a word.
pub const SAY_WORD: &str = "INSERT INTO word_text (language, word, text, updated_at) VALUES ($1, $2, $3, $4)
 ON CONFLICT (language, word) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY_WORD: &str = "DELETE FROM word_text WHERE language = $1 AND word = $2";
/// A category in its own language.
pub const CATEGORY: &str = "SELECT name, description FROM category WHERE id = $1";
/// The texts of a category.
pub const OF_CATEGORY: &str = "SELECT language, field, text FROM category_text WHERE category_id = $1";
/// Says a text of a category.
pub const SAY_CATEGORY: &str =
    "INSERT INTO category_text (category_id, language, field, text, updated_at) VALUES ($1, $2, $3, $4, $5)
 ON CONFLICT (category_id, language, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY_CATEGORY: &str = "DELETE FROM category_text WHERE category_id = $1 AND language = $2 AND field = $3";
/// What the search index needs of a stretch of products: every language's name, line of facts and description.
pub const SEARCHED: &str =
    "SELECT product_id, field, text FROM product_text WHERE product_id >= $1 AND product_id <= $2
    AND field IN ('title', 'fact', 'description_html') ORDER BY product_id, language, field";
/// The categories with what they are called in a language: `$1`.
pub const CATEGORY_WORK: &str = "SELECT c.id, c.name, c.description, COALESCE(n.text, ''), COALESCE(d.text, '')
   FROM category c LEFT JOIN category_text n ON n.category_id = c.id AND n.language = $1 AND n.field = 'title'
   LEFT JOIN category_text d ON d.category_id = c.id AND d.language = $1 AND d.field = 'description_html'
  ORDER BY c.position, c.name, c.id";

/// Lacks a name or a description in a language: `$1`.
macro_rules! lacks {
    ($start:literal, $end:literal) => {
        concat!(
            $start,
            " WHERE (NOT EXISTS (SELECT 1 FROM product_text t WHERE t.product_id = p.id AND t.language = $1
                AND t.field = 'title')
              OR (p.description_html <> '' AND NOT EXISTS (SELECT 1 FROM product_text t WHERE t.product_id = p.id
                AND t.language = $1 AND t.field = 'description_html')))",
            $end
        )
    };
}

/// How many products lack texts in a language.
pub const COUNT_LACKING: &str = lacks!("SELECT COUNT(*) FROM product p", "");
/// How many products there are.
pub const COUNT: &str = "SELECT COUNT(*) FROM product";
/// Some of the products that lack texts, behind one of them: `$2`, `$3` how many.
pub const LACKING: &str = lacks!(
    "SELECT p.id, p.title, CASE WHEN EXISTS (SELECT 1 FROM product_text t WHERE t.product_id = p.id AND t.language = $1
        AND t.field = 'title') THEN 1 ELSE 0 END, CASE WHEN p.description_html = '' OR EXISTS (SELECT 1 FROM product_text t
        WHERE t.product_id = p.id AND t.language = $1 AND t.field = 'description_html') THEN 1 ELSE 0 END FROM product p",
    " AND p.id < $2 ORDER BY p.id DESC LIMIT $3"
);

/// Every statement of this room.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.texts.TILES", TILES),
    ("catalog.texts.CATEGORIES", CATEGORIES),
    ("catalog.texts.WORDS", WORDS),
    ("catalog.texts.OF_PRODUCT", OF_PRODUCT),
    ("catalog.texts.SOURCE", SOURCE),
    ("catalog.texts.ATTRIBUTE_WORDS", ATTRIBUTE_WORDS),
    ("catalog.texts.SAY", SAY),
    ("catalog.texts.UNSAY", UNSAY),
    ("catalog.texts.SAY_WORD", SAY_WORD),
    ("catalog.texts.UNSAY_WORD", UNSAY_WORD),
    ("catalog.texts.CATEGORY", CATEGORY),
    ("catalog.texts.OF_CATEGORY", OF_CATEGORY),
    ("catalog.texts.SAY_CATEGORY", SAY_CATEGORY),
    ("catalog.texts.UNSAY_CATEGORY", UNSAY_CATEGORY),
    ("catalog.texts.SEARCHED", SEARCHED),
    ("catalog.texts.CATEGORY_WORK", CATEGORY_WORK),
    ("catalog.texts.COUNT_LACKING", COUNT_LACKING),
    ("catalog.texts.COUNT", COUNT),
    ("catalog.texts.LACKING", LACKING),
];
