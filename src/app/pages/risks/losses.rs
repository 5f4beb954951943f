//! Losses: what the open risks may cost within a year, simulated from the figures that they carry
//! (method section 9).

mod curve;
mod geometry;
mod listed;
mod result;
mod run;
mod words;

use yew::prelude::*;

use super::{loss, tabs};
use crate::{
    app::{
        components::{Empty, Link, Page, TextField, fields::fresh_id},
        dom,
        route::{Route, path_to_route},
        session::{Session, use_session},
        text,
    },
    decode::Fault,
    units::Id,
};
use result::Outcome;
use run::{Choices, Stage, TRIALS};
pub use run::{Run, use_run};

/// Of [`Losses`].
#[derive(PartialEq, Properties)]
pub struct LossesProps {
    /// The run, which outlives the page.
    pub run: Run,
    /// Told whose figures are to be looked at.
    pub onfigures: Callback<Id>,
}

/// What the open risks may cost.
#[component]
pub fn Losses(props: &LossesProps) -> Html {
    let session = use_session();
    let run = &props.run;
    // The button to cancel goes with the run: the focus goes back to where it came from.
    let works = matches!(run.stage, Stage::Working(..));
    let worked = use_mut_ref(|| works);
    use_effect_with(works, move |works| {
        if worked.replace(*works) && !works && dom::focused("body") {
            dom::focus("#loss-start");
        }
    });
    let (with, without) = listed::split(&session);
    let lead = html! { "What your open risks may cost you within a year, simulated from your own estimates. Indicative: it can be no better than they are." };
    if with.is_empty() {
        return html! { <Page title="Losses" {lead} tabs={tabs(&Route::Losses)}>{ nothing(&without, &props.onfigures) }</Page> };
    }
    let faults = listed::faults(&session);
    html! {
        <Page title="Losses" {lead} tabs={tabs(&Route::Losses)} class="losses">
            if faults.is_empty() {
                <Controls run={run.clone()} />
            } else {
                <div class="caution">
                    <p>{ "Amounts in two currencies can’t be added. Before a simulation can run:" }</p>
                    { fault_list(&session, &faults) }
                </div>
            }
            if let Some(outcome) = &run.outcome {
                <Outcome outcome={outcome.clone()} stale={outcome.is_stale(&run.basis)} without={without.len()}
                    choices={run.choices.clone()} onchoose={run.onchoose.clone()} />
            }
            { listed::view(&session, &props.onfigures) }
        </Page>
    }
}

/// What stands where no risk carries figures.
fn nothing(without: &[&crate::assessment::Risk], onfigures: &Callback<Id>) -> Html {
    if without.is_empty() {
        return html! {
            <Empty title="No open risk is on record">
                <p>{ "A simulation adds up what each risk may cost. Start with the risks, then give the largest a range in money." }</p>
                <Link to={Route::RiskCatalogue} class="button-first">{ "Choose from the catalogue" }</Link>
            </Empty>
        };
    }
    html! {
        <>
            <Empty title="No open risk carries figures yet">
                <p>{ "Two guesses a risk are enough: how often it would happen, and what one such event would cost. Begin with the two or three that weigh most." }</p>
            </Empty>
            { listed::missing(without, onfigures) }
            <section class="part" aria-labelledby="loss-help">
                <div class="part-head"><h2 id="loss-help">{ "If you have never estimated one" }</h2></div>
                { loss::help() }
            </section>
        </>
    }
}

/// What is wrong, how to mend it, and the way there.
fn fault_list(session: &Session, faults: &[Fault]) -> Html {
    html! {
        <ul class="loss-faults">
            { for faults.iter().enumerate().map(|(place, fault)| {
                let to = path_to_route(&fault.path);
                html! {
                    <li key={place}>
                        { text::said(&fault.message) }{ " " }{ text::said(&fault.help) }
                        if let Some(to) = to { { " " }<Link {to}>{ "Open the risk" }</Link> }
                        if fault.path.ends_with("currency") { { ", or " }<Link to={Route::Settings}>{ format!("change {} in the settings", session.assessment().settings.currency.code()) }</Link>{ "." } }
                    </li>
                }
            }) }
        </ul>
    }
}

#[derive(PartialEq, Properties)]
struct ControlsProps {
    run: Run,
}

/// How many years, which seed, run, and how far it is.
#[component]
fn Controls(props: &ControlsProps) -> Html {
    let session = use_session();
    let Run { choices, stage, .. } = &props.run;
    let name = use_memo((), |()| fresh_id("trials"));
    let working = if let Stage::Working(share, _) = stage { Some(*share) } else { None };
    let wrong = run::seed(&choices.seed).err();
    let choose = |change: Choices| props.run.onchoose.reform(move |_: Event| change.clone());
    let oninput = {
        let (choices, onchoose) = (choices.clone(), props.run.onchoose.clone());
        Callback::from(move |seed: String| onchoose.emit(Choices { seed, ..choices.clone() }))
    };
    let onsubmit = {
        let (start, ready) = (props.run.onstart.clone(), working.is_none() && wrong.is_none());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if ready {
                start.emit(());
            }
        })
    };
    let cancel = props.run.oncancel.reform(|_: MouseEvent| ());
    html! {
        <form class="loss-run screen-only" {onsubmit}>
            <div class="loss-choices">
                <fieldset class="loss-trials">
                    <legend>{ "Years to simulate" }</legend>
                    <p class="field-hint">{ "More years, less chance in the numbers. " }{ text::capital(&words::duration(props.run.basis.work(choices.trials))) }{ " on most devices." }</p>
                    <div class="modes">
                        { for TRIALS.into_iter().map(|trials| html! {
                            <label key={trials} class="mode">
                                <input type="radio" name={(*name).clone()} checked={choices.trials == trials}
                                    onchange={choose(Choices { trials, ..choices.clone() })} />
                                <span>{ text::thousands(trials.into()) }</span>
                            </label>
                        }) }
                    </div>
                </fieldset>
                <TextField class="loss-seed" label="Seed" value={choices.seed.clone()} {oninput} error={wrong}
                    hint="Any whole number. The same seed gives the same numbers, on every device." />
            </div>
            <div class="loss-go">
                <button type="submit" id="loss-start" class="button-first" aria-disabled={working.is_some().then_some("true")}>
                    { if props.run.outcome.is_some() { "Run again" } else { "Run the simulation" } }
                </button>
                if let Some(share) = working {
                    <span class="loss-working">
                        <progress max="100" value={share.percent().to_string()} aria-label="Simulation">{ share.percent() }{ " %" }</progress>
                        <span aria-hidden="true">{ share.percent() }{ " %" }</span>
                    </span>
                    <button type="button" class="button" onclick={cancel}>{ "Cancel" }</button>
                }
                if *stage == Stage::Cancelled {
                    <span class="quiet">{ "Cancelled." }{ if props.run.outcome.is_some() { " Below is the run before." } else { "" } }</span>
                }
            </div>
            if let Stage::Refused(faults) = stage {
                <div role="alert" class="fault">{ fault_list(&session, faults) }</div>
            }
        </form>
    }
}
