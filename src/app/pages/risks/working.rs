//! How a residual comes about, step by step, for those who question it: the sum of method section 7
//! done again with everything kept that the engine passes over. A test holds the two together.

use yew::prelude::*;

use super::band::{self, decimals};
use crate::{
    app::{session::Session, text},
    assessment::{ActsOn, Risk},
    rules::RulePack,
    units::{Id, Level},
};

/// An axis before any control, in parts per million.
const WHOLE: u32 = 1_000_000;
/// Controls never remove more than nine tenths.
const FLOOR: u32 = 100_000;

/// What one control leaves of an axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The control.
    pub requirement: Id,
    /// Its strength, percent.
    pub strength: u8,
    /// The level that it works at; none if it has none.
    pub level: Option<Level>,
    /// What that level earns, percent.
    pub credit: u8,
    /// What is left after it, parts per million.
    pub left: u32,
}

/// An axis, worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// What each control leaves, in the order of the links.
    pub steps: Vec<Step>,
    /// What is left in the end, never below a tenth.
    pub left: u32,
    /// The axis after the controls, hundredths.
    pub hundredths: u32,
}

/// Works out an axis of a risk from a level for each requirement.
#[must_use]
pub fn axis(pack: &RulePack, risk: &Risk, which: ActsOn, level_of: impl Fn(&Id) -> Option<Level>) -> Axis {
    let grade = if which == ActsOn::Likelihood { risk.likelihood } else { risk.consequence.worst() };
    let mut left = WHOLE;
    let acting = risk.links.iter().filter(|link| link.acts_on == which || link.acts_on == ActsOn::Both);
    let steps: Vec<Step> = acting
        .map(|link| {
            let level = level_of(&link.requirement);
            let credit = level.map_or(0, |level| pack.credit().of(level));
            let removed = u64::from(link.strength.pct()) * u64::from(credit);
            let rest = (u64::from(left) * 10_000_u64.saturating_sub(removed)).div_ceil(10_000);
            left = u32::try_from(rest).unwrap_or(left);
            Step { requirement: link.requirement.clone(), strength: link.strength.pct(), level, credit, left }
        })
        .collect();
    let left = left.max(FLOOR);
    let above_one = u64::from(grade.saturating_sub(1)) * 100 * u64::from(left);
    let hundredths = 100 + u32::try_from(above_one.div_ceil(WHOLE.into())).unwrap_or(400);
    Axis { steps, left, hundredths }
}

/// The sum, folded away.
pub fn view(session: &Session, risk: &Risk) -> Html {
    html! {
        <details class="more">
            <summary>{ "How these numbers come about" }</summary>
            <p>
                { "Each control takes its strength times the credit of its level off what is left; all of them together \
                   never more than nine tenths. “Claimed” uses the level that you say, “backed” the level that evidence supports." }
            </p>
            { axis_table(session, risk, ActsOn::Likelihood) }
            { axis_table(session, risk, ActsOn::Consequence) }
            { product(session, risk, true) }
            { product(session, risk, false) }
        </details>
    }
}

fn worked(session: &Session, risk: &Risk, which: ActsOn, claimed: bool) -> Axis {
    let report = &session.report;
    axis(&session.pack, risk, which, |id| {
        let found = report.requirements.iter().find(|requirement| requirement.id == *id)?;
        if claimed { found.claimed } else { found.proven }
    })
}

fn share(parts: u32) -> String {
    [&decimals(parts.div_ceil(100), 100), " %"].concat()
}

fn axis_table(session: &Session, risk: &Risk, which: ActsOn) -> Html {
    let (claimed, backed) = (worked(session, risk, which, true), worked(session, risk, which, false));
    let grade = if which == ActsOn::Likelihood { risk.likelihood } else { risk.consequence.worst() };
    let what = text::capital(text::acts_on(which));
    if claimed.steps.is_empty() {
        return html! { <p class="small">{ format!("{what}: no control acts on it, so it stays at {grade}.") }</p> };
    }
    let step = |step: &Step| format!("{} % × {} %", step.strength, step.credit);
    let level = |step: &Step| step.level.map_or("none", text::level);
    let ending = |words: &str, axis: &Axis| {
        format!("{words}: 1 + ({grade} − 1) × {} = {}", share(axis.left), decimals(axis.hundredths, 100))
    };
    html! {
        <div class="scroll risk-working">
            <table>
                <caption>{ format!("{what}, {grade} before any control") }</caption>
                <thead><tr>
                    <th scope="col">{ "Control" }</th>
                    <th scope="col">{ "Claimed" }</th><th scope="col" class="number">{ "takes" }</th><th scope="col" class="number">{ "leaves" }</th>
                    <th scope="col" class="after-number">{ "Backed" }</th><th scope="col" class="number">{ "takes" }</th><th scope="col" class="number">{ "leaves" }</th>
                </tr></thead>
                <tbody>
                    { for claimed.steps.iter().zip(&backed.steps).map(|(said, shown)| html! {
                        <tr key={&*said.requirement}>
                            <th scope="row">{ &*said.requirement }</th>
                            <td>{ level(said) }</td><td class="number">{ step(said) }</td><td class="number">{ share(said.left) }</td>
                            <td class="after-number">{ level(shown) }</td><td class="number">{ step(shown) }</td><td class="number">{ share(shown.left) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
            <p class="small">{ ending("Claimed", &claimed) }<br />{ ending("Backed", &backed) }</p>
        </div>
    }
}

fn product(session: &Session, risk: &Risk, claimed: bool) -> Html {
    let likelihood = worked(session, risk, ActsOn::Likelihood, claimed).hundredths;
    let consequence = worked(session, risk, ActsOn::Consequence, claimed).hundredths;
    let product = likelihood * consequence;
    let words = if claimed { "Residual as claimed" } else { "Residual, backed by evidence" };
    html! {
        <p class="small">
            { format!("{words}: {} × {} = {} ", decimals(likelihood, 100), decimals(consequence, 100), decimals(product, 10_000)) }
            { for session.pack.band(product).map(|found| band::mark(&session.pack, &found.id)) }
        </p>
    }
}

#[cfg(test)]
#[allow(clippy::panic, reason = "tests")]
mod tests {
    use super::*;
    use crate::{builtin, engine, exchange, units::Date};

    #[test]
    fn the_working_agrees_with_the_engine() {
        let (Ok(pack), Some(day)) = (builtin::pack(), Date::new(2026, 11, 23)) else { panic!("no pack") };
        let example = exchange::import(&pack, include_str!("../../../../tests/data/example.json"));
        let Ok(example) = example else { panic!("no example") };
        let report = engine::assess(&pack, &example, day, false);
        assert!(report.risks.len() >= 20);
        for found in &report.risks {
            let Some(risk) = example.risks.iter().find(|risk| risk.id == found.id) else { panic!("{}", found.id) };
            for (claimed, expected) in [(true, &found.claimed), (false, &found.proven)] {
                let level = |id: &Id| {
                    let found = report.requirements.iter().find(|requirement| requirement.id == *id)?;
                    if claimed { found.claimed } else { found.proven }
                };
                let likelihood = axis(&pack, risk, ActsOn::Likelihood, level).hundredths;
                let consequence = axis(&pack, risk, ActsOn::Consequence, level).hundredths;
                assert_eq!((likelihood, consequence), (expected.likelihood_h, expected.consequence_h), "{}", risk.id);
            }
        }
    }
}
