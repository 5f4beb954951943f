// A page that knows nothing of the app: it loads the engine, and holds it for the tests.
import init, * as engine from "./engine/foreproof.js";
import { inputs, plain } from "./hostile.js";

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** SHA-256 of the answer to each call of a file, as text; the answer as an object must be the same. */
async function digests(file) {
  const found = [];
  for (const [name, input] of await (await fetch(file)).json()) {
    const text = engine.call(name, JSON.stringify(input));
    if (JSON.stringify(engine[name](input)) !== JSON.stringify(JSON.parse(text))) {
      throw new Error(`${name} answers otherwise as an object than as text, at ${found.length} of ${file}`);
    }
    found.push(hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
  }
  return found;
}

/** What a call comes to: its answer, or what it throws. */
function attempt(call) {
  try {
    return call();
  } catch (thrown) {
    return { thrown: String(thrown) };
  }
}

await init();
Object.assign(window, { engine, inputs, plain, digests, attempt });
document.documentElement.dataset.ready = "yes";
