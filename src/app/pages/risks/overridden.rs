//! A residual set by hand, kept beside the computed one with its reason.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    band, geometry,
    grade::{Grade, Scale},
    panel::changing,
};
use crate::{
    app::{components::TextArea, session::Session},
    assessment::{Override, Risk},
    report::RiskReport,
};

/// The part of a risk's page where the residual can be set by hand.
pub fn view(session: &Session, risk: &Rc<Risk>, report: &RiskReport) -> Html {
    html! {
        <section class="part" aria-labelledby="risk-by-hand">
            <div class="part-head"><h2 id="risk-by-hand">{ "Set by hand" }</h2></div>
            { match &risk.overridden {
                Some(by_hand) => set(session, risk, report, by_hand),
                None => unset(session, risk, report),
            } }
        </section>
    }
}

fn unset(session: &Session, risk: &Rc<Risk>, report: &RiskReport) -> Html {
    // It starts from where the evidence puts the risk.
    let (likelihood, consequence) = geometry::cell(report.proven.likelihood_h, report.proven.consequence_h);
    let put = changing(session, risk, false, |risk, by_hand| risk.overridden = Some(by_hand));
    let onclick = Callback::from(move |_: MouseEvent| {
        put.emit(Override { likelihood, consequence, reason: String::new() });
    });
    html! {
        <div class="risk-aside">
            <p class="quiet">{ "If you know better than the sum above, say what is left, and why. Both are kept and shown; no score follows what is set by hand." }</p>
            <button type="button" class="button" {onclick}>{ "Set what is left by hand" }</button>
        </div>
    }
}

fn set(session: &Session, risk: &Rc<Risk>, report: &RiskReport, by_hand: &Override) -> Html {
    let likelihood = changing(session, risk, false, |risk, step| {
        if let Some(by_hand) = &mut risk.overridden {
            by_hand.likelihood = step;
        }
    });
    let consequence = changing(session, risk, false, |risk, step| {
        if let Some(by_hand) = &mut risk.overridden {
            by_hand.consequence = step;
        }
    });
    let reason = changing(session, risk, true, |risk, text| {
        if let Some(by_hand) = &mut risk.overridden {
            by_hand.reason = text;
        }
    });
    let clear = changing(session, risk, false, |risk, _: MouseEvent| risk.overridden = None);
    let product = u32::from(by_hand.likelihood) * u32::from(by_hand.consequence) * 10_000;
    let above = product > u32::from(report.inherent) * 10_000;
    let lowered = product < report.proven.residual_hh && risk.links.is_empty();
    html! {
        <>
            <div class="risk-grades">
                <Grade label="Likelihood that is left" scale={Scale::Likelihood} value={by_hand.likelihood} onchange={likelihood} />
                <Grade label="Consequence that is left" scale={Scale::Consequence} value={by_hand.consequence} onchange={consequence} />
            </div>
            <div class="fields">
                <TextArea class="wide" label="Why" value={by_hand.reason.clone()} oninput={reason}
                    error={by_hand.reason.trim().is_empty().then_some("A number set by hand counts for little without a reason.")} />
            </div>
            <p>
                { "By hand " }{ band::number(&session.pack, product) }
                { ", computed from evidence " }{ band::number(&session.pack, report.proven.residual_hh) }
            </p>
            if above {
                <p class="caution">{ "That is more than before any control. Should the risk itself be graded higher?" }</p>
            }
            if lowered {
                <p class="caution">{ "It is lowered although no control acts on it. Link the control that does." }</p>
            }
            <button type="button" class="button-quiet" onclick={clear}>{ "Go back to the computed one" }</button>
        </>
    }
}
