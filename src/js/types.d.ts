
/*
 * What goes into the calls, and what comes out.
 *
 * Units: `_bp` are basis points, whole numbers from 0 to 10000 (10000 = 100 %); `_ppm` are parts per
 * million, 0 to 1000000; `_pct` are whole percent, 0 to 100; efforts and costs are tenths of a
 * working day. Dates are texts, `YYYY-MM-DD`, from 0001-01-01 to 9999-12-31. Ids are those of the
 * rule pack, or the user's own. In answers `null` says that a value does not exist: it is never 0.
 * Fields of inputs that are not named here are refused.
 */

/** A calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

/** A level of the ladder: absent, stated, defined, operating, reviewed, assured. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** A likelihood or consequence: 1 (lowest) to 5 (highest). */
export type Grade = 1 | 2 | 3 | 4 | 5;

/** What evidence can prove: level 2, 3, 4 and 5, in this order. */
export type EvidenceKind = "document" | "record" | "review" | "assurance";

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** An amount of money. */
export interface Money {
  /** Minor units (cents), a whole number from 0 to 2^53 - 1. */
  amount: number;
  /** ISO 4217, three capital letters. */
  currency: string;
}

/** A number by what is claimed, and by what dated, fresh evidence supports. */
export interface ByMode<T> {
  claimed: T;
  proven: T;
}

// ---------------------------------------------------------------- calls

/** The calls that take an input. */
export type CallName = "assess" | "route" | "simulate" | "verify" | "diff";

/** What every call may carry. */
export interface WithPack {
  /** A whole rule pack in place of the built-in one. */
  pack?: Pack;
}

/** Of `assess`. */
export interface AssessInput extends WithPack {
  assessment: Assessment;
  /** The day to score on; the engine has no clock. */
  as_of: IsoDate;
  /** Whether each score carries its terms; they are most of the bytes. Default: false. */
  explain?: boolean;
}

/** Of `route`. */
export interface RouteInput extends WithPack {
  assessment: Assessment;
  as_of: IsoDate;
  /** The ids of the triggers to be ready for. */
  triggers: string[];
  /** How many nodes the search may look at, 1 to 1000000, before it answers `bounded`. */
  node_budget?: number;
}

/** Of `simulate`. All open risks with loss figures must be in the currency of the settings. */
export interface SimulateInput extends WithPack {
  assessment: Assessment;
  /** The day on which controls are proven or not. */
  as_of: IsoDate;
  /** A whole number from 0 to 2^64 - 1 as a text of digits, because a number holds only 2^53. */
  seed: string;
  /** How many years to simulate, 1 to 10000000. */
  trials: number;
}

/** Of `verify`. */
export interface VerifyInput extends WithPack {
  file: AssessmentFile;
  /** Default: the day of the file's summary, else the day on which it was saved. */
  as_of?: IsoDate;
}

/** Of `diff`. */
export interface DiffInput extends WithPack {
  before: Assessment;
  after: Assessment;
  as_of: IsoDate;
}

/** Why there is no answer: every fault found, never a partial result. */
export interface Failure {
  type: "failure";
  errors: Fault[];
}

/** Something wrong in an input, in the user's words. */
export interface Fault {
  /** What is wrong. */
  message: string;
  /** Where: names from the root, joined by `/`; entries of a list by their `id` where they have one. */
  path: string;
  /** How to mend it. */
  help: string;
}

export type AssessAnswer = { type: "success"; report: Report } | Failure;
export type RouteAnswer = { type: "success"; route: Route } | Failure;
export type SimulateAnswer = { type: "success"; simulate: Losses } | Failure;
export type VerifyAnswer = { type: "success"; verify: Verified } | Failure;
export type DiffAnswer = { type: "success"; diff: Diff } | Failure;

// ----------------------------------------------------------- assessment

