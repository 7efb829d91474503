//! JSON Schema of what writers write, for completion, hover and squiggles in editors that know TOML.
//!
//! 1. The tables that decode front matter ([`TableShape`]) are walked; each becomes a definition.
//! 2. Descriptions are those of the tables' own documentation.
//! 3. Unknown keys are refused, except lanes that the journey itself declares.
//!
//! Draft 7, since editors for TOML read no newer one. A keyword for objects says nothing about texts, so "a text or a table" is one
//! schema with two types: a validator then points at the wrong key, and does not say that no alternative fits.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::content::decode::{Allowed, FieldShape, LaneShape, Shape, TableShape};
use crate::content::overlay::MADE_FROM;
use crate::content::raw::*;
use crate::diagnostics::{Code, Severity};
use crate::model::Lane;

/// What there is a schema of: `wayfare.toml`, and the front matter of each kind of file.
pub const KINDS: &[(&str, &TableShape)] = &[
    ("site", &RawSiteConfig::TABLE),
    ("journey", &RawJourney::TABLE),
    ("persona", &RawPersona::TABLE),
    ("opportunity", &RawOpportunity::TABLE),
    ("solution", &RawSolution::TABLE),
    ("pain-point", &RawPainPoint::TABLE),
    ("source", &RawEvidenceSource::TABLE),
    ("touchpoint", &RawTouchpoint::TABLE),
    ("channel", &RawChannel::TABLE),
    ("team", &RawTeam::TABLE),
    ("metric", &RawMetric::TABLE),
    ("page", &RawPage::TABLE),
    ("introduction", &RawIntroduction::TABLE),
    ("term", &RawTerm::TABLE),
];

/// The schema of a kind; `None` for a name that is none.
#[must_use]
pub fn schema(kind: &str) -> Option<Value> {
    let (_, table) = KINDS.iter().find(|(name, _)| *name == kind)?;
    let mut writer = Writer::default();
    let mut root = writer.table(table, None);
    if kind == "journey" {
        root.extend(only_declared_lanes());
    }
    if kind != "site"
        && let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut)
    {
        properties.insert(MADE_FROM.to_owned(), made_from());
    }
    let what = if kind == "site" { "wayfare.toml".to_owned() } else { format!("the front matter of {}", table.what) };
    root.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    root.insert("title".to_owned(), format!("Wayfare: {what}").into());
    root.insert("description".to_owned(), table.doc.trim().into());
    root.insert("type".to_owned(), "object".into());
    if !writer.definitions.is_empty() {
        root.insert("definitions".to_owned(), json!(writer.definitions));
    }
    Some(Value::Object(root))
}

/// Every file that has words can be translated.
fn made_from() -> Value {
    json!({
        "type": "string",
        "pattern": "^[0-9a-z]{4}(-[0-9a-z]{4})*$",
        "description": "In a translation: the mark of the original's words that it was made from. `wayfare check` tells it."
    })
}

type Schema = Map<String, Value>;

