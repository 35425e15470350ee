//! The `trame` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    trame::publier::cli::run(std::env::args_os())
}
