//! How fast the search index is by itself, without a server before it: `cargo run --release -p mercer-adapters --example search_100k`,
//! with another number of products when one is given.
//!
//! It tells how long the index takes to be built, a search and a suggestion with and without typing errors, and how long after an edit
//! a search finds what is new.

#![allow(clippy::unwrap_used, missing_docs, reason = "a measurement stops at the first surprise")]

use std::time::{Duration, Instant};

use adapters::search::ProductIndex;
use futures::StreamExt as _;
use services::port::{Search as _, SearchDocument};

const PART: usize = 250;
const QUESTIONS: usize = 5_000;
const EDITS: usize = 20;

const NOUNS: [&str; 24] = [
    "mug", "teapot", "plate", "bowl", "cushion", "throw", "notebook", "print", "candle", "lamp", "towel", "vase",
    "tray", "basket", "chair", "stool", "clock", "mirror", "kettle", "spoon", "apron", "blanket", "rug", "planter",
];
const KINDS: [&str; 24] = [
    "stoneware",
    "linen",
    "oak",
    "ceramic",
    "glass",
    "woollen",
    "cotton",
    "risograph",
    "beeswax",
    "enamel",
    "walnut",
    "copper",
    "marble",
    "rattan",
    "cast iron",
    "porcelain",
    "bamboo",
    "leather",
    "felt",
    "terracotta",
    "brass",
    "paper",
    "slate",
    "jute",
];

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// A made-up name: "velora", one of many thousands.
    fn name(&mut self) -> String {
        const PARTS: [&str; 20] = [
            "ve", "lo", "ra", "mi", "ka", "ten", "dor", "sil", "van", "gre", "ol", "ba", "nu", "fer", "tia", "mon",
            "las", "qui", "her", "yo",
        ];
        (0..3 + self.below(2)).map(|_| self.of(&PARTS)).collect()
    }
}

fn product(id: i64, dice: &mut Dice) -> SearchDocument {
    let (name, kind, noun) = (dice.name(), dice.of(&KINDS), dice.of(&NOUNS));
    let description: Vec<String> =
        (0..45).map(|place| if place % 5 == 0 { dice.name() } else { dice.of(&KINDS).to_owned() }).collect();
    SearchDocument {
        id,
        title: format!("{name} {kind} {noun}, {} ml", 100 + dice.below(40) * 25),
        brand: dice.name(),
        categories: vec![noun.to_owned(), "Home".to_owned()],
        attributes: vec![kind.to_owned(), dice.of(&KINDS).to_owned()],
        tags: vec![dice.of(&KINDS).to_owned()],
        description: description.join(" "),
        skus: vec![format!("SKU-{id:06}"), format!("40{id:011}")],
        popularity: i64::try_from(dice.below(1_000)).unwrap_or(0),
    }
}

fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 3 {
        letters.swap(1, 2);
    }
    letters.into_iter().collect()
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    println!("{what:<28} p50 {:>8.3} ms   p99 {:>8.3} ms   most {:>8.3} ms", at(50), at(99), at(100));
}

#[tokio::main]
async fn main() {
    let count: i64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let mut dice = Dice(7);
    let products: Vec<SearchDocument> = (1..=count).map(|id| product(id, &mut dice)).collect();
    let titles: Vec<String> = products.iter().step_by(37).map(|product| product.title.clone()).collect();
    let index = ProductIndex::new();
    let begun = Instant::now();
    let parts: Vec<_> = products.chunks(PART).map(|part| Ok(part.to_vec())).collect();
    index.replace_all(futures::stream::iter(parts).boxed()).await.unwrap();
    println!("{count} products, index built in {:.2} s", begun.elapsed().as_secs_f64());

    let word = |dice: &mut Dice| {
        let title = titles.get(dice.below(titles.len())).cloned().unwrap_or_default();
        let words: Vec<String> = title.split([' ', ',']).filter(|word| word.len() > 3).map(str::to_owned).collect();
        words.get(dice.below(words.len())).cloned().unwrap_or_default()
    };
    let mut plain = Vec::new();
    let mut wrong = Vec::new();
    let mut two = Vec::new();
    for _ in 0..QUESTIONS {
        let (first, second) = (word(&mut dice), word(&mut dice));
        for (question, times) in [
            (first.clone(), &mut plain),
            (mistyped(&first), &mut wrong),
            (format!("{} {}", first, mistyped(&second)), &mut two),
        ] {
            let begun = Instant::now();
            index.find(&[question], 2_000).await.unwrap();
            times.push(begun.elapsed());
        }
    }
    told("search, one word", plain);
    told("search, one wrong word", wrong);
    told("search, two words", two);

    let mut suggestions = Vec::new();
    for _ in 0..QUESTIONS {
        let word = word(&mut dice);
        let typed: String = word.chars().take(2 + dice.below(5)).collect();
        let begun = Instant::now();
        index.suggest(&[typed], 8).await.unwrap();
        suggestions.push(begun.elapsed());
    }
    told("suggestion", suggestions);

    let mut edits = Vec::new();
    for edit in 0..EDITS {
        let mut changed = products.get(edit * 31).cloned().unwrap_or_default();
        changed.title = format!("zyxedit{edit} {}", changed.title);
        let begun = Instant::now();
        let id = changed.id;
        index.update(vec![changed], Vec::new()).await.unwrap();
        let found = index.find(&[format!("zyxedit{edit}")], 10).await.unwrap();
        assert!(found.iter().any(|product| product.0 == id));
        edits.push(begun.elapsed());
    }
    told("edit until it is found", edits);
}
