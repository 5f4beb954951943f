//! The risk register as a list: what each risk was, what is left of it, and who answers for it.

use crate::app::place::use_navigator;
use yew::prelude::*;

use super::{band, new_risk, tabs};
use crate::{
    app::{
        components::{Choice, Empty, Link, Page, SelectField, TextField},
        ids,
        pages::record::named,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Risk, RiskStatus},
    report::RiskReport,
    units::Id,
    update::Edit,
};

/// What of the register is shown, and in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    words: String,
    category: Option<Id>,
    system: Option<Id>,
    /// `open`, `closed`, `over`; all if none.
    state: Option<Id>,
    /// `inherent`, `review`, `title`; the largest residual first if none.
    order: Option<Id>,
}

impl Filter {
    fn lets(&self, risk: &Risk, report: &RiskReport) -> bool {
        let state = match self.state.as_deref() {
            Some("over") => report.over_appetite && risk.status == RiskStatus::Open,
            Some(name) => risk.status.name() == name,
            None => true,
        };
        let text = || {
            let parts = [Some(&risk.title), risk.description.as_ref(), risk.owner.as_ref()];
            parts.into_iter().flatten().map(|text| text.to_lowercase()).collect::<Vec<_>>().join(" ")
        };
        state
            && self.category.as_ref().is_none_or(|id| risk.category == *id)
            && self.system.as_ref().is_none_or(|id| risk.system.as_ref() == Some(id))
            && (self.words.trim().is_empty() || text().contains(&self.words.trim().to_lowercase()))
    }

    fn sort(&self, rows: &mut [(&Risk, &RiskReport)]) {
        match self.order.as_deref() {
            Some("inherent") => rows.sort_by_key(|(_, report)| std::cmp::Reverse(report.inherent)),
            // Those without a day come last.
            Some("review") => rows.sort_by_key(|(risk, _)| (risk.review_on.is_none(), risk.review_on)),
            Some("title") => rows.sort_by_key(|(risk, _)| risk.title.to_lowercase()),
            _ => rows.sort_by_key(|(_, report)| std::cmp::Reverse(report.proven.residual_hh)),
        }
        // What is closed comes last in any order.
        rows.sort_by_key(|(risk, _)| risk.status == RiskStatus::Closed);
    }
}

/// Of [`Register`].
#[derive(PartialEq, Properties)]
pub struct RegisterProps {
    /// What is shown.
    pub filter: Filter,
    /// Told of another filter.
    pub onfilter: Callback<Filter>,
}

/// The register.
#[component]
pub fn Register(props: &RegisterProps) -> Html {
    let session = use_session();
    let navigator = use_navigator();
    let risks = &session.assessment().risks;
    let add = {
        let session = session.clone();
        Callback::from(move |_: MouseEvent| {
            let taken = session.assessment().risks.iter().map(|risk| &risk.id);
            let id = ids::fresh("r", taken);
            let Some(category) = session.pack.categories().first() else { return };
            let risk = new_risk(id.clone(), String::new(), category.id.clone(), None, Vec::new());
            session.edit(Edit::PutRisk(Box::new(risk)));
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Risks(Some(id)));
            }
        })
    };
    if risks.is_empty() {
        return html! {
            <Page title="Risks" lead={html! { "What can go wrong with your AI, and what your controls leave of it." }}
                tabs={tabs(&Route::Risks(None))}>
                <Empty title="No risk is on record">
                    <p>{ format!("Start from the catalogue: {} risks by name, each with the controls that act on it. ", session.pack.catalogue().len()) }
                        { "Or write down the one that keeps you awake." }</p>
                    <p class="risk-start">
                        <Link to={Route::RiskCatalogue} class="button-first">{ "Choose from the catalogue" }</Link>
                        <button type="button" class="button" onclick={add}>{ "Write one yourself" }</button>
                    </p>
                </Empty>
            </Page>
        };
    }
    let reported = |id: &Id| session.report.risks.iter().find(|report| report.id == *id);
    let all: Vec<(&Risk, &RiskReport)> = risks.iter().filter_map(|risk| Some((risk, reported(&risk.id)?))).collect();
    let mut rows: Vec<_> = all.iter().copied().filter(|(risk, report)| props.filter.lets(risk, report)).collect();
    props.filter.sort(&mut rows);
    let over = all.iter().filter(|(risk, report)| report.over_appetite && risk.status == RiskStatus::Open).count();
    let lead = html! { <>{ text::count(risks.len(), "risk", "risks") }{ ". " }{ over_words(&session, over) }</> };
    let actions = html! {
        <>
            <Link to={Route::RiskCatalogue} class="button">{ "From the catalogue" }</Link>
            <button type="button" class="button-first" onclick={add}>{ "Add a risk" }</button>
        </>
    };
    let clear = props.onfilter.reform(|_: MouseEvent| Filter::default());
    html! {
        <Page title="Risks" {lead} {actions} tabs={tabs(&Route::Risks(None))}>
            { filters(&session, &props.filter, &props.onfilter) }
            if rows.is_empty() {
                <Empty title="No risk fits">
                    <p>{ "None of your risks has all that." }</p>
                    <button type="button" class="button" onclick={clear}>{ "Show all" }</button>
                </Empty>
            } else {
                <table class="risk-table">
                    <caption>
                        { if rows.len() == all.len() { text::count(all.len(), "risk", "risks") } else { format!("{} of {} risks", rows.len(), all.len()) } }
                        { ". Likelihood times consequence, from 1 to 25." }
                    </caption>
                    <thead><tr>
                        <th scope="col">{ "Risk" }</th>
                        <th scope="col">{ "Before controls" }</th>
                        <th scope="col">{ "Left, backed" }</th>
                        <th scope="col">{ "Left, claimed" }</th>
                        <th scope="col">{ "Owner" }</th>
                        <th scope="col">{ "Treatment" }</th>
                        <th scope="col">{ "Review" }</th>
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|(risk, report)| row(&session, risk, report)) }</tbody>
                </table>
            }
        </Page>
    }
}

