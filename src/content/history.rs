//! Metric histories: CSV files of days and values.

use std::collections::BTreeMap;
use std::ops::Range;

use super::decode::{guessed_date, parse_iso_date};
use super::raw::{RawDate, RawMetric, RawNumber, RawText};
use super::site::RawFile;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, nearest};
use crate::source::{SourceId, SourceTree, Span, Spanned};

/// The rows of a CSV file that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct RawHistory {
    /// The CSV file.
    pub source: SourceId,
    /// Ascending by day, one value a day.
    pub rows: Vec<(RawDate, RawNumber)>,
}

/// Reads the files that metrics name, by the metric's own file.
pub(super) fn read_histories(
    tree: &SourceTree,
    metrics: &[RawFile<RawMetric>],
) -> (BTreeMap<SourceId, RawHistory>, Diagnostics) {
    let mut histories = BTreeMap::new();
    let mut diagnostics = Diagnostics::new();
    let mut read: BTreeMap<SourceId, RawHistory> = BTreeMap::new();
    for metric in metrics {
        let Some(path) = &metric.raw.history else { continue };
        let Some(source) = find(tree, &metric.folder, &path.value) else {
            diagnostics.push(unknown_file(tree, path));
            continue;
        };
        // A file that two metrics name is read, and told of, once.
        let history = read.entry(source).or_insert_with(|| {
            let (history, told) = parse_history(source, tree.text(source));
            diagnostics.extend(told);
            history
        });
        histories.insert(metric.source, history.clone());
    }
    (histories, diagnostics)
}

/// The file of a path: seen from the metric's folder, from `content/`, from `content/data/`, or from the site's root.
fn find(tree: &SourceTree, folder: &str, path: &str) -> Option<SourceId> {
    let path = path.trim_start_matches("./");
    let from_root = path.trim_start_matches('/');
    [joined(folder, path), joined("content", path), joined("content/data", path), Some(from_root.to_owned())]
        .into_iter()
        .flatten()
        .find_map(|path| tree.find(&path))
}

/// `folder/path` with its `..` worked out; `None` when it leaves the site.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn unknown_file(tree: &SourceTree, path: &RawText) -> Diagnostic {
    let written = &*path.value;
    let files: Vec<&str> =
        tree.iter().map(|(_, source)| &*source.path).filter_map(|path| path.strip_prefix("content/")).collect();
    let tables = || files.iter().copied().filter(|path| path.ends_with(".csv"));
    let guess = nearest(written, tables())
        .or_else(|| tables().find(|path| path.rsplit('/').next() == written.rsplit('/').next()));
    let mut diagnostic = Diagnostic::new(Code::UnknownReference, path.span, format!("there is no file `{written}`"))
        .reason("The path is looked for beside the metric's file, in `content/`, and in `content/data/`.");
    if let Some(guess) = guess {
        diagnostic = diagnostic.help(format!("did you mean `{guess}`?")).suggest(path.span, format!("\"{guess}\""));
    }
    diagnostic
}

/// Reads a CSV file of days and values. Every row that cannot be read is told and left out.
///
/// The sign between columns is found out from the first line; a comma may be the decimal sign where it is not that.
#[must_use]
pub fn parse_history(source: SourceId, text: &str) -> (RawHistory, Diagnostics) {
    let mut table = Table { source, text, delimiter: delimiter_of(text), diagnostics: Diagnostics::new() };
    let mut rows: Vec<(RawDate, RawNumber)> = Vec::new();
    let mut columns = None;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.delimiter)
        .flexible(true)
        .has_headers(false)
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    for record in reader.records() {
        // Only a text that is not UTF-8 could fail, and this one is.
        let Ok(record) = record else { continue };
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let fields = table.fields(start);
        let (date, value) = match columns {
            Some(columns) => columns,
            None => match table.columns(&record, &fields) {
                Some((found, is_heading)) => {
                    columns = Some(found);
                    if is_heading {
                        continue;
                    }
                    found
                }
                None => break,
            },
        };
        if let Some(row) = table.row(&record, &fields, date, value) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|(date, value)| (date.value, value.span));
    rows.dedup_by(|later, earlier| {
        let same = later.0.value == earlier.0.value;
        if same {
            table.diagnostics.push(
                Diagnostic::new(Code::InvalidCsv, later.0.span, format!("{} has two values", later.0.value))
                    .also(earlier.0.span, "the first one")
                    .reason("A metric has one value a day."),
            );
        }
        same
    });
    (RawHistory { source, rows }, table.diagnostics)
}

