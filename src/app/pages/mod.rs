//! The pages, one file each, and which of them a route shows, by the part of the program that they are in.

pub mod audit;
pub mod certificate;
pub mod evidence;
pub mod file;
pub mod history;
pub mod incidents;
pub mod method;
pub mod missing;
pub mod necessity;
pub mod overview;
pub mod plan;
pub mod quick;
pub mod record;
pub mod regimes;
pub mod reports;
pub mod requirements;
pub mod risks;
pub mod settings;
pub mod statement;
pub mod step;
pub mod systems;
pub mod trigger;
pub mod triggers;

use yew::prelude::*;

use super::route::Route;
use risks::View;

/// The pages that every visit begins with.
pub fn first(route: &Route) -> Html {
    match route {
        Route::Overview => html! { <overview::Overview /> },
        _ => html! { <missing::Missing /> },
    }
}

/// The quick check.
pub fn check(route: &Route) -> Html {
    let step = if let Route::QuickStep(step) = route { Some(*step) } else { None };
    html! { <quick::Quick {step} /> }
}

/// The pages on which the work is done.
pub fn bench(route: &Route) -> Html {
    match route.clone() {
        Route::Triggers => html! { <triggers::Triggers /> },
        Route::Trigger(id) => html! { <trigger::TriggerPage key={&*id} id={id.clone()} /> },
        Route::Requirements(selected) => html! { <requirements::Requirements {selected} /> },
        Route::Statement => html! { <statement::Statement /> },
        Route::Regimes => html! { <regimes::Regimes /> },
        Route::Audit => html! { <audit::Audit /> },
        Route::Evidence(selected) => html! { <evidence::Evidence {selected} /> },
        Route::Risks(selected) => html! { <risks::Risks view={View::Register(selected)} /> },
        Route::RiskMap => html! { <risks::Risks view={View::Map} /> },
        Route::Losses => html! { <risks::Risks view={View::Losses} /> },
        Route::RiskCatalogue => html! { <risks::Risks view={View::Catalogue} /> },
        Route::Plan(selected) => html! { <plan::Plan {selected} /> },
        Route::Reports => html! { <reports::Reports /> },
        Route::Record => html! { <record::Record /> },
        Route::Systems(selected) => html! { <systems::Systems {selected} /> },
        Route::Incidents(selected) => html! { <incidents::Incidents {selected} /> },
        Route::Certificate => html! { <certificate::Certificate /> },
        Route::History => html! { <history::History /> },
        Route::File => html! { <file::File /> },
        Route::Settings => html! { <settings::Settings /> },
        Route::Method => html! { <method::Method /> },
        Route::Overview | Route::Quick | Route::QuickStep(_) | Route::NotFound => first(route),
    }
}
