//! From what the compiler made to what a browser loads.

use std::{fs, path::Path, process::Command};

use crate::Fault;

/// Makes the glue between a program and the page, into a folder: `NAME.js` and `NAME_bg.wasm`. The options
/// are those of `wasm-bindgen`.
///
/// # Errors
///
/// If `wasm-bindgen` is not on the `PATH`, or fails.
pub fn bind(program: &Path, name: &str, folder: &Path, options: &[&str]) -> Result<(), Fault> {
    let bindgen = Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--remove-name-section", "--remove-producers-section"])
        .args(options)
        .args(["--out-name", name, "--out-dir"])
        .args([folder, program])
        .status()
        .map_err(|fault| format!("wasm-bindgen did not start: {fault}"))?;
    if bindgen.success() { Ok(()) } else { Err("wasm-bindgen failed".into()) }
}

/// A module without its custom sections: names and the like, which no browser needs.
///
/// # Errors
///
/// If it is cut short.
pub fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>, Fault> {
    const HEADER: usize = 8;
    let cut = || "a part of the program is cut short";
    let (header, mut rest) = module.split_at_checked(HEADER).ok_or_else(cut)?;
    let mut kept = header.to_vec();
    while let [kind, after @ ..] = rest {
        let mut size = 0_usize;
        let mut bytes = 0;
        loop {
            let byte = after.get(bytes).ok_or_else(cut)?;
            size |= usize::from(byte & 0x7f) << (7 * bytes);
            bytes += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let (section, others) = rest.split_at_checked(1 + bytes + size).ok_or_else(cut)?;
        if *kind != 0 {
            kept.extend_from_slice(section);
        }
        rest = others;
    }
    Ok(kept)
}

/// Reads a file whose absence should be said by name.
///
/// # Errors
///
/// If it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|fault| format!("{}: {fault}", path.display()).into())
}
