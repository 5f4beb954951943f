// Lets HiGHS, compiled to WebAssembly, solve the programmes that tests/route_bench.rs left in a
// folder, on one thread, to the same costs: node wasm.mjs FOLDER PATH-OF-THE-HIGHS-PACKAGE
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, path] = process.argv.slice(2);
const load = createRequire(import.meta.url)(resolve(path));
const took = [];
for (const name of readdirSync(folder).sort()) {
    const text = readFileSync(resolve(folder, name), "utf8");
    const cost = Number(/^\\ (\d+)/.exec(text)[1]);
    // A module of its own each: after some solves one runs out of its stack.
    const highs = await load();
    const start = performance.now();
    const { Status, ObjectiveValue } = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0.5, threads: 1 });
    took.push(performance.now() - start);
    if (Status !== "Optimal" || Math.round(ObjectiveValue) !== cost) {
        throw new Error(`${name}: ${Status} at ${ObjectiveValue}, foreproof finds ${cost}`);
    }
}
took.sort((a, b) => a - b);
const at = (pct) => took[Math.ceil((took.length * pct) / 100) - 1].toFixed(0);
console.log(`HiGHS, wasm in Node: ${took.length} routes, the same costs: median ${at(50)} ms, p95 ${at(95)} ms, worst ${at(100)} ms`);
