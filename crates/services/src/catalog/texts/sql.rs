//! Every statement about texts in other languages.

/// The names and lines of facts of all products: they stand in lists, so they lie in memory.
pub const TILES: &str = "SELECT language, product_id, field, text FROM product_text WHERE field IN ('title', 'fact')";
/// The texts of all categories.
pub const CATEGORIES: &str = "SELECT language, category_id, field, text FROM category_text";
/// The texts of all collections.
pub const COLLECTIONS: &str = "SELECT language, collection_id, field, text FROM collection_text";
/// The texts of all brands, with their names.
pub const BRANDS: &str =
    "SELECT t.language, t.brand_id, t.field, t.text, b.name FROM brand_text t JOIN brand b ON b.id = t.brand_id";
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
/// Whether there is a category.
pub const CATEGORY: &str = "SELECT id FROM category WHERE id = $1";
/// The texts of a category.
pub const OF_CATEGORY: &str = "SELECT language, field, text FROM category_text WHERE category_id = $1";
/// All categories in their own language.
pub const CATEGORY_LIST: &str = "SELECT id, name, description FROM category ORDER BY position, name, id";
/// What they say in two languages.
pub const CATEGORIES_SAID: &str =
    "SELECT category_id, language, field, text FROM category_text WHERE language = $1 OR language = $2";
/// Says a text of a category.
pub const SAY_CATEGORY: &str =
    "INSERT INTO category_text (category_id, language, field, text, updated_at) VALUES ($1, $2, $3, $4, $5)
 ON CONFLICT (category_id, language, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY_CATEGORY: &str = "DELETE FROM category_text WHERE category_id = $1 AND language = $2 AND field = $3";
/// Whether there is a collection.
pub const COLLECTION: &str = "SELECT id FROM collection WHERE id = $1";
/// The texts of a collection in a language.
pub const OF_COLLECTION: &str = "SELECT field, text FROM collection_text WHERE collection_id = $1 AND language = $2";
/// All collections in their own language.
pub const COLLECTION_LIST: &str = "SELECT id, name, description FROM collection ORDER BY id DESC";
/// What they say in two languages.
pub const COLLECTIONS_SAID: &str =
    "SELECT collection_id, language, field, text FROM collection_text WHERE language = $1 OR language = $2";
/// Says a text of a collection.
pub const SAY_COLLECTION: &str =
    "INSERT INTO collection_text (collection_id, language, field, text, updated_at) VALUES ($1, $2, $3, $4, $5)
 ON CONFLICT (collection_id, language, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY_COLLECTION: &str =
    "DELETE FROM collection_text WHERE collection_id = $1 AND language = $2 AND field = $3";
/// Whether there is a brand.
pub const BRAND: &str = "SELECT id FROM brand WHERE id = $1";
/// All brands that say what they are, in their own language.
pub const BRAND_LIST: &str = "SELECT id, name, description FROM brand WHERE description <> '' ORDER BY LOWER(name), id";
/// What they say in two languages.
pub const BRANDS_SAID: &str =
    "SELECT brand_id, language, field, text FROM brand_text WHERE language = $1 OR language = $2";
/// Says a text of a brand.
pub const SAY_BRAND: &str =
    "INSERT INTO brand_text (brand_id, language, field, text, updated_at) VALUES ($1, $2, $3, $4, $5)
 ON CONFLICT (brand_id, language, field) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at";
/// Takes it back.
pub const UNSAY_BRAND: &str = "DELETE FROM brand_text WHERE brand_id = $1 AND language = $2 AND field = $3";
/// The names of all attributes.
pub const ATTRIBUTE_NAMES: &str = "SELECT key, label FROM attribute ORDER BY position, key";
/// What can be chosen of attributes.
pub const CHOICE_WORDS: &str =
    "SELECT attribute_key, label FROM attribute_choice ORDER BY attribute_key, position, label LIMIT 5000";
/// The headings under which product types put attributes.
pub const HEADINGS: &str =
    "SELECT DISTINCT heading FROM product_type_attribute WHERE heading <> '' ORDER BY heading LIMIT 500";
/// Words that products have of attributes that shoppers filter by and that are not chosen from a list.
pub const VALUE_WORDS: &str = "SELECT DISTINCT v.attribute_key, v.label
   FROM product_attribute v JOIN attribute a ON a.key = v.attribute_key
  WHERE a.facet = 1 AND a.kind IN ('text', 'yes_no') ORDER BY v.attribute_key, v.label LIMIT 2000";
/// What the search index needs of a stretch of products: every language's name, line of facts and description.
pub const SEARCHED: &str =
    "SELECT product_id, field, text FROM product_text WHERE product_id >= $1 AND product_id <= $2
    AND field IN ('title', 'fact', 'description_html') ORDER BY product_id, language, field";
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
    ("catalog.texts.COLLECTIONS", COLLECTIONS),
    ("catalog.texts.BRANDS", BRANDS),
    ("catalog.texts.CATEGORY_LIST", CATEGORY_LIST),
    ("catalog.texts.CATEGORIES_SAID", CATEGORIES_SAID),
    ("catalog.texts.COLLECTION", COLLECTION),
    ("catalog.texts.OF_COLLECTION", OF_COLLECTION),
    ("catalog.texts.COLLECTION_LIST", COLLECTION_LIST),
    ("catalog.texts.COLLECTIONS_SAID", COLLECTIONS_SAID),
    ("catalog.texts.SAY_COLLECTION", SAY_COLLECTION),
    ("catalog.texts.UNSAY_COLLECTION", UNSAY_COLLECTION),
    ("catalog.texts.BRAND", BRAND),
    ("catalog.texts.BRAND_LIST", BRAND_LIST),
    ("catalog.texts.BRANDS_SAID", BRANDS_SAID),
    ("catalog.texts.SAY_BRAND", SAY_BRAND),
    ("catalog.texts.UNSAY_BRAND", UNSAY_BRAND),
    ("catalog.texts.ATTRIBUTE_NAMES", ATTRIBUTE_NAMES),
    ("catalog.texts.CHOICE_WORDS", CHOICE_WORDS),
    ("catalog.texts.HEADINGS", HEADINGS),
    ("catalog.texts.VALUE_WORDS", VALUE_WORDS),
    ("catalog.texts.COUNT_LACKING", COUNT_LACKING),
    ("catalog.texts.COUNT", COUNT),
    ("catalog.texts.LACKING", LACKING),
];