/** What the user says. All but `answers` may be absent: empty, none, or the default. */
export interface Assessment {
  organisation?: Organisation;
  systems?: AiSystem[];
  /** By requirement id. A requirement that is not here is unanswered, which is not the same as level 0. */
  answers: { [requirement: string]: Answer };
  evidence?: Evidence[];
  certificate?: Certificate;
  /** By trigger id. */
  triggers?: { [trigger: string]: TriggerEntry };
  risks?: Risk[];
  incidents?: Incident[];
  actions?: Action[];
  snapshots?: Snapshot[];
  settings?: Settings;
  log?: LogEntry[];
  /** Anything of others: kept as it is, part of the digest. */
  extensions?: { [name: string]: Json };
}

/** Who is being assessed; the ids are those of the pack's profile. */
export interface Organisation {
  name?: string;
  sector?: string;
  regions?: string[];
  roles?: string[];
  size?: string;
}

/** An AI system of the inventory. */
export interface AiSystem {
  id: string;
  name: string;
  purpose?: string;
  /** An id of the pack's roles. */
  role: string;
  stage: "planned" | "in_development" | "in_use" | "retired";
  impact_assessed_on?: IsoDate;
}

/** What is said of a requirement: a level, or an exclusion, or neither (unanswered). */
export type Answer = AnswerNotes &
  (
    | { level: Level; not_applicable?: never }
    /** Controls only, with a justification. */
    | { not_applicable: string; level?: never }
    | { level?: never; not_applicable?: never }
  );

/** What may stand beside any answer. It changes no number. */
export interface AnswerNotes {
  note?: string;
  owner?: string;
  /** Pre-filled by the quick check, and not yet confirmed. */
  provisional?: boolean;
  included_because?: ("risk" | "law" | "contract" | "good_practice")[];
}

/** An item of the evidence register. */
export interface Evidence {
  id: string;
  title: string;
  kind: EvidenceKind;
  dated: IsoDate;
  valid_until?: IsoDate;
  /** The ids of the requirements that it supports. */
  requirements?: string[];
  location?: string;
  /** 64 hexadecimal digits. */
  sha256?: string;
  /** The id of the item that it took the place of. History only. */
  supersedes?: string;
  provisional?: boolean;
}

/** The certificate of the management system. */
export interface Certificate {
  status: "none" | "planned" | "stage1" | "certified" | "suspended" | "withdrawn";
  body?: string;
  accreditation?: string;
  scope?: string;
  valid_from?: IsoDate;
  valid_until?: IsoDate;
}

/** What is said of a trigger. */
export interface TriggerEntry {
  /** The signs observed, ids of the pack. */
  signs?: string[];
  /** The day on which it fires. */
  date?: IsoDate;
  /** What is lost if it fires and the proof is missing. */
  stake?: Money;
  /** Why it does not concern the organisation. */
  set_aside?: string;
  note?: string;
}

/** A risk of the register. */
export interface Risk {
  id: string;
  title: string;
  description?: string;
  /** An id of the pack's categories. */
  category: string;
  system?: string;
  owner?: string;
  likelihood: Grade;
  /** The worst counts. */
  consequence: { organisation: Grade; individuals: Grade; society: Grade };
  treatment: "modify" | "share" | "avoid" | "retain";
  status: "open" | "closed";
  review_on?: IsoDate;
  /** Who approved that it is retained. */
  approver?: string;
  links?: RiskLink[];
  /** A residual set by hand. No computed number follows it. */
  override?: { likelihood: Grade; consequence: Grade; reason: string };
  loss?: Loss;
}

/** A requirement that acts on a risk. */
export interface RiskLink {
  requirement: string;
  acts_on: "likelihood" | "consequence" | "both";
  /** 25, 50 or 75 percent. */
  strength: "weak" | "moderate" | "strong";
}

/** Loss figures of a risk. */
export interface Loss {
  /** Events a year, 0 to 10000: one rate, or three of a PERT with `min <= likely <= max`. */
  rate: number | { min: number; likely: number; max: number };
  /** The lower end of the 90 % interval of the loss per event, in minor units, from 1. */
  low: number;
  /** The upper end, above `low`. */
  high: number;
  currency: string;
}

