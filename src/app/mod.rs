//! The app.
mod clock; mod dom; mod files; pub mod route;
