//! The pressure map: how likely each trigger is, against how ready you are. A chart, and the same as
//! a table.

use yew::prelude::*;

use crate::{
    app::{
        components::{
            Link, VerdictMark,
            verdict::{verdict_class, verdict_shape},
        },
        pages::necessity,
        route::Route,
        session::Session,
        text,
    },
    report::{TriggerReport, Verdict},
    units::Id,
};

/// Height of the field in pixels; its width is the page's.
const HEIGHT: i32 = 340;
/// Room for the lowest and the highest mark.
const MARGIN: i32 = 20;
/// Height of a label's line in pixels.
const LINE: i32 = 18;
/// Width of a letter in hundredths of a percent, where the field is as narrow as labels are shown.
const LETTER: i32 = 75;
/// From a mark to its label, likewise.
const GAP: i32 = 160;

/// Of [`PressureMap`].
#[derive(PartialEq, Properties)]
pub struct MapProps {
    /// The session.
    pub session: Session,
}

/// One trigger on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Spot {
    id: Id,
    /// Its number in pack order, for narrow screens.
    number: usize,
    title: String,
    verdict: Verdict,
    /// Readiness in hundredths of a percent.
    x: i32,
    /// Pixels from the top.
    y: i32,
    label: Label,
}

/// Where a label stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Label {
    /// Right of its mark, or left.
    right: bool,
    /// Pixels from the top.
    y: i32,
    /// Where it begins, hundredths of a percent.
    from: i32,
    /// Where it ends.
    to: i32,
}

