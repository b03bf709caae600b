//! From text to the words of the index: lower case, without accents, one form for one and many. The same for what is indexed
//! and for what is typed.

const MOST_LETTERS: usize = 40;

/// The words of a text as the index knows them.
pub fn words(text: &str) -> Vec<String> {
    surfaces(text).into_iter().map(|surface| singular(&surface)).collect()
}

/// The words of a text as they were written, without case and accents.
pub fn surfaces(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last_was_digit = false;
    for character in text.chars() {
        let is_digit = character.is_ascii_digit();
        // "350ml" is two words, as "350 ml" is.
        if !word.is_empty() && (!character.is_alphanumeric() || is_digit != last_was_digit) {
            // "women's" is one word, and so is its shorter form.
            if matches!(character, '\'' | '’') {
                continue;
            }
            words.push(std::mem::take(&mut word));
        }
        if character.is_alphanumeric() && word.len() < MOST_LETTERS {
            fold(character, &mut word);
        }
        last_was_digit = is_digit;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters and digits of a text alone: how stock-keeping units are compared.
pub fn compact(text: &str) -> String {
    let mut compact = String::new();
    for character in text.chars().filter(|character| character.is_alphanumeric()).take(64) {
        fold(character, &mut compact);
    }
    compact
}

fn fold(character: char, into: &mut String) {
    for lower in character.to_lowercase() {
        let plain = match lower {
            'à' | 'á' | 'â' | 'ã' | 'å' => "a",
            'ä' | 'æ' => "ae",
            'ç' | 'č' | 'ć' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ł' => "l",
            'ñ' | 'ń' | 'ň' => "n",
            'ò' | 'ó' | 'ô' | 'õ' => "o",
            'ö' | 'ø' | 'œ' => "oe",
            'ř' => "r",
            'š' | 'ś' => "s",
            'ß' => "ss",
            'ù' | 'ú' | 'û' | 'ů' => "u",
            'ü' => "ue",
            'ý' | 'ÿ' => "y",
            'ž' | 'ź' | 'ż' => "z",
            _ => {
                into.push(lower);
                continue;
            }
        };
        into.push_str(plain);
    }
}

/// The English singular, roughly: what counts is that one and many fall together.
fn singular(word: &str) -> String {
    let end = |ending: &str| word.len() > ending.len() + 1 && word.ends_with(ending);
    let without = |count: usize| word.get(..word.len().saturating_sub(count)).unwrap_or(word).to_owned();
    if word.len() < 4 || !word.ends_with('s') || end("ss") || end("us") || end("is") {
        word.to_owned()
    } else if end("ies") {
        format!("{}y", without(3))
    } else if end("sses") || end("xes") || end("ches") || end("shes") || end("zes") {
        without(2)
    } else {
        without(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_fall_together() {
        for (many, one) in [
            ("mugs", "mug"),
            ("boxes", "box"),
            ("glasses", "glass"),
            ("candles", "candle"),
            ("vases", "vase"),
            ("dishes", "dish"),
            ("ceramics", "ceramic"),
            ("berries", "berry"),
            ("glass", "glass"),
            ("tea", "tea"),
        ] {
            assert_eq!(words(many), words(one), "{many}");
        }
    }

    #[test]
    fn letters_are_compared_without_case_and_accents() {
        assert_eq!(words("Crème  BRÛLÉE, 350ml—women’s"), ["creme", "brulee", "350", "ml", "women"]);
        assert_eq!(compact("TM-350/Cob"), "tm350cob");
    }

    #[test]
    fn f52_a_word_without_end_is_cut() {
        assert_eq!(words(&"a".repeat(100_000)).first().map(String::len), Some(40));
    }
}
