//! Laws and frameworks: what the requirements support elsewhere, and who says so.

use yew::prelude::*;

use super::requirements::requirement_tabs;
use crate::{
    app::{
        components::{Link, Page},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{ProvisionReport, ProvisionState, RegimeReport},
    rules::{Provision, ProvisionPart, Regime, Source},
    units::Id,
};

/// The states in the order in which they are counted.
const STATES: [ProvisionState; 4] =
    [ProvisionState::Supported, ProvisionState::Partial, ProvisionState::Open, ProvisionState::NotApplicable];

/// What the requirements support elsewhere.
#[component]
pub fn Regimes() -> Html {
    let session = use_session();
    let regimes = session.pack.regimes().iter().filter_map(|regime| {
        session.report.regimes.iter().find(|report| report.id == regime.id).map(|report| (regime, report))
    });
    html! {
        <Page title="Laws and frameworks" class="regimes" tabs={requirement_tabs(&Route::Regimes)}
            lead="What your backed requirements support elsewhere. ISO/IEC 42001 is not a harmonised standard: it supports, and gives no presumption of conformity.">
            { for regimes.map(|(regime, report)| section(&session, regime, report)) }
        </Page>
    }
}

fn section(session: &Session, regime: &Regime, report: &RegimeReport) -> Html {
    let heading = format!("regime-{}", regime.id);
    let count = |state: ProvisionState| report.provisions.iter().filter(|provision| provision.state == state).count();
    let counts: Vec<String> = STATES
        .iter()
        .map(|state| (count(*state), text::provision(*state)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    html! {
        <section key={&*regime.id} class="part regime" aria-labelledby={heading.clone()}>
            <div class="part-head">
                <h2 id={heading}>{ &regime.title }</h2>
                <span class="quiet">{ text::count(report.provisions.len(), "provision", "provisions") }</span>
            </div>
            <p class="regime-states">
                <span class="regime-marks" aria-hidden="true">
                    { for report.provisions.iter().map(|provision| html! { <StateMark key={&*provision.id} state={provision.state} /> }) }
                </span>
                <span>{ text::capital(&counts.join(", ")) }</span>
            </p>
            <dl class="facts">
                <dt>{ "Wants live management" }</dt><dd>{ &regime.live_management }</dd>
                <dt>{ "What a certificate counts for" }</dt><dd>{ &regime.accepts_42001 }</dd>
                <dt>{ "What the standard gains you" }</dt><dd>{ &regime.gain }</dd>
            </dl>
            <details class="more">
                <summary>{ "Provision by provision" }</summary>
                { table(session, regime, report) }
                { sources(session, regime) }
            </details>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct StateProps {
    state: ProvisionState,
}

/// The state of a provision as a shape: a full square, a half one, a hollow one, a dashed one.
#[component]
fn StateMark(props: &StateProps) -> Html {
    html! {
        <svg class="state-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            { match props.state {
                ProvisionState::Supported => html! { <rect class="state-full" x="1" y="1" width="10" height="10" /> },
                ProvisionState::Partial => html! {
                    <><rect class="state-line" x="1.5" y="1.5" width="9" height="9" /><rect class="state-full" x="1" y="6" width="10" height="5" /></>
                },
                ProvisionState::Open => html! { <rect class="state-line" x="1.5" y="1.5" width="9" height="9" /> },
                ProvisionState::NotApplicable => html! { <rect class="state-line state-dash" x="1.5" y="1.5" width="9" height="9" /> },
            } }
        </svg>
    }
}

fn table(session: &Session, regime: &Regime, report: &RegimeReport) -> Html {
    html! {
        <table class="provisions">
            <caption class="aloud">{ "Provisions of " }{ &regime.title }{ ", how far they are supported, and by what" }</caption>
            <thead>
                <tr>
                    <th scope="col">{ "Provision" }</th>
                    <th scope="col">{ "State" }</th>
                    <th scope="col" class="number">{ "Backed" }</th>
                    <th scope="col">{ "What bears on it" }</th>
                </tr>
            </thead>
            <tbody>
                { for regime.provisions.iter().zip(&report.provisions).map(|(provision, report)| row(session, provision, report)) }
            </tbody>
        </table>
    }
}

fn row(session: &Session, provision: &Provision, report: &ProvisionReport) -> Html {
    html! {
        <tr key={&*provision.id}>
            <th scope="row"><span class="quiet">{ &*provision.id }</span>{ " " }{ &provision.title }</th>
            <td data-label="State">
                <span class="provision-state"><StateMark state={report.state} />{ text::provision(report.state) }</span>
            </td>
            <td class="number" data-label="Backed">
                { text::percent(report.bp) }{ report.bp.map(|_| " %").unwrap_or_default() }
            </td>
            <td data-label="What bears on it">
                <ul class="bearing">{ for by_agreement(provision).into_iter().map(|(count, parts)| agreed(session, count, &parts)) }</ul>
            </td>
        </tr>
    }
}

/// The mapped requirements by how many sources agree on them, most first.
fn by_agreement(provision: &Provision) -> Vec<(usize, Vec<&ProvisionPart>)> {
    let mut counts: Vec<usize> = provision.requirements.iter().map(|part| part.sources.len()).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.dedup();
    let with = |count: usize| provision.requirements.iter().filter(|part| part.sources.len() == count).collect();
    counts.into_iter().map(|count| (count, with(count))).collect()
}

fn agreed(session: &Session, count: usize, parts: &[&ProvisionPart]) -> Html {
    let words = if count == 1 { "1 source says".to_owned() } else { format!("{count} sources agree") };
    html! {
        <li key={count}>
            <span class="quiet">{ words }{ ": " }</span>
            { for parts.iter().enumerate().map(|(place, part)| html! {
                <>{ if place > 0 { ", " } else { "" } }{ bearing(session, part) }</>
            }) }
        </li>
    }
}

fn bearing(session: &Session, part: &ProvisionPart) -> Html {
    let says = part.sources.iter().filter_map(|id| source(session, id)).map(|source| source.title.as_str());
    let title = format!("{}. {}", text::requirement(&session.pack, &part.id), says.collect::<Vec<_>>().join("; "));
    let excluded = session.assessment().answers.get(&part.id).is_some_and(|answer| answer.justification().is_some());
    html! {
        <span {title}>
            <Link to={Route::Requirements(Some(part.id.clone()))}>{ &*part.id }</Link>
            if excluded {
                <span class="quiet">{ " (left out)" }</span>
            }
        </span>
    }
}

fn source<'a>(session: &'a Session, id: &Id) -> Option<&'a Source> {
    session.pack.sources().iter().find(|source| source.id == *id)
}

fn sources(session: &Session, regime: &Regime) -> Html {
    html! {
        <p class="small quiet regime-sources">
            { "Sources: " }
            { for regime.sources.iter().filter_map(|id| source(session, id)).enumerate().map(|(place, source)| html! {
                <>{ if place > 0 { "; " } else { "" } }{ &source.title }</>
            }) }
            { ". A mapping that several sources print is a hint, not the truth; one alone is an opinion." }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_grouped_by_how_many_sources_agree() {
        let part = |id: &str, sources: &[&str]| ProvisionPart {
            id: id.into(),
            sources: sources.iter().map(|id| Id::from(*id)).collect(),
        };
        let provision = Provision {
            id: "Art. 9".into(),
            title: String::new(),
            requirements: vec![part("8.2", &["a"]), part("A.5.2", &["a", "b"]), part("8.3", &["b"])],
        };
        let ids: Vec<(usize, Vec<&str>)> = by_agreement(&provision)
            .into_iter()
            .map(|(count, parts)| (count, parts.into_iter().map(|part| &*part.id).collect()))
            .collect();
        assert_eq!(ids, [(2, vec!["A.5.2"]), (1, vec!["8.2", "8.3"])]);
    }
}
