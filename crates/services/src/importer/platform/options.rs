//! What readers do with options: new values are added as they are met, and those that no variant has are taken out.

use crate::importer::product::{ImportedOption, ImportedVariant};

/// The index of a value, which is added when it is new.
pub(super) fn index_of(option: &mut ImportedOption, value: String) -> usize {
    option.values.iter().position(|known| *known == value).unwrap_or_else(|| {
        option.values.push(value);
        option.values.len() - 1
    })
}

/// Takes out option values that no variant has, because its row failed.
pub(super) fn drop_unused(options: &mut [ImportedOption], variants: &mut [ImportedVariant]) {
    for (place, option) in options.iter_mut().enumerate() {
        let used: Vec<usize> = (0..option.values.len())
            .filter(|index| variants.iter().any(|variant| variant.choice.get(place) == Some(index)))
            .collect();
        for variant in variants.iter_mut() {
            if let Some(index) = variant.choice.get_mut(place) {
                *index = used.iter().position(|kept| kept == index).unwrap_or(0);
            }
        }
        option.values = used.iter().filter_map(|index| option.values.get(*index).cloned()).collect();
    }
}
