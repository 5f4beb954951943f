//! Statement of applicability: which controls apply, and why; made to be printed.

use yew::prelude::*;

use super::requirements::{requirement_tabs, standing};
use crate::{
    app::{
        components::{LevelMark, Link, Page},
        dom,
        route::Route,
        session::{Session, use_session},
        text,
    },
    assessment::{Answer, Assessment, Inclusion},
    report::State,
    rules::{Group, Requirement, RequirementKind},
};

/// Why a control is included: what the user chose, and a risk by itself where one links to it.
#[must_use]
pub fn inclusions(assessment: &Assessment, id: &str) -> Vec<Inclusion> {
    let chosen = assessment.answers.get(id).map(|answer| answer.included_because.as_slice()).unwrap_or_default();
    let relied_on = assessment.risks.iter().flat_map(|risk| &risk.links).any(|link| &*link.requirement == id);
    let holds = |one: &Inclusion| chosen.contains(one) || (*one == Inclusion::Risk && relied_on);
    Inclusion::ALL.iter().copied().filter(holds).collect()
}

/// Which controls apply, and why.
#[component]
pub fn Statement() -> Html {
    let session = use_session();
    let controls: Vec<&Requirement> = session
        .pack
        .requirements()
        .iter()
        .map(|(_, requirement)| requirement)
        .filter(|requirement| requirement.kind == RequirementKind::Control)
        .collect();
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = dom::window() {
            // A browser that can't print says so itself.
            let _ = window.print();
        }
    });
    let groups = session.pack.groups().iter().map(|group| {
        let members: Vec<&Requirement> = controls.iter().copied().filter(|control| control.group == group.id).collect();
        (group, members)
    });
    html! {
        <Page title="Statement of applicability" class="statement" tabs={requirement_tabs(&Route::Statement)}
            lead={counts(&session, &controls)}
            actions={html! { <button type="button" class="button" onclick={print}>{ "Print, or save as PDF" }</button> }}>
            { letterhead(&session) }
            <table class="soa">
                <caption class="aloud">{ "The controls of Annex A: included or excluded, why, how they stand, and who owns them" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Control" }</th>
                        <th scope="col">{ "Applies" }</th>
                        <th scope="col">{ "Why" }</th>
                        <th scope="col">{ "Status, claimed and backed" }</th>
                        <th scope="col">{ "Owner" }</th>
                    </tr>
                </thead>
                { for groups.filter(|(_, members)| !members.is_empty()).map(|(group, members)| area(&session, group, &members)) }
            </table>
            <p class="small quiet soa-note">
                { "A control is included by default. “It treats a risk” stands by itself where a risk of your register links to the control. " }
                { "Ids and short titles are those of " }{ session.pack.edition() }{ "; the text of the standard is not in here." }
            </p>
        </Page>
    }
}

fn counts(session: &Session, controls: &[&Requirement]) -> Html {
    let of = |state: State| {
        let reports = controls.iter().filter_map(|control| session.report.requirement(&control.id));
        reports.filter(|report| report.state == state).count()
    };
    let reasonless = controls.iter().filter(|control| {
        let answer = session.assessment().answers.get(&control.id);
        answer.is_none_or(|answer| answer.justification().is_none())
            && inclusions(session.assessment(), &control.id).is_empty()
    });
    let (excluded, undecided, reasonless) = (of(State::Excluded), of(State::Unanswered), reasonless.count());
    html! {
        <>
            { format!("Of {} controls, {} apply and {excluded} do not.", controls.len(), controls.len() - excluded) }
            if undecided > 0 {
                { format!(" {} still to be decided: without a status, stage 1 of an audit finds a gap.", text::count(undecided, "is", "are")) }
            }
            if reasonless > 0 {
                { format!(" {} without a reason for being included.", text::count(reasonless, "stands", "stand")) }
            }
        </>
    }
}

