//! The `wayfare` binary: hands the command line to the library.

fn main() -> std::process::ExitCode {
    wayfare::cli::run()
}