/// The map and its table.
#[component]
pub fn PressureMap(props: &MapProps) -> Html {
    let session = &props.session;
    let spots = spots(session);
    html! {
        <div class="pressure-map">
            <figure class="map-figure">
                <svg class="map-field" width="100%" height={(HEIGHT + 44).to_string()} role="img"
                    aria-label="Each trigger by how ready you are and how likely it is; the same numbers stand in the table below.">
                    <rect class="map-frame" x="0" y="0.5" width="100%" height={HEIGHT.to_string()} />
                    <line class="map-rule" x1="50%" x2="50%" y1="0" y2={HEIGHT.to_string()} />
                    <line class="map-rule" x1="0" x2="100%" y1={(HEIGHT / 2).to_string()} y2={(HEIGHT / 2).to_string()} />
                    <text class="map-corner" x="8" y={(HEIGHT / 2 - 8).to_string()}>{ "act now" }</text>
                    <text class="map-corner" x="100%" dx="-8" y={(HEIGHT / 2 - 8).to_string()} text-anchor="end">{ "keep it fresh" }</text>
                    <text class="map-corner" x="8" y={(HEIGHT - 8).to_string()}>{ "can wait" }</text>
                    <text class="map-corner" x="100%" dx="-8" y={(HEIGHT - 8).to_string()} text-anchor="end">{ "in hand" }</text>
                    <text x="0" y={(HEIGHT + 18).to_string()}>{ "0" }</text>
                    <text x="50%" y={(HEIGHT + 18).to_string()} text-anchor="middle">{ "backed by evidence" }</text>
                    <text x="100%" y={(HEIGHT + 18).to_string()} text-anchor="end">{ "100" }</text>
                    { for spots.iter().map(lead) }
                    { for spots.iter().map(mark) }
                </svg>
                <figcaption class="small quiet">{ "Upwards: how likely within a year, from 0 to 100 %. The likelihoods are the pack author’s judgement, and indicative." }</figcaption>
            </figure>
            <div class="scroll">
                <table class="map-table">
                    <caption>{ "The same in numbers" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ "Trigger" }</th>
                            <th scope="col">{ "Verdict" }</th>
                            <th scope="col" class="number">{ "Likely" }</th>
                            <th scope="col" class="number">{ "Backed" }</th>
                            <th scope="col" class="number">{ "Exposure" }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for session.report.triggers.iter().enumerate().map(|(place, report)| row(session, place + 1, report)) }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

fn row(session: &Session, number: usize, report: &TriggerReport) -> Html {
    let title = session.pack.trigger(&report.id).map(|trigger| trigger.title.clone()).unwrap_or_default();
    html! {
        <tr key={&*report.id}>
            <th scope="row">
                <span class="map-number">{ number }{ " " }</span>
                <Link to={Route::Trigger(report.id.clone())}>{ title }</Link>
            </th>
            <td><VerdictMark verdict={report.proven.verdict} /></td>
            <td class="number">{ text::pressure(report.pressure_ppm) }</td>
            <td class="number">{ text::percent(report.proven.headline_bp) }</td>
            <td class="number">{ text::percent(report.exposure_bp) }</td>
        </tr>
    }
}

/// Every trigger that has a score and isn't set aside, with a free place for its label.
fn spots(session: &Session) -> Vec<Spot> {
    let all = session.report.triggers.iter().enumerate();
    let mut spots: Vec<Spot> = all
        .filter(|(_, report)| necessity::set_aside(session, &report.id).is_none())
        .filter_map(|(place, report)| {
            Some(Spot {
                id: report.id.clone(),
                number: place + 1,
                title: session.pack.trigger(&report.id)?.title.clone(),
                verdict: report.proven.verdict,
                x: report.proven.headline_bp.filter(|_| report.proven.verdict != Verdict::NotAssessed)?.get().into(),
                y: MARGIN
                    + (HEIGHT - 2 * MARGIN) * (1_000_000 - i32::try_from(report.pressure_ppm.get()).unwrap_or(0))
                        / 1_000_000,
                label: Label::default(),
            })
        })
        .collect();
    place_labels(&mut spots);
    spots
}

impl Spot {
    /// The label beside the mark, on a side and so many lines below (or above) it.
    fn label_at(&self, right: bool, lines: i32) -> Label {
        let width = i32::try_from(self.title.chars().count()).unwrap_or(0) * LETTER;
        let from = if right { self.x + GAP } else { self.x - GAP - width };
        Label { right, y: self.y + lines * LINE, from, to: from + width }
    }
}

impl Label {
    fn inside(&self) -> bool {
        self.from >= 0 && self.to <= 10_000 && self.y >= LINE / 2 && self.y <= HEIGHT - LINE / 2
    }

    fn meets(&self, other: &Self) -> bool {
        (self.y - other.y).abs() < LINE && self.from < other.to && other.from < self.to
    }

    fn covers(&self, spot: &Spot) -> bool {
        (self.y - spot.y).abs() < LINE && self.from - GAP < spot.x && spot.x < self.to + GAP
    }
}

/// Gives each label the nearest place where it lies over no mark and no label placed before.
fn place_labels(spots: &mut [Spot]) {
    let marks = spots.to_vec();
    let mut placed: Vec<Label> = Vec::with_capacity(spots.len());
    for spot in spots {
        let nearest = (0..12).flat_map(|lines| [lines, -lines]).flat_map(|lines| [(true, lines), (false, lines)]);
        let free = nearest.map(|(right, lines)| spot.label_at(right, lines)).find(|label| {
            let over_mark = marks.iter().any(|mark| mark.id != spot.id && label.covers(mark));
            label.inside() && !over_mark && !placed.iter().any(|other| label.meets(other))
        });
        spot.label = free.unwrap_or_else(|| spot.label_at(true, 0));
        placed.push(spot.label.clone());
    }
}

/// The line from a mark to a label that stands elsewhere.
fn lead(spot: &Spot) -> Html {
    if spot.label.y == spot.y {
        return Html::default();
    }
    let reach = if spot.label.right { 13 } else { -13 };
    html! {
        <svg key={&*spot.id} x={percent(spot.x)} y={spot.y.to_string()} overflow="visible" width="1" height="1">
            <path class="map-lead" d={format!("M0 0L{reach} {}", spot.label.y - spot.y)} />
        </svg>
    }
}

fn mark(spot: &Spot) -> Html {
    let (dx, anchor) = if spot.label.right { ("16", "start") } else { ("-16", "end") };
    let (x, label_y) = (percent(spot.x), spot.label.y.to_string());
    html! {
        <g key={&*spot.id} class={verdict_class(spot.verdict)}>
            <svg x={x.clone()} y={spot.y.to_string()} overflow="visible" width="1" height="1">
                <g transform="translate(-8 -8)">
                    <circle class="map-halo" cx="8" cy="8" r="9" />
                    { verdict_shape(spot.verdict) }
                </g>
            </svg>
            <text class="map-name" x={x.clone()} y={label_y.clone()} {dx} dy="4" text-anchor={anchor}>{ &spot.title }</text>
            <text class="map-number" {x} y={label_y} {dx} dy="4" text-anchor={anchor}>{ spot.number }</text>
        </g>
    }
}

fn percent(hundredths: i32) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_lies_over_another_or_over_a_mark() {
        let spot = |(number, (x, y)): (usize, &(i32, i32))| Spot {
            id: number.to_string().into(),
            number,
            title: "A supplier's onboarding".to_owned(),
            verdict: Verdict::Ready,
            x: *x,
            y: *y,
            label: Label::default(),
        };
        let crowds = [
            [(2_800, 20), (3_500, 20), (4_800, 20), (6_000, 20), (2_700, 72), (5_900, 65), (4_600, 165), (4_700, 170)],
            [(0, 20), (0, 20), (10_000, 20), (10_000, 20), (0, 320), (0, 320), (10_000, 320), (10_000, 320)],
        ];
        for crowd in crowds {
            let mut spots: Vec<Spot> = crowd.iter().enumerate().map(spot).collect();
            place_labels(&mut spots);
            for (place, one) in spots.iter().enumerate() {
                assert!(one.label.inside(), "{one:?}");
                for other in spots.iter().skip(place + 1) {
                    assert!(!one.label.meets(&other.label), "{one:?} {other:?}");
                    assert!(!one.label.covers(other) && !other.label.covers(one), "{one:?} {other:?}");
                }
            }
        }
    }
}
