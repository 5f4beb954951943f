"""Lets HiGHS solve the programmes that tests/route_bench.rs left in a folder, on one thread, to the
same costs: python3 native.py FOLDER. Needs the package highspy."""

import math
import pathlib
import re
import sys
import time

import highspy

took = []
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.lp")):
    cost = int(re.match(r"\\ (\d+)", path.read_text())[1])
    highs = highspy.Highs()
    for name, value in {"output_flag": False, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5, "threads": 1}.items():
        highs.setOptionValue(name, value)
    start = time.perf_counter()
    highs.readModel(str(path))
    highs.run()
    took.append(1000 * (time.perf_counter() - start))
    found = round(highs.getInfo().objective_function_value)
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal or found != cost:
        sys.exit(f"{path.name}: {highs.getModelStatus()} at {found}, foreproof finds {cost}")
took.sort()
at = [took[math.ceil(len(took) * pct / 100) - 1] for pct in (50, 95, 100)]
print("HiGHS, native: {} routes, the same costs: median {:.0f} ms, p95 {:.0f} ms, worst {:.0f} ms".format(len(took), *at))
