//! How it felt: scores, feelings, both, for everybody or persona by persona.
//!
//! 1. A number is a score; it has to lie on the journey's scale.
//! 2. A bare word or emoji is a feeling without a score, unless the scale's words, or the site's `feelings`, give it one.
//! 3. Where a table asks for a score (`score`, `from`, `to`), a word has to be one that has one.
//! 4. A word that has a score may stand beside a `feeling`, which then is the feeling.
//! 5. `feeling` beside `emotion` joins it: for everybody, or persona by persona.

use super::context::{FileContext, conflicting};
use super::feelings::split_feeling;
use super::identity::shown;
use super::settings::off_scale;
use super::suggest::{help_for, quoted_list};
use crate::content::raw::{RawEmotion, RawEmotions, RawFeelings, RawLevel, RawLevelValue, RawText};
use crate::diagnostics::{Code, Diagnostic, Reach};
use crate::model::{Emotion, EmotionScale, Emotions, PersonaId, Score};
use crate::source::Span;

/// What the emotions of a journey are measured with, and whose they are.
#[derive(Debug)]
pub(super) struct Scale<'s> {
    pub(super) scale: EmotionScale,
    /// Ascending.
    pub(super) words: &'s [(f64, Box<str>)],
    /// Of the journey, in its order.
    pub(super) personas: &'s [PersonaId],
}

impl FileContext<'_, '_> {
    pub(super) fn emotions(&mut self, raw: &RawEmotions, feelings: &RawFeelings, scale: &Scale<'_>) -> Emotions {
        let mut emotions = Emotions {
            everyone: raw.everyone.as_ref().and_then(|emotion| self.emotion(emotion, scale)),
            by_persona: Vec::with_capacity(raw.by_persona.len()),
        };
        for (name, emotion) in &raw.by_persona {
            let persona = self.persona_of_journey(name, scale);
            let emotion = self.emotion(emotion, scale);
            if let (Some(persona), Some(emotion)) = (persona, emotion) {
                emotions.by_persona.push((persona, emotion));
            }
        }
        if let Some(feeling) = &feelings.everyone {
            self.join_everyones_feeling(&mut emotions, raw, feeling, scale);
        }
        for (name, feeling) in &feelings.by_persona {
            if let Some(persona) = self.persona_of_journey(name, scale) {
                self.join_feeling_of(&mut emotions, persona, raw, feeling, scale);
            }
        }
        let place = |id: PersonaId| scale.personas.iter().position(|other| *other == id);
        emotions.by_persona.sort_by_key(|(id, _)| place(*id));
        emotions.by_persona.dedup_by_key(|(id, _)| *id);
        emotions
    }

    /// `feeling = "curious"` for everybody: also beside scores given persona by persona.
    fn join_everyones_feeling(
        &mut self,
        emotions: &mut Emotions,
        raw: &RawEmotions,
        feeling: &RawText,
        scale: &Scale<'_>,
    ) {
        let (emoji, words) = split_feeling(&feeling.value);
        if emoji.is_none() && words.is_none() {
            return;
        }
        for (_, emotion) in &mut emotions.by_persona {
            if emotion.feeling.is_none() && emotion.emoji.is_none() {
                (emotion.emoji, emotion.feeling) = (emoji.clone(), words.clone());
            }
        }
        let told = raw.everyone.as_ref().map(|emotion| (emotion.span, emotion.bare_word().is_some()));
        match &mut emotions.everyone {
            Some(emotion) => self.add_feeling(emotion, feeling, told, scale),
            None if raw.everyone.is_none() => {
                emotions.everyone = Some(Emotion { score: None, feeling: words, emoji });
            }
            None => {}
        }
    }

    fn join_feeling_of(
        &mut self,
        emotions: &mut Emotions,
        persona: PersonaId,
        raw: &RawEmotions,
        feeling: &RawText,
        scale: &Scale<'_>,
    ) {
        if let Some((_, emotion)) = emotions.by_persona.iter_mut().find(|(id, _)| *id == persona) {
            let is_bare = raw.by_persona.iter().any(|(_, emotion)| emotion.bare_word().is_some());
            self.add_feeling(emotion, feeling, raw.span.map(|span| (span, is_bare)), scale);
            return;
        }
        let (emoji, words) = split_feeling(&feeling.value);
        if emoji.is_none() && words.is_none() {
            return;
        }
        // Somebody with a feeling of their own keeps the score that holds for everybody.
        let score = emotions.everyone.as_ref().and_then(|everyone| everyone.score);
        emotions.by_persona.push((persona, Emotion { score, feeling: words, emoji }));
    }

    /// `told`: where the emotion stands, and whether it is a bare word.
    fn add_feeling(&mut self, emotion: &mut Emotion, feeling: &RawText, told: Option<(Span, bool)>, scale: &Scale<'_>) {
        let (emoji, words) = split_feeling(&feeling.value);
        // A translation says the feeling in its own language, wherever the original says it.
        if told.is_some_and(|(told, _)| told.source != feeling.span.source) {
            emotion.feeling = words.or(emotion.feeling.take());
            return;
        }
        // A word of the scale stood for its score: the feeling is what the writer adds to it.
        let said = emotion.feeling.as_deref().filter(|word| self.score_of_word(word, scale).is_none());
        if let Some(said) = said.filter(|said| words.is_some() && Some(*said) != words.as_deref()) {
            let said = shown(said);
            let (place, is_bare) = told.unwrap_or((feeling.span, false));
            self.push(if is_bare {
                unknown_level(&said, place, feeling.span, scale)
            } else {
                two_feelings(feeling.span, place)
            });
            return;
        }
        emotion.feeling = words.or(emotion.feeling.take());
        emotion.emoji = emoji.or(emotion.emoji.take());
    }

