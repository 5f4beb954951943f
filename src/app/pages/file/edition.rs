//! Foreproof without a connection: what this browser keeps of it, and the edition that is one file.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::{files, version};

/// Where the one-file edition lies, relative to the page.
const ADDRESS: &str = "foreproof.html";
/// Where its SHA-256 stands.
const HASH: &str = "foreproof.html.sha256";

/// How it works without a connection.
#[component]
pub fn Edition() -> Html {
    html! {
        <section class="part" aria-labelledby="file-edition">
            <div class="part-head"><h2 id="file-edition">{ "Without a connection" }</h2></div>
            <div class="rec-part">
                if version::is_one_file() { <Inside /> } else { <Offer /> }
            </div>
        </section>
    }
}

/// Said in the one-file edition.
#[component]
fn Inside() -> Html {
    html! {
        <>
            <p>{ "This is Foreproof as one file. It needs no connection, and it can’t open one: the browser forbids it by the policy in the file." }</p>
            <p>{ "The file holds the program and none of your work. Browsers differ in where they keep the work of a page that was opened from a folder: together with all other such pages on this device, apart for each file and place, or not at all. Another file of the same browser may be able to read it, and moving or renaming this one may hide it. So export your work, and keep that file." }</p>
            <p class="small quiet">{ "To get a newer version, download it again where you got this one, and open your export in it." }</p>
        </>
    }
}

/// Said on a site: what is kept, and what can be downloaded.
#[component]
fn Offer() -> Html {
    let offline = use_state_eq(version::works_offline);
    let hash = use_state_eq(|| None::<Result<AttrValue, AttrValue>>);
    {
        let (offline, hash) = (offline.setter(), hash.setter());
        use_effect_with((), move |()| {
            spawn_local(async move {
                let read = files::fetch(HASH).await;
                // The text is that of `sha256sum`: the hash, then the name.
                let read = read.map(|text| text.split(' ').next().unwrap_or_default().to_owned().into());
                hash.set(Some(read.map_err(AttrValue::from)));
            });
            let listener = version::listen(move || offline.set(version::works_offline()));
            move || drop(listener)
        });
    }
    html! {
        <>
            <p>
                if *offline {
                    { "This browser keeps the whole app: this address opens and works without a connection." }
                } else {
                    { "This browser does not keep the app yet, or forbids it: without a connection this address does not open." }
                }
            </p>
            <p>{ "You can also take Foreproof along as one file that runs from a folder or a memory stick in Chrome, Edge and Firefox. It sends nothing. It does not hold your work, and does not see what is kept here: export your work, and open it there." }</p>
            <p><a class="button" href={ADDRESS} download={ADDRESS}>{ "Download the one-file edition" }</a></p>
            { match &*hash {
                None => Html::default(),
                Some(Ok(hash)) => html! { <p class="small quiet">{ "Its SHA-256: " }<code class="file-hash">{ hash }</code></p> },
                Some(Err(words)) => html! { <p class="small quiet">{ "Its SHA-256 is stated here. " }{ words }</p> },
            } }
        </>
    }
}
