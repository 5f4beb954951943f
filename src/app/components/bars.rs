//! The signature: two bars in one. Solid is what evidence backs, hatched what is claimed beyond it,
//! a tick marks the threshold, small marks under the bar are the gates.
//!
//! Drawn in SVG with percentages, so it fits any width without a view box and its hatching stays
//! even. It reads in black and white, and aloud as one sentence.

use std::rc::Rc;

use yew::prelude::*;

use super::fields::fresh_id;
use crate::{
    app::text,
    assessment::Assessment,
    report::{Limiting, Score, TriggerReport, UnmetGate, Verdict},
    rules::{Gate, Need, RulePack, Trigger},
    units::Bp,
};

/// How large the bars are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BarsSize {
    /// In a row of a list.
    #[default]
    Row,
    /// In a part of a page of their own, with the threshold named.
    Card,
    /// At the head of a page or a report.
    Report,
}

impl BarsSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Row => "bars-row",
            Self::Card => "bars-card",
            Self::Report => "bars-report",
        }
    }

    /// Height of the bar in pixels.
    const fn height(self) -> u32 {
        match self {
            Self::Row => 12,
            Self::Card => 16,
            Self::Report => 22,
        }
    }
}

/// Of [`Bars`].
#[derive(PartialEq, Properties)]
pub struct BarsProps {
    /// Backed by evidence; `None` if not assessed.
    pub proven: Option<Bp>,
    /// Claimed; `None` if not assessed.
    pub claimed: Option<Bp>,
    /// What evidence will back on the day that counts, if that is not today.
    #[prop_or_default]
    pub then: Option<Bp>,
    /// The threshold.
    #[prop_or_default]
    pub ready: Option<Bp>,
    /// Whether each gate that is on is met, in pack order.
    #[prop_or_default]
    pub gates: Rc<[bool]>,
    /// The whole picture as one sentence.
    pub sentence: AttrValue,
    /// How large.
    #[prop_or_default]
    pub size: BarsSize,
    /// Whether the two numbers stand beside the bars.
    #[prop_or(true)]
    pub numbers: bool,
}

/// The two bars.
#[component]
pub fn Bars(props: &BarsProps) -> Html {
    let hatch = use_memo((), |()| fresh_id("hatch"));
    let height = props.size.height();
    let with_gates = !props.gates.is_empty();
    let named = props.size != BarsSize::Row;
    let total = height + 4 + if with_gates || named { 14 } else { 0 };
    let fill = format!("url(#{hatch})");
    let solid = match (props.proven, props.then) {
        (Some(now), Some(then)) => Some(now.min(then)),
        (now, _) => now,
    };
    html! {
        <span class={classes!("bars", props.size.class())} role="img" aria-label={&props.sentence}>
            <svg class="bars-drawing" width="100%" height={total.to_string()} aria-hidden="true">
                <defs>
                    <pattern id={(*hatch).clone()} width="5" height="5" patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)">
                        <rect class="bar-hatch" width="1.75" height="5" />
                    </pattern>
                </defs>
                <rect class={classes!("bar-track", props.proven.is_none().then_some("bar-none"))}
                    x="0" y="2.5" width="100%" height={(height - 1).to_string()} />
                if let Some(claimed) = props.claimed {
                    <rect class="bar-claimed" x="0" y="2" width={percent(claimed)} height={height.to_string()} {fill} />
                }
                if let (Some(proven), Some(_)) = (props.proven, props.then) {
                    <rect class="bar-fading" x="0" y="2" width={percent(proven)} height={height.to_string()} />
                }
                if let Some(solid) = solid {
                    <rect class="bar-solid" x="0" y="2" width={percent(solid)} height={height.to_string()} />
                }
                if let Some(ready) = props.ready {
                    <line class="bar-tick-halo" x1={percent(ready)} x2={percent(ready)} y1="0" y2={(height + 4).to_string()} />
                    <line class="bar-tick" x1={percent(ready)} x2={percent(ready)} y1="0" y2={(height + 4).to_string()} />
                    if named {
                        <text class="bar-name" x={percent(ready)} y={(height + 16).to_string()}
                            text-anchor={if ready.get() > 8_500 { "end" } else { "middle" }}>
                            { format!("ready {}", ready.percent()) }
                        </text>
                    }
                }
                { for props.gates.iter().enumerate().map(|(place, met)| gate_mark(place, *met, height + 8)) }
            </svg>
            if props.numbers {
                <span class="bars-numbers" aria-hidden="true">
                    <span class="bars-proven">{ text::percent(props.proven) }</span>
                    if props.claimed.is_some() {
                        <span class="bars-claimed">{ "claimed " }{ text::percent(props.claimed) }</span>
                    }
                </span>
            }
        </span>
    }
}