fn schema_of(value: Value) -> Schema {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

#[derive(Default)]
struct Writer {
    definitions: BTreeMap<String, Value>,
}

impl Writer {
    /// What a table may hold: keywords for objects only, so that they can stand beside other types.
    fn table(&mut self, table: &'static TableShape, only: Option<&[&str]>) -> Schema {
        let mut properties = Map::new();
        let fields = table.fields.iter().filter(|field| only.is_none_or(|only| only.contains(&field.key)));
        for field in fields.clone() {
            let mut schema = self.value(&field.shape, field.allowed);
            schema.insert("description".to_owned(), field.doc.trim().into());
            add(&mut properties, field.key, field.synonyms, &schema);
        }
        for lane in table.lanes {
            let mut schema = self.lane(lane);
            schema.insert("description".to_owned(), lane.doc.into());
            add(&mut properties, lane.key, lane.synonyms, &schema);
        }
        let mut schema = schema_of(json!({ "properties": properties, "additionalProperties": false }));
        if table.custom_lanes {
            let mut own = self.lane(&CUSTOM_LANE);
            own.insert("description".to_owned(), CUSTOM_LANE.doc.into());
            schema.insert("additionalProperties".to_owned(), Value::Object(own));
        }
        let required: Vec<Value> = fields.filter(|field| field.required).map(one_spelling).collect();
        match required.as_slice() {
            [] => {}
            [only] => schema.extend(schema_of(only.clone())),
            several => {
                schema.insert("allOf".to_owned(), several.into());
            }
        }
        schema
    }

    /// A reference to a table's definition, which is written at its first use.
    fn reference(&mut self, name: String, make: impl FnOnce(&mut Self) -> Schema) -> Value {
        let reference = json!([{ "$ref": format!("#/definitions/{name}") }]);
        if !self.definitions.contains_key(&name) {
            // No table holds itself.
            let definition = make(self);
            self.definitions.insert(name, Value::Object(definition));
        }
        reference
    }

    fn lane(&mut self, lane: &'static LaneShape) -> Schema {
        let is_plain = lane.item_keys == CUSTOM_LANE.item_keys;
        let name = if is_plain { "entry".to_owned() } else { format!("entry-of-{}", lane.key) };
        let entry = self.reference(name, |writer| {
            let mut entry = writer.table(&RawItemDetails::TABLE, Some(lane.item_keys));
            let names: Vec<Value> = RawItemDetails::TABLE
                .fields
                .iter()
                .filter(|field| matches!(field.key, "text" | "metric") && lane.item_keys.contains(&field.key))
                .flat_map(spellings)
                .map(|key| json!({ "required": [key] }))
                .collect();
            entry.insert("anyOf".to_owned(), names.into());
            entry
        });
        let one = schema_of(json!({ "type": ["string", "object"], "allOf": entry }));
        or_list_of(one)
    }

    fn value(&mut self, shape: &Shape, allowed: Allowed) -> Schema {
        match shape {
            Shape::Text => text(allowed),
            Shape::Number => schema_of(match allowed {
                Allowed::Rating => json!({ "type": "integer", "minimum": 1, "maximum": 5 }),
                Allowed::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
                _ => json!({ "type": "number" }),
            }),
            Shape::Integer => schema_of(json!({ "type": "integer" })),
            Shape::Flag => schema_of(json!({ "type": "boolean" })),
            // A date of TOML reaches a validator as a text, perhaps with a time of day.
            Shape::Date => schema_of(json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}" })),
            Shape::Scalar => schema_of(json!({ "type": ["string", "number", "boolean"] })),
            Shape::OneOrMany(inner) => {
                let one = self.value(inner, allowed);
                or_list_of(one)
            }
            Shape::Map(inner) => {
                let mut map = schema_of(json!({ "type": "object" }));
                if allowed == Allowed::RuleLevels {
                    map.insert("additionalProperties".to_owned(), false.into());
                    let one = json!({ "enum": Severity::NAMES });
                    let properties: Map<String, Value> =
                        rules().into_iter().map(|rule| (rule.to_owned(), described(&one, rule))).collect();
                    map.insert("properties".to_owned(), Value::Object(properties));
                } else {
                    map.insert("additionalProperties".to_owned(), Value::Object(self.value(inner, Allowed::Anything)));
                }
                map
            }
            Shape::Table(table) => {
                let table: &'static TableShape = table;
                let definition = self.reference(name_of(table), |writer| writer.table(table, None));
                schema_of(json!({ "type": "object", "allOf": definition }))
            }
            Shape::OneOf(shapes) => {
                let schemas: Vec<Schema> = shapes.iter().map(|shape| self.value(shape, allowed)).collect();
                any_of(schemas)
            }
            // Entries of lanes are written by `lane`, which knows their keys.
            Shape::Item => schema_of(json!({ "type": ["string", "object"] })),
        }
    }
}

/// A key and its other spellings, which are not offered.
fn add(properties: &mut Map<String, Value>, key: &str, synonyms: &[&str], schema: &Schema) {
    properties.insert(key.to_owned(), Value::Object(schema.clone()));
    for synonym in synonyms {
        let mut schema = schema.clone();
        schema.insert("description".to_owned(), format!("The same as `{key}`.").into());
        schema.insert("x-taplo".to_owned(), json!({ "hidden": true }));
        properties.insert((*synonym).to_owned(), Value::Object(schema));
    }
}

fn spellings(field: &'static FieldShape) -> impl Iterator<Item = &'static str> {
    std::iter::once(field.key).chain(field.synonyms.iter().copied())
}

/// A required field is there in one of its spellings.
fn one_spelling(field: &'static FieldShape) -> Value {
    if field.synonyms.is_empty() {
        return json!({ "required": [field.key] });
    }
    let ways: Vec<Value> = spellings(field).map(|key| json!({ "required": [key] })).collect();
    json!({ "anyOf": ways })
}

fn text(allowed: Allowed) -> Schema {
    let suggested = |words: Vec<&str>| json!({ "anyOf": [{ "type": "string", "enum": words }, { "type": "string" }] });
    schema_of(match allowed {
        Allowed::Words(words) => json!({ "type": "string", "enum": words }),
        Allowed::Rules => json!({ "type": "string", "enum": rules() }),
        Allowed::UsualWords(words) => suggested(words.to_vec()),
        Allowed::Lanes => suggested(Lane::BUILT_IN.iter().filter_map(|lane| lane.key()).collect()),
        Allowed::Anything | Allowed::Rating | Allowed::Share | Allowed::RuleLevels => json!({ "type": "string" }),
    })
}

/// The rules whose level can be chosen.
fn rules() -> Vec<&'static str> {
    Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.name()).collect()
}

