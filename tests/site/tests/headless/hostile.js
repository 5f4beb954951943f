// What a page may hand over by mistake or malice, by name. Each is put into an otherwise sound call.

const sound = (more) => ({ assessment: { answers: {} }, as_of: "2026-11-23", ...more });
const within = (value) => sound({ assessment: { answers: {}, extensions: { others: value } } });
const item = { id: "e1", title: "Policy", kind: "document", dated: "2026-01-01" };
// Not by spreading, which would call getters here.
const evidence = (more) => sound({
  assessment: {
    answers: {},
    evidence: [Object.defineProperties({ ...item }, Object.getOwnPropertyDescriptors(more))],
  },
});

const cycle = { name: "cycle" };
cycle.self = cycle;
const ring = [];
ring.push([ring]);

let deep = [];
for (let n = 0; n < 100_000; n += 1) deep = [deep];

// A few dozen objects that stand for 2^40 values.
let shared = ["x"];
for (let n = 0; n < 40; n += 1) shared = [shared, shared];

const endless = () => ({ get next() { return endless(); } });
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const { proxy: revokedList, revoke: revokeList } = Proxy.revocable([], {});
revokeList();

class Answers {}

export const inputs = {
  "undefined": undefined,
  "null": null,
  "a number": 7,
  "a text": "{}",
  "a list": [],
  "a function": () => ({}),
  "a symbol": Symbol("call"),
  "a BigInt": 7n,
  "NaN": NaN,
  "a function inside": sound({ as_of: () => "2026-11-23" }),
  "a symbol inside": sound({ as_of: Symbol("day") }),
  "a BigInt inside": sound({ node_budget: 10n }),
  "NaN inside": within([1, NaN]),
  "Infinity inside": within({ most: -Infinity }),
  "a date": sound({ as_of: new Date() }),
  "a map": sound({ assessment: { answers: new Map([["5.2", { level: 3 }]]) } }),
  "a set": evidence({ requirements: new Set(["5.2"]) }),
  "a promise": sound({ assessment: Promise.resolve({}) }),
  "an instance": sound({ assessment: { answers: new Answers() } }),
  "a boxed text": sound({ as_of: new String("2026-11-23") }),
  "bytes": within(new Uint8Array(3)),
  "a cycle": within(cycle),
  "a cycle of lists": within(ring),
  "far too deep": within(deep),
  "endless getters": within(endless()),
  "shared a thousand times over": within(shared),
  "a list of holes": within(new Array(4_294_967_295)),
  "a getter that throws": { get assessment() { throw new Error("not today"); }, as_of: "2026-11-23" },
  "a getter that throws a text": evidence({ get valid_until() { throw "nor ever"; } }),
  "a getter that throws nothing": within({ get it() { throw undefined; } }),
  "an error with a hostile message": within({ get it() { throw { get message() { throw new Error("again"); } }; } }),
  "a proxy without keys": new Proxy({}, { ownKeys() { throw new TypeError("no keys"); } }),
  "a revoked proxy": within(revoked),
  "a revoked list": within(revokedList),
  "half a character": within("\ud83d"),
  "half a character in a name": within({ "\udc00": 1 }),
  "a prototype": within(JSON.parse('{"__proto__": {"level": 5}}')),
  "several at once": sound({ as_of: new Date(), pack: () => 1, explain: Symbol("yes") }),
  "an unknown field": sound({ explian: true }),
  "a level that is none": sound({ assessment: { answers: { "5.2": { level: 3.5 } } } }),
  "two unknown fields": sound({ ready: 1, steady: 2 }),
  "an unknown trigger": sound({ assessment: { answers: {}, triggers: { tender: {} } } }),
  "a number too large": sound({ assessment: { answers: {}, triggers: { rfp: { stake: { amount: 2 ** 53, currency: "EUR" } } } } }),
};

const frame = document.createElement("iframe");
document.body.append(frame);

export const plain = {
  "of another window": frame.contentWindow.JSON.parse(JSON.stringify(sound({}))),
  "without a prototype": Object.assign(Object.create(null), sound({})),
  "frozen": Object.freeze(sound({})),
  "with what is undefined": sound({ pack: undefined, explain: undefined }),
  "with getters": { get assessment() { return { answers: {} }; }, get as_of() { return "2026-11-23"; } },
  "of a proxy": new Proxy(sound({}), {}),
  "met twice": (() => { const list = ["x"]; return within([list, list, "\ud83d\ude00", -0, 1e300, "\ufffd"]); })(),
};