export interface Incident {
  id: string;
  title: string;
  description?: string;
  occurred_on: IsoDate;
  status: "open" | "closed";
  system?: string;
  risk?: string;
  action?: string;
}

export interface Action {
  id: string;
  title: string;
  description?: string;
  requirement?: string;
  risk?: string;
  owner?: string;
  due_on?: IsoDate;
  status: "open" | "done";
  done_on?: IsoDate;
}

/** Headlines as recorded at a moment: a fact, never recomputed. */
export interface Snapshot {
  id: string;
  name: string;
  /** A date, or a moment in RFC 3339. */
  at: string;
  pack: { id: string; version: string };
  index_bp: ByMode<number | null>;
  coverage_bp: number | null;
  triggers: { [trigger: string]: ByMode<number | null> };
}

/** Choices that bear on the numbers. */
export interface Settings {
  /** ISO 4217; default `EUR`. */
  currency?: string;
  /** The highest band of residual risk that is accepted; default `moderate`. */
  appetite?: string;
  /** Own efforts by requirement id: tenths of a day from each level to the next. */
  effort?: { [requirement: string]: Effort };
}

/** Effort from level 0 to 1, 1 to 2, … 4 to 5: tenths of a day, whole numbers from 0. */
export type Effort = [number, number, number, number, number];

/** An entry of the hash-chained change log. */
export interface LogEntry {
  /** Its number, from 1. */
  n: number;
  /** RFC 3339 UTC to the second. */
  at: string;
  what: string;
  path?: string;
  before?: Json;
  after?: Json;
  /** The hash of the entry before; 64 zeros for the first. */
  prev: string;
  /** SHA-256 of the RFC 8785 form of the entry without `hash`, in hexadecimal. */
  hash: string;
}

/** A file that Foreproof wrote. Only `assessment` is read; what the rest states is checked by `verify`. */
export interface AssessmentFile {
  format: "foreproof.assessment";
  version: 1;
  engine?: string;
  pack?: PackRef;
  /** RFC 3339 UTC. */
  saved_at?: string;
  summary?: Summary;
  /** `sha256:` and the SHA-256 of the RFC 8785 form of `assessment`. It is unkeyed. */
  digest?: string;
  assessment: Assessment;
}

/** What a file states of its scores. */
export interface Summary {
  as_of: IsoDate;
  index_bp: ByMode<number | null>;
  triggers: { [trigger: string]: { claimed: number | null; proven: number | null; verdict: Verdict } };
}

// --------------------------------------------------------------- report

/** Everything that an assessment comes to on a day. */
export interface Report {
  as_of: IsoDate;
  pack: PackRef;
  /** Each requirement by the default ages, in pack order. */
  requirements: RequirementReport[];
  /** In pack order. */
  triggers: TriggerReport[];
  /** The mean of the headlines, weighted by pressure. */
  index_bp: ByMode<number | null>;
  /** Overall, then each group. */
  coverage: Coverage[];
  /** The forecast of the document audit. */
  stage1: { outcome: AuditOutcome; shortfalls: Shortfall[] };
  /** The forecast of the audit of operation: ids of requirements. */
  stage2: { outcome: AuditOutcome; majors: string[]; minors: string[] };
  /** The best single step of each requirement, best gain for its cost first. */
  steps: Step[];
  /** In id order. */
  risks: RiskReport[];
  regimes: RegimeReport[];
  /** The id of the posture that the programme resembles. */
  posture: string;
  findings: Finding[];
}

/** The pack that scored a report. */
export interface PackRef {
  id: string;
  version: string;
  /** SHA-256 of its RFC 8785 form, in hexadecimal. */
  sha256: string;
}

export interface RequirementReport {
  id: string;
  state: "unanswered" | "excluded" | "answered";
  claimed: Level | null;
  proven: Level | null;
  /** The id of the evidence that proves it. */
  because: string | null;
}

/** Whether a trigger's proof is required: a certificate gate is on; a sign or a likelihood of one half; neither. */
export type Necessity = "required" | "expected" | "voluntary";

/** What would happen if the trigger fired. */
export type Verdict = "not_assessed" | "blocked" | "exposed" | "close" | "ready";

