//! The pages, one file each, and which of them a route shows.

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

/// The page of a route.
pub fn page(route: &Route) -> Html {
    match route.clone() {
        Route::Overview => html! { <overview::Overview /> },
        Route::Triggers => html! { <triggers::Triggers /> },
        Route::Trigger(id) => html! { <trigger::TriggerPage key={&*id} id={id.clone()} /> },
        Route::Requirements(selected) => html! { <requirements::Requirements {selected} /> },
        Route::Statement => html! { <statement::Statement /> },
        Route::Regimes => html! { <regimes::Regimes /> },
        Route::Audit => html! { <audit::Audit /> },
        Route::Evidence(selected) => html! { <evidence::Evidence {selected} /> },
        Route::Risks(selected) => html! { <risks::Risks view={View::Register(selected)} /> },
        Route::RiskMap => html! { <risks::Risks view={View::Map} /> },
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
        Route::Quick => html! { <quick::Quick step={None::<u32>} /> },
        Route::QuickStep(step) => html! { <quick::Quick step={Some(step)} /> },
        Route::Method => html! { <method::Method /> },
        Route::NotFound => html! { <missing::Missing /> },
    }
}
