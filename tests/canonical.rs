//! The form that digests are taken of, RFC 8785, held against the numbers and texts that the RFC prints,
//! and the hashes of the change log against hashes that another program computed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod twin;

use std::fmt::Write as _;

use foreproof::{
    assessment::LogEntry,
    builtin, decode,
    exchange::{broken_entry, entry_hash, import, logged},
    rules::digest,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use twin::dice::Dice;

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// Reads the text as a file is read; its digest must be that of the canonical form.
#[track_caller]
fn canonical(text: &str, expected: &[u8]) {
    let value = decode::parse(text).unwrap();
    let found = String::from_utf8(serde_json_canonicalizer::to_vec(&value).unwrap()).unwrap();
    assert_eq!(found, String::from_utf8_lossy(expected), "{text}");
    assert_eq!(digest(&value), sha256(expected), "{text}");
}

/// RFC 8785, section 3.2.2: the example, and the bytes that it must become (section 3.2.4).
#[test]
fn the_example_of_the_rfc_becomes_its_very_bytes() {
    let bytes: Vec<u8> = "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e \
        75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 \
        2e 30 30 32 2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c \
        22 5c 5c 5c 5c 5c 22 2f 22 7d"
        .split_whitespace()
        .map(|hex| u8::from_str_radix(hex, 16).unwrap())
        .collect();
    canonical(
        r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#,
        &bytes,
    );
}

/// RFC 8785, section 3.2.3: names sort by their UTF-16 units, not by characters.
#[test]
fn names_sort_by_utf_16_units() {
    let sorted = "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"Latin Small Letter O With \
                  Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter \
                  Dalet With Dagesh\"}";
    canonical(
        r#"{
            "\u20ac": "Euro Sign",
            "\r": "Carriage Return",
            "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\ud83d\ude00": "Emoji: Grinning Face",
            "\u0080": "Control",
            "\u00f6": "Latin Small Letter O With Diaeresis"
        }"#,
        sorted.as_bytes(),
    );
}

/// RFC 8785, appendix B: the bits of a number, and how it is written.
#[test]
fn numbers_are_written_as_the_rfc_writes_them() {
    let table = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];
    for (bits, text) in table {
        let number = f64::from_bits(bits);
        assert_eq!(digest(&json!(number)), sha256(text.as_bytes()), "{bits:016x}");
        // As it comes out of a file: short, and with more digits than it needs.
        canonical(text, text.as_bytes());
        canonical(&format!("{number:e}"), text.as_bytes());
        canonical(&format!("{number:.1100}"), text.as_bytes());
    }
    // Whole numbers beyond 2^53 are doubles in RFC 8785, as they are to a browser.
    canonical("9007199254740993", b"9007199254740992");
    canonical("18446744073709551615", b"18446744073709552000");
    canonical("-9223372036854775807", b"-9223372036854776000");
    for refused in ["1e400", "-1e400", "NaN", "Infinity"] {
        assert!(decode::parse(refused).is_err(), "{refused}");
    }
}

/// A file's numbers are read to the nearest double, or the digest of what is read in and written out
/// again would not be the one that stood in the file.
#[test]
fn every_number_of_a_file_is_read_to_the_nearest_double() {
    let mut dice = Dice(1);
    for _ in 0..20_000 {
        let number = f64::from_bits(dice.roll());
        if !number.is_finite() {
            continue;
        }
        for text in [format!("{number:?}"), format!("{number:e}"), format!("{number:.25e}")] {
            let read = decode::parse(&text).unwrap();
            assert_eq!(read.as_f64().map(f64::to_bits), Some(number.to_bits()), "{text}");
        }
    }
}

fn entry(value: Value) -> LogEntry {
    let file = json!({"format": "foreproof.assessment", "version": 1, "assessment": {"answers": {}, "log": [value]}});
    import(&builtin::pack().unwrap(), &file.to_string()).unwrap().log.remove(0)
}

/// Computed by another program (Python's hashlib over the canonical text written by hand).
#[test]
fn the_hashes_of_the_change_log_are_those_of_another_program() {
    let first = entry(json!({
        "n": 1, "at": "2026-11-23T08:00:00Z", "what": "answered", "path": "answers/5.2/level", "before": null, "after": 3,
        "prev": "0".repeat(64), "hash": "c7fbee76cbb948c7a73e656a0b42c0fd8cd4d8bf5f954a11e50682cb02f3e9b8"
    }));
    let second = entry(json!({
        "n": 2, "at": "2026-11-23T08:00:05Z", "what": "é € \u{1f600} \"quoted\"\n",
        "after": {"b": [1.0, 0.1, 1e21], "a": "\u{7f}"}, "prev": "c7fbee76cbb948c7a73e656a0b42c0fd8cd4d8bf5f954a11e50682cb02f3e9b8", "hash": "427d63bb7ddf098bd45a7b02bbdd06e847a96e89b69528b6b338be15b7e0754d"
    }));
    for entry in [&first, &second] {
        assert_eq!(entry_hash(entry), entry.hash);
    }
    assert_eq!(broken_entry(&[first.clone(), second.clone()]), None);
    assert_eq!(broken_entry(&[second]), Some(2), "the first names nothing before it");
    let again = logged(&[], &first.at, &first.what, first.path.as_deref(), [Some(Value::Null), Some(json!(3))]);
    assert_eq!(again, first);
}
