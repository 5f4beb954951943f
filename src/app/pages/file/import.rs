//! Opening a file: nothing is replaced before it was looked at, and a file with faults changes nothing.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::preview::Preview;
use crate::{
    app::{
        components::fields::fresh_id,
        files,
        session::{use_announcer, use_keeper, use_session},
        text,
    },
    decode::Fault,
    exchange::{self, Envelope},
    update::{ChangeKind, Edit},
};

/// How far an import has come.
#[derive(Clone, Default)]
enum Stage {
    #[default]
    Waiting,
    Unread(Rc<str>, AttrValue),
    Faulty(Rc<str>, Rc<[Fault]>),
    Read(Rc<str>, Rc<Envelope>),
    Replaced,
    Kept,
}

/// Opening a file.
#[component]
pub fn Import() -> Html {
    let session = use_session();
    let announce = use_announcer();
    let store = use_keeper().store;
    let id = use_memo((), |()| fresh_id("file"));
    let stage = use_state(Stage::default);
    let onchange = {
        let (session, stage) = (session.clone(), stage.setter());
        Callback::from(move |event: Event| {
            let Some(file) = files::chosen(&event) else { return };
            let (session, stage, announce) = (session.clone(), stage.clone(), announce.clone());
            spawn_local(async move {
                let name: Rc<str> = file.name().into();
                let next = match files::text_of(&file).await {
                    Err(words) => Stage::Unread(name, words.into()),
                    Ok(text) => match exchange::read_envelope(&session.pack, &text) {
                        Ok(envelope) => Stage::Read(name, Rc::new(envelope)),
                        Err(faults) => Stage::Faulty(name, faults.into()),
                    },
                };
                announce.emit(match &next {
                    Stage::Read(..) => "The file was read. Look at what it holds before you replace anything.".into(),
                    _ => "The file could not be used. Nothing was changed.".into(),
                });
                stage.set(next);
            });
        })
    };
    let keep = {
        let stage = stage.setter();
        Callback::from(move |_: MouseEvent| stage.set(Stage::Kept))
    };
    let replace = {
        let (session, stage, store) = (session.clone(), stage.clone(), store);
        Callback::from(move |_: MouseEvent| {
            if let Stage::Read(_, envelope) = &*stage {
                store.back_up();
                session.edit(Edit::Replace(ChangeKind::Import, Rc::new(envelope.assessment.clone())));
                stage.set(Stage::Replaced);
            }
        })
    };
    html! {
        <div class="rec-part">
            <p id={format!("{}-hint", *id)}>{ "You see what is in it before anything here is replaced. Up to " }{ files::MOST / 1_000_000 }{ " million bytes." }</p>
            <p class="file-pick">
                <label for={(*id).clone()}>{ "A file that Foreproof exported" }</label>
                <input id={(*id).clone()} type="file" {onchange} aria-describedby={format!("{}-hint", *id)} />
            </p>
            { match &*stage {
                Stage::Waiting => Html::default(),
                Stage::Unread(name, words) => html! { <p class="fault" role="alert"><bdi>{ &**name }</bdi>{ " can’t be opened. " }{ words }{ " Nothing was changed." }</p> },
                Stage::Faulty(name, faults) => html! { <Faults name={name.to_string()} faults={List(faults.clone())} /> },
                Stage::Read(name, envelope) => html! {
                    <Preview name={name.to_string()} envelope={envelope.clone()} onreplace={replace} onkeep={keep} />
                },
                Stage::Replaced => html! { <p role="status">{ "The file is open. Undo brings back what was here; it is among the earlier states too." }</p> },
                Stage::Kept => html! { <p role="status">{ "Nothing was changed." }</p> },
            } }
        </div>
    }
}

/// Faults, compared by where they lie.
#[derive(Clone)]
struct List(Rc<[Fault]>);

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(PartialEq, Properties)]
struct FaultsProps {
    name: String,
    faults: List,
}

/// How many faults are listed: more help nobody, and a page of a million rows no browser shows.
const LISTED: usize = 100;
/// How many characters of each are.
const LENGTH: usize = 400;

/// Words about a file, which may hold anything that the file does: cut to a length, and with the signs that
/// nobody sees, or that turn the direction of what follows, by their number.
fn visible(words: &str) -> String {
    let mut shown = String::new();
    for (place, letter) in words.chars().enumerate() {
        if place == LENGTH {
            shown.push('…');
            break;
        }
        match letter {
            letter if letter.is_control() => shown.push_str(&format!("U+{:04X}", u32::from(letter))),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                shown.push_str(&format!("U+{:04X}", u32::from(letter)));
            }
            letter => shown.push(letter),
        }
    }
    shown
}

/// Everything that is wrong with a file, at once.
#[component]
fn Faults(props: &FaultsProps) -> Html {
    let faults = &props.faults.0;
    html! {
        <div class="file-faults" role="alert">
            <p class="fault">
                <bdi>{ &props.name }</bdi>{ " can’t be opened: " }{ text::count(faults.len(), "fault", "faults") }{ ". Nothing was changed here." }
                if faults.len() > LISTED { { format!(" The first {LISTED} are listed.") } }
            </p>
            <table class="fault-table">
                <caption class="aloud">{ "What is wrong in the file" }</caption>
                <thead><tr>
                    <th scope="col">{ "Where" }</th><th scope="col">{ "What is wrong" }</th><th scope="col">{ "How to mend it" }</th>
                </tr></thead>
                <tbody>
                    { for faults.iter().take(LISTED).enumerate().map(|(place, fault)| html! {
                        <tr key={place}>
                            <td class="fault-path">{ if fault.path.is_empty() { "the file as a whole".to_owned() } else { visible(&fault.path) } }</td>
                            <td>{ text::said(&visible(&fault.message)) }</td>
                            <td>{ text::said(&visible(&fault.help)) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_about_a_file_hide_nothing_and_end() {
        assert_eq!(visible("“a\u{202e}b” is no level"), "“aU+202Eb” is no level");
        assert_eq!(visible("\u{0}\u{7f}\u{feff}"), "U+0000U+007FU+FEFF");
        assert_eq!(visible(&"x".repeat(LENGTH + 1)), "x".repeat(LENGTH) + "…");
        assert_eq!(visible(&"é".repeat(LENGTH)), "é".repeat(LENGTH));
    }
}
