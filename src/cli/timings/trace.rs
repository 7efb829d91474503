//! Timings for trace viewers, in the Trace Event Format (its JSON object form, complete events `X` and metadata `M`), which Chrome's
//! `chrome://tracing`, Perfetto and Speedscope open.

use std::time::Duration;

use serde_json::{Value, json};

use super::Measured;
use super::kinds::Family;

/// The row of the phases; threads follow.
const PHASES: usize = 0;

/// One row for the phases, one per thread that made files. Times are microseconds since the start of the build.
pub(in crate::cli) fn render_trace(measured: &Measured) -> String {
    let mut events = vec![
        json!({"name": "process_name", "ph": "M", "pid": 1, "tid": PHASES, "args": {"name": "wayfare build"}}),
        thread_name(PHASES, "phases"),
    ];
    for stretch in &measured.phases {
        events.push(complete(stretch.what.name(), "phase", PHASES, stretch.from, stretch.to));
    }
    let rows = measured.rows.iter().filter(|row| !row.is_empty());
    for (row, made) in rows.enumerate() {
        let thread = row + 1;
        events.push(thread_name(thread, &format!("thread {thread}")));
        for made in made {
            let Some((path, kind)) = measured.files.get(made.file) else { continue };
            let category = match kind.family {
                Family::Page => "page",
                Family::Picture => "picture",
                Family::Other => "file",
            };
            let mut event = complete(path.as_str(), category, thread, made.from, made.rendered);
            if let Some(event) = event.as_object_mut() {
                event.insert("args".to_owned(), json!({"kind": kind.name}));
            }
            events.push(event);
            if made.to > made.rendered {
                events.push(complete("write", "write", thread, made.rendered, made.to));
            }
        }
    }
    let mut text = json!({"displayTimeUnit": "ms", "traceEvents": events}).to_string();
    text.push('\n');
    text
}

fn thread_name(thread: usize, name: &str) -> Value {
    json!({"name": "thread_name", "ph": "M", "pid": 1, "tid": thread, "args": {"name": name}})
}

fn complete(name: &str, category: &str, thread: usize, from: Duration, to: Duration) -> Value {
    json!({
        "name": name,
        "cat": category,
        "ph": "X",
        "pid": 1,
        "tid": thread,
        "ts": microseconds(from),
        "dur": microseconds(to.saturating_sub(from)),
    })
}

fn microseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
