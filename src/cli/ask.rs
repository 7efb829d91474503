//! Questions to a person at a terminal.

use std::io::{BufRead, Write};

/// The two ends of the conversation.
pub(super) struct Asker<'a> {
    pub(super) input: &'a mut dyn BufRead,
    pub(super) output: &'a mut dyn Write,
}

/// The person went away (Ctrl-D) before all was answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gone;

impl Asker<'_> {
    /// One line; an empty one means `default`. `accept` says in words why an answer will not do; then the question comes again.
    pub(super) fn text<T>(
        &mut self,
        question: &str,
        default: &str,
        accept: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Gone> {
        loop {
            let _ = write!(self.output, "{question} [{default}]: ");
            let _ = self.output.flush();
            let mut line = String::new();
            if !matches!(self.input.read_line(&mut line), Ok(1..)) {
                let _ = writeln!(self.output);
                return Err(Gone);
            }
            let answer = line.trim();
            match accept(if answer.is_empty() { default } else { answer }) {
                Ok(value) => return Ok(value),
                Err(why) => {
                    let _ = writeln!(self.output, "  {why}");
                }
            }
        }
    }

    /// One of several, by its number or its name (or the beginning of it); an empty line means the first.
    pub(super) fn choice<T: Copy>(&mut self, question: &str, choices: &[(T, &str, &str)]) -> Result<T, Gone> {
        let width = choices.iter().map(|(_, name, _)| name.len()).max().unwrap_or_default();
        for (number, (_, name, words)) in (1..).zip(choices) {
            let _ = writeln!(self.output, "  {number}  {name:width$}  {words}");
        }
        self.text(question, "1", |answer| {
            let answer = answer.to_lowercase();
            let by_number = answer.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
            let by_name = || choices.iter().find(|(_, name, _)| name.starts_with(&answer));
            match by_number.or_else(by_name) {
                Some((choice, ..)) => Ok(*choice),
                None => Err(format!("Type a number from 1 to {}, or a name.", choices.len())),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<T>(input: &str, question: impl FnOnce(&mut Asker<'_>) -> T) -> (T, String) {
        let (mut input, mut output) = (input.as_bytes(), Vec::new());
        let answer = question(&mut Asker { input: &mut input, output: &mut output });
        (answer, String::from_utf8(output).expect("text"))
    }

    #[test]
    fn answers_are_taken_or_asked_for_again() {
        let accept = |text: &str| if text == "?" { Err("A letter, please.".to_owned()) } else { Ok(text.to_owned()) };
        for (input, expected) in [
            ("Maps\n", Ok("Maps")),
            ("  Our maps \r\n", Ok("Our maps")),
            ("\n", Ok("Default")),
            ("?\nMaps", Ok("Maps")),
            ("", Err(Gone)),
        ] {
            let (answer, shown) = ask(input, |asker| asker.text("Title", "Default", accept));
            assert_eq!(answer, expected.map(str::to_owned), "{input:?}");
            assert!(shown.starts_with("Title [Default]: "), "{shown}");
            assert_eq!(shown.contains("A letter, please."), input.starts_with('?'));
        }
    }

    #[test]
    fn one_of_several_is_chosen_by_number_or_name() {
        let choices = [('a', "five-stage", "the textbook"), ('b', "aida", "a campaign")];
        for (input, expected) in
            [("2\n", Ok('b')), ("AIDA\n", Ok('b')), ("five\n", Ok('a')), ("\n", Ok('a')), ("3\n0\nx\n2\n", Ok('b'))]
        {
            assert_eq!(ask(input, |asker| asker.choice("Which", &choices)).0, expected, "{input:?}");
        }
    }
}
