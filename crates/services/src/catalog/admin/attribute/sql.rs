//! Every statement on product types and attributes.

/// The attributes of a product's type (`$2`, 0 for none) and those that the product (`$1`) has besides.
pub const FIELDS: &str =
    "SELECT a.key, a.label, a.kind, a.unit, a.decimals, a.facet, t.heading, COALESCE(t.required, 0)
   FROM attribute a LEFT JOIN product_type_attribute t ON t.attribute_key = a.key AND t.type_id = $2
  WHERE t.attribute_key IS NOT NULL
     OR a.key IN (SELECT v.attribute_key FROM product_attribute v WHERE v.product_id = $1)
  ORDER BY CASE WHEN t.attribute_key IS NULL THEN 1 ELSE 0 END, t.position, a.position, a.key";
/// What a product has of each attribute.
pub const VALUES: &str = "SELECT attribute_key, value, label, colour, html FROM product_attribute
  WHERE product_id = $1 ORDER BY attribute_key, position, value";
/// What can be chosen in a product's form.
pub const CHOICES: &str = "SELECT c.attribute_key, c.value, c.label, c.colour FROM attribute_choice c
  WHERE c.attribute_key IN (SELECT t.attribute_key FROM product_type_attribute t WHERE t.type_id = $2
        UNION SELECT v.attribute_key FROM product_attribute v WHERE v.product_id = $1)
  ORDER BY c.attribute_key, c.position, c.label";
/// Says which type a product is of, if there is such a type.
pub const SET_TYPE: &str = "UPDATE product SET type_id = (SELECT id FROM product_type WHERE id = $2) WHERE id = $1";
/// Takes the values of an attribute off a product.
pub const CLEAR_VALUES: &str = "DELETE FROM product_attribute WHERE product_id = $1 AND attribute_key = $2";
/// Gives a product a value.
pub const ADD_VALUE: &str =
    "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position, html)
  VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The product types by name, with how many attributes and products each has.
pub const TYPES: &str = "SELECT t.id, t.name,
        (SELECT COUNT(*) FROM product_type_attribute a WHERE a.type_id = t.id),
        (SELECT COUNT(*) FROM product_type_attribute a WHERE a.type_id = t.id AND a.required = 1),
        (SELECT COUNT(*) FROM product p WHERE p.type_id = t.id)
   FROM product_type t ORDER BY LOWER(t.name), t.id";
/// One of them.
pub const TYPE: &str = "SELECT t.id, t.name,
        (SELECT COUNT(*) FROM product_type_attribute a WHERE a.type_id = t.id),
        (SELECT COUNT(*) FROM product_type_attribute a WHERE a.type_id = t.id AND a.required = 1),
        (SELECT COUNT(*) FROM product p WHERE p.type_id = t.id)
   FROM product_type t WHERE t.id = $1";
/// The names of all types.
pub const TYPE_NAMES: &str = "SELECT id, name FROM product_type ORDER BY LOWER(name), id";
/// A new type.
pub const ADD_TYPE: &str = "INSERT INTO product_type (id, name, created_at) VALUES ($1, $2, $3)";
/// Names a type anew.
pub const RENAME_TYPE: &str = "UPDATE product_type SET name = $2 WHERE id = $1";
/// Removes a type that no product is of.
pub const REMOVE_TYPE: &str =
    "DELETE FROM product_type WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM product p WHERE p.type_id = $1)";

/// The attributes of a type in their order.
pub const TYPE_ATTRIBUTES: &str = "SELECT a.key, a.label, a.kind, a.unit, a.decimals, a.facet, t.heading, t.required
   FROM product_type_attribute t JOIN attribute a ON a.key = t.attribute_key
  WHERE t.type_id = $1 ORDER BY t.position, a.label, a.key";
/// What can be chosen of an attribute.
pub const ATTRIBUTE_CHOICES: &str =
    "SELECT value, label, colour FROM attribute_choice WHERE attribute_key = $1 ORDER BY position, label";
/// The attributes that a type has not.
pub const OTHER_ATTRIBUTES: &str = "SELECT a.key, a.label, a.kind FROM attribute a
  WHERE NOT EXISTS (SELECT 1 FROM product_type_attribute t WHERE t.type_id = $1 AND t.attribute_key = a.key)
  ORDER BY LOWER(a.label), a.key LIMIT 500";
/// The other types that have an attribute.
pub const ALSO_IN: &str = "SELECT t.name FROM product_type_attribute a JOIN product_type t ON t.id = a.type_id
  WHERE a.attribute_key = $1 AND a.type_id <> $2 ORDER BY LOWER(t.name)";
/// How many products have a value of an attribute.
pub const HOLDERS: &str = "SELECT COUNT(DISTINCT product_id) FROM product_attribute WHERE attribute_key = $1";
/// How many products have this value of an attribute.
pub const VALUE_HOLDERS: &str = "SELECT COUNT(*) FROM product_attribute WHERE attribute_key = $1 AND value = $2";

/// Gives a type an attribute, behind the others.
pub const ATTACH: &str = "INSERT INTO product_type_attribute (type_id, attribute_key, heading, required, position)
  SELECT $1, a.key, $3, $4, (SELECT COALESCE(MAX(t.position), 0) + 1 FROM product_type_attribute t WHERE t.type_id = $1)
    FROM attribute a WHERE a.key = $2 AND EXISTS (SELECT 1 FROM product_type t WHERE t.id = $1)
  ON CONFLICT (type_id, attribute_key) DO NOTHING";
