//! All words of the index in memory, so that a typed word finds the words that were meant without asking the index.

use std::{cmp::Reverse, collections::BTreeMap};

/// A word and in how many products it stands.
#[derive(Clone, Debug)]
struct Entry {
    word: String,
    count: u32,
    /// One bit for each letter that it holds.
    letters: u64,
}

/// The words, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    entries: Vec<Entry>,
}

/// A word of the index that may have been meant, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub word: String,
    pub weight: f32,
}

const EXACT: f32 = 1.0;
const BEGINS: f32 = 0.55;
const ONE_ERROR: f32 = 0.35;
const TWO_ERRORS: f32 = 0.2;
const MOST_BEGINNINGS: usize = 24;
const MOST_FORGIVEN: usize = 12;

fn letters(word: &str) -> u64 {
    word.chars().fold(0, |bits, character| bits | (1 << (u32::from(character) % 64)))
}

impl Vocabulary {
    pub fn new(words: BTreeMap<String, u32>) -> Self {
        let entries = words.into_iter().map(|(word, count)| Entry { letters: letters(&word), word, count });
        Self { entries: entries.collect() }
    }

    /// The word itself, and the words that begin with it.
    pub fn known(&self, typed: &str, with_beginnings: bool) -> Vec<Candidate> {
        let start = self.entries.partition_point(|entry| entry.word.as_str() < typed);
        let beginning =
            self.entries.get(start..).unwrap_or_default().iter().take_while(|entry| entry.word.starts_with(typed));
        let (exact, mut longer): (Vec<&Entry>, Vec<&Entry>) = beginning.partition(|entry| entry.word == typed);
        if !with_beginnings {
            longer.clear();
        }
        longer.sort_by_key(|entry| Reverse(entry.count));
        let candidate = |weight| move |entry: &Entry| Candidate { word: entry.word.clone(), weight };
        let longer = longer.into_iter().take(MOST_BEGINNINGS).map(candidate(BEGINS));
        exact.into_iter().map(candidate(EXACT)).chain(longer).collect()
    }

    /// The words that are few typing errors away, nearest first. `unfinished`: the typed word may go on.
    pub fn forgiven(&self, typed: &str, unfinished: bool) -> Vec<Candidate> {
        let near = self.near(typed, forgiveness(typed), unfinished);
        let weight = |distance: usize| if distance <= 1 { ONE_ERROR } else { TWO_ERRORS };
        near.into_iter()
            .take(MOST_FORGIVEN)
            .map(|(distance, entry)| Candidate { word: entry.word.clone(), weight: weight(distance) })
            .collect()
    }

    /// The best word within more errors than a search forgives.
    pub fn guess(&self, typed: &str) -> Option<&str> {
        let near = self.near(typed, forgiveness(typed).max(1), false);
        let near = if near.is_empty() { self.near(typed, typed.chars().count() / 3, false) } else { near };
        near.first().map(|(_, entry)| entry.word.as_str())
    }

    fn near(&self, typed: &str, most: usize, unfinished: bool) -> Vec<(usize, &Entry)> {
        let (typed_letters, typed): (u64, Vec<char>) = (letters(typed), typed.chars().collect());
        if most == 0 && typed.len() != SWAPPED_ONLY {
            return Vec::new();
        }
        let allowed = most.max(1);
        let mut scratch = Scratch::default();
        let near = self.entries.iter().filter_map(|entry| {
            // Each missing letter is an error: most words are out by this one instruction.
            if (typed_letters & !entry.letters).count_ones() as usize > allowed {
                return None;
            }
            let distance = if most == 0 {
                usize::from(!is_swapped(&typed, &entry.word)) * 2
            } else {
                scratch.distance(&typed, &entry.word, allowed, unfinished)
            };
            (distance <= allowed).then_some((distance, entry))
        });
        let mut near: Vec<(usize, &Entry)> = near.collect();
        let other_beginning = |entry: &Entry| entry.word.chars().next() != typed.first().copied();
        near.sort_by_key(|(distance, entry)| (*distance, other_beginning(entry), Reverse(entry.count)));
        near
    }
}

/// Words of so many letters forgive nothing but two neighbours that changed places.
const SWAPPED_ONLY: usize = 3;

