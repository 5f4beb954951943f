//! The command line.

fn main() -> std::process::ExitCode {
    foreproof::cli::run(std::env::args_os().skip(1))
}