    /// A persona who walks this journey.
    fn persona_of_journey(&mut self, name: &RawText, scale: &Scale<'_>) -> Option<PersonaId> {
        let index = self.index;
        let id = self.persona_named(name)?;
        if scale.personas.contains(&id) {
            return Some(id);
        }
        let walking = scale
            .personas
            .iter()
            .filter_map(|id| index.personas.entries.get(id.index()).map(|entry| entry.slug.as_str()))
            .collect::<Vec<_>>();
        let mut diagnostic = Diagnostic::new(
            Code::UnknownReference,
            name.span,
            format!("`{}` does not walk this journey", shown(&name.value)),
        )
        .help("add this persona to the journey's `personas`")
        .unless_written(Reach::Around, &["personas"]);
        if !walking.is_empty() {
            diagnostic = diagnostic.help(format!("or name one who does: {}", quoted_list(&walking)));
        }
        self.push(diagnostic);
        None
    }

    fn emotion(&mut self, raw: &RawEmotion, scale: &Scale<'_>) -> Option<Emotion> {
        let mut emotion = Emotion { score: None, feeling: None, emoji: None };
        if let Some(level) = &raw.score {
            match &level.value {
                // Bare: the value is the whole emotion.
                RawLevelValue::Words(words) if level.span == raw.span => {
                    (emotion.emoji, emotion.feeling) = split_feeling(words);
                    emotion.score = self.score_of_word(words, scale).map(Score::At);
                }
                _ => emotion.score = self.level(level, scale).map(Score::At),
            }
        }
        let change = self.change(raw, scale);
        emotion.score = change.or(emotion.score);
        if let Some(feeling) = &raw.feeling {
            self.add_feeling(&mut emotion, feeling, Some((raw.span, raw.bare_word().is_some())), scale);
        }
        (emotion.score.is_some() || emotion.feeling.is_some() || emotion.emoji.is_some()).then_some(emotion)
    }

    /// `from` and `to`, which belong together and exclude `score`.
    fn change(&mut self, raw: &RawEmotion, scale: &Scale<'_>) -> Option<Score> {
        match (&raw.from, &raw.to) {
            (None, None) => None,
            (Some(from), Some(to)) => {
                if let Some(score) = &raw.score {
                    self.push(
                        conflicting(
                            score.span,
                            from.span,
                            "`score` stands beside `from` and `to`",
                            "keep `score` for one level, or `from` and `to` for a change",
                        )
                        .reason("an emotion is one level or a change from one to another"),
                    );
                }
                let (from, to) = (self.level(from, scale), self.level(to, scale));
                Some(Score::FromTo(from?, to?))
            }
            (Some(half), None) | (None, Some(half)) => {
                let missing = if raw.from.is_some() { "to" } else { "from" };
                self.push(
                    Diagnostic::new(Code::MissingField, half.span, format!("a change of emotion needs a `{missing}`"))
                        .help(format!("add {missing} = …, or write score = … when nothing changes")),
                );
                self.level(half, scale).map(Score::At)
            }
        }
    }

    /// A level on the scale: a number, or a word that has one.
    fn level(&mut self, level: &RawLevel, scale: &Scale<'_>) -> Option<f64> {
        match &level.value {
            RawLevelValue::Number(score) if scale.scale.contains(*score) => Some(*score),
            RawLevelValue::Number(score) => {
                self.push(off_scale(*score, scale.scale, level.span));
                None
            }
            RawLevelValue::Words(words) => {
                let score = self.score_of_word(words, scale);
                if score.is_none() {
                    let known = scale.words.iter().map(|(_, word)| &**word).collect::<Vec<_>>();
                    let mut diagnostic = Diagnostic::new(
                        Code::UnknownValue,
                        level.span,
                        format!("`{}` has no place on the scale", shown(words)),
                    )
                    .reason("only words that the scale lists stand for a score");
                    for line in help_for(words, known.iter().copied()) {
                        diagnostic = diagnostic.help(line);
                    }
                    self.push(diagnostic.help("give a number, or write the word as feeling = \"…\""));
                }
                score
            }
        }
    }

    /// The score of a word or emoji that the scale lists, or the site's `feelings`.
    fn score_of_word(&self, words: &str, scale: &Scale<'_>) -> Option<f64> {
        let folded = words.trim().to_lowercase();
        let listed = scale.words.iter().find(|(_, word)| word.to_lowercase() == folded).map(|(score, _)| *score);
        let settings = &self.index.settings;
        listed.or_else(|| {
            // The site's feelings are scores of the site's scale, and hold where the journey has no other.
            let same_scale = scale.scale == settings.site.scale;
            settings.feelings.iter().find(|(word, _)| same_scale && *word == folded).map(|(_, score)| *score)
        })
    }
}

/// A word where a level is expected, beside a feeling.
fn unknown_level(said: &str, at: Span, feeling: Span, scale: &Scale<'_>) -> Diagnostic {
    let EmotionScale { min, max } = scale.scale;
    let known = scale.words.iter().map(|(_, word)| &**word).collect::<Vec<_>>();
    let words =
        if known.is_empty() { String::new() } else { format!(", or one of its words: {}", quoted_list(&known)) };
    conflicting(
        at,
        feeling,
        format!("`{said}` has no place on the scale, and the feeling is said already"),
        format!("give `emotion` a number from {min} to {max}{words}"),
    )
    .reason("a word without a place on the scale is a feeling, and a moment has one feeling for each person")
    .help(format!("or leave `{said}` out"))
}

fn two_feelings(feeling: Span, other: Span) -> Diagnostic {
    conflicting(feeling, other, "the feeling is given twice, and differently", "keep one of them")
        .reason("a moment has one feeling for each person")
}
