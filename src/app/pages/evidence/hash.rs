//! The SHA-256 of the file behind an item: typed, or computed here from the file, which stays where it is.

use std::rc::Rc;

use js_sys::Uint8Array;
use sha2::{Digest, Sha256};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::prelude::*;

use super::editor::put;
use crate::{
    app::{
        components::{TextField, fields::fresh_id},
        files,
        session::use_session,
    },
    assessment::Evidence,
};

/// Of [`Hash`].
#[derive(PartialEq, Properties)]
pub struct HashProps {
    /// The item.
    pub item: Rc<Evidence>,
}

/// Reads what was typed: nothing, or 64 hexadecimal digits.
fn read(text: &str) -> Result<Option<String>, &'static str> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix("sha256:").unwrap_or(&text);
    if text.is_empty() {
        Ok(None)
    } else if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Ok(Some(text.to_owned()))
    } else {
        Err("A SHA-256 has 64 digits from 0 to 9 and a to f. It is kept once they are all there.")
    }
}

/// The hash of a file's bytes, in hexadecimal.
async fn hash_of(file: &File) -> Result<String, AttrValue> {
    use std::fmt::Write as _;

    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| "The browser could not read this file.")?;
    let digest = Sha256::digest(Uint8Array::new(&buffer).to_vec());
    Ok(digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a `String` can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// The hash, in a field and from a file.
#[component]
pub fn Hash(props: &HashProps) -> Html {
    let session = use_session();
    let typed = use_state_eq(|| None::<String>);
    let said = use_state_eq(AttrValue::default);
    let picker = use_memo((), |()| fresh_id("hash"));
    let kept = props.item.sha256.clone();
    // What was typed stands for as long as it is no hash yet.
    let (value, error) = match typed.as_deref().map(|text| (text, read(text))) {
        Some((text, Err(error))) => (text.to_owned(), Some(AttrValue::Static(error))),
        _ => (kept.clone().unwrap_or_default(), None),
    };
    let oninput = {
        let (session, item, typed) = (session.clone(), props.item.clone(), typed.setter());
        Callback::from(move |text: String| {
            if let Ok(sha256) = read(&text) {
                put(&session, &item, |item| item.sha256 = sha256);
            }
            typed.set(Some(text));
        })
    };
    let onchange = {
        let (item, typed, said) = (props.item.clone(), typed.setter(), said.setter());
        Callback::from(move |event: Event| {
            let Some(file) = files::chosen(&event) else { return };
            let (session, item, typed, said) = (session.clone(), item.clone(), typed.clone(), said.clone());
            spawn_local(async move {
                said.set(match hash_of(&file).await {
                    Ok(hash) => {
                        let name = file.name();
                        let same = item.sha256.as_ref() == Some(&hash);
                        typed.set(None);
                        put(&session, &item, |item| item.sha256 = Some(hash));
                        match (same, item.sha256.is_some()) {
                            (true, _) => format!("{name} is the file that was recorded.").into(),
                            (false, true) => {
                                format!("{name} differs from what was recorded; its hash stands here now.").into()
                            }
                            (false, false) => format!("Hash of {name}.").into(),
                        }
                    }
                    Err(words) => words,
                });
            });
        })
    };
    html! {
        <div class="hash wide">
            <TextField label="SHA-256 of the file" class="wide hash-text" {value} {error} {oninput}
                hint={Some(AttrValue::Static("So that whoever gets the file can tell that it is the same. It is computed here; the file goes nowhere."))} />
            <p class="hash-file">
                <label class="button" for={(*picker).clone()}>{ "Compute it from a file" }</label>
                <input id={(*picker).clone()} class="aloud" type="file" {onchange} />
                <span class="small" role="status">{ (*said).clone() }</span>
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_64_digits_or_nothing() {
        let hash = "AB".repeat(32);
        assert_eq!(read(&hash), Ok(Some(hash.to_lowercase())));
        assert_eq!(read(&format!(" sha256:{hash} ")), Ok(Some(hash.to_lowercase())));
        assert_eq!(read("  "), Ok(None));
        assert!(read("abc").is_err());
        assert!(read(&"xy".repeat(32)).is_err());
    }
}
