//! Which raw values hold words, and how a translation takes their place.

use super::*;
use crate::content::overlay::{Overlaying, WordDigest, Words};
use crate::slug::Slug;
use crate::source::Span;

impl Words for RawText {
    fn place(&self) -> Option<Span> {
        Some(self.span)
    }

    fn overlay(&mut self, translation: Self, _: &mut Overlaying) {
        *self = translation;
    }

    fn digest(&self, digest: &mut WordDigest) {
        digest.add(&self.value);
    }

    fn adopted(self, _: &mut Overlaying) -> Option<Self> {
        Some(self)
    }
}

impl Words for RawFact {
    fn place(&self) -> Option<Span> {
        Some(self.0.span)
    }

    fn overlay(&mut self, translation: Self, _: &mut Overlaying) {
        *self = translation;
    }

    fn digest(&self, digest: &mut WordDigest) {
        digest.add(&self.0.value);
    }

    fn adopted(self, _: &mut Overlaying) -> Option<Self> {
        Some(self)
    }
}

/// Values without a word in them.
macro_rules! no_words {
    ($($type:ty: $place:expr;)*) => {$(
        impl Words for $type {
            fn place(&self) -> Option<Span> {
                let place: fn(&$type) -> Option<Span> = $place;
                place(self)
            }

            fn overlay(&mut self, _: Self, _: &mut Overlaying) {}

            fn digest(&self, _: &mut WordDigest) {}
        }
    )*};
}

no_words! {
    RawNumber: |value| Some(value.span);
    RawFlag: |value| Some(value.span);
    RawDate: |value| Some(value.span);
    RawLevel: |value| Some(value.span);
    Box<RawLevel>: |value| Some(value.span);
    RawFont: |value| Some(value.span);
    RawEmotions: |value| value.span;
}

/// Tables whose fields say themselves what is words.
macro_rules! tables {
    ($($type:ty),* $(,)?) => {$(
        impl Words for $type {
            fn place(&self) -> Option<Span> {
                Some(self.span)
            }

            fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
                self.overlay_words(translation, overlaying);
            }

            fn digest(&self, digest: &mut WordDigest) {
                self.digest_words(digest);
            }
        }
    )*};
}

tables!(
    RawBrand,
    RawChange,
    RawCustomLane,
    RawEmotionSettings,
    RawEmpathy,
    RawHeadlines,
    RawItemDetails,
    RawLanguage,
    RawMetricValue,
    RawReviewSettings,
    RawScale,
    RawVocabularies,
);

/// Stages and steps: named by ids, which are made of names.
macro_rules! places {
    ($($type:ty: $begin:expr;)*) => {$(
        impl Words for $type {
            fn place(&self) -> Option<Span> {
                Some(self.span)
            }

            fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
                keep_id(&mut self.id, self.name.as_ref());
                self.overlay_words(translation, overlaying);
            }

            fn digest(&self, digest: &mut WordDigest) {
                let begin: fn(&$type, &mut WordDigest) = $begin;
                begin(self, digest);
                self.emotion.each().for_each(|emotion| emotion.feeling.digest(digest));
                self.digest_words(digest);
            }

            fn id(&self) -> Option<Slug> {
                Slug::from_text(&self.id.as_ref().or(self.name.as_ref())?.value)
            }

            fn written_id(&self) -> Option<&RawText> {
                self.id.as_ref()
            }
        }
    )*};
}

places! {
    RawStage: |stage, digest| digest.begin_stage(stage.name.as_ref().map_or("", |name| &name.value));
    RawStep: |_, _| {};
}

/// Makes the id that a name gives a written one, before the name changes.
pub(crate) fn keep_id(id: &mut Option<RawText>, name: Option<&RawText>) {
    if id.is_none()
        && let Some(name) = name
        && let Some(slug) = Slug::from_text(&name.value)
    {
        *id = Some(RawText::new(slug.as_str().into(), name.span));
    }
}

impl Words for RawPersonaScale {
    fn place(&self) -> Option<Span> {
        Some(self.span)
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        // Others stand on the same scale by its name.
        keep_id(&mut self.id, self.name.as_ref());
        self.overlay_words(translation, overlaying);
    }

    fn digest(&self, digest: &mut WordDigest) {
        self.digest_words(digest);
    }
}

impl Words for RawImage {
    fn place(&self) -> Option<Span> {
        Some(self.span)
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        let src = translation.src.value.trim();
        if !src.is_empty() && src != self.src.value.trim() {
            overlaying.not_words(translation.src.span);
        }
        self.alt.overlay(translation.alt, overlaying);
        self.caption.overlay(translation.caption, overlaying);
    }

    fn digest(&self, digest: &mut WordDigest) {
        self.alt.digest(digest);
        self.caption.digest(digest);
    }
}

impl Words for RawNext {
    fn place(&self) -> Option<Span> {
        Some(self.span)
    }

    fn overlay(&mut self, translation: Self, overlaying: &mut Overlaying) {
        self.when.overlay(translation.when, overlaying);
    }

    fn digest(&self, digest: &mut WordDigest) {
        self.when.digest(digest);
    }
}

impl Words for RawFeelings {
    fn place(&self) -> Option<Span> {
        self.span
    }

    /// A feeling may stand in the original as a part of its emotion; what is said here is then added, and takes its place
    /// when the two are joined.
    fn overlay(&mut self, translation: Self, _: &mut Overlaying) {
        self.span = self.span.or(translation.span);
        if translation.everyone.is_some() {
            self.everyone = translation.everyone;
        }
        for (persona, feeling) in translation.by_persona {
            match self.by_persona.iter_mut().find(|(own, _)| own.value == persona.value) {
                Some((_, own)) => *own = feeling,
                None => self.by_persona.push((persona, feeling)),
            }
        }
    }

    fn digest(&self, digest: &mut WordDigest) {
        self.everyone.digest(digest);
        for (_, feeling) in &self.by_persona {
            digest.add(&feeling.value);
        }
    }
}