export interface TriggerReport {
  id: string;
  necessity: Necessity;
  /** How likely it is to fire within twelve months. */
  pressure_ppm: number;
  /** Pressure times what is missing; null if not assessed. */
  exposure_bp: number | null;
  /** The stake times pressure times what is missing; null without a stake, or if not assessed. */
  at_risk: Money | null;
  claimed: Score;
  proven: Score;
  /** Both again on the trigger's own day, with nothing renewed, if it lies after `as_of`. */
  on_date: { date: IsoDate; claimed: Score; proven: Score } | null;
}

/** A score in one mode on one day. The numbers are null where nothing weighs. */
export interface Score {
  /** What was earned of what could be. */
  score_bp: number | null;
  /** The same, with everything unanswered at level 5. */
  best_bp: number | null;
  /** The weight of what was answered. */
  answered_bp: number | null;
  /** The score, capped while a gate is unmet. */
  headline_bp: number | null;
  verdict: Verdict;
  /** The gates that do not hold, in pack order. */
  unmet: UnmetGate[];
  /** What costs most. */
  limiting: Limiting | null;
  /** Only where the call says `explain: true`. */
  terms?: Term[];
}

export type UnmetGate =
  | { requirement: string; min_level: Level; level: Level | null; certificate?: never }
  | { certificate: true; min_level: null; level: null; requirement?: never };

export type Limiting =
  | { requirement: string; certificate?: never }
  | { certificate: true; requirement?: never };

/** The part of one requirement in a score. */
export interface Term {
  requirement: string;
  /** 0 to 10. */
  weight: number;
  level: Level | null;
  credit_pct: number;
  /** `weight * credit_pct`. */
  earned: number;
}

/** How far a group of requirements is covered; all but `coverage_bp` are counts. */
export interface Coverage {
  /** `all`, `4` to `10`, or `A.2` to `A.10`. */
  group: string;
  total: number;
  excluded: number;
  unanswered: number;
  /** How many at each level. */
  claimed: PerLevel;
  /** How many at each level. */
  proven: PerLevel;
  /** The share of the applicable that is proven at 3 or more; null if none is applicable. */
  coverage_bp: number | null;
}

/** One number for each level from 0 to 5. */
export type PerLevel = [number, number, number, number, number, number];

/** `clear` says that no gap was found, which is not a pass. */
export type AuditOutcome = "clear" | "gaps";

export interface Shortfall {
  /** The answer concerned: `answers/5.2`. */
  path: string;
  reason: "document_missing" | "undecided" | "unjustified";
}

/** A single step on one requirement. */
export interface Step {
  requirement: string;
  /** The level to prove. */
  level: Level;
  /** Tenths of a day. */
  cost: number;
  /** What it adds to the pressure-weighted scores: comparable within a report only. */
  gain: number;
}

export interface RiskReport {
  id: string;
  /** Likelihood times the worst consequence, 1 to 25. */
  inherent: number;
  claimed: Residual;
  proven: Residual;
  /** Whether the proven residual's band is above the appetite. */
  over_appetite: boolean;
}

/** What is left of a risk. */
export interface Residual {
  /** In hundredths, 100 to 500. */
  likelihood_h: number;
  /** In hundredths, 100 to 500. */
  consequence_h: number;
  /** Their product in ten-thousandths, 10000 to 250000. */
  residual_hh: number;
  /** The id of its band. */
  band: string;
}

export interface RegimeReport {
  id: string;
  provisions: ProvisionReport[];
}

export interface ProvisionReport {
  id: string;
  /** Mean credit of what bears on it; null if not applicable. */
  bp: number | null;
  /** Never "compliant": the standard gives no presumption of conformity. */
  state: "supported" | "partial" | "open" | "not_applicable";
  requirements: string[];
}

/** Something that does not fit together. */
export interface Finding {
  kind: FindingKind;
  severity: "high" | "medium" | "low";
  /** What it is about, by id: `evidence/e7`. */
  path: string;
  message: string;
  fix: string;
}

