//! The same calls on standard input: `foreproof pack`, `foreproof assess [--lines] [FILE]`.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use crate::{
    api::{Answer, Api},
    decode::Fault,
};

const USAGE: &str = "\
foreproof: how far an organisation can prove control of its AI (ISO/IEC 42001:2023)

  foreproof pack                     print the built-in rule pack as one JSON document
  foreproof assess [FILE]            answer one call {assessment, as_of, explain?, pack?}
  foreproof assess --lines [FILE]    answer one call a line, one answer a line
  foreproof --version
  foreproof --help

A call is read from FILE, or from standard input. The exit status is 0, 1 if an answer is a failure,
2 if the command was used wrongly.
";

/// The exit status for wrong use.
const WRONG_USE: u8 = 2;

enum Command {
    Pack,
    Assess { lines: bool, file: Option<PathBuf> },
    Version,
    Help,
}

/// Runs the command line on the given arguments (without the program's name).
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let command = match parse(arguments) {
        Ok(command) => command,
        Err(complaint) => {
            eprintln!("foreproof: {complaint}\n\n{USAGE}");
            return ExitCode::from(WRONG_USE);
        }
    };
    match execute(&command) {
        Ok(failed) => ExitCode::from(u8::from(failed)),
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("foreproof: {error}");
            ExitCode::from(WRONG_USE)
        }
    }
}

fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut words = arguments.peekable();
    let command = words.next().ok_or("no command given")?;
    let command = match command.to_str() {
        Some("pack") => Command::Pack,
        Some("--version" | "-V") => Command::Version,
        Some("--help" | "-h" | "help") => Command::Help,
        Some("assess") => {
            let lines = words.next_if(|word| word == "--lines").is_some();
            let file = words.next_if(|word| word == "-" || !word.to_string_lossy().starts_with('-'));
            Command::Assess { lines, file: file.filter(|file| file != "-").map(PathBuf::from) }
        }
        _ => return Err(format!("`{}` is not a command", command.to_string_lossy())),
    };
    match words.next() {
        Some(word) => Err(format!("`{}` is not expected here", word.to_string_lossy())),
        None => Ok(command),
    }
}

/// Whether an answer was a failure.
fn execute(command: &Command) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    match command {
        Command::Help => out.write_all(USAGE.as_bytes()).map(|()| false),
        Command::Version => writeln!(out, "foreproof {}", env!("CARGO_PKG_VERSION")).map(|()| false),
        Command::Pack => {
            let api = api()?;
            writeln!(out, "{}", serde_json::to_string_pretty(&api.pack())?).map(|()| false)
        }
        Command::Assess { lines, file } => {
            let api = api()?;
            let input: Box<dyn Read> = match file {
                Some(file) => Box::new(fs::File::open(file).map_err(|error| {
                    io::Error::new(error.kind(), format!("`{}` can't be read: {error}", file.display()))
                })?),
                None => Box::new(io::stdin()),
            };
            let mut input = BufReader::new(input);
            if *lines { each_line(&api, &mut input, &mut out) } else { one_call(&api, &mut input, &mut out) }
        }
    }
}

fn api() -> io::Result<Api> {
    Api::new().map_err(|_| io::Error::other("the built-in rule pack can't be read"))
}

fn one_call(api: &Api, input: &mut impl Read, out: &mut impl Write) -> io::Result<bool> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = answer(api, bytes);
    writeln!(out, "{}", answer.to_json())?;
    Ok(answer.is_failure())
}

/// One call a line; blank lines are passed over. Only one line is held at a time.
fn each_line(api: &Api, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<bool> {
    let mut out = io::BufWriter::new(out);
    let mut failed = false;
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            let answer = answer(api, std::mem::take(&mut line));
            failed |= answer.is_failure();
            writeln!(out, "{}", answer.to_json())?;
        }
        line.clear();
    }
    out.flush()?;
    Ok(failed)
}

fn answer(api: &Api, call: Vec<u8>) -> Answer {
    String::from_utf8(call).map_or_else(
        |error| Answer::Failure {
            errors: vec![Fault {
                message: format!("the call is not UTF-8: {}", error.utf8_error()),
                path: String::new(),
                help: "send the call as UTF-8 text".to_owned(),
            }],
        },
        |call| api.assess(&call),
    )
}
