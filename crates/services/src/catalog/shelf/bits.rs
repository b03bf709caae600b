//! A set of positions on the shelf, one bit each: what belongs together is one `AND` of a few hundred words away.

const WORD: usize = u64::BITS as usize;

/// A set of positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::catalog) struct Bits {
    words: Vec<u64>,
}

fn place(position: u32) -> (usize, u64) {
    let position = position as usize;
    (position / WORD, 1_u64 << (position % WORD))
}

impl Bits {
    /// An empty set for positions below `size`.
    pub fn empty(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(WORD)] }
    }

    /// The set of these positions; those that are not below `size` are left out.
    pub fn of(size: usize, positions: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::empty(size);
        for position in positions.into_iter().filter(|position| (*position as usize) < size) {
            bits.insert(position);
        }
        bits
    }

    /// Adds a position.
    pub fn insert(&mut self, position: u32) {
        let (word, bit) = place(position);
        if let Some(word) = self.words.get_mut(word) {
            *word |= bit;
        }
    }

    /// Whether the position is in the set.
    pub fn contains(&self, position: u32) -> bool {
        let (word, bit) = place(position);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Adds all positions of the other set.
    pub fn add(&mut self, other: &Self) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Keeps only what is in the other set too.
    pub fn keep(&mut self, other: &Self) {
        for (word, kept) in self.words.iter_mut().zip(&other.words) {
            *word &= kept;
        }
    }

    /// Takes away what is in the other set.
    pub fn remove(&mut self, other: &Self) {
        for (word, gone) in self.words.iter_mut().zip(&other.words) {
            *word &= !gone;
        }
    }

    /// How many positions there are.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many positions are in both sets.
    pub fn count_common(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(one, two)| (one & two).count_ones()).sum()
    }

    /// The positions, rising.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.words.iter().zip(0_u32..).flat_map(|(word, index)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(index * u64::BITS + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out_in_order() {
        let bits = Bits::of(200, [199, 0, 63, 64, 65, 200, 4_000_000_000]);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 65, 199]);
        assert_eq!(bits.count(), 5);
        assert!(bits.contains(64) && !bits.contains(66) && !bits.contains(200));
    }

    #[test]
    fn sets_combine() {
        let mut bits = Bits::of(130, [1, 2, 128]);
        let other = Bits::of(130, [2, 3, 128]);
        assert_eq!(bits.count_common(&other), 2);
        bits.remove(&other);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [1]);
        bits.add(&other);
        bits.keep(&Bits::of(130, [1, 3]));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [1, 3]);
    }
}