export type FindingKind =
  | "excluded_unjustified"
  | "excluded_but_relied_on"
  | "claimed_not_proven"
  | "evidence_expires_before_trigger"
  | "trigger_soon_gate_open"
  | "retained_above_appetite_unapproved"
  | "risk_without_owner"
  | "risk_review_past"
  | "override_above_inherent"
  | "override_lowered_without_link"
  | "certified_clause_not_proven"
  | "system_without_impact_assessment"
  | "incident_open_without_action"
  | "evidence_unlinked"
  | "evidence_in_future"
  | "loss_range_extreme";

// ---------------------------------------------------- the other answers

/** The cheapest set of steps that gets the chosen triggers ready. */
export interface Route {
  /** `optimal`: none is cheaper. `bounded`: the best found; none is cheaper than `bound`. */
  outcome: "optimal" | "bounded";
  /** With the shared audit, tenths of a day. */
  cost: number;
  /** Tenths of a day; the cost itself if optimal. */
  bound: number;
  /** The part of the cost that is the shared audit. */
  shared: number;
  /** In pack order; `from` is the level claimed today, 0 if unanswered. */
  steps: { requirement: string; from: Level; level: Level; cost: number }[];
  /** What no step can bring about. */
  outside: OutsideRoute[];
}

export type OutsideRoute =
  | { trigger: string; no_score: true; gate?: never }
  | { trigger: string; gate: OutsideGate; no_score?: never };

export type OutsideGate =
  | { certificate: true; requirement?: never; min_level?: never }
  /** On an excluded control. */
  | { requirement: string; min_level: Level; certificate?: never };

/** What the open risks may cost within a year. The same input gives the same bits everywhere. */
export interface Losses {
  /** Without controls. */
  inherent: LossDistribution;
  /** With what controls are proven to take away. */
  residual: LossDistribution;
  /** Each open risk with loss figures, in id order. */
  shares: LossShare[];
  /** The currency of all amounts, ISO 4217. */
  currency: string;
  /** As in the input, without leading zeros. */
  seed: string;
  /** How many years were simulated. */
  trials: number;
}

/** The yearly loss over all trials. Amounts are in minor units, from 0, and not rounded. */
export interface LossDistribution {
  mean: number;
  /** Of the mean; null with a single trial. */
  standard_error: number | null;
  /** The loss that 50 % of the trials do not exceed. */
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  /** Expected shortfall: the mean loss of the worst 5 % of the trials. */
  es95: number;
  /** The share of trials with any loss, 0 to 1. */
  probability_any: number;
  /** At most 50 points, from the smallest loss of a trial to the largest, inherent or residual; none
   * where no trial has a loss. */
  exceedance: Exceedance[];
}

/** A point of the loss exceedance curve. */
export interface Exceedance {
  /** Minor units, above 0; each larger than the one before by the same factor. */
  amount: number;
  /** The share of trials that lose more, 0 to 1. */
  probability: number;
}

/** A risk's part of the mean losses. */
export interface LossShare {
  /** Its id. */
  risk: string;
  /** Its share of the inherent mean, 0 to 1; null where that is 0. */
  inherent: number | null;
  /** Its share of the residual mean, 0 to 1; null where that is 0. */
  residual: number | null;
  /** Its own mean yearly loss without controls, minor units. */
  inherent_mean: number;
  /** Its own mean yearly loss with controls, minor units. */
  residual_mean: number;
}

/** What a check of a file came to. The digest is unkeyed: this finds careless edits, not forgery. */
export interface Verified {
  digest: "matches" | "differs" | "absent";
  pack: "same" | "other" | "unknown";
  /** Computed from the file's assessment. */
  report: Report;
  /** Where the file's summary says something else. */
  differences: { path: string; stated: Json; computed: Json }[];
  /** The number of the first entry of the change log that does not fit the one before. */
  log_broken_at: number | null;
}

/** What changed between two assessments, and what that moved. */
export interface Diff {
  before: Report;
  after: Report;
  /** By path; null on the side where there is nothing. */
  changed: { path: string; before: Json; after: Json }[];
  /** The headlines that moved, in basis points. */
  moved: { trigger: string; mode: "claimed" | "proven"; before: number | null; after: number | null }[];
}

