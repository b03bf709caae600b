//! The rules of the tree.

use proptest::prelude::*;

use super::category::{CategoryTree, MOST_LEVELS, TreeError};
use crate::kernel::CategoryId;

fn id(number: i64) -> CategoryId {
    CategoryId(number)
}

/// Kitchen 1 with Mugs 2 and Bowls 3, of which Mugs has Espresso 4; Paper 5.
fn shop() -> CategoryTree {
    let rows = [(1, None), (3, Some(1)), (2, Some(1)), (5, None), (4, Some(2))];
    CategoryTree::new(rows.map(|(number, parent)| (id(number), parent.map(id))))
}

fn numbers(ids: &[CategoryId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}

#[test]
fn the_tree_is_told_from_the_top_in_the_order_of_siblings() {
    let told: Vec<(i64, usize)> = shop().walk().into_iter().map(|(id, depth)| (id.0, depth)).collect();
    assert_eq!(told, [(1, 0), (3, 1), (2, 1), (4, 2), (5, 0)]);
    assert_eq!(numbers(&shop().below(id(2))), [2, 4]);
    assert_eq!(numbers(&shop().path(id(4))), [1, 2, 4]);
    assert!(shop().below(id(9)).is_empty() && shop().path(id(9)).is_empty());
}

#[test]
fn nothing_stands_below_itself_or_below_what_stands_below_it() {
    let tree = shop();
    assert_eq!(tree.check(Some(id(1)), Some(id(1))), Err(TreeError::Ring));
    assert_eq!(tree.check(Some(id(1)), Some(id(4))), Err(TreeError::Ring));
    assert_eq!(tree.check(Some(id(4)), Some(id(9))), Err(TreeError::Gone));
    assert_eq!(tree.check(Some(id(4)), Some(id(3))), Ok(()));
    assert_eq!(tree.check(Some(id(4)), None), Ok(()));
    assert_eq!(tree.check(None, Some(id(4))), Ok(()));
}

#[test]
fn a_branch_that_would_make_the_tree_too_deep_stays_where_it_is() {
    let most = i64::try_from(MOST_LEVELS).unwrap();
    let chain = (1..=most).map(|number| (id(number), (number > 1).then(|| id(number - 1))));
    let tree = CategoryTree::new(chain.chain([(id(50), None), (id(51), Some(id(50)))]));
    assert_eq!(tree.check(None, Some(id(most))), Err(TreeError::TooDeep));
    assert_eq!(tree.check(Some(id(50)), Some(id(most - 1))), Err(TreeError::TooDeep));
    assert_eq!(tree.check(Some(id(50)), Some(id(most - 2))), Ok(()));
    assert_eq!(tree.check(Some(id(51)), Some(id(most - 1))), Ok(()));
}

#[test]
fn a_category_goes_one_place_up_or_down_and_no_further() {
    let tree = shop();
    assert_eq!(tree.stepped(id(2), true).map(|order| numbers(&order)), Some(vec![2, 3]));
    assert_eq!(tree.stepped(id(3), false).map(|order| numbers(&order)), Some(vec![2, 3]));
    assert_eq!(tree.stepped(id(3), true), None);
    assert_eq!(tree.stepped(id(5), false), None);
    assert_eq!(tree.stepped(id(9), true), None);
}

#[test]
fn children_stand_where_the_category_stood_that_is_gone() {
    assert_eq!(numbers(&shop().without(id(2))), [3, 4]);
    assert_eq!(numbers(&shop().without(id(1))), [3, 2, 5]);
}

proptest! {
    /// Whatever came from elsewhere, with rings and missing parents: every category is told exactly once, and no allowed move
    /// closes a ring or makes the tree deeper than it may be.
    #[test]
    fn every_category_is_told_once_and_no_allowed_move_closes_a_ring(
        parents in prop::collection::vec(prop::option::of(0_i64..14), 1..12),
        moved in 0_i64..12,
        below in prop::option::of(0_i64..12),
    ) {
        let rows = || (0_i64..).zip(&parents).map(|(number, parent)| (id(number), parent.map(id)));
        let tree = CategoryTree::new(rows());
        let mut told: Vec<i64> = tree.walk().into_iter().map(|(id, _)| id.0).collect();
        told.sort_unstable();
        prop_assert_eq!(told.len(), parents.len());
        told.dedup();
        prop_assert_eq!(told.len(), parents.len());
        let (moved, below) = (id(moved), below.map(id));
        if tree.check(Some(moved), below).is_ok() {
            let after = CategoryTree::new(rows().map(|(id, parent)| (id, if id == moved { below } else { parent })));
            if let Some(below) = below {
                prop_assert!(!after.path(below).contains(&moved));
                prop_assert!(after.path(moved).len() <= MOST_LEVELS);
            }
        }
    }
}
