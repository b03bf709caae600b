//! From which locations goods are taken, and whom goods that came are given to.

/// What is free at a location. A list of them stands in the order in which the manager wants them asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The location.
    pub location: i64,
    /// How many are free there.
    pub free: i64,
}

/// So many from one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Portion {
    /// The location.
    pub location: i64,
    /// How many, one or more.
    pub quantity: i64,
}

/// Takes `wanted` from as few locations as possible, and of those that do it equally well from the ones that stand first: one that has
/// everything comes before all. What is not there is not taken, so the portions may add up to less.
#[must_use]
pub fn portions(wanted: i64, places: &[Place]) -> Vec<Portion> {
    let mut open = wanted.min(free(places)).max(0);
    let mut parts = fewest(open, places);
    let mut taken = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let later = places.get(index.saturating_add(1)..).unwrap_or_default();
        let reach = place.free.max(0).saturating_add(largest(parts.saturating_sub(1), later));
        if open == 0 || place.free <= 0 || reach < open {
            continue;
        }
        let quantity = place.free.min(open);
        taken.push(Portion { location: place.location, quantity });
        open = open.saturating_sub(quantity);
        parts = parts.saturating_sub(1);
    }
    taken
}

/// How many are free in all places together.
#[must_use]
pub fn free(places: &[Place]) -> i64 {
    places.iter().fold(0, |sum, place| sum.saturating_add(place.free.max(0)))
}

/// In how many places at least so many lie.
fn fewest(wanted: i64, places: &[Place]) -> usize {
    (0..=places.len()).find(|count| largest(*count, places) >= wanted).unwrap_or(places.len())
}

/// What the fullest `count` places have.
fn largest(count: usize, places: &[Place]) -> i64 {
    let mut free: Vec<i64> = places.iter().map(|place| place.free.max(0)).collect();
    free.sort_unstable_by(|one, other| other.cmp(one));
    free.iter().take(count).fold(0, |sum, free| sum.saturating_add(*free))
}

/// Gives what is free to those who wait, in their order: how many each waits for, and what each gets.
#[must_use]
pub fn dealt(waiting: &[i64], places: &[Place]) -> Vec<Vec<Portion>> {
    let mut places = places.to_vec();
    waiting
        .iter()
        .map(|wanted| {
            let given = portions(*wanted, &places);
            for portion in &given {
                for place in places.iter_mut().filter(|place| place.location == portion.location) {
                    place.free = place.free.saturating_sub(portion.quantity);
                }
            }
            given
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn places(free: &[i64]) -> Vec<Place> {
        (1..).zip(free).map(|(location, free)| Place { location, free: *free }).collect()
    }

    fn taken(wanted: i64, free: &[i64]) -> Vec<(i64, i64)> {
        portions(wanted, &places(free)).iter().map(|portion| (portion.location, portion.quantity)).collect()
    }

    #[test]
    fn one_location_that_has_everything_comes_before_all() {
        assert_eq!(taken(3, &[2, 5, 9]), [(2, 3)]);
        assert_eq!(taken(3, &[3, 5, 9]), [(1, 3)], "and of several the first");
    }

    #[test]
    fn of_several_the_fewest_are_taken_and_of_those_the_first() {
        assert_eq!(taken(6, &[1, 4, 2, 5]), [(1, 1), (4, 5)]);
        assert_eq!(taken(7, &[1, 4, 2, 5]), [(2, 4), (4, 3)]);
        assert_eq!(taken(12, &[1, 4, 2, 5]), [(1, 1), (2, 4), (3, 2), (4, 5)]);
    }

    #[test]
    fn what_is_not_there_is_not_taken() {
        assert_eq!(taken(9, &[1, -4, 2]), [(1, 1), (3, 2)]);
        assert_eq!(taken(0, &[1]), []);
        assert_eq!(taken(-1, &[1]), []);
        assert_eq!(taken(1, &[]), []);
        assert_eq!(taken(i64::MAX, &[i64::MAX, 1]), [(1, i64::MAX)]);
    }

    #[test]
    fn what_comes_is_given_to_whoever_has_waited_longest() {
        let given = dealt(&[2, 3, 1], &places(&[3, 1]));
        let given: Vec<Vec<(i64, i64)>> =
            given.iter().map(|all| all.iter().map(|one| (one.location, one.quantity)).collect()).collect();
        assert_eq!(given, [vec![(1, 2)], vec![(1, 1), (2, 1)], vec![]]);
    }

    proptest! {
        #[test]
        fn portions_are_there_add_up_and_are_as_few_as_possible(
            wanted in 0_i64..60, free in proptest::collection::vec(-2_i64..20, 0..7)
        ) {
            let places = places(&free);
            let taken = portions(wanted, &places);
            let sum: i64 = taken.iter().map(|portion| portion.quantity).sum();
            prop_assert_eq!(sum, wanted.min(super::free(&places)));
            for portion in &taken {
                let place = places.iter().find(|place| place.location == portion.location).unwrap();
                prop_assert!(portion.quantity > 0 && portion.quantity <= place.free);
            }
            // No smaller set of locations has as many.
            let smaller = (0_u32..1 << places.len()).filter(|set| (set.count_ones() as usize) < taken.len());
            for set in smaller {
                let has: i64 = places.iter().enumerate().filter(|(index, _)| set >> index & 1 == 1)
                    .map(|(_, place)| place.free.max(0)).sum();
                prop_assert!(has < sum, "{set:b} has {has} of {sum}");
            }
        }

        #[test]
        fn nobody_gets_more_than_they_wait_for_nor_later_before_earlier(
            waiting in proptest::collection::vec(1_i64..9, 0..6), free in proptest::collection::vec(0_i64..9, 0..5)
        ) {
            let places = places(&free);
            let given = dealt(&waiting, &places);
            let sums: Vec<i64> = given.iter().map(|all| all.iter().map(|one| one.quantity).sum()).collect();
            prop_assert_eq!(sums.iter().sum::<i64>(), waiting.iter().sum::<i64>().min(super::free(&places)));
            for (index, (got, wanted)) in sums.iter().zip(&waiting).enumerate() {
                prop_assert!(got <= wanted);
                prop_assert!(got == wanted || sums[index + 1..].iter().all(|later| *later == 0));
            }
            for place in &places {
                let all = given.iter().flatten().filter(|portion| portion.location == place.location);
                prop_assert!(all.map(|portion| portion.quantity).sum::<i64>() <= place.free);
            }
        }
    }
}
