//! Open browsers, and what each of them has been told. Events are those of the HTML standard ("server-sent events").
//!
//! | event | data | what the browser does |
//! |---|---|---|
//! | `page` | the new version | fetches the page and changes what differs |
//! | `styles` | the new version | swaps the style sheets |
//! | `pictures` | the new version | fetches the pictures again |
//! | `mistakes` | the text of the terminal | lays it over the page |
//! | `mended` | – | takes it away |

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::shown::{State, Version};
use crate::url::SitePath;

/// All browsers that listen.
#[derive(Debug, Default)]
pub(super) struct Clients {
    list: Mutex<Vec<Client>>,
}

#[derive(Debug)]
struct Client {
    path: SitePath,
    shows: State,
    sender: UnboundedSender<String>,
}

impl Clients {
    /// Adds a browser that shows `path` as it was at `version`. Its events come out of what is returned.
    pub(super) fn add(
        &self,
        path: SitePath,
        version: Option<Version>,
        state: impl Fn() -> State,
    ) -> UnboundedReceiver<String> {
        let (sender, receiver) = unbounded_channel();
        // The first words tell the browser that somebody listens, and how soon to come back when nobody does.
        let _ = sender.send("retry: 500\n\n".to_owned());
        let now = state();
        let shows = State { version: version.unwrap_or(now.version), mistakes: None };
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(Client { path, shows, sender });
        // Asked again inside the lock: a change in between has told everybody but this one.
        let now = state();
        if let Some(client) = list.last_mut() {
            client.tell(&now);
        }
        receiver
    }

    /// Tells every browser what has changed of what it shows. Each page is looked at once, however many show it.
    pub(super) fn tell(&self, state: impl Fn(&SitePath) -> State) {
        let mut states: BTreeMap<SitePath, State> = BTreeMap::new();
        let mut list = self.list.lock().unwrap_or_else(PoisonError::into_inner);
        list.retain(|client| !client.sender.is_closed());
        for client in list.iter_mut() {
            let now = states.entry(client.path.clone()).or_insert_with(|| state(&client.path));
            client.tell(now);
        }
    }
}

impl Client {
    fn tell(&mut self, now: &State) {
        let text = events(&self.shows, now);
        if !text.is_empty() {
            // A browser that has gone is taken off the list at the next change.
            let _ = self.sender.send(text);
        }
        self.shows = now.clone();
    }
}

/// The events that lead from one state to another.
fn events(before: &State, now: &State) -> String {
    let mut text = String::new();
    let version = now.version.to_string();
    let mut event = |name: &str, data: &str| {
        let _ = writeln!(text, "id: {version}\nevent: {name}");
        for line in data.lines() {
            let _ = writeln!(text, "data: {line}");
        }
        if data.is_empty() {
            text.push_str("data:\n");
        }
        text.push('\n');
    };
    if before.version.styles != now.version.styles {
        event("styles", &version);
    }
    if before.version.page != now.version.page {
        event("page", &version);
    }
    if before.version.pictures != now.version.pictures {
        event("pictures", &version);
    }
    if before.mistakes != now.mistakes {
        match &now.mistakes {
            Some(words) => event("mistakes", words),
            None => event("mended", ""),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(page: u64, styles: u64, mistakes: Option<&str>) -> State {
        State { version: Version { page, styles, pictures: 0 }, mistakes: mistakes.map(str::to_owned) }
    }

    #[test]
    fn only_what_changed_is_told() {
        let id = |page: u64, styles: u64| format!("{page:016x}-{styles:016x}-{:016x}", 0);
        for (before, now, expected) in [
            (state(1, 1, None), state(1, 1, None), String::new()),
            (state(1, 1, None), state(2, 1, None), format!("id: {0}\nevent: page\ndata: {0}\n\n", id(2, 1))),
            (state(1, 1, None), state(1, 2, None), format!("id: {0}\nevent: styles\ndata: {0}\n\n", id(1, 2))),
            (
                state(1, 1, None),
                state(1, 1, Some("one\n\ntwo\n")),
                format!("id: {}\nevent: mistakes\ndata: one\ndata: \ndata: two\n\n", id(1, 1)),
            ),
            (state(1, 1, Some("x")), state(1, 1, None), format!("id: {}\nevent: mended\ndata:\n\n", id(1, 1))),
        ] {
            assert_eq!(events(&before, &now), expected);
        }
    }

    #[test]
    fn who_comes_late_is_told_what_was_missed() {
        let clients = Clients::default();
        let path = SitePath::new("index.html").expect("a path");
        let told = |receiver: &mut UnboundedReceiver<String>| {
            let mut text = String::new();
            while let Ok(event) = receiver.try_recv() {
                text.push_str(&event);
            }
            text
        };
        let mut late = clients.add(path.clone(), Some(state(1, 1, None).version), || state(2, 1, None));
        assert!(told(&mut late).contains("event: page"));
        let mut early = clients.add(path, Some(state(2, 1, None).version), || state(2, 1, None));
        assert!(!told(&mut early).contains("event"));
        clients.tell(|_| state(2, 1, Some("wrong")));
        assert!(told(&mut early).contains("data: wrong"));
        drop(early);
        clients.tell(|_| state(3, 1, None));
        assert_eq!(clients.list.lock().expect("a list").len(), 1);
    }
}
