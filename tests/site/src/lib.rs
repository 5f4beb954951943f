//! Finishes the built site ([`release`], [`one_file`]), and serves a folder of static files the way a
//! careful host would: under any path, with the content security policy that the app promises to live with.

pub mod one_file;
pub mod program;
pub mod release;

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::JoinHandle,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName},
    },
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

/// What the pages may load and run: their own files and WebAssembly, nothing
/// inline, nothing from anywhere else.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; \
    manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; \
    form-action 'none'";

/// Where a watched site is told of violations of its policy.
const VIOLATIONS: &str = "/violations";

/// Any error.
pub type Fault = Box<dyn std::error::Error + Send + Sync>;

/// The whole app in one file, to be downloaded: the site's own policy would not let it run from here.
pub const ONE_FILE: &str = "foreproof.html";

/// How long a file whose name holds a hash of its content may be kept.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Headers that every answer carries, besides the policy. None forbids other pages to embed the app.
pub const HEADERS: [(&str, &str); 3] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// A request that a site has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The method, such as `GET`.
    pub method: String,
    /// The path as it was asked for, with the query if there was one.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
}

/// A folder being served, until this is dropped.
#[derive(Debug)]
pub struct Site {
    /// The address of the folder's start page, ending in `/`.
    pub url: String,
    /// Scheme, host and port, without a `/` at the end.
    pub origin: String,
    log: Arc<Log>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    thread: Option<JoinHandle<()>>,
}

/// What a site sends along and keeps track of.
#[derive(Debug)]
struct Log {
    policy: HeaderValue,
    answered: Mutex<Vec<Answered>>,
    violations: Mutex<Vec<String>>,
}

impl Site {
    /// What was asked for so far, in order of the answers.
    pub fn answered(&self) -> Vec<Answered> {
        self.log.answered.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What browsers have told of violations of the policy so far, if the site is watched.
    pub fn violations(&self) -> Vec<String> {
        self.log.violations.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the server, as when the connection is gone: nobody answers at its address any more.
    pub fn stop(&self) {
        if let Some(stop) = self.stop.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // Fails only if the server has ended already.
            let _ = stop.send(());
        }
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // A panic in the server has been printed by its own thread.
            drop(thread.join());
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// Serves the folder under a path such as `/` or `/some/where/`, on a port
/// that is free.
///
/// # Errors
///
/// If the folder has no `index.html`, or nothing can listen here.
pub fn start(folder: impl AsRef<Path>, prefix: &str) -> io::Result<Site> {
    start_on(listen(0)?, folder, prefix)
}

/// Listens on this port of this machine; 0 stands for any free one.
///
/// # Errors
///
/// If the port is taken or not allowed.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Serves the folder through a listener from [`listen`].
///
/// # Errors
///
/// If the folder has no `index.html`, or the server's thread cannot start.
pub fn start_on(listener: TcpListener, folder: impl AsRef<Path>, prefix: &str) -> io::Result<Site> {
    start_with(listener, folder, prefix, POLICY)
}

/// Like [`start`], and asks browsers to tell of violations of the policy.
///
/// # Errors
///
/// Like [`start`].
pub fn start_watched(folder: impl AsRef<Path>, prefix: &str) -> io::Result<Site> {
    start_with(listen(0)?, folder, prefix, &format!("{POLICY}; report-uri {VIOLATIONS}"))
}

/// Like [`start_on`], with a policy of its own, as a site of somebody else has.
///
/// # Errors
///
/// Like [`start_on`], and if the policy is no text for a header.
pub fn start_with(listener: TcpListener, folder: impl AsRef<Path>, prefix: &str, policy: &str) -> io::Result<Site> {
    let policy = HeaderValue::try_from(policy).map_err(io::Error::other)?;
    let folder = folder.as_ref();
    if !folder.join("index.html").is_file() {
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("{} has no index.html", folder.display())));
    }
    let prefix = normal(prefix);
    let address = listener.local_addr()?;
    let origin = format!("http://{address}");
    let log = Arc::new(Log { policy, answered: Mutex::default(), violations: Mutex::default() });
    let app = router(folder.to_owned(), &prefix, Arc::clone(&log));
    let (stop, stopped) = oneshot::channel::<()>();

    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let thread = std::thread::Builder::new()
        .name("site".to_owned())
        .spawn(move || runtime.block_on(serve(listener, app, stopped)))?;
    Ok(Site { url: format!("{origin}{prefix}"), origin, log, stop: Mutex::new(Some(stop)), thread: Some(thread) })
}

async fn serve(listener: TcpListener, app: Router, stopped: oneshot::Receiver<()>) {
    let served = async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, app).await
    };
    // Not a graceful end: a browser keeps connections open for minutes.
    tokio::select! {
        outcome = served => if let Err(fault) = outcome {
            eprintln!("error: the server has stopped: {fault}");
        },
        _ = stopped => {}
    }
}

