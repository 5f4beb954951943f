//! Requirements: the 70 of them as rows by clause and area, each of which opens into its bench.

mod asked;
mod bench;
mod filter;
mod finder;
pub mod new_item;
pub mod opened;
mod proof;
pub mod reason;
mod row;
mod strip;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use yew::prelude::*;

use crate::{
    app::{
        components::{Empty, Page, Tab, Tabs},
        route::Route,
        session::{Session, use_session},
        text,
    },
    report::{Coverage, RequirementReport, State, TriggerReport, UnmetGate},
    rules::{Group, Requirement},
    units::Id,
};
use filter::{Candidate, Filter};
use finder::Finder;
use opened::{Rows, use_opened};
pub use row::standing;
use row::{Glance, Row};
use strip::Strip;

thread_local! {
    /// The last search, so that a look at something else does not lose it.
    static LAST: RefCell<Filter> = RefCell::default();
}

/// Of [`Requirements`].
#[derive(PartialEq, Properties)]
pub struct RequirementsProps {
    /// The one that is open.
    pub selected: Option<Id>,
}

/// The tabs of the place: the bench, and three views of it.
pub fn requirement_tabs(here: &Route) -> Html {
    let tab = |to: Route, words: &str| {
        let current = here.page() == to;
        html! { <Tab {to} {current}>{ words }</Tab> }
    };
    html! {
        <Tabs label="Views of the requirements">
            { tab(Route::Requirements(None), "All 70") }
            { tab(Route::Statement, "Statement of applicability") }
            { tab(Route::Audit, "Audit forecast") }
            { tab(Route::Regimes, "Laws and frameworks") }
        </Tabs>
    }
}

const ROWS: Rows = Rows { route: Route::Requirements, prefix: "req-" };

/// The 70 requirements: what is in place, and what backs it.
#[component]
pub fn Requirements(props: &RequirementsProps) -> Html {
    let session = use_session();
    let filter = use_state_eq(|| LAST.with_borrow(Clone::clone));
    let opened = use_opened(&props.selected, ROWS);
    let onfilter = {
        let filter = filter.setter();
        use_callback((), move |new: Filter, ()| {
            LAST.with_borrow_mut(|last| last.clone_from(&new));
            filter.set(new);
        })
    };
    let glances = glances(&session, &filter, &opened.ids);
    let shown = glances.iter().filter(|glance| glance.shown).count();
    let pack = &session.pack;
    let rows = |group: &Group| {
        let rows = glances.iter().filter(|glance| glance.shown && glance.group == group.id);
        rows.map(|glance| {
            let open = opened.is(&glance.id);
            html! { <Row key={&*glance.id} glance={glance.clone()} {open} ontoggle={opened.ontoggle.clone()} /> }
        })
        .collect::<Vec<Html>>()
    };
    html! {
        <Page title="Requirements" class="requirements" tabs={requirement_tabs(&Route::Requirements(None))}
            lead={progress(&session)}>
            <Strip glances={glances.clone()} onpick={opened.onpick.clone()} />
            <Finder filter={(*filter).clone()} {shown} total={glances.len()} onchange={onfilter.clone()} />
            { for pack.groups().iter().map(|group| (group, rows(group))).filter(|(_, rows)| !rows.is_empty()).map(
                |(group, rows)| section(group, session.report.coverage.iter().find(|cover| cover.group == group.id), rows)
            ) }
            if shown == 0 {
                <Empty title="No requirement fits">
                    <p>{ "Take a word away, or choose something else to show." }</p>
                    <button type="button" class="button" onclick={onfilter.reform(|_: MouseEvent| Filter::default())}>
                        { "Show all" }
                    </button>
                </Empty>
            }
        </Page>
    }
}

/// How far the work has come, in words.
fn progress(session: &Session) -> Html {
    let Some(all) = session.report.coverage.first() else { return Html::default() };
    let waiting = session.assessment().answers.values().filter(|answer| answer.provisional).count();
    let running: u32 = all.proven.iter().skip(3).sum();
    html! {
        <>
            { format!("{} of {} answered, ", all.total - all.unanswered, all.total) }
            { format!("{running} of {} that apply run and are backed.", all.total - all.excluded) }
            if waiting > 0 {
                { format!(" {} from the quick check to confirm.", text::count(waiting, "answer", "answers")) }
            }
        </>
    }
}

fn section(group: &Group, coverage: Option<&Coverage>, rows: Vec<Html>) -> Html {
    let heading = format!("group-{}", group.id);
    html! {
        <section key={&*group.id} class="req-group" aria-labelledby={heading.clone()}>
            <div class="part-head">
                <h2 id={heading}><span class="req-id">{ &*group.id }</span>{ " " }{ &group.title }</h2>
                <span class="quiet">{ coverage.map(covered).unwrap_or_default() }</span>
            </div>
            <ul class="req-rows">{ rows }</ul>
        </section>
    }
}

/// How far a group is covered, in words.
fn covered(coverage: &Coverage) -> String {
    let running: u32 = coverage.proven.iter().skip(3).sum();
    match coverage.total - coverage.excluded {
        0 => "not applicable".to_owned(),
        applicable => format!("{running} of {applicable} run and are backed"),
    }
}

/// Every requirement as its row at rest shows it. A row that is open stays, whatever is searched for:
/// it must not vanish under the hand that answers it.
fn glances(session: &Session, filter: &Filter, opened: &[Id]) -> Rc<[Glance]> {
    let assessment = session.assessment();
    let mut items: BTreeMap<&Id, usize> = BTreeMap::new();
    for id in assessment.evidence.iter().flat_map(|item| &item.requirements) {
        *items.entry(id).or_default() += 1;
    }
    let stopping: Vec<&TriggerReport> = session
        .report
        .triggers
        .iter()
        .filter(|trigger| assessment.triggers.get(&trigger.id).is_none_or(|entry| entry.set_aside.is_none()))
        .collect();
    let both = session.pack.requirements().iter().zip(&session.report.requirements);
    both.map(|((_, requirement), report)| {
        let answer = assessment.answers.get(&requirement.id);
        let candidate = Candidate {
            requirement,
            report,
            owner: answer.and_then(|answer| answer.owner.as_deref()),
            note: answer.and_then(|answer| answer.note.as_deref()),
            provisional: answer.is_some_and(|answer| answer.provisional),
            gate: stopping.iter().any(|trigger| stops_at(trigger, &requirement.id)),
        };
        let shown = filter.admits(&candidate) || opened.contains(&requirement.id);
        glance(requirement, report, &candidate, items.get(&requirement.id).copied(), shown)
    })
    .collect()
}

fn glance(
    requirement: &Requirement,
    report: &RequirementReport,
    candidate: &Candidate<'_>,
    items: Option<usize>,
    shown: bool,
) -> Glance {
    Glance {
        id: requirement.id.clone(),
        title: requirement.title.clone().into(),
        group: requirement.group.clone(),
        state: report.state,
        claimed: report.claimed.filter(|_| report.state == State::Answered),
        proven: report.proven,
        items: items.unwrap_or_default(),
        owner: candidate.owner.map(|owner| AttrValue::from(owner.to_owned())),
        provisional: candidate.provisional,
        gate: candidate.gate,
        shown,
    }
}

fn stops_at(trigger: &TriggerReport, id: &Id) -> bool {
    trigger
        .proven
        .unmet
        .iter()
        .any(|unmet| matches!(unmet, UnmetGate::Requirement { requirement, .. } if requirement == id))
}
