//! Powers of two by additions, multiplications and bits alone, which are the same everywhere.

/// Added to a number and taken off again, it rounds to the nearest whole number: `1.5 · 2^52`.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// The polynomial of degree 10 that comes nearest to `2^f` for `f` from −1/2 to 1/2 by relative
/// error (Remez' exchange, then rounded); its largest is `2^-51.4`.
const C: [f64; 11] = [
    1.0,
    0.693_147_180_559_951_6,
    0.240_226_506_959_104_72,
    0.055_504_108_664_346_58,
    0.009_618_129_107_380_715,
    0.001_333_355_824_648_072,
    0.000_154_035_308_008_182_56,
    1.525_264_774_769_592e-5,
    1.321_523_563_477_604e-6,
    1.021_050_645_881_614_5e-7,
    7.111_758_687_557_852e-9,
];

/// `2^x` for `x` from −1000 to 1000, within a relative error of `1e-15`.
///
/// The losses of a run are millions of these. Each is a fixed row of basic operations without a
/// branch, so the compiler may do several at once and no platform may do them otherwise.
#[inline(always)]
pub(super) fn exp2(x: f64) -> f64 {
    let rounded = x + ROUND;
    let f = x - (rounded - ROUND);
    let f2 = f * f;
    let f4 = f2 * f2;
    let low = (C[0] + C[1] * f) + (C[2] + C[3] * f) * f2;
    let high = (C[4] + C[5] * f) + (C[6] + C[7] * f) * f2;
    let top = (C[8] + C[9] * f) + C[10] * f2;
    let power = low + (high + top * f4) * f4;
    // The whole part stands in the lowest bits of `rounded`; it is added to the exponent.
    f64::from_bits(power.to_bits().wrapping_add(rounded.to_bits() << 52))
}

#[cfg(test)]
mod tests {
    use super::exp2;

    #[test]
    fn powers_agree_with_the_library() {
        let mut worst: f64 = 0.0;
        for step in -4_000_000..=4_000_000 {
            let x = f64::from(step) / 4001.0;
            let exact = libm::exp2(x);
            worst = worst.max((exp2(x) / exact - 1.0).abs());
        }
        assert!(worst < 1e-15, "{worst:e}");
        assert_eq!((exp2(0.0), exp2(10.0), exp2(-3.0)), (1.0, 1024.0, 0.125));
    }
}
