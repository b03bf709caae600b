//! The twenty-four shelves. Sale is not among them: it is a rule, not a place.

use crate::model::DemoCategory;

const fn top(slug: &'static str, name: &'static str, description: &'static str) -> DemoCategory {
    DemoCategory { slug, name, parent: None, description }
}

const fn under(
    parent: &'static str,
    slug: &'static str,
    name: &'static str,
    description: &'static str,
) -> DemoCategory {
    DemoCategory { slug, name, parent: Some(parent), description }
}

/// All categories, parents first.
pub(crate) const CATEGORIES: [DemoCategory; 24] = [
    top("prints", "Prints", "Pulled by hand on a proofing press from 1964, signed, and framed if you like."),
    under("prints", "landscapes", "Landscapes", "Dunes, hills and the long light of the north."),
    under("prints", "geometric", "Geometric", "Quarter circles and arches, set like type."),
    under("prints", "botanical", "Botanical", "What grows on the windowsill and what grows in the sand."),
    under("prints", "still-life", "Still life", "A vase, a pear, an afternoon."),
    under("prints", "waves", "Waves", "The sea, drawn from the workshop's window."),
    top("kitchen", "Kitchen", "Thrown, glazed and fired in one workshop."),
    under("kitchen", "mugs", "Mugs", "Thrown, glazed and fired in one workshop. Safe for dishwasher and microwave."),
    under("kitchen", "cups", "Cups", "Without a handle, for hands that like to be warm."),
    under("kitchen", "bowls", "Bowls", "For porridge, for soup, for the keys by the door."),
    top("notebooks", "Notebooks", "Paper that likes ink, sewn so that it lies flat."),
    under("notebooks", "hardcover", "Hardcover", "Thread-sewn, with an elastic and a ribbon."),
    under("notebooks", "pocket", "Pocket", "Slim pairs for coats and back pockets."),
    under("notebooks", "sketchbooks", "Sketchbooks", "Heavy paper on a spiral, for pencil, ink and a little water."),
    top("tea", "Tea", "Small harvests in tins that close well."),
    under("tea", "green-tea", "Green", "Steamed or pan-fired, never bitter when the water is kind."),
    under("tea", "black-tea", "Black", "From malty to bright; most of them like milk."),
    under("tea", "herbal-tea", "Herbal", "Nothing that keeps you awake."),
    under("tea", "rooibos", "Rooibos", "Red, round and friendly to children."),
    top("textiles", "Textiles", "Woven in small mills from linen, cotton and wool."),
    under("textiles", "kitchen-cloths", "Kitchen cloths", "They dry glasses, hands and now and then a dog."),
    under("textiles", "throws", "Throws", "Heavy enough to stay where you put them."),
    under("textiles", "cushions", "Cushions", "Covers of linen and cotton, filled with feathers or not at all."),
    top("candles", "Candles", "Rapeseed wax poured into pots that you will want to keep."),
];
