//! `serve [--dir dist] [--port 8080] [--prefix /]`: the built site on this
//! machine, under the content security policy that its own host would send.

use std::{io, net::TcpListener, process::ExitCode};

use foreproof_site::{listen, start_on};

/// How many ports to try, from the wanted one on.
const PORTS: u16 = 50;

struct Options {
    folder: String,
    port: u16,
    prefix: String,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("error: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { folder: "dist".to_owned(), port: 8080, prefix: "/".to_owned() };
    while let Some(name) = arguments.next() {
        if !matches!(name.as_str(), "--dir" | "--port" | "--prefix") {
            return Err(format!("unknown option {name}; usage: serve [--dir dist] [--port 8080] [--prefix /]"));
        }
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--dir" => options.folder = value,
            "--prefix" => options.prefix = value,
            _ => {
                options.port = value.parse().map_err(|_| format!("--port needs a number up to 65535, not {value}"))?;
            }
        }
    }
    Ok(options)
}

fn run(options: Options) -> Result<(), String> {
    let listener =
        free_port(options.port).map_err(|fault| format!("cannot listen on port {}: {fault}", options.port))?;
    let site = start_on(listener, &options.folder, &options.prefix).map_err(|fault| fault.to_string())?;
    println!("Foreproof is served at {}", site.url);
    println!("Ctrl-C ends it.");
    site.wait();
    Ok(())
}

/// The wanted port, or the next one that nobody listens on.
fn free_port(wanted: u16) -> io::Result<TcpListener> {
    let mut port = wanted;
    loop {
        match listen(port) {
            Err(fault)
                if fault.kind() == io::ErrorKind::AddrInUse
                    && port < wanted.saturating_add(PORTS)
                    && port < u16::MAX =>
            {
                port += 1;
            }
            outcome => return outcome,
        }
    }
}
