//! The edge to files: giving one to the user, and reading one that they chose.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Response, Url};
use yew::TargetCast;

use super::{dom, text};

/// Gives a text to the user as a file of that name.
///
/// # Errors
/// What the browser says if it refuses.
pub fn download(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = dom::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes once it has begun.
    Url::revoke_object_url(&url)
}

/// The file that was just chosen in an input. The choice is cleared, so that the same file can be
/// chosen again after it was mended.
#[must_use]
pub fn chosen(event: &yew::Event) -> Option<File> {
    let input: HtmlInputElement = event.target_dyn_into()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The most bytes of a file that is read: three times what a browser can keep in all, so that whatever
/// was exported can be opened again, and no file makes the page stand still for long.
pub const MOST: u32 = 16_000_000;

/// Reads a file as text.
///
/// # Errors
/// In words, if it is larger than [`MOST`], is not text, or if the browser can't read it. A file that is
/// too large is not read at all.
pub async fn text_of(file: &File) -> Result<String, String> {
    if file.size() > f64::from(MOST) {
        return Err(format!(
            "It has {} million bytes, and Foreproof opens files of up to {} million.",
            (file.size() / 1e6).ceil(),
            MOST / 1_000_000
        ));
    }
    let read = JsFuture::from(file.array_buffer()).await;
    let bytes = read.map_err(|_| "The browser could not read this file.".to_owned())?;
    // Not as the browser makes text of bytes: it would put signs of its own for what is damaged.
    String::from_utf8(Uint8Array::new(&bytes).to_vec()).map_err(|fault| {
        let at = text::thousands(fault.utf8_error().valid_up_to() as u64 + 1);
        format!("It is not JSON in UTF-8, as Foreproof writes it: byte {at} is out of place. It may be damaged, or of another kind.")
    })
}

/// A text that lies beside the page. The one-file edition has it inside, in an element of that name.
///
/// # Errors
/// In words, if it isn't there.
pub async fn fetch(address: &str) -> Result<String, String> {
    let missing = || "It could not be loaded. Check the connection, then try again.".to_owned();
    let window = dom::window().ok_or_else(missing)?;
    let inside = window.document().and_then(|document| document.get_element_by_id(address)?.text_content());
    if let Some(text) = inside {
        return Ok(text);
    }
    let answer = JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| missing())?;
    let answer: Response = answer.dyn_into().map_err(|_| missing())?;
    if !answer.ok() {
        return Err(missing());
    }
    let text = answer.text().map_err(|_| missing())?;
    JsFuture::from(text).await.ok().and_then(|text| text.as_string()).ok_or_else(missing)
}
