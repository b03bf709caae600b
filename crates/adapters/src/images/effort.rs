//! What it costs to draw a drawing, known before it is drawn: a few bytes can ask for hours.

use resvg::usvg::{Group, Node, Rect, Tree};

/// So many pixels may be touched: a thousand times the whole of a large picture.
const MOST_PIXELS: f32 = 1_600_000_000.0;
/// What even the smallest thing costs.
const LEAST_PIXELS: f32 = 1_000.0;
/// A layer of its own (for a clip, a mask, an opacity, a step of a filter) is made, cleared and laid over the rest.
const LAYER: f32 = 10.0;

/// Whether a drawing can be drawn at this scale within reason.
pub(super) fn is_reasonable(tree: &Tree, scale: f32) -> bool {
    let size = tree.size();
    let mut effort = Effort { left: MOST_PIXELS, scale, width: size.width(), height: size.height() };
    effort.group(tree.root());
    effort.left > 0.0
}

/// What may still be spent.
struct Effort {
    left: f32,
    scale: f32,
    width: f32,
    height: f32,
}

impl Effort {
    fn group(&mut self, group: &Group) {
        let steps: usize = group.filters().iter().map(|filter| filter.primitives().len()).sum();
        let layers = steps.saturating_add(usize::from(group.should_isolate()));
        let layers = f32::from(u16::try_from(layers).unwrap_or(u16::MAX));
        self.spend(group.abs_layer_bounding_box().to_rect(), layers * LAYER);
        for node in group.children() {
            // Nobody needs to know by how much it is too much.
            if self.left <= 0.0 {
                return;
            }
            match node {
                Node::Group(group) => self.group(group),
                other => self.spend(other.abs_stroke_bounding_box(), 1.0),
            }
            // Clips, masks and patterns are drawn, too.
            node.subroots(|root| {
                if self.left > 0.0 {
                    self.group(root);
                }
            });
        }
    }

    fn spend(&mut self, place: Rect, times: f32) {
        let within = |from: f32, to: f32, most: f32| (to.min(most) - from.max(0.0)).max(0.0) * self.scale;
        let area = within(place.left(), place.right(), self.width) * within(place.top(), place.bottom(), self.height);
        self.left -= (area * times).max(LEAST_PIXELS);
    }
}
