//! The same calls natively, on the command line.

use std::{fs, process::Command};

use foreproof::api::Call;
use serde_json::Value;

use crate::harness::{Folder, Result, root};

/// Runs the command line, built as anybody would build it: not with the features that this program's
/// own dependencies ask of shared crates.
pub fn native(arguments: &[&str]) -> Result<String> {
    let out = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--offline", "--package", "foreproof", "--bin", "foreproof"])
        .args(["--features", "cli", "--"])
        .args(arguments)
        .current_dir(root())
        .output()?;
    // 1 says that there was a failure answer among them.
    match out.status.code() {
        Some(0 | 1) if !out.stdout.is_empty() => Ok(String::from_utf8(out.stdout)?),
        _ => Err(format!("{}: {}", out.status, String::from_utf8_lossy(&out.stderr)).into()),
    }
}

/// The native answers to some inputs of a call, one a line.
pub fn native_answers(call: Call, inputs: &[&Value]) -> Result<String> {
    let folder = Folder::new()?;
    let file = folder.downloads().join("calls.jsonl");
    fs::write(&file, inputs.iter().map(|input| format!("{input}\n")).collect::<String>())?;
    native(&[call.name(), "--lines", &file.display().to_string()])
}
