//! Outlines of the icons on the 16-unit grid, one weight, drawn with a round pen of 1.4.

use kurbo::Point;

use crate::diagram::icon::IconName;

use super::markup::push_placement;
use super::palette::push_hex;
use super::writer::Writer;

/// Path data; the grid's origin is the icon's top left corner.
pub(crate) fn icon_path(name: IconName) -> &'static str {
    match name {
        IconName::Web => {
            "M2.7 2.7H13.3a1 1 0 0 1 1 1v8.6a1 1 0 0 1-1 1H2.7a1 1 0 0 1-1-1V3.7a1 1 0 0 1 1-1ZM1.7 5.8h12.6M4 4.3h.01M6 4.3h.01"
        }
        IconName::Email => {
            "M2.7 3.2H13.3a1 1 0 0 1 1 1v7.6a1 1 0 0 1-1 1H2.7a1 1 0 0 1-1-1V4.2a1 1 0 0 1 1-1ZM2 4l6 5 6-5"
        }
        IconName::Phone => {
            "M3.2 2.2h2.6l1.2 3.2-1.6 1.2a8 8 0 0 0 4 4l1.2-1.6 3.2 1.2v2.6c0 .6-.5 1-1.1 1A11.5 11.5 0 0 1 2.2 3.3c0-.6.4-1.1 1-1.1Z"
        }
        IconName::TextMessage => "M2 2.8h12v8H7.5L4.5 13.5v-2.7H2ZM5 6.8h.01M8 6.8h.01M11 6.8h.01",
        IconName::Chat => "M2 2.8h12v8H7.5L4.5 13.5v-2.7H2ZM4.8 5.7h6.4M4.8 8h4",
        IconName::App => {
            "M5.5 1.5h5a1.3 1.3 0 0 1 1.3 1.3v10.4a1.3 1.3 0 0 1-1.3 1.3h-5a1.3 1.3 0 0 1-1.3-1.3V2.8a1.3 1.3 0 0 1 1.3-1.3ZM7 12.4h2"
        }
        IconName::Social => {
            "M5.6 8a2 2 0 1 1-4 0a2 2 0 1 1 4 0ZM14.2 3.6a2 2 0 1 1-4 0a2 2 0 1 1 4 0ZM14.2 12.4a2 2 0 1 1-4 0a2 2 0 1 1 4 0ZM5.4 7.1l5-2.6M5.4 8.9l5 2.6"
        }
        IconName::InPerson => {
            "M10.7 4.6a2.7 2.7 0 1 1-5.4 0a2.7 2.7 0 1 1 5.4 0ZM2.6 14c.3-3.2 2.3-4.8 5.4-4.8s5.1 1.6 5.4 4.8"
        }
        IconName::Post => "M2 5 8 2l6 3v6.6L8 14.4l-6-2.8ZM2.2 5.1 8 7.8l5.8-2.7M8 7.8v6.4M5 3.6l5.9 2.8",
        IconName::Street => {
            "M1.5 11V4.5h8V11M9.5 7h3l2 2.5V11h-1.2M5.8 11h4.4M1.5 11h1.2M5.7 11.6a1.5 1.5 0 1 1-3 0a1.5 1.5 0 1 1 3 0ZM13.3 11.6a1.5 1.5 0 1 1-3 0a1.5 1.5 0 1 1 3 0Z"
        }
        IconName::Door => "M3.7 14V2h8.6v12M1.8 14h12.4M9.8 8.2h.01",
        IconName::Print => "M4 1.8h5.5L12.5 5v9.2H4ZM9.3 2v3.2h3M6 8h4.5M6 10.8h4.5",
        IconName::WordOfMouth => "M2 3h8v5.5H6L3.8 10.5V8.5H2ZM12 6h2v5.5h-1.5v2l-2.2-2H7.5",
        IconName::Shop => "M2 6.2 3.2 2.5h9.6L14 6.2M2.8 6.4V13.5h10.4V6.4M2 6.2h12M6.3 13.5V9.6h3.4v3.9",
        IconName::Video => {
            "M2.2 3.8h7.6a.8.8 0 0 1 .8.8v6.8a.8.8 0 0 1-.8.8H2.2a.8.8 0 0 1-.8-.8V4.6a.8.8 0 0 1 .8-.8ZM10.6 7l4-2.4v6.8l-4-2.4"
        }
        IconName::Event => "M2.2 3.4h11.6v10.4H2.2ZM2.2 6.4h11.6M5.2 1.8v3M10.8 1.8v3M6 9.8l1.5 1.5 2.7-2.8",
        IconName::Machine => "M3.6 1.8h8.8v12.4H3.6ZM5.6 4h4.8v3.4H5.6ZM6 10h.01M8 10h.01M10 10h.01M6 12h4",
        IconName::Voice => {
            "M8 1.8a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2ZM3.8 7.6a4.2 4.2 0 0 0 8.4 0M8 11.8v2.6M5.6 14.4h4.8"
        }
        IconName::Other => "M13.4 8a5.4 5.4 0 1 1-10.8 0a5.4 5.4 0 1 1 10.8 0ZM8 8h.01",
        IconName::Star => STAR,
        IconName::Failure => "M5.3.9h5.4l4.4 4.4v5.4l-4.4 4.4H5.3L.9 10.7V5.3ZM5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4",
        IconName::Clock => "M13.9 8a5.9 5.9 0 1 1-11.8 0a5.9 5.9 0 1 1 11.8 0ZM8 4.6V8l2.4 1.6",
        IconName::Check => "M3 8.4l3.4 3.4L13 4.6",
        IconName::Pain => "M9 1.6 3.4 9h4L6.6 14.4 12.6 6.6h-4Z",
        IconName::Idea => {
            "M5.6 10.6C4.2 9.6 3.4 8.2 3.4 6.6a4.6 4.6 0 0 1 9.2 0c0 1.6-.8 3-2.2 4v1.2H5.6ZM6.2 14.2h3.6"
        }
    }
}

