//! Seals a built site: names what never changes after its content, lists it all for the service worker,
//! and writes down the headers that its host should send.

use std::{
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::{Fault, HEADERS, IMMUTABLE, ONE_FILE, POLICY, program::read};

/// What the app does without: the worker itself, what a host reads, what is downloaded, the page that shows
/// how to embed the app, and the engine for other pages.
const APART: [&str; 7] =
    ["sw.js", "_headers", "foreproof.html", "foreproof.html.sha256", "embed.html", "embed", "engine"];

/// The line that the worker begins with.
const LINE: &str = "const BUILD = ";

/// Gives the folder of the program (`app…`) and the boot script (`boot….js`) the names of their content,
/// in the start page too; then writes the service worker and the headers. Sealing again, after a change,
/// makes another build of it. Answers with the build's name.
///
/// # Errors
///
/// If the site has no start page, program, boot script or worker, or cannot be written.
pub fn seal(site: &Path) -> Result<String, Fault> {
    let page = site.join("index.html");
    let mut text = String::from_utf8(read(&page)?)?;

    let app = only(site, "app", "")?;
    let new_app = format!("app-{}", fingerprint(&site.join(&app), &all(&site.join(&app))?)?);
    let boot = only(site, "boot", ".js")?;
    let new_boot = format!("boot-{}.js", fingerprint(site, &[PathBuf::from(&boot)])?);
    for (old, new, inside) in [(&app, &new_app, "/"), (&boot, &new_boot, "\"")] {
        if !text.contains(&format!("./{old}{inside}")) {
            return Err(format!("the page does not name {old}").into());
        }
        text = text.replace(&format!("./{old}{inside}"), &format!("./{new}{inside}"));
        fs::rename(site.join(old), site.join(new))?;
    }

    // The page holds the name of the build, which is made of all its files: of the page without that name.
    text = with_build(&text, "")?;
    fs::write(&page, &text)?;
    let files = kept(site)?;
    let worker = String::from_utf8(read(&site.join("sw.js"))?)?;
    let worker = if worker.starts_with(LINE) { worker.split_once('\n').map_or("", |(_, rest)| rest) } else { &worker };
    let name = {
        let mut all = Sha256::new();
        all.update(fingerprint(site, &files)?);
        all.update(worker);
        short(&all.finalize())
    };
    fs::write(&page, with_build(&text, &name)?)?;

    fs::write(site.join("sw.js"), format!("{LINE}{};\n{worker}", list(site, &name, &files)?))?;
    fs::write(site.join("_headers"), headers(&new_app, &new_boot))?;
    Ok(name)
}

/// The page with this name of the build.
fn with_build(page: &str, name: &str) -> Result<String, Fault> {
    const MARK: &str = "data-build=\"";
    let (before, rest) = page.split_once(MARK).ok_or("the page has no data-build")?;
    let (_, after) = rest.split_once('"').ok_or("the page's data-build has no end")?;
    Ok([before, MARK, name, "\"", after].concat())
}

/// The files that the worker keeps, in order.
fn kept(site: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = all(site)?;
    files.retain(|file| {
        let first = file.iter().next().map(|part| part.to_string_lossy());
        first.is_some_and(|first| !first.starts_with('.') && !APART.contains(&&*first))
    });
    Ok(files)
}

/// All files below a folder, relative to it, in order.
fn all(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Fault> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                collect(root, &path, files)?;
            } else {
                files.push(path.strip_prefix(root)?.to_owned());
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// What the worker knows of the build, as JavaScript: its name, and each address with its hash.
fn list(site: &Path, name: &str, files: &[PathBuf]) -> Result<String, Fault> {
    let mut entries = Vec::new();
    for file in files {
        let hash = integrity(&read(&site.join(file))?);
        let path = file.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        // Many hosts know the start page by its folder only, and redirect its name.
        let address = if path == "index.html" { "./" } else { &path };
        entries.push((address.to_owned(), hash));
    }
    Ok(serde_json::json!({ "name": name, "files": entries }).to_string())
}

/// The hash of a content, the way that browsers compare it.
pub fn integrity(content: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

/// The first characters of the SHA-256 of files of a folder, with their names.
fn fingerprint(folder: &Path, files: &[PathBuf]) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    for file in files {
        let content = read(&folder.join(file))?;
        hash.update(file.as_os_str().as_encoded_bytes());
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(content);
    }
    Ok(short(&hash.finalize()))
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The name of the one file or folder that begins and ends like that.
///
/// # Errors
///
/// If there is none, or more than one.
pub fn only(folder: &Path, beginning: &str, ending: &str) -> Result<String, Fault> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(beginning) && name.ends_with(ending) {
            found.push(name);
        }
    }
    match found.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(format!("one {beginning}…{ending} was expected, not {}", found.len()).into()),
    }
}

/// The headers as a file that Netlify and Cloudflare Pages read. What is not named here they ask for again
/// each time, which is what it needs.
fn headers(app: &str, boot: &str) -> String {
    let mut text = format!("/*\n  Content-Security-Policy: {POLICY}\n");
    for (name, value) in HEADERS {
        text += &format!("  {name}: {value}\n");
    }
    for path in [format!("{app}/*"), boot.to_owned()] {
        text += &format!("/{path}\n  Cache-Control: {IMMUTABLE}\n");
    }
    text + &format!("/{ONE_FILE}\n  Content-Disposition: attachment\n")
}