fn over_words(session: &Session, over: usize) -> String {
    let appetite = session.assessment().settings.appetite.as_deref().unwrap_or(band::DEFAULT_APPETITE).to_owned();
    let appetite = text::band(&appetite);
    match over {
        0 => format!("By evidence, none that is open lies above your appetite, {appetite}."),
        1 => format!("By evidence, one lies above your appetite, {appetite}."),
        over => format!("By evidence, {over} lie above your appetite, {appetite}."),
    }
}

fn filters(session: &Session, filter: &Filter, told: &Callback<Filter>) -> Html {
    let assessment = session.assessment();
    let used = |id: &Id| assessment.risks.iter().any(|risk| risk.category == *id);
    let categories: Vec<Choice> = session
        .pack
        .categories()
        .iter()
        .filter(|group| used(&group.id))
        .map(|group| Choice::new(group.id.clone(), group.title.clone()))
        .collect();
    let systems: Vec<Choice> =
        assessment.systems.iter().map(|system| Choice::new(system.id.clone(), named(&system.name))).collect();
    let states =
        vec![Choice::new("over", "Over appetite"), Choice::new("open", "Open"), Choice::new("closed", "Closed")];
    let orders = vec![
        Choice::new("inherent", "Largest before controls"),
        Choice::new("review", "Next review"),
        Choice::new("title", "Name"),
    ];
    let set = |set: fn(&mut Filter, Option<Id>)| {
        let filter = filter.clone();
        told.reform(move |id: Option<Id>| {
            let mut filter = filter.clone();
            set(&mut filter, id);
            filter
        })
    };
    let words = {
        let filter = filter.clone();
        told.reform(move |words: String| Filter { words, ..filter.clone() })
    };
    html! {
        <div class="risk-filters" role="search" aria-label="Risks">
            <TextField label="Search" kind="search" value={filter.words.clone()} oninput={words} />
            <SelectField label="Status" choices={states} value={filter.state.clone()} none="All"
                onchange={set(|filter, id| filter.state = id)} />
            <SelectField label="Category" choices={categories} value={filter.category.clone()} none="All"
                onchange={set(|filter, id| filter.category = id)} />
            if !systems.is_empty() {
                <SelectField label="AI system" choices={systems} value={filter.system.clone()} none="All"
                    onchange={set(|filter, id| filter.system = id)} />
            }
            <SelectField label="Order" choices={orders} value={filter.order.clone()} none="Largest left"
                onchange={set(|filter, id| filter.order = id)} />
        </div>
    }
}

fn row(session: &Session, risk: &Risk, report: &RiskReport) -> Html {
    let pack = &session.pack;
    let category = pack.categories().iter().find(|group| group.id == risk.category).map(|group| group.title.as_str());
    let system =
        risk.system.as_ref().and_then(|id| session.assessment().systems.iter().find(|system| system.id == *id));
    let about: Vec<&str> = category.into_iter().chain(system.map(|system| system.name.as_str())).collect();
    let closed = risk.status == RiskStatus::Closed;
    let overdue = !closed && risk.review_on.is_some_and(|day| day < session.today);
    let title = if risk.title.trim().is_empty() { "Without a name" } else { &risk.title };
    let label = |words: &'static str| html! { <span class="cell-label" aria-hidden="true">{ words }</span> };
    html! {
        <tr key={&*risk.id} class={closed.then_some("risk-closed")}>
            <th scope="row">
                <Link to={Route::Risks(Some(risk.id.clone()))} class="row-link">{ title }</Link>
                <span class="risk-about">
                    if closed { { "Closed · " } }
                    { about.join(" · ") }
                </span>
            </th>
            <td>{ label("Before controls") }{ band::number(pack, u32::from(report.inherent) * 10_000) }</td>
            <td>
                { label("Left, backed") }{ band::number(pack, report.proven.residual_hh) }
                if report.over_appetite && !closed { <span class="risk-over">{ "over appetite" }</span> }
                if let Some(by_hand) = &risk.overridden {
                    <span class="risk-hand">{ format!("by hand {}", by_hand.likelihood * by_hand.consequence) }</span>
                }
            </td>
            <td class="risk-claimed">{ label("Left, claimed") }{ band::number(pack, report.claimed.residual_hh) }</td>
            <td>{ label("Owner") }
                { risk.owner.as_deref().filter(|owner| !owner.trim().is_empty()).map_or_else(
                    || html! { <span class="quiet">{ "nobody" }</span> }, |owner| html! { { owner } }) }
            </td>
            <td>{ label("Treatment") }{ text::treatment(risk.treatment) }</td>
            <td class="risk-day">{ label("Review") }
                { risk.review_on.map_or_else(|| html! { <span class="quiet">{ "no day" }</span> }, |day| html! { { text::short_date(day) } }) }
                if overdue { <span class="risk-over">{ "overdue" }</span> }
            </td>
        </tr>
    }
}
