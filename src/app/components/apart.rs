//! The user's words inside ours, set apart: a name may turn the direction of writing, and must not turn the
//! sentence around it.

use yew::prelude::*;

/// A sentence in which everything between quotation marks is set apart.
pub fn apart(sentence: &str) -> Html {
    let piece = |piece: &str| {
        let mark = piece.chars().next_back().filter(|&last| is_mark(last));
        let words = piece.strip_suffix(is_mark).unwrap_or(piece);
        html! { <><bdi>{ words.to_owned() }</bdi>{ mark.map(String::from).unwrap_or_default() }</> }
    };
    html! { <>{ for sentence.split_inclusive(is_mark).map(piece) }</> }
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '“' | '”')
}