/// With the phrase from the head of the rule's manual page.
fn described(schema: &Value, rule: &str) -> Value {
    let page = Code::from_name(rule).map_or("", Code::manual);
    let phrase = page.lines().next().and_then(|head| head.split_once(": ")).map_or(rule, |(_, phrase)| phrase);
    let mut schema = schema_of(schema.clone());
    schema.insert("description".to_owned(), format!("Warns: {phrase}.").into());
    Value::Object(schema)
}

/// The types of a schema that says nothing about values of other types; `None` for one that does.
fn types(schema: &Schema) -> Option<Vec<Value>> {
    if schema.contains_key("enum") || schema.contains_key("anyOf") {
        return None;
    }
    match schema.get("type")? {
        Value::Array(types) => Some(types.clone()),
        one => Some(vec![one.clone()]),
    }
}

/// One value, or a list of such.
fn or_list_of(one: Schema) -> Schema {
    let items = Value::Object(one.clone());
    match types(&one) {
        Some(mut types) => {
            let mut schema = one;
            types.push("array".into());
            schema.insert("type".to_owned(), types.into());
            schema.insert("items".to_owned(), items);
            schema
        }
        None => schema_of(json!({ "anyOf": [items, { "type": "array", "items": one }] })),
    }
}

/// Any of several: one schema when their types differ.
fn any_of(schemas: Vec<Schema>) -> Schema {
    let mut all = Vec::new();
    for schema in &schemas {
        match types(schema) {
            Some(types) if types.iter().all(|found| !all.contains(found)) => all.extend(types),
            _ => return schema_of(json!({ "anyOf": schemas })),
        }
    }
    let mut merged: Schema = schemas.into_iter().flatten().collect();
    merged.insert("type".to_owned(), all.into());
    merged
}

/// A table's name among the definitions: "a custom lane" → "custom-lane".
fn name_of(table: &TableShape) -> String {
    let what = ["an ", "a ", "the "].iter().find_map(|article| table.what.strip_prefix(article)).unwrap_or(table.what);
    what.replace(' ', "-")
}

/// Where a journey declares no lanes of its own, its stages and steps have only the keys that are built in.
fn only_declared_lanes() -> Schema {
    let keys = |table: &'static TableShape| -> Vec<&'static str> {
        let lanes = table.lanes.iter().flat_map(|lane| std::iter::once(lane.key).chain(lane.synonyms.iter().copied()));
        table.fields.iter().flat_map(spellings).chain(lanes).collect()
    };
    let or_list = |mut schema: Value| {
        schema["items"] = schema.clone();
        schema
    };
    let step = or_list(json!({ "propertyNames": { "enum": keys(&RawStep::TABLE) } }));
    let stage = or_list(json!({
        "propertyNames": { "enum": keys(&RawStage::TABLE) },
        "properties": { "steps": step, "step": step },
    }));
    schema_of(json!({
        "if": { "required": ["custom_lanes"] },
        "else": { "properties": { "stages": stage, "stage": stage } },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_of_several_types_stay_one() {
        let mut writer = Writer::default();
        for (shape, expected) in [
            (Shape::OneOrMany(&Shape::Text), json!({ "type": ["string", "array"], "items": { "type": "string" } })),
            (Shape::OneOf(&[Shape::Number, Shape::Text]), json!({ "type": ["number", "string"] })),
            (Shape::Map(&Shape::Number), json!({ "type": "object", "additionalProperties": { "type": "number" } })),
        ] {
            assert_eq!(Value::Object(writer.value(&shape, Allowed::Anything)), expected);
        }
        let words = writer.value(&Shape::OneOrMany(&Shape::Text), Allowed::Words(&["a"]));
        assert!(words.contains_key("anyOf"), "{words:?}");
    }

    #[test]
    fn no_two_tables_share_a_definition() {
        fn walk(shape: &Shape, seen: &mut BTreeMap<String, &'static str>) {
            match shape {
                Shape::OneOrMany(inner) | Shape::Map(inner) => walk(inner, seen),
                Shape::OneOf(shapes) => shapes.iter().for_each(|shape| walk(shape, seen)),
                Shape::Table(table) => {
                    let other = seen.insert(name_of(table), table.doc);
                    assert!(other.is_none_or(|doc| doc == table.doc), "{}", table.what);
                    table.fields.iter().for_each(|field| walk(&field.shape, seen));
                }
                _ => {}
            }
        }
        for (_, table) in KINDS {
            let mut seen = BTreeMap::new();
            table.fields.iter().for_each(|field| walk(&field.shape, &mut seen));
        }
    }
}