struct Table<'a> {
    source: SourceId,
    text: &'a str,
    delimiter: u8,
    diagnostics: Diagnostics,
}

impl Table<'_> {
    /// The places of the fields of the row that starts at `start`, without white space and quotation marks.
    fn fields(&self, start: usize) -> Vec<Range<usize>> {
        let mut fields = Vec::new();
        let mut field_start = start;
        let mut quoted = false;
        let rest = self.text.get(start..).unwrap_or_default();
        for (index, byte) in rest.bytes().chain([b'\n']).enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                _ if quoted && index < rest.len() => {}
                b'\n' | b'\r' if index == 0 => field_start = start + 1,
                byte if byte == self.delimiter || byte == b'\n' || byte == b'\r' => {
                    let field = self.text.get(field_start..start + index).unwrap_or_default();
                    let inner = field.trim_start_matches([' ', '\t', '"']);
                    let from = field_start + field.len() - inner.len();
                    fields.push(from..from + inner.trim_end_matches([' ', '\t', '"']).len());
                    field_start = start + index + 1;
                    if byte != self.delimiter {
                        break;
                    }
                }
                _ => {}
            }
        }
        fields
    }

    fn span(&self, fields: &[Range<usize>], column: usize) -> Span {
        let place = fields.get(column).or(fields.last()).cloned().unwrap_or(0..0);
        Span::new(self.source, place.start, place.end)
    }

    /// Which columns hold the day and the value, and whether this row says so in words.
    fn columns(&mut self, record: &csv::StringRecord, fields: &[Range<usize>]) -> Option<((usize, usize), bool)> {
        const DATES: &[&str] = &["date", "day", "month", "week", "quarter", "on", "when", "period", "time"];
        const VALUES: &[&str] = &["value", "score", "mean", "average", "result", "rate"];
        if record.get(0).and_then(day).is_some() {
            return Some(((0, 1), false));
        }
        let named =
            |names: &[&str]| record.iter().position(|name| names.contains(&name.trim().to_lowercase().as_str()));
        let date = named(DATES);
        let value = named(VALUES).or_else(|| {
            // Of two columns the other one holds the values, whatever it is called.
            let others: Vec<usize> = (0..record.len()).filter(|column| Some(*column) != date).collect();
            if let [only] = others.as_slice() { Some(*only) } else { None }
        });
        if let (Some(date), Some(value)) = (date, value) {
            return Some(((date, value), true));
        }
        let missing = if date.is_none() { "date" } else { "value" };
        let whole = self.span(fields, 0).to(self.span(fields, fields.len().saturating_sub(1)));
        self.diagnostics.push(
            Diagnostic::new(Code::InvalidCsv, whole, format!("no column of this table is called `{missing}`"))
                .reason("The first line names the columns, so that the rest can be understood.")
                .help("for example: date,value"),
        );
        None
    }

    fn row(
        &mut self,
        record: &csv::StringRecord,
        fields: &[Range<usize>],
        date: usize,
        value: usize,
    ) -> Option<(RawDate, RawNumber)> {
        let (date_span, value_span) = (self.span(fields, date), self.span(fields, value));
        let written_date = record.get(date).unwrap_or_default().trim();
        let written_value = record.get(value).map(str::trim);
        // A day without a value was not measured.
        if written_value == Some("") && day(written_date).is_some() {
            return None;
        }
        let parsed_date = day(written_date);
        if parsed_date.is_none() {
            let mut diagnostic =
                Diagnostic::new(Code::InvalidCsv, date_span, format!("`{}` is not a calendar day", cut(written_date)))
                    .help("for example: 2026-09-14, or 2026-09 for a month");
            if let Some(date) = guessed_date(written_date) {
                diagnostic = diagnostic.suggest(date_span, date.to_string());
            }
            self.diagnostics.push(diagnostic);
        }
        let parsed_value = written_value.and_then(|written| number(written, self.delimiter));
        if parsed_value.is_none() {
            let message = match written_value {
                Some(written) => format!("`{}` is not a number", cut(written)),
                None => "this row has no value".to_owned(),
            };
            self.diagnostics.push(Diagnostic::new(Code::InvalidCsv, value_span, message).help("for example: 3.9"));
        }
        Some((Spanned::new(parsed_date?, date_span), Spanned::new(parsed_value?, value_span)))
    }
}

