//! What a file's name says about a picture.

/// "tide_mug-front.jpg" says "tide mug front", until somebody says it better.
pub(crate) fn words_of(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn a_file_name_becomes_words() {
        assert_eq!(words_of("tide_mug-front.jpg"), "tide mug front");
        assert_eq!(words_of("../../etc/passwd"), "passwd");
        assert_eq!(words_of(""), "");
    }
}
