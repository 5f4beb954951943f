//! The edge to `localStorage`, in a real browser: what is kept comes back, and whatever is in the way
//! (no room, text that can't be read, a newer Foreproof, other apps of the host) loses nothing.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::{cell::RefCell, rc::Rc};

use foreproof::{
    app::storage::{Heard, Keeping, Store, Why},
    assessment::{Answer, Assessment, Given},
    builtin,
    exchange::import,
    rules::RulePack,
    units::Level,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Storage, StorageEvent, StorageEventInit, window};
use yew::Callback;

wasm_bindgen_test_configure!(run_in_browser);

/// The names are a promise to every browser that holds one: a build that changes them loses work.
const KEY: &str = "foreproof.assessment";
const ASIDE: &str = "foreproof.unreadable.";
/// An app of the same host. Its name begins as ours do, up to the dot.
const FOREIGN: [(&str, &str); 3] = [("theirs", "1"), ("foreproofed", "2"), ("", "3")];

fn storage() -> Storage {
    window().unwrap().local_storage().unwrap().unwrap()
}

/// Storage as another app of the host left it.
fn fresh() -> Storage {
    let storage = storage();
    storage.clear().unwrap();
    for (key, value) in FOREIGN {
        storage.set_item(key, value).unwrap();
    }
    storage
}

#[track_caller]
fn foreign_keys_are_untouched() {
    for (key, value) in FOREIGN {
        assert_eq!(storage().get_item(key).unwrap().as_deref(), Some(value));
    }
}

/// All keys of ours.
fn all_ours() -> Vec<String> {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).map(|at| storage.key(at).unwrap().unwrap());
    let mut keys: Vec<_> = keys.filter(|key| key.starts_with("foreproof.")).collect();
    keys.sort();
    keys
}

/// The keys of ours that hold the user's work, without which text followed which and earlier states.
fn ours() -> Vec<String> {
    let beside = |key: &String| key == "foreproof.book" || key.starts_with("foreproof.backup.");
    all_ours().into_iter().filter(|key| !beside(key)).collect()
}

fn pack() -> Rc<RulePack> {
    Rc::new(builtin::pack().unwrap())
}

/// An assessment of one answer, with a note of that many characters.
fn noted(level: u64, note: usize) -> Rc<Assessment> {
    let answer = Answer {
        given: Level::new(level).map(Given::Level),
        note: (note > 0).then(|| "n".repeat(note)),
        ..Answer::default()
    };
    Rc::new(Assessment { answers: [("5.2".into(), answer)].into(), ..Assessment::default() })
}

/// Fills storage with another app's text until not one more character fits.
fn fill(storage: &Storage) {
    let mut text = String::new();
    let mut piece = 1 << 20;
    while piece > 0 {
        let longer = format!("{text}{}", "x".repeat(piece));
        match storage.set_item("filler", &longer) {
            Ok(()) => text = longer,
            Err(_) => piece /= 2,
        }
    }
    assert!(text.len() > 1 << 20, "there was room for {} characters only", text.len());
}

