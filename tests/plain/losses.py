"""The loss simulation in vectorised numpy: each line of standard input is a call, {risks, trials, seed};
each answer a line, {seconds, means, p99}. Only fixed rates."""
import json
import sys
import time

import numpy as np


def simulate(risks, trials, seed):
    rng = np.random.default_rng(seed)
    inherent = np.zeros(trials)
    residual = np.zeros(trials)
    for risk in risks:
        counts = rng.poisson(risk["rate"], trials)
        trial = np.repeat(np.arange(trials), counts)
        losses = np.exp(risk["mu"] + risk["sigma"] * rng.standard_normal(trial.size))
        inherent += np.bincount(trial, losses, trials)
        stay = rng.random(trial.size) < risk["likelihood"]
        residual += np.bincount(trial, losses * stay * risk["consequence"], trials)
    means, p99 = [], []
    for losses in (inherent, residual):
        means.append(losses.mean())
        p99.append(np.percentile(losses, [50, 90, 95, 99])[3])
        losses.sort()
        losses[-(trials // 20) :].mean()
        amounts = np.geomspace(losses[losses > 0][0], losses[-1], 50)
        np.searchsorted(losses, amounts)
    return means, p99


for line in sys.stdin:
    call = json.loads(line)
    start = time.perf_counter()
    means, p99 = simulate(**call)
    print(json.dumps({"seconds": time.perf_counter() - start, "means": means, "p99": p99}), flush=True)