/// What a printed statement says at its head.
fn letterhead(session: &Session) -> Html {
    let assessment = session.assessment();
    let scope = assessment.certificate.scope.as_deref().map(str::trim).filter(|scope| !scope.is_empty());
    let name = assessment.organisation.name.trim();
    html! {
        <dl class="facts soa-head">
            <dt>{ "Organisation" }</dt>
            <dd>{ if name.is_empty() { html! { <Link to={Route::Record}>{ "Give it a name" }</Link> } } else { name.into() } }</dd>
            <dt>{ "Scope" }</dt>
            <dd>{ scope.map_or_else(|| html! { <Link to={Route::Certificate}>{ "Say what the certificate covers, or is to cover" }</Link> }, Html::from) }</dd>
            <dt>{ "As of" }</dt>
            <dd>{ text::date(session.today) }{ ". " }{ text::DISCLAIMER }{ "." }</dd>
        </dl>
    }
}

fn area(session: &Session, group: &Group, members: &[&Requirement]) -> Html {
    html! {
        <tbody key={&*group.id}>
            <tr class="soa-area"><th scope="rowgroup" colspan="5">{ &*group.id }{ " " }{ &group.title }</th></tr>
            { for members.iter().map(|control| row(session, control)) }
        </tbody>
    }
}

fn row(session: &Session, control: &Requirement) -> Html {
    let answer = session.assessment().answers.get(&control.id);
    let Some(report) = session.report.requirement(&control.id) else { return Html::default() };
    let excluded = report.state == State::Excluded;
    html! {
        <tr key={&*control.id}>
            <th scope="row">
                <Link to={Route::Requirements(Some(control.id.clone()))} class="row-link">
                    <span class="req-id">{ &*control.id }</span>{ " " }{ &control.title }
                </Link>
            </th>
            <td data-label="Applies">{ if excluded { "excluded" } else { "included" } }</td>
            <td data-label="Why">{ why(session.assessment(), &control.id, answer) }</td>
            <td data-label="Status">
                if excluded {
                    <span class="quiet">{ "not applicable" }</span>
                } else {
                    <span class="soa-status">
                        <LevelMark claimed={report.claimed} proven={report.proven} />
                        { standing(report.state, report.claimed, report.proven) }
                    </span>
                }
            </td>
            <td data-label="Owner">{ answer.and_then(|answer| answer.owner.clone()).unwrap_or_else(|| "–".to_owned()) }</td>
        </tr>
    }
}

fn why(assessment: &Assessment, id: &str, answer: Option<&Answer>) -> Html {
    if let Some(justification) = answer.and_then(Answer::justification) {
        return if justification.trim().is_empty() {
            html! { <span class="fault">{ "left out without a reason" }</span> }
        } else {
            justification.into()
        };
    }
    let reasons = inclusions(assessment, id);
    if reasons.is_empty() {
        return html! { <span class="v-exposed">{ "no reason given" }</span> };
    }
    text::capital(&reasons.into_iter().map(text::inclusion).collect::<Vec<_>>().join("; ")).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{ActsOn, Axes, Link as Acts, Risk, RiskStatus, Strength, Treatment};

    #[test]
    fn a_risk_that_links_is_a_reason_by_itself() {
        let link = Acts { requirement: "A.6.2.4".into(), acts_on: ActsOn::Both, strength: Strength::Weak };
        let risk = Risk {
            id: "r1".into(),
            title: String::new(),
            description: None,
            category: "c".into(),
            system: None,
            owner: None,
            likelihood: 1,
            consequence: Axes { organisation: 1, individuals: 1, society: 1 },
            treatment: Treatment::Modify,
            status: RiskStatus::Open,
            review_on: None,
            approver: None,
            links: vec![link],
            overridden: None,
            loss: None,
        };
        let mut assessment = Assessment { risks: vec![risk], ..Assessment::default() };
        let law = Answer { included_because: vec![Inclusion::Law], ..Answer::default() };
        assessment.answers.insert("A.6.2.4".into(), law.clone());
        assessment.answers.insert("A.2.2".into(), law);
        assert_eq!(inclusions(&assessment, "A.6.2.4"), [Inclusion::Risk, Inclusion::Law]);
        assert_eq!(inclusions(&assessment, "A.2.2"), [Inclusion::Law]);
        assert!(inclusions(&assessment, "A.2.3").is_empty());
    }
}