async fn wait(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
fn nothing_is_written_before_there_is_something_to_keep() {
    fresh();
    let (store, first) = Store::open(pack());
    assert_eq!((&*first, store.view().keeping), (&Assessment::default(), Keeping::Nothing));
    store.flush();
    assert_eq!(ours(), Vec::<String>::new());
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
fn what_is_kept_comes_back() {
    let storage = fresh();
    let example = Rc::new(import(&pack(), include_str!("data/example.json")).unwrap());
    let (store, _) = Store::open(pack());
    store.keep(&example);
    assert_eq!((store.view().keeping, ours()), (Keeping::Pending, vec![]));
    store.flush();
    assert!(matches!(store.view().keeping, Keeping::Saved(Some(_))), "{:?}", store.view());
    assert!(!store.view().at_risk());
    assert_eq!(ours(), [KEY]);

    let (again, first) = Store::open(pack());
    assert_eq!(first, example);
    assert_eq!(again.view().keeping, Keeping::Saved(None));
    // What lies there is a file like any other.
    assert_eq!(import(&pack(), &storage.get_item(KEY).unwrap().unwrap()).unwrap(), *example);
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
async fn a_change_is_kept_after_a_pause_without_being_asked() {
    let storage = fresh();
    let (store, _) = Store::open(pack());
    for level in 0..=4 {
        store.keep(&noted(level, 0));
    }
    assert_eq!(storage.get_item(KEY).unwrap(), None);
    for _ in 0..100 {
        if matches!(store.view().keeping, Keeping::Saved(_)) {
            break;
        }
        wait(50).await;
    }
    assert_eq!(Store::open(pack()).1, noted(4, 0));
}

#[wasm_bindgen_test]
fn an_emptied_assessment_leaves_no_key() {
    fresh();
    let (store, _) = Store::open(pack());
    for assessment in [noted(3, 0), Rc::default()] {
        store.keep(&assessment);
        store.flush();
    }
    assert_eq!(ours(), Vec::<String>::new());
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
fn full_storage_keeps_what_it_had_and_says_so() {
    let storage = fresh();
    let (store, _) = Store::open(pack());
    store.keep(&noted(3, 0));
    store.flush();
    let before = storage.get_item(KEY).unwrap();
    fill(&storage);
    store.keep(&noted(4, 10_000));
    store.flush();
    assert_eq!(store.view().keeping, Keeping::Full);
    assert!(store.view().at_risk());
    assert_eq!(storage.get_item(KEY).unwrap(), before, "what was kept before was lost");
    // Once there is room, the same change is kept.
    storage.remove_item("filler").unwrap();
    store.flush();
    assert!(matches!(store.view().keeping, Keeping::Saved(Some(_))));
    assert_eq!(Store::open(pack()).1, noted(4, 10_000));
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
fn unreadable_text_is_put_aside_unchanged() {
    for text in ["{\"format\": ", "not ours", "{}", "{\"format\":\"foreproof.assessment\",\"version\":1}", ""] {
        let storage = fresh();
        storage.set_item(KEY, text).unwrap();
        let (store, first) = Store::open(pack());
        assert_eq!((&*first, store.view().keeping), (&Assessment::default(), Keeping::Nothing), "{text}");
        let aside = store.view().aside;
        let [key] = &*aside else { panic!("{text}: {aside:?}") };
        assert!(key.starts_with(ASIDE), "{key}");
        assert_eq!(store.aside(key).as_deref(), Some(text));
        assert_eq!(ours(), [key.as_str()]);
        // Work goes on beside it, and it stays until the user throws it away.
        store.keep(&noted(2, 0));
        store.flush();
        let (again, first) = Store::open(pack());
        assert_eq!((first, again.view().aside), (noted(2, 0), aside.clone()));
        again.discard(KEY);
        again.discard("theirs");
        again.discard(key);
        assert_eq!((again.view().aside.len(), ours()), (0, vec![KEY.to_owned()]));
        foreign_keys_are_untouched();
    }
}

#[wasm_bindgen_test]
fn unreadable_text_that_has_no_room_aside_stays_where_it_is() {
    let storage = fresh();
    let text = "x".repeat(3_000_000);
    storage.set_item(KEY, &text).unwrap();
    let (store, _) = Store::open(pack());
    assert_eq!(store.view().keeping, Keeping::Memory(Why::Unreadable));
    assert!(store.view().at_risk());
    store.keep(&noted(2, 0));
    store.flush();
    assert!(storage.get_item(KEY).unwrap().as_deref() == Some(text.as_str()), "the text was overwritten");
    assert_eq!(ours(), [KEY]);
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
fn what_a_newer_foreproof_wrote_is_left_alone() {
    let storage = fresh();
    let text = "{\"format\":\"foreproof.assessment\",\"version\":2,\"unheard\":\"of\"}";
    storage.set_item(KEY, text).unwrap();
    let (store, first) = Store::open(pack());
    assert_eq!((&*first, store.view().keeping), (&Assessment::default(), Keeping::Memory(Why::Newer)));
    store.keep(&noted(2, 0));
    store.flush();
    assert_eq!(storage.get_item(KEY).unwrap().as_deref(), Some(text));
    assert_eq!(ours(), [KEY]);
    foreign_keys_are_untouched();
}

#[wasm_bindgen_test]
fn erasing_takes_our_keys_and_no_other() {
    let storage = fresh();
    storage.set_item(KEY, "not ours").unwrap();
    let (store, _) = Store::open(pack());
    store.keep(&noted(2, 0));
    store.flush();
    assert_eq!(ours().len(), 2);
    store.erase();
    assert_eq!((all_ours(), store.view().aside.len()), (vec![], 0));
    foreign_keys_are_untouched();
}

/// Another tab writes, and the browser tells the other documents of the origin.
fn tell_of(key: Option<&str>, value: Option<&str>) {
    match (key, value) {
        (Some(key), Some(value)) => storage().set_item(key, value).unwrap(),
        (Some(key), None) => storage().remove_item(key).unwrap(),
        _ => {}
    }
    let init = StorageEventInit::new();
    init.set_key(key);
    init.set_new_value(value);
    let event = StorageEvent::new_with_event_init_dict("storage", &init).unwrap();
    window().unwrap().dispatch_event(event.unchecked_ref()).unwrap();
}

#[wasm_bindgen_test]
fn what_another_tab_does_is_heard() {
    let storage = fresh();
    let (store, _) = Store::open(pack());
    store.keep(&noted(2, 0));
    store.flush();
    let kept = storage.get_item(KEY).unwrap().unwrap();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listeners = {
        let heard = heard.clone();
        store.listen(Callback::from(move |it| heard.borrow_mut().push(it)))
    };
    let changed = || -> Vec<Rc<Assessment>> {
        let changed = |it| if let Heard::Changed { theirs, .. } = it { Some(theirs) } else { None };
        heard.take().into_iter().filter_map(changed).collect()
    };

    tell_of(Some("theirs"), Some("1"));
    assert_eq!(changed(), []);
    tell_of(Some(KEY), Some(&kept.replace("\"level\":2", "\"level\":5")));
    assert_eq!(changed(), [noted(5, 0)]);
    // While a change of this tab waits, the other tab's is told to be joined with it, and runs over nothing.
    store.keep(&noted(1, 0));
    tell_of(Some(KEY), Some(&kept));
    assert_eq!(changed(), [noted(2, 0)]);
    store.flush();

    heard.take();
    tell_of(Some(KEY), None);
    assert!(heard.take().iter().any(|it| matches!(it, Heard::Erased)));
    tell_of(Some(KEY), Some("{\"format\":\"foreproof.assessment\",\"version\":2}"));
    assert_eq!(store.view().keeping, Keeping::Memory(Why::Newer));
    let before = storage.get_item(KEY).unwrap();
    store.keep(&noted(3, 0));
    store.flush();
    assert_eq!(storage.get_item(KEY).unwrap(), before, "an older tab overwrote a newer file");
    drop(listeners);
    tell_of(Some(KEY), None);
    assert!(!heard.take().iter().any(|it| matches!(it, Heard::Erased)), "heard after the listeners were dropped");
}
