//! What a template can call.
//!
//! | call | gives |
//! |---|---|
//! | `t(key="unit.steps", n=3, name=…)` | a phrase of the theme; `n` chooses the plural, other arguments fill `{name}` |
//! | `{{ value \| number }}`, `number(decimals=1)` | `1,234.5`, with a real minus |
//! | `{{ value \| score }}` | the same with its sign: `+1.5` |
//! | `{{ "2026-09-14" \| date }}` | the day in words; `month` leaves the day out |

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult};

use super::format::{format_date, format_month, format_number, format_signed};
use crate::model::Date;
use crate::theme::Strings;

pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let words = Arc::clone(strings);
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| phrase(&words, &arguments));
    let words = Arc::clone(strings);
    tera.register_filter("number", move |value: f64, arguments: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(format_number(&words, value, arguments.get::<usize>("decimals")?.unwrap_or(2)))
    });
    let words = Arc::clone(strings);
    tera.register_filter("score", move |value: f64, _: Kwargs, _: &State<'_>| format_signed(&words, value, 2));
    let words = Arc::clone(strings);
    tera.register_filter("date", move |value: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        parse_day(value).map(|day| format_date(&words, day))
    });
    let words = Arc::clone(strings);
    tera.register_filter("month", move |value: &str, _: Kwargs, _: &State<'_>| -> TeraResult<String> {
        parse_day(value).map(|day| format_month(&words, day))
    });
}

fn phrase(strings: &Strings, arguments: &Kwargs) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    if !strings.contains(key) {
        return Err(Error::message(format!("the theme's strings have no phrase `{key}`")));
    }
    let count = arguments.get::<u64>("n")?;
    let values = arguments
        .iter()
        .filter_map(|(name, value)| {
            let name = name.as_str()?;
            (name != "key" && name != "n").then(|| (name.to_owned(), value.to_string()))
        })
        .collect::<Vec<_>>();
    let values = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    Ok(strings.fill(key, count, &values))
}

fn parse_day(value: &str) -> TeraResult<Date> {
    value.parse().map(Date).map_err(|_| Error::message(format!("`{value}` is not a day like 2026-09-14")))
}
