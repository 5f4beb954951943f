//! The rows that are open, held together with the address: a click on a row sets the address, and an
//! address opens its row and leads there.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    app::{dom, place::use_navigator, route::Route},
    units::Id,
};

/// The rows of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// The address of a row, or of none.
    pub route: fn(Option<Id>) -> Route,
    /// What the `id` attribute of a row starts with.
    pub prefix: &'static str,
}

/// Which rows are open, and how that changes.
#[derive(Clone)]
pub struct Opened {
    /// The rows that are open.
    pub ids: Rc<Vec<Id>>,
    /// Told of a row, and whether it is to be open.
    pub ontoggle: Callback<(Id, bool)>,
    /// Told of a row to open and lead to.
    pub onpick: Callback<Id>,
}

impl Opened {
    /// Whether that row is open.
    #[must_use]
    pub fn is(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }
}

#[derive(PartialEq)]
struct Ids(Rc<Vec<Id>>);

impl Reducible for Ids {
    type Action = (Id, bool);

    fn reduce(self: Rc<Self>, (id, open): (Id, bool)) -> Rc<Self> {
        if self.0.contains(&id) == open {
            return self;
        }
        let others = self.0.iter().filter(|other| **other != id).cloned();
        Rc::new(Self(Rc::new(others.chain(open.then(|| id.clone())).collect())))
    }
}

/// The rows that are open; the selected one is opened and led to whenever it changes.
#[hook]
pub fn use_opened(selected: &Option<Id>, rows: Rows) -> Opened {
    let first = selected.clone();
    let ids = use_reducer_eq(move || Ids(Rc::new(first.into_iter().collect())));
    // The address that a click of ours has set: nobody has to be led there.
    let own = use_mut_ref(|| None::<Option<Id>>);
    let navigator = use_navigator();
    let ontoggle = {
        let (own, ids) = (own.clone(), ids.dispatcher());
        use_callback((), move |(id, open): (Id, bool), ()| {
            let address = open.then(|| id.clone());
            own.replace(Some(address.clone()));
            if let Some(navigator) = &navigator {
                navigator.replace(&(rows.route)(address));
            }
            ids.dispatch((id, open));
        })
    };
    let onpick = {
        let ids = ids.dispatcher();
        use_callback((), move |id: Id, ()| {
            ids.dispatch((id.clone(), true));
            // Held by nobody, it is done at once, as soon as the row is drawn.
            wasm_bindgen_futures::spawn_local(async move { lead_to(rows.prefix, &id) });
        })
    };
    {
        let ids = ids.dispatcher();
        use_effect_with(selected.clone(), move |selected| {
            let led = own.take().as_ref() != Some(selected);
            let timeout = selected.clone().filter(|_| led).and_then(|id| {
                ids.dispatch((id.clone(), true));
                // The page takes the focus first, and the row has to be drawn.
                dom::Timeout::new(30, move || lead_to(rows.prefix, &id))
            });
            move || drop(timeout)
        });
    }
    Opened { ids: ids.0.clone(), ontoggle, onpick }
}

/// Moves the focus to a row and brings it to the top of the window.
fn lead_to(prefix: &str, id: &Id) {
    let row = [prefix, id].concat();
    dom::focus(&["[id=\"", &row, "\"] button"].concat());
    dom::reveal(&row);
}
