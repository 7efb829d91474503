//! `wayfare.toml`: what holds for the whole site.

use toml::de::DeValue;

use crate::content::decode::{
    Decoder, FromToml, OneOrMany, OrderedMap, RawDate, RawFlag, RawNumber, RawText, Shape, TomlValue, raw_table,
};
use crate::source::Span;

raw_table! {
    /// The settings of the site.
    RawSiteConfig: "the site's settings" {
        /// The site's title.
        title: Option<RawText> = "title" | "name";
        /// Beside the title: "Journey maps".
        tagline: Option<RawText> = "tagline";
        /// A sentence for search engines.
        description: Option<RawText> = "description" | "summary";
        /// The language of the words, as a BCP 47 tag: "en", "pt-BR".
        language: Option<RawText> = "language" like "en";
        /// Further languages of the site, by tag: [languages.de].
        languages: OrderedMap<RawLanguage> = "languages";
        /// Where the site will stand: "https://maps.example.org/".
        base_url: Option<RawText> = "base_url" like "https://maps.example.org/";
        /// The site's day, instead of today.
        date: Option<RawDate> = "date";
        /// The name of the theme.
        theme: Option<RawText> = "theme";
        /// Whether Markdown may hold HTML; it is then made safe.
        html: Option<RawFlag> = "html";
        /// The address of the editor, with {path} where the file's path goes.
        edit_url: Option<RawText> = "edit_url";
        /// The address of a file's earlier versions, with {path} where the file's path goes.
        history_url: Option<RawText> = "history_url";
        /// Whether pages say when their file last changed, as git knows it.
        last_changed: Option<RawFlag> = "last_changed";
        /// Whether search engines may list the site.
        robots: Option<RawFlag> = "robots";
        /// Whether each map is written as a PNG poster too.
        map_png: Option<RawFlag> = "map_png";
        /// Whether each map is written as a PDF poster too.
        map_pdf: Option<RawFlag> = "map_pdf";
        /// What the stages of posters are as wide as, where a journey does not say: their words, or their duration.
        stage_widths: Option<RawText> = "stage_widths" like "duration" only STAGE_WIDTHS;
        /// Whether each journey is written as slides too.
        slides: Option<RawFlag> = "slides";
        /// The folder that the site is written to.
        output: Option<RawText> = "output";
        /// Whether drafts are published.
        drafts: Option<RawFlag> = "drafts";
        /// Font files for scripts that the shipped fonts lack.
        fonts: OneOrMany<RawFont> = "fonts" | "font";
        /// Name, logo and colors.
        brand: Option<RawBrand> = "brand";
        /// The scale of the emotions.
        emotions: Option<RawEmotionSettings> = "emotions" | "scale";
        /// Lists of words that are the only ones allowed.
        vocabularies: Option<RawVocabularies> = "vocabularies";
        /// How much each rule weighs: "allow", "warn" or "deny".
        lints: OrderedMap<RawText> = "lints" only RULE_LEVELS;
        /// Words of the house, instead of the usual list, that a rule looks for where the person's own belong.
        organization_words: OneOrMany<RawText> = "organization_words";
        /// The rhythm of reviews.
        review: Option<RawReviewSettings> = "review";
    }
}

raw_table! {
    /// A language that the site is translated into, by files such as `order.de.md`.
    RawLanguage: "a language" {
        /// What its readers call it: "Deutsch".
        name: Option<RawText> = "name" like "Deutsch";
        /// The site's title in this language.
        title: Option<RawText> = "title";
        /// The tagline in this language.
        tagline: Option<RawText> = "tagline";
        /// The sentence for search engines in this language.
        description: Option<RawText> = "description" | "summary";
        /// Names without a file of their own (channels, teams, touchpoints, tags, metrics, kinds), and words of the emotion
        /// scale: the original on the left.
        words: OrderedMap<RawText> = "words";
    }
}

raw_table! {
    /// The look of the organization.
    RawBrand: "the brand" {
        /// The organization's name.
        name: Option<RawText> = "name";
        /// An image file.
        logo: Option<RawText> = "logo";
        /// A color, as "#1f7a5c".
        accent: Option<RawText> = "accent" like "#04586a";
        /// The color of the stages' heads.
        chevron: Option<RawText> = "chevron" like "#163740";
    }
}

raw_table! {
    /// The scale that emotions are given on.
    RawEmotionSettings: "the emotion scale" {
        /// The lowest score.
        min: Option<RawNumber> = "min";
        /// The highest score.
        max: Option<RawNumber> = "max";
        /// Words for scores: { "-2" = "awful", 2 = "great" }.
        words: OrderedMap<RawText> = "words";
        /// Scores for feelings: { relieved = 1.5 }.
        feelings: OrderedMap<RawNumber> = "feelings";
    }
}

raw_table! {
    /// Closed lists: where one is given, only its words may be used.
    RawVocabularies: "the vocabularies" {
        /// Ways of meeting: web, phone, in person.
        channels: OneOrMany<RawText> = "channels";
        /// Teams that own things.
        teams: OneOrMany<RawText> = "teams";
        /// Things and moments in which people meet the organization.
        touchpoints: OneOrMany<RawText> = "touchpoints";
        /// Free words to find things by.
        tags: OneOrMany<RawText> = "tags";
        /// Kinds of journeys: customer, employee.
        kinds: OneOrMany<RawText> = "kinds";
        /// What is measured.
        metrics: OneOrMany<RawText> = "metrics";
    }
}

raw_table! {
    /// The rhythm of reviews for files that give none.
    RawReviewSettings: "the review settings" {
        /// monthly, quarterly, yearly, "6 weeks", never.
        every: Option<RawText> = "every" | "review_every" like "quarterly" only RHYTHM;
    }
}

raw_table! {
    /// A font.
    RawFontTable: "a font" {
        /// The font file.
        file: Option<RawText> = "file" | "src" | "path", required;
        /// The name of its family; else the file says.
        family: Option<RawText> = "family" | "name";
    }
}

/// `"fonts/NotoSansThai.ttf"`, or `{ file = "…", family = "…" }`.
#[derive(Debug, Clone, PartialEq)]
pub struct RawFont {
    pub span: Span,
    pub file: RawText,
    pub family: Option<RawText>,
}

impl FromToml for RawFont {
    const SHAPE: Shape = Shape::OneOf(&[Shape::Text, Shape::Table(&RawFontTable::TABLE)]);

    fn from_toml(value: &TomlValue<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let span = decoder.span(value);
        match value.get_ref() {
            DeValue::String(text) => Some(Self { span, file: RawText::new(text.as_ref().into(), span), family: None }),
            DeValue::Table(table) => {
                let font = RawFontTable::from_table(table, span, None, decoder);
                Some(Self { span, file: font.file?, family: font.family })
            }
            _ => {
                decoder.wrong_type(value, &Self::SHAPE);
                None
            }
        }
    }
}
