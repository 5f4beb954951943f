//! The heat map: a table of 25 buttons with counts, the appetite line, and the ways from inherent to
//! residual drawn over it.

use yew::prelude::*;

use super::{
    band,
    geometry::{self, Line},
    tabs,
};
use crate::{
    app::{
        components::{Empty, Link, Page, fields::fresh_id},
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Risk, RiskStatus},
    report::RiskReport,
    rules::RulePack,
    units::Id,
};

/// Which of a risk's places is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Inherent,
    Claimed,
    Backed,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Inherent, Self::Claimed, Self::Backed];

    const fn words(self) -> &'static str {
        match self {
            Self::Inherent => "Before controls",
            Self::Claimed => "Left, claimed",
            Self::Backed => "Left, backed",
        }
    }

    /// Likelihood and consequence in hundredths.
    fn place(self, risk: &Risk, report: &RiskReport) -> (u32, u32) {
        match self {
            Self::Inherent => (u32::from(risk.likelihood) * 100, u32::from(risk.consequence.worst()) * 100),
            Self::Claimed => (report.claimed.likelihood_h, report.claimed.consequence_h),
            Self::Backed => (report.proven.likelihood_h, report.proven.consequence_h),
        }
    }
}

/// An open risk with what was computed of it.
type Placed<'a> = (&'a Risk, &'a RiskReport);

/// The heat map.
#[component]
pub fn Map() -> Html {
    let session = use_session();
    let mode = use_state_eq(|| Mode::Backed);
    let chosen = use_state_eq(|| None::<(u8, u8)>);
    let ways = use_state_eq(|| false);
    let here = tabs(&Route::RiskMap);
    let assessment = session.assessment();
    let reported = |id: &Id| session.report.risks.iter().find(|report| report.id == *id);
    let open: Vec<Placed<'_>> = assessment
        .risks
        .iter()
        .filter(|risk| risk.status == RiskStatus::Open)
        .filter_map(|risk| Some((risk, reported(&risk.id)?)))
        .collect();
    if open.is_empty() {
        return html! {
            <Page title="Risk map" tabs={here}>
                <Empty title="No open risk to place">
                    <p>{ "The map shows every open risk by how likely and how bad it is. Add the first one." }</p>
                    <Link to={Route::RiskCatalogue} class="button-first">{ "Choose from the catalogue" }</Link>
                </Empty>
            </Page>
        };
    }
    let in_cell = |cell: (u8, u8)| -> Vec<Placed<'_>> {
        let there = |(risk, report): &Placed<'_>| {
            let (likelihood, consequence) = mode.place(risk, report);
            geometry::cell(likelihood, consequence) == cell
        };
        open.iter().copied().filter(there).collect()
    };
    let listed = chosen.map(in_cell).unwrap_or_default();
    let drawn: &[Placed<'_>] = if *ways { &open } else { &listed };
    let arrows: Vec<Line> = drawn
        .iter()
        .filter_map(|(risk, report)| {
            // On the view of what was there before, the way leads to what evidence leaves.
            let to = if *mode == Mode::Inherent { Mode::Backed } else { *mode };
            geometry::arrow(Mode::Inherent.place(risk, report), to.place(risk, report))
        })
        .collect();
    let pick = {
        let chosen = chosen.clone();
        Callback::from(move |cell: (u8, u8)| chosen.set((*chosen != Some(cell)).then_some(cell)))
    };
    let onmode = {
        let (mode, chosen) = (mode.setter(), chosen.setter());
        Callback::from(move |new: Mode| {
            mode.set(new);
            chosen.set(None);
        })
    };
    let onways = {
        let ways = ways.clone();
        Callback::from(move |_: Event| ways.set(!*ways))
    };
    html! {
        <Page title="Risk map" tabs={here} lead={html! { "Every open risk, by how likely and how bad it is. Choose a cell to see its risks, and the way they have come." }}>
            <div class="map-tools">
                <Modes mode={*mode} {onmode} />
                <label class="pick"><input type="checkbox" checked={*ways} onchange={onways} />
                    <span>{ "Draw the way of every risk" }</span></label>
            </div>
            <div class="map-room">
                <div class="map-frame">
                    <span class="map-side" aria-hidden="true">{ "Likelihood" }</span>
                    <div class="map-box">
                        <table class="map">
                            <caption class="aloud">{ format!("Open risks by likelihood and consequence: {}", mode.words()) }</caption>
                            <colgroup><col class="map-col" /><col span="5" /></colgroup>
                            <tbody>
                                { for (1..=5_u8).rev().map(|likelihood| html! {
                                    <tr key={likelihood}>
                                        { head("row", likelihood, text::likelihood(likelihood)) }
                                        { for (1..=5_u8).map(|consequence| {
                                            let cell = (likelihood, consequence);
                                            let count = in_cell(cell).len();
                                            html! { <Cell key={consequence} {cell} {count} chosen={*chosen == Some(cell)}
                                                band={band_of(&session.pack, cell)} onpick={pick.clone()} /> }
                                        }) }
                                    </tr>
                                }) }
                            </tbody>
                            <tfoot><tr>
                                <td key="corner"></td>
                                { for (1..=5_u8).map(|step| head("col", step, text::consequence(step))) }
                            </tr></tfoot>
                        </table>
                        { overlay(&session, &arrows) }
                    </div>
                    <span class="map-foot" aria-hidden="true">{ "Consequence, the worst of three" }</span>
                    <p class="small quiet map-key">
                        <svg width="22" height="8" aria-hidden="true"><path class="map-appetite" d="M0 4H22" /></svg>
                        { " your appetite. A residual stands in the nearest cell; its band is that of its exact number." }
                    </p>
                </div>
                <section class="map-list" aria-live="polite">{ list(&session, *mode, *chosen, &listed) }</section>
            </div>
        </Page>
    }
}

