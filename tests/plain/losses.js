// The loss simulation as one writes it in plain JavaScript with typed arrays: the body of a function
// of `risks`, `trials`, `seed` and `by` ("trial" or "event"). Each risk is {rate | min, likely, max,
// mu, sigma, likelihood, consequence}; logarithms are natural. Returns the two means and the two p99.
"use strict";

// xoshiro128**, 32 bits at a time, which is what JavaScript's integers are quick at.
// Its state is in a typed array: numbers above 2^30 in variables of a closure would each be an object.
const state = Int32Array.of(seed, 0x9e3779b9, 0x243f6a88, 0xb7e15162);
function next() {
  const a = state[0], b = state[1], c = state[2] ^ a, d = state[3] ^ b;
  const x = Math.imul(b, 5);
  const result = Math.imul((x << 7) | (x >>> 25), 9);
  state[0] = a ^ d;
  state[1] = b ^ c;
  state[2] = c ^ (b << 9);
  state[3] = (d << 11) | (d >>> 21);
  return result >>> 0;
}
const uniform = () => (next() + 0.5) / 4294967296;

// Marsaglia's polar method: two normal numbers for two uniform ones.
const spare = new Float64Array(1);
let spared = false;
function normal() {
  if (spared) {
    spared = false;
    return spare[0];
  }
  for (;;) {
    const u = 2 * uniform() - 1, v = 2 * uniform() - 1, s = u * u + v * v;
    if (s < 1 && s > 0) {
      const m = Math.sqrt((-2 * Math.log(s)) / s);
      spare[0] = v * m;
      spared = true;
      return u * m;
    }
  }
}

function poisson(mean) {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count += 1;
  return count;
}

function gamma(shape) {
  const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(), root = 1 + c * x, v = root * root * root;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

const inherent = new Float64Array(trials), residual = new Float64Array(trials);
for (const risk of risks) {
  const { mu, sigma, likelihood, consequence } = risk;
  const uncertain = risk.rate === undefined;
  if (by === "event" && !uncertain) {
    const events = poisson(risk.rate * trials);
    for (let event = 0; event < events; event += 1) {
      const trial = (uniform() * trials) | 0;
      const loss = Math.exp(mu + sigma * normal());
      inherent[trial] += loss;
      if (uniform() < likelihood) residual[trial] += loss * consequence;
    }
    continue;
  }
  const span = risk.max - risk.min, alpha = 1 + (4 * (risk.likely - risk.min)) / span;
  for (let trial = 0; trial < trials; trial += 1) {
    let rate = risk.rate;
    if (uncertain) {
      const first = gamma(alpha);
      rate = risk.min + (span * first) / (first + gamma(6 - alpha));
    }
    const events = poisson(rate);
    for (let event = 0; event < events; event += 1) {
      const loss = Math.exp(mu + sigma * normal());
      inherent[trial] += loss;
      if (uniform() < likelihood) residual[trial] += loss * consequence;
    }
  }
}

const results = new Float64Array(4);
for (const [at, losses] of [inherent, residual].entries()) {
  losses.sort();
  results[at] = losses.reduce((sum, loss) => sum + loss, 0) / trials;
  results[2 + at] = losses[Math.ceil(0.99 * trials) - 1];
  // The rest of the work: expected shortfall and 50 points of the exceedance curve.
  let worst = 0;
  for (let at = Math.ceil(0.95 * trials); at < trials; at += 1) worst += losses[at];
  const first = losses.findIndex((loss) => loss > 0);
  const low = Math.log(losses[first]), step = (Math.log(losses[trials - 1]) - low) / 49;
  for (let point = 0, place = 0; point < 50; point += 1) {
    const amount = Math.exp(low + step * point);
    while (place < trials && losses[place] <= amount) place += 1;
  }
}
return results;
