//! The same calls on standard input: `foreproof pack`, `foreproof assess [--lines] [FILE]`.

use std::{
    ffi::OsString,
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use rayon::prelude::*;

use crate::{
    api::{Answer, Api, Call},
    decode::Fault,
};

const USAGE: &str = "\
foreproof: how far an organisation can prove control of its AI (ISO/IEC 42001:2023)

  foreproof pack                    print the built-in rule pack as one JSON document
  foreproof CALL [FILE]             answer one call
  foreproof CALL --lines [FILE]     answer one call a line, one answer a line
  foreproof --version
  foreproof --help

  assess    {assessment, as_of, explain?, pack?}                 every score, with its reasons
  route     {assessment, as_of, triggers, node_budget?, pack?}   the cheapest way to be ready
  simulate  {assessment, as_of, seed, trials, pack?}             what the open risks may cost within a year
  verify    {file, as_of?, pack?}                                does a file say what follows from its answers
  diff      {before, after, as_of, pack?}                        what changed, and what that moved

Days are texts, YYYY-MM-DD. `node_budget` is 1 to 1000000, 20000 if absent. `seed` is a whole number
from 0 to 18446744073709551615 as a text of digits, \"42\"; `trials` are years, 1 to 10000000.

A call is read from FILE, or from standard input. The exit status is 0, 1 if an answer is a failure,
2 if the command was used wrongly.
";

/// The exit status for wrong use.
const WRONG_USE: u8 = 2;

enum Command {
    Pack,
    Answer { call: Call, lines: bool, file: Option<PathBuf> },
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
        name => {
            let Some(call) = name.and_then(Call::from_name) else {
                return Err(format!("`{}` is not a command", command.to_string_lossy()));
            };
            let lines = words.next_if(|word| word == "--lines").is_some();
            let file = words.next_if(|word| word == "-" || !word.to_string_lossy().starts_with('-'));
            Command::Answer { call, lines, file: file.filter(|file| file != "-").map(PathBuf::from) }
        }
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
        Command::Answer { call, lines, file } => {
            let api = api()?;
            let input: Box<dyn Read> = match file {
                Some(file) => Box::new(fs::File::open(file).map_err(|error| {
                    io::Error::new(error.kind(), format!("`{}` can't be read: {error}", file.display()))
                })?),
                None => Box::new(io::stdin()),
            };
            let mut input = BufReader::new(input);
            let answer = |text: Vec<u8>| answer(&api, *call, text);
            if *lines { each_line(answer, &mut input, &mut out) } else { one_call(answer, &mut input, &mut out) }
        }
    }
}

fn api() -> io::Result<Api> {
    Api::new().map_err(|_| io::Error::other("the built-in rule pack can't be read"))
}

fn one_call(answer: impl Fn(Vec<u8>) -> Answer, input: &mut impl Read, out: &mut impl Write) -> io::Result<bool> {
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = answer(bytes);
    writeln!(out, "{}", answer.to_json())?;
    Ok(answer.is_failure())
}

/// How many lines are held at a time: enough to keep every core busy, however long the input is.
const BATCH: usize = 512;
/// Long lines are held until they come to so many bytes, so that memory stays what it is.
const BATCH_BYTES: usize = 8 << 20;

/// One call a line, answered by all cores, in order; blank lines are passed over.
fn each_line(
    answer: impl Fn(Vec<u8>) -> Answer + Sync,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> io::Result<bool> {
    let mut out = io::BufWriter::new(out);
    let mut failed = false;
    loop {
        let batch = next_lines(input)?;
        if batch.is_empty() {
            out.flush()?;
            return Ok(failed);
        }
        let answered = |line| {
            let answer = answer(line);
            (answer.is_failure(), answer.to_json())
        };
        let answers: Vec<(bool, String)> = batch.into_par_iter().map(answered).collect();
        for (failure, json) in answers {
            failed |= failure;
            writeln!(out, "{json}")?;
        }
    }
}

/// The next lines that aren't blank; none at the end.
fn next_lines(input: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::with_capacity(BATCH);
    let mut bytes = 0;
    while lines.len() < BATCH && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        bytes += line.len();
        if !line.trim_ascii().is_empty() {
            lines.push(line);
        }
    }
    Ok(lines)
}

fn answer(api: &Api, call: Call, text: Vec<u8>) -> Answer {
    String::from_utf8(text).map_or_else(
        |error| Answer::Failure {
            errors: vec![Fault {
                message: format!("the call is not UTF-8: {}", error.utf8_error()),
                path: String::new(),
                help: "send the call as UTF-8 text".to_owned(),
            }],
        },
        |text| api.answer(call, &text),
    )
}
