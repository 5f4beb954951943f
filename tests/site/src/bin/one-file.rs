//! `one-file SITE PROGRAM`: adds the one-file edition of the app to its built site.

use std::{path::PathBuf, process::ExitCode};

use foreproof_site::one_file;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match arguments.as_slice() {
        [site, program] => one_file::write(site, program),
        _ => Err("usage: one-file SITE PROGRAM".into()),
    };
    match done {
        Ok(_) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("error: the one-file edition could not be made: {fault}");
            ExitCode::FAILURE
        }
    }
}
