//! Images in front matter.

use toml::de::DeValue;

use crate::content::decode::{Decoder, FromToml, RawFlag, RawText, Shape, TomlValue, raw_table};
use crate::source::Span;

raw_table! {
    /// An image with its words.
    RawImageTable: "an image" {
        /// The file, seen from the file that names it, or from the site's folder when it starts with `/`.
        src: Option<RawText> = "src" | "path" | "file", required;
        /// What the image shows, for those who do not see it.
        alt: Option<RawText> = "alt" as words;
        /// Shown below the image.
        caption: Option<RawText> = "caption" as words;
        /// Whether the image says nothing that the text does not say; it then needs no `alt`.
        decorative: Option<RawFlag> = "decorative";
    }
}

/// `"van.jpg"`, or `{ src = "van.jpg", alt = "A green van" }`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawImage {
    pub span: Span,
    pub src: RawText,
    pub alt: Option<RawText>,
    pub caption: Option<RawText>,
    pub decorative: bool,
}

impl FromToml for RawImage {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Table(&RawImageTable::TABLE), Shape::Text]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        match value.get_ref() {
            DeValue::String(text) => Some(Self {
                span,
                src: RawText::new(text.as_ref().into(), span),
                alt: None,
                caption: None,
                decorative: false,
            }),
            DeValue::Table(table) => {
                let image = RawImageTable::from_table(table, span, None, decoder);
                Some(Self {
                    span,
                    src: decoder.needed(image.src, span)?,
                    alt: image.alt,
                    caption: image.caption,
                    decorative: image.decorative.is_some_and(|flag| flag.value),
                })
            }
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}
