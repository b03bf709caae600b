//! Words that mean the same.

use std::collections::HashMap;

use super::{surfaces, words};

/// One question is asked in at most so many ways.
const MOST_WAYS: usize = 6;
/// A phrase of more words is none.
const LONGEST_PHRASE: usize = 4;

/// Groups of words or phrases, each of which stands for all others of its group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    /// How each phrase of a group is written.
    groups: Vec<Vec<String>>,
    /// From the words of a phrase to its group.
    by_phrase: HashMap<Vec<String>, usize>,
}

impl Synonyms {
    /// Groups as the manager writes them, "mug, cup, beaker". A phrase that stands in two groups belongs to the first.
    #[must_use]
    pub fn new<'a>(groups: impl Iterator<Item = &'a str>) -> Self {
        let mut synonyms = Self::default();
        for group in groups {
            let phrases = phrases(group);
            if phrases.len() < 2 {
                continue;
            }
            for phrase in &phrases {
                synonyms.by_phrase.entry(words(phrase)).or_insert(synonyms.groups.len());
            }
            synonyms.groups.push(phrases);
        }
        synonyms
    }

    /// What was typed, and what means the same.
    #[must_use]
    pub fn ways(&self, text: &str) -> Vec<String> {
        let mut ways = vec![text.to_owned()];
        if self.groups.is_empty() {
            return ways;
        }
        // Every part of the text with all that may stand in its place.
        let mut parts: Vec<Vec<String>> = Vec::new();
        let (typed, written) = (words(text), surfaces(text));
        let mut place = 0;
        let mut found = false;
        while place < typed.len() {
            let longest = LONGEST_PHRASE.min(typed.len() - place);
            let known = (1..=longest).rev().find_map(|length| {
                let phrase = typed.get(place..place + length)?;
                Some((length, self.groups.get(*self.by_phrase.get(phrase)?)?))
            });
            let length = known.map_or(1, |(length, _)| length);
            let own = written.get(place..place + length).unwrap_or_default().join(" ");
            let mut choices = vec![own];
            if let Some((_, group)) = known {
                found = true;
                let here = typed.get(place..place + length).unwrap_or_default();
                choices.extend(group.iter().filter(|phrase| words(phrase) != here).cloned());
            }
            parts.push(choices);
            place += length;
        }
        if found {
            let mut others: Vec<String> = vec![String::new()];
            for choices in &parts {
                others = others
                    .iter()
                    .flat_map(|before| choices.iter().map(move |choice| format!("{before} {choice}")))
                    .take(MOST_WAYS)
                    .collect();
            }
            // The first is what was typed.
            ways.extend(others.into_iter().skip(1).map(|way| way.trim().to_owned()));
        }
        ways
    }
}

/// The phrases of a group, each once.
#[must_use]
pub fn phrases(group: &str) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    for phrase in group.split([',', ';', '\n']).map(|phrase| phrase.split_whitespace().collect::<Vec<_>>().join(" ")) {
        let is_known = phrases.iter().any(|known| words(known) == words(&phrase));
        if !words(&phrase).is_empty() && !is_known && words(&phrase).len() <= LONGEST_PHRASE {
            phrases.push(phrase);
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(text: &str) -> Vec<String> {
        Synonyms::new(["mug, cup, beaker", "coffee pot, cafetière", "only one", "blue, navy"].into_iter()).ways(text)
    }

    #[test]
    fn a_question_is_asked_in_every_way_that_means_the_same() {
        assert_eq!(ways("Cups"), ["Cups", "mug", "beaker"]);
        assert_eq!(ways("steel coffee pots 1 l"), ["steel coffee pots 1 l", "steel cafetière 1 l"]);
        assert_eq!(ways("cafetiere"), ["cafetiere", "coffee pot"]);
        assert_eq!(ways("plate"), ["plate"]);
        assert_eq!(ways(""), [""]);
        assert_eq!(ways("only one"), ["only one"]);
    }

    #[test]
    fn the_ways_are_bounded_and_the_first_is_what_was_typed() {
        let all = ways("blue cup and navy mug");
        assert_eq!(all.len(), MOST_WAYS);
        assert_eq!(all.first().map(String::as_str), Some("blue cup and navy mug"));
        assert!(ways(&"cup ".repeat(500)).len() <= MOST_WAYS);
    }
}
