//! How many of a variant can be sold, whatever the kind of its product: pieces of statements, so that lists, pages and carts say
//! the same. They stand where `v` is the variant and `p` its product.

/// Whether there is a limit to how many can be sold: 0 or 1.
macro_rules! is_limited {
    () => {
        "CASE WHEN p.kind = 'simple' THEN v.track_stock ELSE 1 END"
    };
}

/// How many can be sold: what is free of it; for a bundle, for how many its parts suffice. What does not run out is a million.
macro_rules! available {
    () => {
        "CAST(CASE p.kind
            WHEN 'bundle' THEN COALESCE((SELECT MIN(CASE WHEN bv.active = 0 THEN 0
                    WHEN bp.kind <> 'simple' OR bv.track_stock = 0 THEN 1000000
                    ELSE (SELECT CAST(COALESCE(SUM(bs.on_hand - bs.reserved), 0) AS BIGINT) FROM stock bs
                           WHERE bs.variant_id = bv.id) / b.quantity END)
                FROM bundle_part b JOIN variant bv ON bv.id = b.variant_id JOIN product bp ON bp.id = bv.product_id
               WHERE b.product_id = p.id), 0)
            WHEN 'digital' THEN CASE WHEN EXISTS (SELECT 1 FROM product_file f WHERE f.product_id = p.id AND f.active = 1
                AND (f.variant_id IS NULL OR f.variant_id = v.id)) THEN 1000000 ELSE 0 END
            WHEN 'gift_card' THEN 1000000
            ELSE COALESCE((SELECT SUM(s.on_hand - s.reserved) FROM stock s WHERE s.variant_id = v.id), 0) END AS BIGINT)"
    };
}

pub(crate) use {available, is_limited};
