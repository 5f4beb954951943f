//! Levels: a small mark of what is claimed and backed, and the six radios that answer a requirement.

use yew::prelude::*;

use super::fields::fresh_id;
use crate::{app::text, units::Level};

/// Of [`LevelMark`].
#[derive(PartialEq, Properties)]
pub struct LevelMarkProps {
    /// The level claimed; `None` if unanswered.
    pub claimed: Option<Level>,
    /// The level backed by evidence.
    pub proven: Option<Level>,
}

/// Five cells: solid up to what is backed, hollow up to what is claimed.
#[component]
pub fn LevelMark(props: &LevelMarkProps) -> Html {
    let reach = |level: Option<Level>| level.map_or(0, Level::digit);
    let (claimed, proven) = (reach(props.claimed), reach(props.proven));
    html! {
        <svg class={classes!("level-mark", props.claimed.is_none().then_some("level-none"))} width="44" height="12"
            viewBox="0 0 44 12" aria-hidden="true">
            { for (1..=5_u8).map(|step| {
                let class = if step <= proven { "cell-backed" } else if step <= claimed { "cell-claimed" } else { "cell-empty" };
                let x = format!("{}.5", (step - 1) * 9);
                html! { <rect key={step} {class} {x} y="1.5" width="7" height="9" /> }
            }) }
        </svg>
    }
}

/// Of [`LevelRadios`].
#[derive(PartialEq, Properties)]
pub struct LevelRadiosProps {
    /// What is asked: the legend of the group.
    pub legend: Html,
    /// The level chosen.
    pub value: Option<Level>,
    /// The level that evidence backs, marked on the ladder.
    #[prop_or_default]
    pub backed: Option<Level>,
    /// Whether "not applicable" is chosen; `None` where it can't be (clauses).
    #[prop_or_default]
    pub excluded: Option<bool>,
    /// Told of a level.
    pub onlevel: Callback<Level>,
    /// Told of "not applicable".
    #[prop_or_default]
    pub onexclude: Callback<()>,
}

/// The ladder as a radio group. A digit from 0 to 5 chooses its level.
#[component]
pub fn LevelRadios(props: &LevelRadiosProps) -> Html {
    let name = use_memo((), |()| fresh_id("level"));
    let onkeydown = {
        let told = props.onlevel.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            if let Some(level) = event.key().parse().ok().and_then(Level::new) {
                event.prevent_default();
                told.emit(level);
            }
        })
    };
    let chosen = if props.excluded == Some(true) { None } else { props.value };
    html! {
        <fieldset class="levels" {onkeydown}>
            <legend>{ props.legend.clone() }</legend>
            <div class="levels-row">
                { for Level::ALL.iter().map(|level| {
                    let told = props.onlevel.clone();
                    let level = *level;
                    let onchange = Callback::from(move |_: Event| told.emit(level));
                    let backed = props.backed.is_some_and(|backed| level > Level::Absent && level <= backed);
                    html! {
                        <label key={level.digit()} class={classes!("level", backed.then_some("level-backed"))}
                            title={text::level_meaning(level)}>
                            <input type="radio" name={(*name).clone()} checked={chosen == Some(level)} {onchange}
                                value={level.digit().to_string()} />
                            <span class="level-word">{ text::level(level) }</span>
                            <span class="level-digit" aria-hidden="true">{ level.digit() }</span>
                        </label>
                    }
                }) }
                if let Some(excluded) = props.excluded {
                    <label class="level level-excluded">
                        <input type="radio" name={(*name).clone()} checked={excluded} value="not_applicable"
                            onchange={props.onexclude.reform(|_: Event| ())} />
                        <span class="level-word">{ "not applicable" }</span>
                    </label>
                }
            </div>
            <p class="levels-meaning" aria-live="polite">
                if let Some(level) = chosen {
                    { text::level_meaning(level) }{ " " }<span class="quiet">{ text::level_backing(level) }</span>
                }
            </p>
        </fieldset>
    }
}
