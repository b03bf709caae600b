//! How many of a variant can be sold, whatever the kind of its product: pieces of statements, so that lists, pages and carts say
//! the same. They stand where `v` is the variant and `p` its product.

/// Whether there is a limit to how many can be sold: 0 or 1.
macro_rules! is_limited {
    () => {
        "CASE WHEN p.kind = 'simple' THEN v.track_stock ELSE 1 END"
    };
}

/// What is free of a variant in the locations that sell online, as a condition's or a column's number.
macro_rules! free_of {
    ($variant:literal) => {
        concat!(
            "(SELECT CAST(COALESCE(SUM(fs.on_hand - fs.reserved), 0) AS BIGINT) FROM stock fs
                JOIN location fw ON fw.id = fs.location_id AND fw.sells_online = 1 WHERE fs.variant_id = ",
            $variant,
            ")"
        )
    };
}

/// How many more of a variant may be owed.
macro_rules! room_of {
    ($variant:literal) => {
        concat!(
            "COALESCE((SELECT CASE WHEN fo.most > fo.owed THEN fo.most - fo.owed ELSE 0 END FROM backorder fo
                WHERE fo.variant_id = ",
            $variant,
            "), 0)"
        )
    };
}

/// How many can be had, of a number for the variant itself and one for the part `bv` of a bundle. What does not run out is a million.
macro_rules! supply {
    ($own:expr, $part:expr) => {
        concat!(
            "CAST(CASE p.kind
            WHEN 'bundle' THEN COALESCE((SELECT MIN(CASE WHEN bv.active = 0 THEN 0
                    WHEN bp.kind <> 'simple' OR bv.track_stock = 0 THEN 1000000
                    ELSE (",
            $part,
            ") / b.quantity END)
                FROM bundle_part b JOIN variant bv ON bv.id = b.variant_id JOIN product bp ON bp.id = bv.product_id
               WHERE b.product_id = p.id), 0)
            WHEN 'digital' THEN CASE WHEN EXISTS (SELECT 1 FROM product_file f WHERE f.product_id = p.id AND f.active = 1
                AND (f.variant_id IS NULL OR f.variant_id = v.id)) THEN 1000000 ELSE 0 END
            WHEN 'gift_card' THEN 1000000
            ELSE ",
            $own,
            " END AS BIGINT)"
        )
    };
}

/// How many can be sold: what is free of it, and what may be owed; for a bundle, for how many its parts suffice.
macro_rules! available {
    () => {
        $crate::catalog::supply::supply!(
            concat!($crate::catalog::supply::free_of!("v.id"), " + ", $crate::catalog::supply::room_of!("v.id")),
            concat!($crate::catalog::supply::free_of!("bv.id"), " + ", $crate::catalog::supply::room_of!("bv.id"))
        )
    };
}

/// How many of those are there.
macro_rules! on_shelf {
    () => {
        $crate::catalog::supply::supply!(
            $crate::catalog::supply::free_of!("v.id"),
            $crate::catalog::supply::free_of!("bv.id")
        )
    };
}

/// The day on which what is not there should come, in days since 1970, or nothing; of a bundle the last of its parts.
macro_rules! expected_on {
    () => {
        "CASE WHEN p.kind = 'bundle' THEN (SELECT MAX(fo.expected_on) FROM bundle_part b
                JOIN backorder fo ON fo.variant_id = b.variant_id WHERE b.product_id = p.id)
            ELSE (SELECT fo.expected_on FROM backorder fo WHERE fo.variant_id = v.id) END"
    };
}

pub(crate) use {available, expected_on, free_of, is_limited, on_shelf, room_of, supply};