/// How many errors a word of this length forgives.
fn forgiveness(typed: &str) -> usize {
    match typed.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

fn is_swapped(typed: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().take(typed.len() + 1).collect();
    let (&[a, b, c], &[x, y, z]) = (typed, word.as_slice()) else {
        return false;
    };
    (a, b, c) == (y, x, z) || (a, b, c) == (x, z, y)
}

/// Rows of the table of distances, used again for every word.
#[derive(Debug, Default)]
struct Scratch {
    word: Vec<char>,
    before_last: Vec<usize>,
    last: Vec<usize>,
    row: Vec<usize>,
}

impl Scratch {
    /// How many letters must be added, left out, replaced or exchanged with their neighbour (optimal string alignment).
    /// `unfinished`: the word may go on behind the typed letters. More than `most` may come out as any larger number.
    fn distance(&mut self, typed: &[char], word: &str, most: usize, unfinished: bool) -> usize {
        self.word.clear();
        self.word.extend(word.chars().take(typed.len() + most + 1));
        let too_short = self.word.len() + most < typed.len();
        if too_short || (!unfinished && self.word.len() > typed.len() + most) {
            return most + 1;
        }
        self.last = (0..=self.word.len()).collect();
        self.before_last.clone_from(&self.last);
        for (number, letter) in typed.iter().enumerate() {
            let previous = number.checked_sub(1).and_then(|at| typed.get(at)).copied();
            self.next_row(number + 1, *letter, previous);
            if self.row.iter().min().is_some_and(|best| *best > most) {
                return most + 1;
            }
            std::mem::swap(&mut self.before_last, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.row);
        }
        if unfinished { self.last.iter().min() } else { self.last.last() }.copied().unwrap_or(most + 1)
    }

    fn next_row(&mut self, number: usize, letter: char, previous: Option<char>) {
        let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
        self.row.clear();
        self.row.push(number);
        let mut left = number;
        let mut last_letter = None;
        for (place, other) in self.word.iter().copied().enumerate() {
            let replaced = at(&self.last, place) + usize::from(letter != other);
            let mut best = replaced.min(at(&self.last, place + 1) + 1).min(left + 1);
            if place > 0 && last_letter == Some(letter) && previous == Some(other) {
                best = best.min(at(&self.before_last, place - 1) + 1);
            }
            self.row.push(best);
            left = best;
            last_letter = Some(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(typed: &str, word: &str) -> usize {
        Scratch::default().distance(&typed.chars().collect::<Vec<_>>(), word, 9, false)
    }

    fn vocabulary(words: &[&str]) -> Vocabulary {
        Vocabulary::new(words.iter().map(|word| ((*word).to_owned(), 1)).collect())
    }

    fn found(candidates: Vec<Candidate>) -> Vec<String> {
        candidates.into_iter().map(|candidate| candidate.word).collect()
    }

    #[test]
    fn errors_are_counted_and_two_exchanged_letters_are_one() {
        assert_eq!(distance("cermaic", "ceramic"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("same", "same"), 0);
        assert_eq!(distance("ab", "ba"), 1);
    }

    #[test]
    fn short_words_forgive_only_exchanged_letters() {
        let words = vocabulary(&["mug", "mag", "bug", "gum", "mugs"]);
        assert_eq!(found(words.forgiven("mgu", false)), ["mug"]);
        assert_eq!(found(words.forgiven("xug", false)), Vec::<String>::new());
        assert_eq!(found(words.forgiven("mu", false)), Vec::<String>::new());
    }

    #[test]
    fn a_word_may_go_on_while_one_types() {
        let words = vocabulary(&["notebook", "note", "nothing"]);
        assert_eq!(found(words.known("note", true)), ["note", "notebook"]);
        assert_eq!(found(words.known("note", false)), ["note"]);
        assert_eq!(found(words.forgiven("noteb", false)), ["note"]);
        assert!(found(words.forgiven("notbo", true)).contains(&"notebook".to_owned()));
    }

    #[test]
    fn long_words_forgive_two_errors_and_a_guess_forgives_more() {
        let words = vocabulary(&["photograph", "stoneware"]);
        assert_eq!(found(words.forgiven("fotograph", false)), ["photograph"]);
        assert_eq!(words.guess("stonwarr"), Some("stoneware"));
        assert_eq!(words.guess("zzzz"), None);
    }
}
