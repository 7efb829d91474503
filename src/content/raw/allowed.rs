//! What the values of fields may be, as editors are told. Resolving has the last word; tests hold the two together.

use crate::content::decode::Allowed;

pub(crate) const RATING: Allowed = Allowed::Rating;
pub(crate) const SHARE: Allowed = Allowed::Share;
pub(crate) const LANES: Allowed = Allowed::Lanes;
pub(crate) const RULES: Allowed = Allowed::Rules;
pub(crate) const RULE_LEVELS: Allowed = Allowed::RuleLevels;

pub(crate) const STATUS: Allowed = Allowed::Words(&["draft", "hypothesis", "researched", "validated", "retired"]);
pub(crate) const WORK_STATUS: Allowed = Allowed::Words(&["proposed", "planned", "in-progress", "done", "dropped"]);
pub(crate) const CONFIDENCE: Allowed = Allowed::Words(&["assumed", "partly", "researched"]);
pub(crate) const SCOPE: Allowed = Allowed::Words(&["as-is", "to-be", "research"]);
pub(crate) const STAGE_WIDTHS: Allowed = Allowed::Words(&["words", "duration"]);
pub(crate) const HORIZON: Allowed = Allowed::Words(&["now", "next", "later"]);
pub(crate) const TOUCHPOINT_STATE: Allowed = Allowed::Words(&["existing", "planned", "retired"]);
pub(crate) const DIRECTION: Allowed = Allowed::Words(&["up", "down", "higher", "lower"]);
pub(crate) const PERSONA_KIND: Allowed = Allowed::Words(&["primary", "secondary", "anti"]);

pub(crate) const JOURNEY_KIND: Allowed =
    Allowed::UsualWords(&["customer", "user", "employee", "patient", "citizen", "student", "partner"]);
pub(crate) const RHYTHM: Allowed = Allowed::UsualWords(&["monthly", "quarterly", "yearly", "6 weeks", "never"]);