/// Filled, not stroked.
const STAR: &str = "M8-.2 10.4 5.1 16 5.7 11.8 9.5 13 15.1 8 12.3 3 15.1 4.2 9.5 0 5.7 5.6 5.1Z";

/// Bars of the severity mark on its 34 × 12 box: the filled ones, then the open ones.
pub(crate) fn severity_paths(level: u8) -> (String, String) {
    let (mut on, mut off) = (String::new(), String::new());
    for bar in 0..5u8 {
        let x = u32::from(bar) * 7;
        if bar < level {
            on.push_str(&format!("M{x} 0h5.6v12h-5.6z"));
        } else {
            off.push_str(&format!("M{x}.5 .5h4.6v11h-4.6z"));
        }
    }
    (on, off)
}
impl Writer<'_, '_> {
    pub(crate) fn write_severity(&mut self, level: u8, origin: Point, height: f64, from_right: bool) {
        let (on, off) = severity_paths(level);
        self.out.push_str("<g transform=\"");
        push_placement(&mut self.out, origin, height / 12.0);
        if from_right {
            self.out.push_str("translate(34)scale(-1 1)");
        }
        self.out.push_str("\">");
        let color = self.palette().map(|palette| palette.low_text);
        for (data, class) in [(on, "severity-on"), (off, "severity-off")] {
            if data.is_empty() {
                continue;
            }
            self.out.push_str("<path");
            match color {
                None => {
                    self.out.push_str(" class=\"");
                    self.out.push_str(class);
                }
                Some(color) => {
                    self.out.push_str(if class == "severity-on" { " fill=\"" } else { " fill=\"none\" stroke=\"" });
                    push_hex(&mut self.out, color);
                }
            }
            self.out.push_str("\" d=\"");
            self.out.push_str(&data);
            self.out.push_str("\"/>");
        }
        self.out.push_str("</g>");
    }
}
