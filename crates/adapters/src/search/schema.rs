//! The fields of the index, and how a product becomes a document.

use domain::search::{compact, words};
use services::port::SearchDocument;
use tantivy::{
    TantivyDocument,
    schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

/// The tokenizer that parts at blanks: words are made by the domain, before.
pub(super) const TOKENIZER: &str = "words";

/// The fields.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The product.
    pub id: Field,
    /// How well it sells.
    pub popularity: Field,
    /// Stock-keeping units and barcodes, letters and digits alone.
    pub code: Field,
    /// The words of the name.
    pub title: Field,
    /// The words that say what it is: brand, categories, tags, attributes.
    pub kind: Field,
    /// All words, those of the description too.
    pub text: Field,
}

impl Fields {
    /// The schema. Nothing is stored: the index gives ids, the shop knows the rest. Frequencies are left out too: what counts is
    /// where a word stands, not how often.
    pub fn schema() -> (Schema, Self) {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let text = TextOptions::default().set_indexing_options(indexing);
        let mut builder = Schema::builder();
        let fields = Self {
            id: builder.add_i64_field("id", INDEXED | FAST),
            popularity: builder.add_u64_field("popularity", FAST),
            code: builder.add_text_field("code", text.clone()),
            title: builder.add_text_field("title", text.clone()),
            kind: builder.add_text_field("kind", text.clone()),
            text: builder.add_text_field("text", text),
        };
        (builder.build(), fields)
    }

    /// The product as a document.
    pub fn document(&self, product: &SearchDocument) -> TantivyDocument {
        let title = words(&product.title).join(" ");
        let described = [&product.categories, &product.tags, &product.attributes];
        let mut kind = words(&product.brand);
        kind.extend(described.into_iter().flatten().flat_map(|text| words(text)));
        let kind = kind.join(" ");
        let codes: Vec<String> = product.skus.iter().map(|sku| compact(sku)).filter(|code| !code.is_empty()).collect();
        let mut document = TantivyDocument::new();
        document.add_i64(self.id, product.id);
        document.add_u64(self.popularity, u64::try_from(product.popularity).unwrap_or(0));
        document.add_text(self.code, codes.join(" "));
        document.add_text(self.text, format!("{title} {kind} {}", words(&product.description).join(" ")));
        document.add_text(self.title, title);
        document.add_text(self.kind, kind);
        document
    }
}
