//! The web app, as Trunk builds it: it starts itself in the page.

fn main() {
    foreproof::app::mount();
}
