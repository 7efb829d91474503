//! The well-known forms of journeys.

/// A form that a new journey can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preset {
    FiveStage,
    Retention,
    Aida,
    Blueprint,
    Employee,
    Patient,
    Citizen,
}

impl Preset {
    pub const ALL: &'static [Preset] = &[
        Preset::FiveStage,
        Preset::Retention,
        Preset::Aida,
        Preset::Blueprint,
        Preset::Employee,
        Preset::Patient,
        Preset::Citizen,
    ];

    /// As the command line spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Preset::FiveStage => "five-stage",
            Preset::Retention => "retention",
            Preset::Aida => "aida",
            Preset::Blueprint => "blueprint",
            Preset::Employee => "employee",
            Preset::Patient => "patient",
            Preset::Citizen => "citizen",
        }
    }

    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|preset| preset.name() == name)
    }

    /// For lists of choices.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Preset::FiveStage => "awareness, consideration, decision, service, loyalty",
            Preset::Retention => "awareness, consideration, acquisition, retention, advocacy",
            Preset::Aida => "attention, interest, desire, action: one campaign",
            Preset::Blueprint => "what the person sees, and what stands behind it",
            Preset::Employee => "from the first look to the last day at work",
            Preset::Patient => "from the first sign of an illness to life with it or after it",
            Preset::Citizen => "through an office, as seen from the kitchen table",
        }
    }

    /// The stages, as front matter.
    pub(super) fn stages(self) -> &'static str {
        match self {
            Preset::FiveStage => include_str!("files/journeys/five-stage.toml"),
            Preset::Retention => include_str!("files/journeys/retention.toml"),
            Preset::Aida => include_str!("files/journeys/aida.toml"),
            Preset::Blueprint => include_str!("files/journeys/blueprint.toml"),
            Preset::Employee => include_str!("files/journeys/employee.toml"),
            Preset::Patient => include_str!("files/journeys/patient.toml"),
            Preset::Citizen => include_str!("files/journeys/citizen.toml"),
        }
    }

    /// Who walks it: the group, a quote, two goals, a need, a frustration, a behavior. Invented, as the file says.
    pub(super) fn person(self) -> [&'static str; 7] {
        match self {
            Preset::FiveStage | Preset::Retention | Preset::Aida | Preset::Blueprint => [
                "Here for the first time",
                "I only want to know where to start.",
                "Get it done in one evening",
                "Know the price before giving a name",
                "One person to ask when it goes wrong",
                "Forms that forget what was typed",
                "Looks things up on the phone, late in the evening",
            ],
            Preset::Employee => [
                "New in the team",
                "I want to be of use by the end of the week.",
                "Know what is expected before the first review",
                "Do one thing well in the first month",
                "Somebody to ask without feeling stupid",
                "Five logins on the first day, and none that works",
                "Asks a colleague before looking anything up",
            ],
            Preset::Patient => [
                "Newly diagnosed",
                "Nobody told me what comes next.",
                "Understand what it is, in plain words",
                "Stay at work while it is treated",
                "One name to call when it gets worse",
                "Telling the same story at every desk",
                "Writes questions on paper before an appointment",
            ],
            Preset::Citizen => [
                "Between two jobs, with a child",
                "I have brought every paper, and still one is missing.",
                "Get the answer before the rent is due",
                "Come to the office only once",
                "A letter that says what to do, and by when",
                "Forms that ask for what the office already knows",
                "Fills in forms at the kitchen table, at night",
            ],
        }
    }

    /// Summary, kind and purpose of the map.
    pub(super) fn words(self) -> [&'static str; 3] {
        match self {
            Preset::FiveStage => [
                "From the first word about it to the second time.",
                "customer",
                "Where do people give up, and what would have kept them?",
            ],
            Preset::Retention => [
                "From the first poster to the friend who is told.",
                "customer",
                "Why do people leave in the first year, and when do they decide to?",
            ],
            Preset::Aida => {
                ["From the first glance to the request.", "customer", "Which of the four steps loses most people?"]
            }
            Preset::Blueprint => [
                "From the broken thing to the paid bill, with what happens behind the scenes.",
                "customer",
                "Which work behind the scenes makes people wait?",
            ],
            Preset::Employee => [
                "From the first word about the job to the last day.",
                "employee",
                "When do good people begin to look elsewhere?",
            ],
            Preset::Patient => [
                "From the first sign to the last appointment.",
                "patient",
                "Where do people feel left alone, and who could have been there?",
            ],
            Preset::Citizen => [
                "From the change in life to the answer of the office.",
                "citizen",
                "Why do people come to the desk twice?",
            ],
        }
    }
}
