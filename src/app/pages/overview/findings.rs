//! Findings, most severe first, those of one kind together, each leading to its place.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{
        components::{Link, apart},
        route::{Route, path_to_route},
        text,
    },
    report::{Finding, FindingKind, Report, Severity},
};

/// How many of a kind are shown before the rest folds away.
const SHOWN: usize = 2;
/// How many kinds are shown before the rest folds away.
const KINDS: usize = 5;

/// Of [`Findings`].
#[derive(Properties)]
pub struct FindingsProps {
    /// The report.
    pub report: Rc<Report>,
}

impl PartialEq for FindingsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.report, &other.report)
    }
}

/// All findings, by kind.
#[component]
pub fn Findings(props: &FindingsProps) -> Html {
    let findings = &props.report.findings;
    if findings.is_empty() {
        return html! { <p class="part-text">{ "Nothing: what you say, what you show and when it expires agree." }</p> };
    }
    // The linter orders by kind; the screen by how much a kind matters.
    let mut kinds: Vec<FindingKind> = FindingKind::ALL.to_vec();
    kinds.sort_by_key(|kind| kind.severity());
    let of_kind = |kind| findings.iter().filter(|finding| finding.kind == kind).collect::<Vec<&Finding>>();
    let groups: Vec<_> =
        kinds.into_iter().map(|kind| (kind, of_kind(kind))).filter(|(_, all)| !all.is_empty()).collect();
    let (first, rest) = groups.split_at(groups.len().min(KINDS));
    html! {
        <>
            <ul class="rows findings">{ for first.iter().map(|(kind, all)| group(*kind, all)) }</ul>
            if !rest.is_empty() {
                <details class="more">
                    <summary>{ text::count(rest.len(), "more kind", "more kinds") }</summary>
                    <ul class="rows findings">{ for rest.iter().map(|(kind, all)| group(*kind, all)) }</ul>
                </details>
            }
        </>
    }
}

fn group(kind: FindingKind, findings: &[&Finding]) -> Html {
    let (first, rest) = findings.split_at(findings.len().min(SHOWN));
    html! {
        <li key={kind.name()} class="finding-group">
            <div class="finding-kind">
                <h3>{ text::finding(kind) }</h3>
                <p class={classes!("small", severity_class(kind.severity()))}>
                    { severity(kind.severity()) }
                    if findings.len() > 1 {
                        <span class="quiet">{ format!(" · {}", findings.len()) }</span>
                    }
                </p>
            </div>
            <div>
                <ul class="finding-list">{ for first.iter().map(|finding| item(finding)) }</ul>
                if !rest.is_empty() {
                    <details class="more">
                        <summary>{ format!("{} more", rest.len()) }</summary>
                        <ul class="finding-list">{ for rest.iter().map(|finding| item(finding)) }</ul>
                    </details>
                }
            </div>
        </li>
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "Can turn a verdict",
        Severity::Medium => "Will be noticed",
        Severity::Low => "Untidy",
    }
}

const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "severe",
        Severity::Medium | Severity::Low => "quiet",
    }
}

fn item(finding: &Finding) -> Html {
    let to = path_to_route(&finding.path).unwrap_or(Route::Overview);
    html! {
        <li key={finding.path.clone()}>
            <p>{ apart(&text::said(&finding.message)) }</p>
            <p class="small"><Link {to}>{ apart(&text::said(&finding.fix)) }</Link></p>
        </li>
    }
}