/// A day, the first of a month (`2026-09`), or the first of a quarter (`2026-Q3`).
fn day(written: &str) -> Option<jiff::civil::Date> {
    let written = written.trim();
    parse_iso_date(written).or_else(|| {
        let (year, part) = written.split_once('-')?;
        let month = match part.strip_prefix(['Q', 'q']) {
            Some(quarter) => quarter.parse::<i8>().ok().filter(|quarter| (1..=4).contains(quarter))? * 3 - 2,
            None if part.len() == 2 => part.parse().ok()?,
            None => return None,
        };
        jiff::civil::Date::new(Some(year).filter(|year| year.len() == 4)?.parse().ok()?, month, 1).ok()
    })
}

fn number(written: &str, delimiter: u8) -> Option<f64> {
    let written = written.trim().trim_end_matches('%').trim_end();
    let parsed = written.parse().or_else(|error| {
        if delimiter == b',' && !written.contains(',') { Err(error) } else { written.replacen(',', ".", 1).parse() }
    });
    parsed.ok().filter(|number: &f64| number.is_finite())
}

/// The sign between columns: of those in the first line the one that stands most often.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let mut best = (0, b',');
    for sign in [b',', b';', b'\t', b'|'] {
        let count = first.bytes().filter(|byte| *byte == sign).count();
        if count > best.0 {
            best = (count, sign);
        }
    }
    best.1
}

fn cut(written: &str) -> String {
    written.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line_and_column;

    /// The rows as `day=value`, and what was told as `line:column message`.
    fn read(text: &str) -> (Vec<String>, Vec<String>) {
        let (history, diagnostics) = parse_history(SourceId(0), text);
        let rows = history.rows.iter().map(|(date, value)| format!("{}={}", date.value, value.value)).collect();
        let told = diagnostics
            .iter()
            .map(|diagnostic| {
                let (line, column) = line_and_column(text, diagnostic.primary.span.start as usize);
                format!("{line}:{column} {}", diagnostic.message)
            })
            .collect();
        (rows, told)
    }

    #[test]
    fn tables_as_people_export_them() {
        for (text, rows) in [
            ("date,value\n2026-01-31,3.9\n2026-02-28,4\n", &["2026-01-31=3.9", "2026-02-28=4"][..]),
            (
                "# from the survey tool\r\nMonth;Score\r\n2026-02;3,5\r\n2026-01;2\r\n",
                &["2026-01-01=2", "2026-02-01=3.5"],
            ),
            ("2026-Q3,1\n", &["2026-07-01=1"]),
            ("day\tCSAT\n2026-01-01\t80 %\n\n2026-01-02\t\n", &["2026-01-01=80"]),
            ("n,date,value\n12,2026-01-01,\"3,5\"\n", &["2026-01-01=3.5"]),
            ("date,value\n", &[]),
            ("", &[]),
        ] {
            assert_eq!(read(text), (rows.iter().map(|row| (*row).to_owned()).collect(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn every_bad_row_is_told_at_its_field() {
        let (rows, told) =
            read("date,value\n2026-01-01,high\n14.1.2026,3\n2026-01-03\n\"2026-01-04\", 5\n2026-01-04,6\n");
        assert_eq!(rows, ["2026-01-04=5"]);
        assert_eq!(
            told,
            [
                "2:12 `high` is not a number",
                "3:1 `14.1.2026` is not a calendar day",
                "4:1 this row has no value",
                "6:1 2026-01-04 has two values",
            ]
        );
        let (_, told) = read("when,who,how\n1,2,3\n");
        assert_eq!(told, ["1:1 no column of this table is called `value`"]);
    }
}
