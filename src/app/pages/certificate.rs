//! Certificate: how far certification has come, and one click that makes evidence of it.

mod evidence;

use std::rc::Rc;

use yew::prelude::*;

use super::record::{putting, record_tabs};
use crate::{
    app::{
        components::{Choice, DateField, Link, Page, SelectField, TextArea, TextField, fields::some_text},
        route::Route,
        session::{Session, use_announcer, use_session},
        text,
    },
    assessment::{Certificate as Held, CertificateStatus},
    units::{Date, Id},
    update::Edit,
};

/// How far certification has come.
#[component]
pub fn Certificate() -> Html {
    let session = use_session();
    // A date that would put the end before the start is shown as refused, and not kept.
    let refused = use_state_eq(|| false);
    let held = Rc::new(session.assessment().certificate.clone());
    let statuses: Vec<Choice> = CertificateStatus::ALL
        .iter()
        .map(|status| Choice::new(status.name(), text::capital(text::certificate(*status))))
        .collect();
    let dates = |set: fn(&mut Held, Option<Date>)| {
        let (session, held, refused) = (session.clone(), held.clone(), refused.setter());
        Callback::from(move |day: Option<Date>| {
            let mut changed = Held::clone(&held);
            set(&mut changed, day);
            let wrong = changed.valid_from.zip(changed.valid_until).is_some_and(|(from, until)| until < from);
            refused.set(wrong);
            if !wrong {
                session.edit(Edit::Certificate(changed));
            }
        })
    };
    let text = |set: fn(&mut Held, String)| putting(&session, &held, true, Edit::Certificate, set);
    html! {
        <Page title="Certificate" tabs={record_tabs(&Route::Certificate)} lead={html! { "The certificate of your AI management system under ISO/IEC 42001, or the way to it." }}>
            { standing(&session, &held) }
            <div class="fields">
                <SelectField label="How far you are" choices={statuses} value={Some(Id::from(held.status.name()))}
                    onchange={putting(&session, &held, false, Edit::Certificate, |held, id: Option<Id>| {
                        if let Some(status) = id.and_then(|id| CertificateStatus::from_name(&id)) { held.status = status; }
                    })} />
                <DateField label="Valid from" value={held.valid_from} onchange={dates(|held, day| held.valid_from = day)} />
                <DateField label="Valid until" value={held.valid_until} onchange={dates(|held, day| held.valid_until = day)}
                    error={refused.then_some("The last day lies before the first. That change was not kept: correct one of the two.")} />
                <TextField label="Certification body" value={held.body.clone().unwrap_or_default()}
                    oninput={text(|held, text| held.body = some_text(text))} />
                <TextField class="wide" label="Accreditation" hint="Who accredits the body, and for what. Buyers look it up." value={held.accreditation.clone().unwrap_or_default()}
                    oninput={text(|held, text| held.accreditation = some_text(text))} />
                <TextArea class="wide" label="Scope" hint="Word for word as on the certificate. A scope that leaves out what the asker buys does not help." value={held.scope.clone().unwrap_or_default()}
                    oninput={text(|held, text| held.scope = some_text(text))} />
            </div>
            <Proof session={session.clone()} />
        </Page>
    }
}

fn standing(session: &Session, held: &Held) -> Html {
    let today = session.today;
    let words = if held.in_force(today) {
        let until = held.valid_until.map(|day| format!(" until {}, {}", text::date(day), text::distance(today, day)));
        format!("In force{}.", until.unwrap_or_default())
    } else {
        match held.status {
            CertificateStatus::Certified if held.valid_from.is_none() || held.valid_until.is_none() => {
                "Give both dates: without them the certificate does not count as in force.".to_owned()
            }
            CertificateStatus::Certified if held.valid_until.is_some_and(|day| day < today) => {
                "It has expired. Whoever asks for a certificate in force stops here.".to_owned()
            }
            CertificateStatus::Certified => "It is not yet in force.".to_owned(),
            CertificateStatus::Suspended | CertificateStatus::Withdrawn => {
                "It does not count as in force. Whoever asks for a certificate stops here.".to_owned()
            }
            _ => "No certificate is in force. Some who ask insist on one; most ask for what it would show.".to_owned(),
        }
    };
    html! { <p class="rec-standing">{ words }</p> }
}

#[derive(PartialEq, Properties)]
struct ProofProps {
    session: Session,
}

/// One click: the certificate as evidence of all that it covers.
#[component]
fn Proof(props: &ProofProps) -> Html {
    let session = &props.session;
    let announce = use_announcer();
    let assessment = session.assessment();
    let there = evidence::find(assessment);
    let body = match evidence::of_certificate(&session.pack, assessment) {
        Err(missing) => html! { <p class="quiet">{ missing }</p> },
        Ok(item) if there == Some(&item) => html! {
            <p>
                { "It stands in your register as outside assurance of " }{ text::count(item.requirements.len(), "requirement", "requirements") }
                { ". " }<Link to={Route::Evidence(Some(item.id.clone()))}>{ "See the item" }</Link>
            </p>
        },
        Ok(item) => {
            let count = text::count(item.requirements.len(), "requirement", "requirements");
            let words = format!(
                "All clauses, and every control that you have not left out: {count}, dated {}.",
                text::date(item.dated)
            );
            let said =
                if there.is_some() { "Update the evidence item" } else { "Make it evidence of all that it covers" };
            let session = session.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                session.edit(Edit::PutEvidence(item.clone()));
                announce.emit("The certificate is in the evidence register".into());
            });
            html! {
                <>
                    <p>{ words }{ if there.is_some() { " The item in your register differs." } else { "" } }</p>
                    <button type="button" class="button-first rec-proof" {onclick}>{ said }</button>
                </>
            }
        }
    };
    html! {
        <section class="part" aria-labelledby="rec-proof">
            <div class="part-head"><h2 id="rec-proof">{ "As evidence" }</h2></div>
            <div class="rec-part">{ body }</div>
        </section>
    }
}