/// A met gate is a filled square, an open one a hollow one with a bar.
fn gate_mark(place: usize, met: bool, y: u32) -> Html {
    let x = place * 12;
    if met {
        html! { <rect key={place} class="gate-met" x={x.to_string()} y={y.to_string()} width="8" height="8" /> }
    } else {
        let path = format!("M{}.75 {}.75h6.5v6.5h-6.5zM{} {}h8", x, y, x, y + 4);
        html! { <path key={place} class="gate-open" d={path} /> }
    }
}

fn percent(bp: Bp) -> String {
    format!("{}.{:02}%", bp.get() / 100, bp.get() % 100)
}

/// The gates of a trigger that are on, each with whether it is met in that score.
#[must_use]
pub fn gates_of<'a>(
    trigger: &'a Trigger,
    assessment: &Assessment,
    pack: &RulePack,
    score: &Score,
) -> Vec<(&'a Gate, bool)> {
    let observed = |sign| assessment.triggers.get(&trigger.id).is_some_and(|entry| entry.signs.contains(sign));
    let on = trigger.gates.iter().filter(|gate| gate.when.as_ref().is_none_or(observed));
    on.map(|gate| {
        let unmet = score.unmet.iter().any(|unmet| match (gate.need, unmet) {
            (Need::Certificate, UnmetGate::Certificate) => true,
            (Need::Level { requirement, at_least }, UnmetGate::Requirement { requirement: id, min_level, .. }) => {
                pack.requirement(requirement).id == *id && at_least == *min_level
            }
            _ => false,
        });
        (gate, !unmet)
    })
    .collect()
}

/// What the bars of a trigger show, as one sentence.
#[must_use]
pub fn sentence(pack: &RulePack, trigger: &Trigger, report: &TriggerReport) -> String {
    let score = &report.proven;
    if score.verdict == Verdict::NotAssessed {
        return [&trigger.title, ": not assessed"].concat();
    }
    let mut text = format!(
        "{}: {} of 100 backed by evidence, {} claimed, ready at {}",
        trigger.title,
        text::percent(score.headline_bp),
        text::percent(report.claimed.headline_bp),
        trigger.ready_bp.percent(),
    );
    if let Some(then) = &report.on_date {
        text.push_str(", ");
        text.push_str(&text::percent(then.proven.headline_bp));
        text.push_str(" backed on ");
        text.push_str(&text::date(then.date));
    }
    match (score.verdict, &score.limiting) {
        (Verdict::Blocked, Some(limiting)) => {
            text.push_str(", blocked by ");
            text.push_str(&text::limiting(pack, limiting));
        }
        (verdict, limiting) => {
            text.push_str(", ");
            text.push_str(text::verdict(verdict));
            if let Some(Limiting::Requirement(id)) = limiting {
                text.push_str(", limited by ");
                text.push_str(&text::requirement(pack, id));
            }
        }
    }
    text
}

/// The bars of a trigger, as every page shows them.
pub fn trigger_bars(pack: &RulePack, assessment: &Assessment, report: &TriggerReport, size: BarsSize) -> Html {
    let Some(trigger) = pack.trigger(&report.id) else { return Html::default() };
    let gates = gates_of(trigger, assessment, pack, &report.proven).into_iter().map(|(_, met)| met);
    html! {
        <Bars proven={report.proven.headline_bp} claimed={report.claimed.headline_bp}
            then={report.on_date.as_ref().and_then(|then| then.proven.headline_bp)}
            ready={Some(trigger.ready_bp)} gates={gates.collect::<Rc<[bool]>>()}
            sentence={sentence(pack, trigger, report)} {size} />
    }
}