fn band_of(pack: &RulePack, cell: (u8, u8)) -> Id {
    let product = u32::from(cell.0) * u32::from(cell.1) * 10_000;
    pack.band(product).map_or_else(|| "".into(), |band| band.id.clone())
}

fn head(scope: &'static str, step: u8, word: &'static str) -> Html {
    html! {
        <th key={[scope, word].concat()} {scope} class="map-head"><span class="map-word">{ word }</span>{ " " }<span class="map-digit">{ step }</span></th>
    }
}

#[derive(PartialEq, Properties)]
struct ModesProps {
    mode: Mode,
    onmode: Callback<Mode>,
}

#[component]
fn Modes(props: &ModesProps) -> Html {
    let name = use_memo((), |()| fresh_id("mode"));
    html! {
        <fieldset class="modes">
            <legend class="aloud">{ "What is shown" }</legend>
            { for Mode::ALL.into_iter().map(|mode| html! {
                <label key={mode.words()} class="mode">
                    <input type="radio" name={(*name).clone()} checked={props.mode == mode}
                        onchange={props.onmode.reform(move |_: Event| mode)} />
                    <span>{ mode.words() }</span>
                </label>
            }) }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct CellProps {
    cell: (u8, u8),
    count: usize,
    band: Id,
    chosen: bool,
    onpick: Callback<(u8, u8)>,
}

#[component]
fn Cell(props: &CellProps) -> Html {
    let session = use_session();
    let cell = props.cell;
    let band = text::band(&props.band);
    let label = format!(
        "{}, {}: {}, {}",
        text::likelihood(cell.0),
        text::consequence(cell.1),
        text::count(props.count, "risk", "risks"),
        band
    );
    html! {
        <td class={classes!("map-cell", band::class(&session.pack, &props.band))}>
            <button type="button" onclick={props.onpick.reform(move |_: MouseEvent| cell)} aria-label={label}
                aria-pressed={props.chosen.to_string()} class={(props.count == 0).then_some("map-none")}>
                <span class="map-count">{ if props.count == 0 { String::new() } else { props.count.to_string() } }</span>
                <span class="map-band">{ band }</span>
            </button>
        </td>
    }
}

/// What is drawn over the table: it can't be touched, and is said in words beside it.
fn overlay(session: &Session, arrows: &[Line]) -> Html {
    let appetite = session.assessment().settings.appetite.as_ref();
    let pack = &session.pack;
    let accepted = |likelihood: u8, consequence: u8| {
        band::accepted(pack, appetite, u32::from(likelihood) * u32::from(consequence) * 10_000)
    };
    let line = |place: usize, class: &'static str, line: &Line, marker: Option<&'static str>| {
        let [x1, y1, x2, y2] = [line.from.x, line.from.y, line.to.x, line.to.y].map(geometry::length);
        html! { <line key={place} {class} {x1} {y1} {x2} {y2} marker-end={marker} /> }
    };
    html! {
        <svg class="map-overlay" aria-hidden="true">
            <defs>
                <marker id="map-arrow" markerUnits="userSpaceOnUse" markerWidth="12" markerHeight="12" refX="9" refY="6" orient="auto">
                    <path class="map-tip" d="M2 1.5L10 6L2 10.5z" />
                </marker>
            </defs>
            { for geometry::appetite_line(accepted).iter().enumerate().map(|(place, one)| line(place, "map-appetite", one, None)) }
            { for arrows.iter().enumerate().map(|(place, one)| line(100 + place, "map-halo", one, None)) }
            { for arrows.iter().enumerate().map(|(place, one)| line(10_000 + place, "map-way", one, Some("url(#map-arrow)"))) }
        </svg>
    }
}

fn list(session: &Session, mode: Mode, chosen: Option<(u8, u8)>, listed: &[Placed<'_>]) -> Html {
    let Some((likelihood, consequence)) = chosen else {
        return html! { <p class="quiet">{ "Choose a cell to see which risks stand there." }</p> };
    };
    html! {
        <>
            <h2>{ format!("{}, {}", text::capital(text::likelihood(likelihood)), text::consequence(consequence)) }</h2>
            <p class="small quiet">{ mode.words() }{ ": " }{ text::count(listed.len(), "risk", "risks") }</p>
            <ul class="rows">
                { for listed.iter().map(|(risk, report)| html! {
                    <li key={&*risk.id}>
                        <Link to={Route::Risks(Some(risk.id.clone()))}>
                            { if risk.title.trim().is_empty() { "Without a name" } else { risk.title.as_str() } }
                        </Link>
                        <p class="map-moves">
                            { band::number(&session.pack, u32::from(report.inherent) * 10_000) }
                            <span class="quiet">{ "to" }</span>
                            { band::number(&session.pack, report.proven.residual_hh) }
                            <span class="quiet">{ "backed" }</span>
                            if report.over_appetite { <span class="risk-over">{ "over appetite" }</span> }
                        </p>
                    </li>
                }) }
            </ul>
        </>
    }
}
