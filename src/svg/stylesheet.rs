//! The paint table as CSS, for pages that hold inline pictures.
//!
//! The colors are custom properties (see [`super::palette::Token::custom_property`]); a page sets them once for light
//! and once for dark. Selectors are one class deep, so that a site's own rule always wins when it comes later.

use std::fmt::Write as _;

use crate::diagram::scene::Role;

use super::paint::{RolePaint, persona_dash, persona_line_width, role_class, role_paint};
use super::palette::{Token, level_name};

/// All rules that an inline picture needs.
pub fn write_stylesheet() -> String {
    let mut css = String::from(FIXED_RULES);
    for role in PLAIN_ROLES {
        let class = role_class(role).rsplit(' ').next().unwrap_or_default();
        push_rule(&mut css, &format!(".diagram .{class}"), &role_paint(role));
    }
    for persona in 0..5u8 {
        let number = persona + 1;
        let color = Token::Persona(persona).custom_property();
        let dash = persona_dash(persona);
        let width = persona_line_width(persona);
        let _ = write!(css, ".persona-line.persona-{number}{{stroke:var({color});stroke-width:{width}");
        if !dash.is_empty() {
            let _ = write!(css, ";stroke-dasharray:{dash}");
        }
        css.push_str("}\n");
        let _ = writeln!(
            css,
            ".ghost-line.persona-{number},.ghost-point.persona-{number},.face.persona-{number}{{stroke:var({color})}}\n\
             .persona-shape.persona-{number},.text-persona.persona-{number}{{fill:var({color})}}"
        );
    }
    css.push_str(ASSUMED_RULE);
    for level in -4..=4i8 {
        let name = level_name(level);
        let (emotion, heat) = (Token::Emotion(level).custom_property(), Token::Heat(level).custom_property());
        let _ =
            writeln!(css, ".face.emotion-{name}{{fill:var({emotion})}}\n.heat-cell.heat-{name}{{fill:var({heat})}}");
    }
    css.push_str(LINK_RULES);
    css
}

/// Roles whose look does not depend on a persona or a level.
const PLAIN_ROLES: [Role; 53] = [
    Role::Paper,
    Role::Band,
    Role::Masthead,
    Role::Rule,
    Role::RuleStrong,
    Role::GridLine,
    Role::NeutralLine,
    Role::Leader,
    Role::Bracket,
    Role::Chevron,
    Role::LineCasing,
    Role::GainLine,
    Role::PlainLine,
    Role::AssumedSample,
    Role::LowestDot,
    Role::HighestDot,
    Role::MomentOfTruth,
    Role::FailurePoint,
    Role::IconInk,
    Role::IconMuted,
    Role::Ink,
    Role::Muted,
    Role::OnChevron,
    Role::OnPersona,
    Role::Low,
    Role::High,
    Role::Accent,
    Role::HatchAssumed,
    Role::HatchGain,
    Role::Axis,
    Role::DataLine,
    Role::EventLine,
    Role::TargetBand,
    Role::TargetTick,
    Role::BaselineTick,
    Role::Track,
    Role::Bubble,
    Role::BubbleDone,
    Role::Node,
    Role::NodePlanned,
    Role::NodeDecision,
    Role::NodeEnd,
    Role::Arrow,
    Role::ArrowPlanned,
    Role::ArrowAssumed,
    Role::ArrowLow,
    Role::LineOfInteraction,
    Role::LineOfVisibility,
    Role::LineOfInternalInteraction,
    Role::TimeApart,
    Role::TimeWaiting,
    Role::StatusOpen,
    Role::StatusProposed,
];

fn push_rule(css: &mut String, selector: &str, paint: &RolePaint) {
    let selector = selector.replace("hatch-assumed", "hatch-line").replace(".hatch-gain", ".hatch-gain-line");
    let _ = write!(css, "{selector}{{fill:");
    match paint.fill {
        Some(token) => {
            let _ = write!(css, "var({})", token.custom_property());
        }
        None => css.push_str("none"),
    }
    if let Some(token) = paint.stroke {
        let _ = write!(css, ";stroke:var({});stroke-width:{}", token.custom_property(), paint.width);
        if !paint.dash.is_empty() {
            let _ = write!(css, ";stroke-dasharray:{}", paint.dash);
        }
        if paint.round {
            css.push_str(";stroke-linecap:round");
        }
        if paint.opacity < 1.0 {
            let _ = write!(css, ";stroke-opacity:{}", paint.opacity);
        }
    }
    css.push_str("}\n");
}

const FIXED_RULES: &str = "\
.diagram{font-family:\"Wayfare Sans\",system-ui,sans-serif;font-weight:400;overflow:visible;direction:ltr}
.diagram-lane-slice text{font-weight:600;font-size:13.5px}
.diagram .serif{font-family:\"Wayfare Serif\",Georgia,serif}
.diagram .cased{paint-order:stroke;stroke:var(--paper);stroke-width:4;stroke-linejoin:round}
.diagram .cased-band{paint-order:stroke;stroke:var(--band);stroke-width:4;stroke-linejoin:round}
.persona-line{fill:none;stroke-linejoin:round}
.ghost-line{fill:none;stroke-width:1.5;stroke-opacity:.75}
.ghost-point{fill:var(--paper);stroke-width:1.5}
.diagram .icon{stroke-linejoin:round}
.face{stroke:var(--ink);stroke-width:2.4;stroke-linejoin:round}
.face-features{fill:var(--face-ink);stroke:none}
.face-mouth{stroke-dasharray:none;fill:none;stroke:var(--face-ink);stroke-width:1.7;stroke-linecap:round}
.face.assumed{stroke-width:2.8;stroke-dasharray:.1 4.71;stroke-linecap:round}
.severity-on{fill:var(--low-text)}
.severity-off{fill:none;stroke:var(--low-text);stroke-width:1}
";

/// After the personas' own dashes, so that dots win.
const ASSUMED_RULE: &str = ".persona-line.assumed{stroke-dasharray:.1 5.6;stroke-linecap:round}\n";

const LINK_RULES: &str = "\
.diagram a{text-decoration:none}
.diagram a:hover text,.diagram a:focus-visible text{text-decoration:underline}
.diagram a:hover .chevron,.diagram a:focus-visible .chevron{fill:var(--accent)}
.diagram a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.diagram-curve-tall path{vector-effect:non-scaling-stroke}
@media (forced-colors:active){.diagram{forced-color-adjust:none}}
@media print{.diagram .cased,.diagram .cased-band{stroke:#fff}}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_and_token_has_a_rule() {
        let css = write_stylesheet();
        for needle in [
            ".diagram .chevron{fill:var(--chevron)}",
            ".persona-line.persona-2{stroke:var(--persona-2);stroke-width:2.5;stroke-dasharray:11 4}",
            ".diagram .hatch-line{fill:none;stroke:var(--line)",
            ".diagram .hatch-gain-line{",
            ".face.emotion-low-4{fill:var(--emotion-low-4)}",
            ".diagram .icon-muted{fill:none;stroke:var(--muted);stroke-width:1.4;stroke-linecap:round}",
        ] {
            assert!(css.contains(needle), "{needle}\n{css}");
        }
        assert!(!css.contains("#") || css.matches('#').count() == 1, "colors belong to the custom properties");
    }
}
