//! The states of the United States by the first three digits of their ZIP codes: a rate of a state is a rate of these.
//!
//! Source: United States Postal Service, Publication 65 (National Five-Digit ZIP Code and Post Office Directory), which gives each
//! state its prefixes. The few five-digit codes that lie beyond the prefixes of their state need a region of their own.

/// A state: its letters, and the first and last of each run of prefixes.
type State = (&'static str, &'static [(u16, u16)]);

const STATES: &[State] = &[
    ("AK", &[(995, 999)]),
    ("AL", &[(350, 352), (354, 369)]),
    ("AR", &[(716, 729)]),
    ("AZ", &[(850, 853), (855, 857), (859, 860), (863, 865)]),
    ("CA", &[(900, 908), (910, 928), (930, 961)]),
    ("CO", &[(800, 816)]),
    ("CT", &[(60, 62), (64, 69)]),
    ("DC", &[(200, 200), (202, 205), (569, 569)]),
    ("DE", &[(197, 199)]),
    ("FL", &[(320, 339), (341, 342), (344, 344), (346, 347), (349, 349)]),
    ("GA", &[(300, 319), (398, 399)]),
    ("HI", &[(967, 968)]),
    ("IA", &[(500, 516), (520, 528)]),
    ("ID", &[(832, 838)]),
    ("IL", &[(600, 620), (622, 629)]),
    ("IN", &[(460, 479)]),
    ("KS", &[(660, 662), (664, 679)]),
    ("KY", &[(400, 427)]),
    ("LA", &[(700, 701), (703, 708), (710, 714)]),
    ("MA", &[(10, 27), (55, 55)]),
    ("MD", &[(206, 212), (214, 219)]),
    ("ME", &[(39, 49)]),
    ("MI", &[(480, 499)]),
    ("MN", &[(550, 551), (553, 567)]),
    ("MO", &[(630, 631), (633, 641), (644, 658)]),
    ("MS", &[(386, 397)]),
    ("MT", &[(590, 599)]),
    ("NC", &[(270, 289)]),
    ("ND", &[(580, 588)]),
    ("NE", &[(680, 681), (683, 693)]),
    ("NH", &[(30, 38)]),
    ("NJ", &[(70, 89)]),
    ("NM", &[(870, 871), (873, 875), (877, 884)]),
    ("NV", &[(889, 891), (893, 895), (897, 898)]),
    ("NY", &[(5, 5), (100, 149)]),
    ("OH", &[(430, 459)]),
    ("OK", &[(730, 731), (734, 741), (743, 749)]),
    ("OR", &[(970, 979)]),
    ("PA", &[(150, 196)]),
    ("PR", &[(6, 7), (9, 9)]),
    ("RI", &[(28, 29)]),
    ("SC", &[(290, 299)]),
    ("SD", &[(570, 577)]),
    ("TN", &[(370, 385)]),
    ("TX", &[(733, 733), (750, 770), (772, 799), (885, 885)]),
    ("UT", &[(840, 847)]),
    ("VA", &[(201, 201), (220, 246)]),
    ("VT", &[(50, 54), (56, 59)]),
    ("WA", &[(980, 986), (988, 994)]),
    ("WI", &[(530, 532), (534, 535), (537, 549)]),
    ("WV", &[(247, 268)]),
    ("WY", &[(820, 831)]),
];

/// How the ZIP codes of a state begin; none where the letters name no state.
#[must_use]
pub fn zip_beginnings(state: &str) -> Vec<String> {
    let runs = STATES.iter().find(|(letters, _)| letters.eq_ignore_ascii_case(state)).map_or(&[][..], |(_, runs)| runs);
    runs.iter().flat_map(|(first, last)| *first..=*last).map(|prefix| format!("{prefix:03}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_zip_code_lies_in_two_states() {
        let mut seen = BTreeSet::new();
        for (letters, _) in STATES {
            for prefix in zip_beginnings(letters) {
                assert!(seen.insert(prefix.clone()), "{prefix} lies in {letters} and in another");
            }
        }
        assert_eq!(STATES.len(), 52, "fifty states, the District of Columbia and Puerto Rico");
    }

    #[test]
    fn known_codes_lie_in_their_states() {
        for (state, code) in
            [("ny", "10001"), ("CA", "94107"), ("TX", "78701"), ("WA", "98101"), ("MA", "02108"), ("AK", "99501")]
        {
            assert!(zip_beginnings(state).iter().any(|start| code.starts_with(start.as_str())), "{state} {code}");
        }
        assert!(zip_beginnings("ZZ").is_empty());
    }
}
