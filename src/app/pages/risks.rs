//! Risks: what can go wrong, and what the controls leave of it (method section 7).

mod band;
mod catalogue;
mod geometry;
mod grade;
pub mod links;
mod loss;
mod losses;
mod map;
mod overridden;
mod panel;
mod rate;
mod register;
mod working;

use yew::prelude::*;

use crate::{
    app::{
        components::{Tab, Tabs},
        dom,
        route::Route,
        session::use_session,
    },
    assessment::{Axes, Link, Risk, RiskStatus, Treatment},
    units::Id,
};
use catalogue::Catalogue;
use losses::{Losses, use_run};
use map::Map;
use panel::Panel;
use register::{Filter, Register};

/// Which view of the risks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The register, one risk open.
    Register(Option<Id>),
    /// The heat map.
    Map,
    /// The loss simulation.
    Losses,
    /// The starter catalogue.
    Catalogue,
}

/// Of [`Risks`].
#[derive(PartialEq, Properties)]
pub struct RisksProps {
    /// Which view.
    pub view: View,
}

/// What can go wrong, and what the controls leave of it.
#[component]
pub fn Risks(props: &RisksProps) -> Html {
    // Kept here, so that whoever comes back from a risk finds the list as it was left.
    let filter = use_state_eq(Filter::default);
    let onfilter = {
        let filter = filter.setter();
        use_callback((), move |new: Filter, ()| filter.set(new))
    };
    // So is a run, with what it came to.
    let session = use_session();
    let run = use_run(&session);
    let figures = use_state_eq(|| None::<Id>);
    let onfigures = {
        let figures = figures.setter();
        use_callback((), move |id: Id, ()| figures.set(Some(id)))
    };
    let selected = match &props.view {
        View::Register(selected) => selected.clone(),
        _ => None,
    };
    // From the list to a risk and back the address stays on one page, but the screen changes wholly.
    let first = use_mut_ref(|| true);
    let money = selected.is_some() && *figures == selected;
    use_effect_with(selected, move |_| {
        let start = first.replace(false);
        // Whoever comes for its figures is led to them, once the page has settled.
        let timer = if money {
            dom::Timeout::new(60, || {
                dom::focus("#risk-loss");
                dom::reveal("risk-loss");
            })
        } else {
            if !start {
                if let Some(window) = dom::window() {
                    window.scroll_to_with_x_and_y(0.0, 0.0);
                }
                dom::focus("main h1");
            }
            None
        };
        move || drop(timer)
    });
    match &props.view {
        View::Register(None) => html! { <Register filter={(*filter).clone()} {onfilter} /> },
        View::Register(Some(id)) => html! { <Panel key={&**id} id={id.clone()} {money} /> },
        View::Map => html! { <Map /> },
        View::Losses => html! { <Losses {run} {onfigures} /> },
        View::Catalogue => html! { <Catalogue /> },
    }
}

/// The views of this place.
fn tabs(here: &Route) -> Html {
    let tab = |to: Route, words: &'static str| {
        let current = to == *here;
        html! { <Tab {to} {current}>{ words }</Tab> }
    };
    html! {
        <Tabs label="Risks">
            { tab(Route::Risks(None), "Register") }
            { tab(Route::RiskMap, "Heat map") }
            { tab(Route::Losses, "Losses") }
            { tab(Route::RiskCatalogue, "Starter catalogue") }
        </Tabs>
    }
}

/// A new risk, in the middle of every scale until somebody grades it.
fn new_risk(id: Id, title: String, category: Id, description: Option<String>, links: Vec<Link>) -> Risk {
    Risk {
        id,
        title,
        description,
        category,
        system: None,
        owner: None,
        likelihood: 3,
        consequence: Axes { organisation: 3, individuals: 3, society: 1 },
        treatment: Treatment::Modify,
        status: RiskStatus::Open,
        review_on: None,
        approver: None,
        links,
        overridden: None,
        loss: None,
    }
}
