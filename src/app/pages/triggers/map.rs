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
const HEIGHT: u32 = 340;
/// Room for the lowest and the highest mark.
const MARGIN: u32 = 20;
/// The least distance between two labels.
const LINE: u32 = 18;

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
    x: u16,
    /// Pixels from the top.
    y: u32,
    /// Where its label stands, pixels from the top.
    label_y: u32,
}

/// The map and its table.
#[component]
pub fn PressureMap(props: &MapProps) -> Html {
    let session = &props.session;
    let spots = spots(session);
    html! {
        <div class="map">
            <figure class="map-figure">
                <svg class="map-field" width="100%" height={(HEIGHT + 44).to_string()} role="img"
                    aria-label="Each trigger by how ready you are and how likely it is; the same numbers stand in the table below.">
                    <rect class="map-frame" x="0" y="0.5" width="100%" height={HEIGHT.to_string()} />
                    <line class="map-rule" x1="50%" x2="50%" y1="0" y2={HEIGHT.to_string()} />
                    <line class="map-rule" x1="0" x2="100%" y1={(HEIGHT / 2).to_string()} y2={(HEIGHT / 2).to_string()} />
                    <text class="map-corner" x="8" y={(HEIGHT - 8).to_string()}>{ "can wait" }</text>
                    <text class="map-corner" x="8" y="18">{ "act now" }</text>
                    <text class="map-corner" x="100%" dx="-8" y="18" text-anchor="end">{ "keep it fresh" }</text>
                    <text x="0" y={(HEIGHT + 18).to_string()}>{ "0" }</text>
                    <text x="50%" y={(HEIGHT + 18).to_string()} text-anchor="middle">{ "backed by evidence" }</text>
                    <text x="100%" y={(HEIGHT + 18).to_string()} text-anchor="end">{ "100" }</text>
                    { for spots.iter().map(spot) }
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

/// Every trigger that has a score and isn't set aside.
fn spots(session: &Session) -> Vec<Spot> {
    let all = session.report.triggers.iter().enumerate();
    let mut spots: Vec<Spot> = all
        .filter(|(_, report)| necessity::set_aside(session, &report.id).is_none())
        .filter_map(|(place, report)| {
            let y = MARGIN + (HEIGHT - 2 * MARGIN) * (1_000_000 - report.pressure_ppm.get()) / 1_000_000;
            Some(Spot {
                id: report.id.clone(),
                number: place + 1,
                title: session.pack.trigger(&report.id)?.title.clone(),
                verdict: report.proven.verdict,
                x: report.proven.headline_bp.filter(|_| report.proven.verdict != Verdict::NotAssessed)?.get(),
                y,
                label_y: y,
            })
        })
        .collect();
    spread(&mut spots);
    spots
}

/// Moves labels down until no two lie on one line, and up again if the last falls out of the field.
fn spread(spots: &mut [Spot]) {
    spots.sort_by_key(|spot| (spot.y, spot.x));
    let mut free = 0;
    for spot in spots.iter_mut() {
        spot.label_y = spot.y.max(free);
        free = spot.label_y + LINE;
    }
    let mut most = HEIGHT - LINE / 2;
    for spot in spots.iter_mut().rev() {
        spot.label_y = spot.label_y.min(most);
        most = spot.label_y.saturating_sub(LINE);
    }
}

fn spot(spot: &Spot) -> Html {
    let x = format!("{}.{:02}%", spot.x / 100, spot.x % 100);
    // Labels stand on the side that has room.
    let right = spot.x < 6_000;
    let (dx, anchor) = if right { ("16", "start") } else { ("-16", "end") };
    let y = spot.y.to_string();
    let label_y = spot.label_y.to_string();
    html! {
        <g key={&*spot.id} class={verdict_class(spot.verdict)}>
            <svg x={x.clone()} {y} overflow="visible" width="1" height="1">
                if spot.label_y != spot.y {
                    <path class="map-lead" d={format!("M0 0L{} {}", if right { 13 } else { -13 }, i64::from(spot.label_y) - i64::from(spot.y))} />
                }
                <g transform="translate(-8 -8)"><circle class="map-halo" cx="8" cy="8" r="9" />{ verdict_shape(spot.verdict) }</g>
            </svg>
            <text class="map-name" x={x.clone()} y={label_y.clone()} {dx} dy="4" text-anchor={anchor}>{ &spot.title }</text>
            <text class="map-number" {x} y={label_y} {dx} dy="4" text-anchor={anchor}>{ spot.number }</text>
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_labels_share_a_line_and_none_leaves_the_field() {
        let spot = |y| Spot {
            id: "x".into(),
            number: 1,
            title: String::new(),
            verdict: Verdict::Ready,
            x: 0,
            y,
            label_y: y,
        };
        for heights in [[20, 20, 20, 20, 20, 20, 20, 20], [320; 8], [20, 21, 150, 151, 152, 300, 319, 320]] {
            let mut spots: Vec<Spot> = heights.into_iter().map(spot).collect();
            spread(&mut spots);
            assert!(spots.windows(2).all(|pair| pair[1].label_y >= pair[0].label_y + LINE), "{spots:?}");
            assert!(spots.iter().all(|spot| spot.label_y < HEIGHT));
        }
    }
}