/// Takes an attribute off a type; products keep their values.
pub const DETACH: &str = "DELETE FROM product_type_attribute WHERE type_id = $1 AND attribute_key = $2";
/// Where an attribute stands in a type.
pub const SET_PLACE: &str = "UPDATE product_type_attribute SET position = $3 WHERE type_id = $1 AND attribute_key = $2";
/// How a type has an attribute.
pub const UPDATE_PLACE: &str =
    "UPDATE product_type_attribute SET heading = $3, required = $4 WHERE type_id = $1 AND attribute_key = $2";
/// Whether an attribute has this key or these words.
pub const KNOWN: &str = "SELECT key FROM attribute WHERE key = $1 OR LOWER(label) = LOWER($2)";
/// A new attribute, behind the others.
pub const ADD: &str = "INSERT INTO attribute (key, label, kind, unit, decimals, facet, position)
  SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(position), 0) + 1 FROM attribute";
/// Changes an attribute.
pub const UPDATE: &str =
    "UPDATE attribute SET label = $2, kind = $3, unit = $4, decimals = $5, facet = $6 WHERE key = $1";
/// Forgets the choices of an attribute.
pub const CLEAR_CHOICES: &str = "DELETE FROM attribute_choice WHERE attribute_key = $1";
/// A choice.
pub const ADD_CHOICE: &str =
    "INSERT INTO attribute_choice (attribute_key, value, label, colour, position) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (attribute_key, value) DO NOTHING";
/// What products have of attributes with choices can be chosen.
pub const ADOPT_CHOICES: &str = "INSERT INTO attribute_choice (attribute_key, value, label, colour, position)
  SELECT v.attribute_key, v.value, MIN(v.label), MIN(v.colour), 1000
    FROM product_attribute v JOIN attribute a ON a.key = v.attribute_key
   WHERE a.kind IN ('choice', 'choices', 'colour') GROUP BY v.attribute_key, v.value
  ON CONFLICT (attribute_key, value) DO NOTHING";
/// The products that have this value with other words.
pub const HAVE_OTHER_WORDS: &str = "SELECT product_id FROM product_attribute
  WHERE attribute_key = $1 AND value = $2 AND (label <> $3 OR colour <> $4)";
/// Says a value in other words.
pub const REWORD: &str = "UPDATE product_attribute SET label = $3, colour = $4
  WHERE attribute_key = $1 AND value = $2 AND (label <> $3 OR colour <> $4)";
/// Says numbers in another unit.
pub const REWORD_NUMBERS: &str =
    "UPDATE product_attribute SET label = CASE WHEN $2 = '' THEN value ELSE value || ' ' || $2 END
  WHERE attribute_key = $1";
/// Products of a type are to be looked at again: their score may be another.
pub const SCORE_AGAIN: &str = "UPDATE product SET scored_at = 0 WHERE type_id = $1 AND scored_at <> 0";
/// Products of types that have an attribute are to be looked at again.
pub const SCORE_HOLDERS_AGAIN: &str = "UPDATE product SET scored_at = 0
  WHERE type_id IN (SELECT t.type_id FROM product_type_attribute t WHERE t.attribute_key = $1)";

/// Every statement of this module.
pub const ALL: &[(&str, &str)] = &[
    ("catalog.attribute.FIELDS", FIELDS),
    ("catalog.attribute.VALUES", VALUES),
    ("catalog.attribute.CHOICES", CHOICES),
    ("catalog.attribute.SET_TYPE", SET_TYPE),
    ("catalog.attribute.CLEAR_VALUES", CLEAR_VALUES),
    ("catalog.attribute.ADD_VALUE", ADD_VALUE),
    ("catalog.attribute.TYPES", TYPES),
    ("catalog.attribute.TYPE", TYPE),
    ("catalog.attribute.TYPE_NAMES", TYPE_NAMES),
    ("catalog.attribute.ADD_TYPE", ADD_TYPE),
    ("catalog.attribute.RENAME_TYPE", RENAME_TYPE),
    ("catalog.attribute.REMOVE_TYPE", REMOVE_TYPE),
    ("catalog.attribute.TYPE_ATTRIBUTES", TYPE_ATTRIBUTES),
    ("catalog.attribute.ATTRIBUTE_CHOICES", ATTRIBUTE_CHOICES),
    ("catalog.attribute.OTHER_ATTRIBUTES", OTHER_ATTRIBUTES),
    ("catalog.attribute.ALSO_IN", ALSO_IN),
    ("catalog.attribute.HOLDERS", HOLDERS),
    ("catalog.attribute.VALUE_HOLDERS", VALUE_HOLDERS),
    ("catalog.attribute.ATTACH", ATTACH),
    ("catalog.attribute.DETACH", DETACH),
    ("catalog.attribute.SET_PLACE", SET_PLACE),
    ("catalog.attribute.UPDATE_PLACE", UPDATE_PLACE),
    ("catalog.attribute.KNOWN", KNOWN),
    ("catalog.attribute.ADD", ADD),
    ("catalog.attribute.UPDATE", UPDATE),
    ("catalog.attribute.CLEAR_CHOICES", CLEAR_CHOICES),
    ("catalog.attribute.ADD_CHOICE", ADD_CHOICE),
    ("catalog.attribute.ADOPT_CHOICES", ADOPT_CHOICES),
    ("catalog.attribute.HAVE_OTHER_WORDS", HAVE_OTHER_WORDS),
    ("catalog.attribute.REWORD", REWORD),
    ("catalog.attribute.REWORD_NUMBERS", REWORD_NUMBERS),
    ("catalog.attribute.SCORE_AGAIN", SCORE_AGAIN),
    ("catalog.attribute.SCORE_HOLDERS_AGAIN", SCORE_HOLDERS_AGAIN),
];