// ----------------------------------------------------------------- pack

/** A rule pack: everything that can be tuned. */
export interface Pack {
  id: string;
  version: string;
  title: string;
  edition: string;
  licence: string;
  sources?: { id: string; title: string; licence?: string; url?: string; note?: string }[];
  groups?: Titled[];
  /** For everything that is not a trigger. Level 1 earns nothing here. */
  default: { max_age: MaxAge; credit: PerLevel };
  /** Effort of making one item of proof: tenths of a day, from 1. */
  proof_effort: number;
  /** Effort of the audit that level 4, or level 5, needs once: tenths of a day. */
  shared_effort: { "4": number; "5": number };
  /** All 70, in the order of the standard. */
  requirements: PackRequirement[];
  triggers: PackTrigger[];
  profile: { sectors: ProfileEntry[]; regions: ProfileEntry[]; roles: ProfileEntry[]; sizes: ProfileEntry[] };
  regimes: PackRegime[];
  postures: (Titled & { resulting_risk: string })[];
  risk: { bands: { id: string; from: number }[]; categories: Titled[]; catalogue?: CatalogueRisk[] };
  quick: QuickQuestion[];
}

export interface Titled {
  id: string;
  title: string;
}

/** The oldest that an item may be and still count: days, 0 to 36525. */
export type MaxAge = { [kind in EvidenceKind]: number };

export interface PackRequirement extends Titled {
  kind: "clause" | "control";
  group: string;
  question: string;
  guidance: string;
  evidence_examples?: { kind: EvidenceKind; text: string }[];
  /** Whether it is documented information. */
  documented: boolean;
  /** The controls of a clause, the clauses of a control. */
  related?: string[];
  effort: Effort;
  /** How many independent sources print this id and title. */
  agreement: number;
}

export interface PackTrigger extends Titled {
  who: string;
  catalyst: string;
  cost_of_failure: string;
  signs?: { id: string; text: string }[];
  /** 0 to 10, for every requirement that `weights` does not name. */
  base_weight: number;
  /** 0 to 10, by requirement id. */
  weights?: { [requirement: string]: number };
  /** Percent that each level earns, from 0 to 100, never falling. */
  credit: PerLevel;
  max_age: MaxAge;
  gates?: PackGate[];
  ready_bp: number;
  /** Below `ready_bp`. */
  close_bp: number;
  /** Below `ready_bp`. */
  cap_bp: number;
  /** The likelihood within a year where nothing else is known. */
  base_pct: number;
  factors?: PackFactor[];
  /** Why each number is what it is, by its name. */
  reasons?: { [what: string]: string };
  audience: string;
  sources?: string[];
  /** What each verdict means in front of this asker. */
  advice?: { [verdict in Verdict]: string };
}

/** What must hold; always, or only where the sign `when` is observed. */
export type PackGate = { when?: string; text: string } & (
  | { requirement: string; min_level: 1 | 2 | 3 | 4 | 5; certificate?: never }
  | { certificate: true; requirement?: never; min_level?: never }
);

/** What makes a trigger more likely: exactly one of the causes. */
export interface PackFactor {
  sector?: string;
  region?: string;
  role?: string;
  size?: string;
  sign?: string;
  open_incident?: true;
  pct: number;
  reason: string;
}

export interface ProfileEntry extends Titled {
  note?: string;
  statute?: string;
  practice?: string;
}

export interface PackRegime extends Titled {
  live_management: string;
  accepts_42001: string;
  gain: string;
  provisions?: (Titled & { requirements?: { id: string; sources: string[] }[] })[];
  sources?: string[];
}

export interface CatalogueRisk extends Titled {
  category: string;
  description?: string;
  links?: RiskLink[];
  sources?: string[];
}

export interface QuickQuestion {
  id: string;
  text: string;
  /** The requirements that it pre-fills. */
  requirements?: string[];
  options?: { text: string; level: Level }[];
}