/// A path that begins and ends with `/`.
fn normal(prefix: &str) -> String {
    match prefix.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

fn router(folder: PathBuf, prefix: &str, log: Arc<Log>) -> Router {
    let files = ServeDir::new(folder).fallback(get(async || not_found())).call_fallback_on_method_not_allowed(false);
    let app = if prefix == "/" {
        Router::new().fallback_service(files)
    } else {
        Router::new().nest_service(prefix.trim_end_matches('/'), files).fallback(async || not_found())
    };
    let start: Arc<str> = prefix.into();
    app.layer(middleware::from_fn(move |request, next| with_slash(Arc::clone(&start), request, next)))
        .layer(middleware::from_fn_with_state(log, finish))
}

/// Relative addresses only work if the folder's own address ends in `/`.
async fn with_slash(start: Arc<str>, request: Request, next: Next) -> Response {
    if start.strip_suffix('/') == Some(request.uri().path()) {
        Redirect::permanent(&start).into_response()
    } else {
        next.run(request).await
    }
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/plain; charset=utf-8")], "404: there is no such file on this site.\n")
        .into_response()
}

/// Adds the headers and keeps the log.
async fn finish(State(log): State<Arc<Log>>, request: Request, next: Next) -> Response {
    let method = request.method().to_string();
    // A nested service sees a shortened path, this layer sees the whole one.
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    if path == VIOLATIONS && method == "POST" {
        let report = axum::body::to_bytes(request.into_body(), 1 << 16).await.unwrap_or_default();
        let report = String::from_utf8_lossy(&report).into_owned();
        log.violations.lock().unwrap_or_else(PoisonError::into_inner).push(report);
        return StatusCode::NO_CONTENT.into_response();
    }
    let mut answer = next.run(request).await;

    let file = path.split('?').next().unwrap_or_default();
    let cache = cache_control(file);
    let download = file.rsplit('/').next() == Some(ONE_FILE);
    let status = answer.status();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, log.policy.clone());
    for (name, value) in HEADERS {
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    let cache = if status.is_client_error() || status.is_server_error() { "no-store" } else { cache };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    if download {
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    if let Some(kind) = headers.get(CONTENT_TYPE).and_then(with_charset) {
        headers.insert(CONTENT_TYPE, kind);
    }

    log.answered.lock().unwrap_or_else(PoisonError::into_inner).push(Answered {
        method,
        path,
        status: status.as_u16(),
    });
    answer
}

/// Texts are UTF-8, which `ServeDir` leaves to be guessed.
fn with_charset(kind: &HeaderValue) -> Option<HeaderValue> {
    let kind = kind.to_str().ok()?;
    let is_text = kind.starts_with("text/") && !kind.contains("charset");
    is_text.then(|| format!("{kind}; charset=utf-8").parse().ok()).flatten()
}

/// A file whose name holds a hash of its content never changes. All others
/// are asked for again each time, which costs little: an unchanged file is
/// answered with 304.
fn cache_control(path: &str) -> &'static str {
    if is_hashed(path) { IMMUTABLE } else { "no-cache" }
}

/// Whether a path holds the hash of its content, in its name or its folder's: `app-0123456789abcdef/parts.js`.
pub fn is_hashed(path: &str) -> bool {
    path.split('/').any(|name| {
        let stem = name.split('.').next().unwrap_or_default();
        stem.rsplit_once('-').is_some_and(|(_, hash)| {
            hash.len() >= 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{is_hashed, normal};

    #[test]
    fn a_prefix_begins_and_ends_with_a_slash() {
        for (given, wanted) in [("", "/"), ("/", "/"), ("a/b", "/a/b/"), ("/a/b/", "/a/b/")] {
            assert_eq!(normal(given), wanted);
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for path in ["/x/boot-c7a9b3d1e2f40516.js", "/app-c7a9b3d1e2f40516/foreproof_bg.wasm"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["/", "/index.html", "/boot.js", "/sw.js", "/some-page.html", "/app-new/parts.js"] {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
