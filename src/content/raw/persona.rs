//! Personas.

use super::RawImage;
use crate::content::decode::{OneOrMany, OrderedMap, RawDate, RawFact, RawFlag, RawNumber, RawText, raw_table};

raw_table! {
    /// An archetype of people who walk journeys. The body of the file is the biography.
    RawPersona: "a persona" {
        /// The person's name.
        name: Option<RawText> = "name" as words, required;
        /// What pictures call the person; else the first word of the name.
        short_name: Option<RawText> = "short_name" as words;
        /// A fixed name for the address; else the file's name gives it.
        id: Option<RawText> = "id";
        /// The archetype in a few words.
        title: Option<RawText> = "title" | "archetype" | "role" as words;
        /// The part of the public that it stands for.
        segment: Option<RawText> = "segment" as words;
        /// primary, secondary or anti.
        kind: Option<RawText> = "kind" only PERSONA_KIND;
        /// A picture of the person.
        portrait: Option<RawImage> = "portrait" | "image" as words;
        /// What the person would say, in one sentence.
        quote: Option<RawText> = "quote" as words;
        /// Where the quote comes from.
        quote_source: Option<RawText> = "quote_source";
        /// A number, or words: "32–40".
        age: Option<RawFact> = "age" as words;
        /// Where the person lives.
        location: Option<RawFact> = "location" as words;
        /// What the person does for a living.
        occupation: Option<RawFact> = "occupation" as words;
        /// Where the person works or belongs.
        organisation: Option<RawFact> = "organisation" | "organization" as words;
        /// What the person earns.
        income: Option<RawFact> = "income" as words;
        /// Whom the person lives with.
        family: Option<RawFact> = "family" as words;
        /// What the person has learned.
        education: Option<RawFact> = "education" as words;
        /// What the person speaks.
        languages: OneOrMany<RawText> = "languages" | "language" as words;
        /// What the person wants to reach.
        goals: OneOrMany<RawText> = "goals" | "goal" as words;
        /// What the person needs.
        needs: OneOrMany<RawText> = "needs" | "need" as words;
        /// What the person would like.
        wants: OneOrMany<RawText> = "wants" | "want" as words;
        /// What drives the person.
        motivations: OneOrMany<RawText> = "motivations" | "motivation" as words;
        /// What annoys the person.
        frustrations: OneOrMany<RawText> = "frustrations" | "frustration" as words;
        /// What the person usually does.
        behaviours: OneOrMany<RawText> = "behaviours" | "behaviour" | "behaviors" | "behavior" as words;
        /// How the person buys.
        buying_behaviours: OneOrMany<RawText> =
            "buying_behaviours" | "buying_behaviour" | "buying_behaviors" | "buying_behavior" as words;
        /// What the person prefers.
        preferences: OneOrMany<RawText> = "preferences" | "preference" as words;
        /// What the person expects.
        expectations: OneOrMany<RawText> = "expectations" | "expectation" as words;
        /// What the person thinks of the matter.
        opinions: OneOrMany<RawText> = "opinions" | "opinion" as words;
        /// What would move the person.
        incentives: OneOrMany<RawText> = "incentives" | "incentive" as words;
        /// What the person uses.
        devices: OneOrMany<RawText> = "devices" | "device" as words;
        /// How the person likes to meet the organization.
        channels: OneOrMany<RawText> = "channels" | "channel";
        /// What the person is good at.
        skills: OneOrMany<RawText> = "skills" | "skill" as words;
        /// What the person needs to take part.
        accessibility: OneOrMany<RawText> = "accessibility" as words;
        /// Where the person stands between two ends.
        scales: OneOrMany<RawPersonaScale> = "scales" | "scale" as words;
        /// What the person says, thinks, does and feels.
        empathy: Option<RawEmpathy> = "empathy" as words;
        /// Anything else worth knowing, in the order written.
        facts: OrderedMap<OneOrMany<RawFact>> = "facts" as words;
        /// Where it is known from.
        sources: OneOrMany<RawText> = "sources" | "source";
        /// assumed, partly or researched.
        confidence: Option<RawText> = "confidence" like "partly" only CONFIDENCE;
        /// The team that looks after it.
        owner: Option<RawText> = "owner" like "growth";
        /// draft, hypothesis, researched, validated or retired.
        status: Option<RawText> = "status" like "researched" only STATUS;
        /// The day of the last review.
        reviewed: Option<RawDate> = "reviewed";
        /// How often it is reviewed: monthly, quarterly, yearly, "6 weeks", never.
        review_every: Option<RawText> = "review_every" like "quarterly" only RHYTHM;
        /// Free words to find it by.
        tags: OneOrMany<RawText> = "tags" | "tag";
        /// Former addresses of the page.
        aliases: OneOrMany<RawText> = "aliases" | "alias";
        /// Whether it is published only with drafts.
        draft: Option<RawFlag> = "draft";
        /// Rules that say nothing in this file.
        allow: OneOrMany<RawText> = "allow" only RULES;
        /// Rules that warn in this file.
        warn: OneOrMany<RawText> = "warn" only RULES;
        /// Rules that are errors in this file.
        deny: OneOrMany<RawText> = "deny" only RULES;
    }
}

raw_table! {
    /// Where the person stands between two ends.
    RawPersonaScale: "a scale of a persona" {
        /// What ties it to the same scale of other people; made from the name where it is not written.
        id: Option<RawText> = "id" like "tech-confidence";
        /// What is compared: "Tech confidence".
        name: Option<RawText> = "name" | "title" as words, required;
        /// The lower end: "novice".
        low: Option<RawText> = "low" as words;
        /// The upper end: "expert".
        high: Option<RawText> = "high" as words;
        /// From 0 at the lower end to 1 at the upper end.
        value: Option<RawNumber> = "value" only SHARE, required;
    }
}

raw_table! {
    /// An empathy map.
    RawEmpathy: "an empathy map" {
        /// What the person says.
        says: OneOrMany<RawText> = "says" as words;
        /// What the person thinks.
        thinks: OneOrMany<RawText> = "thinks" as words;
        /// What the person does.
        does: OneOrMany<RawText> = "does" as words;
        /// What the person feels.
        feels: OneOrMany<RawText> = "feels" as words;
    }
}
