// The edit engine in a browser: the C++ of the server as WebAssembly, behind a few typed calls. Amounts are texts here,
// as everywhere in the web; no number of a report is ever a JavaScript number.
import { ByteReader, ByteWriter } from "./bytes.js";

export type Severity = "强制" | "核实" | "提示";
export type Verdict = "通过" | "不通过" | "无法判定";

/** What a rule says of the report. */
export interface Finding {
  readonly rule: string;
  readonly ruleHash: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  /** The column, when the rule serves all columns. */
  readonly column: string;
  /** The row or key, when the rule serves several. */
  readonly key: string;
  /** Addresses of the cells that it read: "01.1". */
  readonly cells: readonly string[];
  readonly sentence: string;
}

export interface RuleText {
  readonly path: string;
  readonly text: string;
}

export type Shift = "本期" | "上期" | "上年同期" | "上年12月";
export type Place = "报表" | "台账" | "凭证";

/** Another sheet of the same unit, as rules name it: 上期[01.1], B203[301.1], 台账[01.1]. */
export interface OtherReport {
  /** Empty for the form under check. */
  readonly form: string;
  readonly shift: Shift;
  /** 前N期: so many periods further back. */
  readonly back?: number;
  readonly place?: Place;
  readonly sheet: Uint8Array;
}

/** What the register knows of the unit. */
export interface UnitAttributes {
  readonly code: string;
  readonly name: string;
  /** 法人单位, 产业活动单位, 个体经营户, 投资项目, 调整项. */
  readonly kind: string;
  /** 12 digits; empty when it is not known. */
  readonly region: string;
  readonly industry: string;
  /** 大, 中, 小, 微 or empty. */
  readonly size: string;
  readonly professions: string;
  readonly aboveScale: boolean;
  readonly state: number;
  readonly parentCode: string;
  readonly more: Readonly<Record<string, string>>;
}

/** Everything that one report is checked with. Forms and sheets are bytes that the server packs. */
export interface Opening {
  /** The report's own form first, then those that its rules name. */
  readonly forms: readonly Uint8Array[];
  readonly rules: readonly RuleText[];
  /** "2026-10", "2026-01..02", "2026Q3". */
  readonly period: string;
  readonly attributes?: UnitAttributes;
  readonly others?: readonly OtherReport[];
  /** The report as far as it is filled; absent for an empty one. */
  readonly report?: Uint8Array;
}

/** A refusal, as the server would tell it. `kind` is its English word: "malformed", "not_found", "incident" … */
export class EditRefusal extends Error {
  override readonly name = "EditRefusal";

  constructor(
    readonly kind: string,
    readonly what: string,
    readonly place = "",
    readonly remedy = "",
  ) {
    super((place === "" ? "" : place + "：") + what + (remedy === "" ? "" : "。" + remedy));
  }
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  room(size: number): number;
  answer(): number;
  answer_size(): number;
  open(): number;
  set(session: number): number;
  replace(session: number): number;
  text(session: number): number;
  changes(session: number): number;
  findings(session: number): number;
  report(session: number): number;
  close(session: number): void;
}

const severities: readonly Severity[] = ["强制", "核实", "提示"];
const verdicts: readonly Verdict[] = ["通过", "不通过", "无法判定"];
const shifts: readonly Shift[] = ["本期", "上期", "上年同期", "上年12月"];
const places: readonly Place[] = ["报表", "台账", "凭证"];
const layout = 1;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

function readFinding(from: ByteReader): Finding {
  const rule = from.text();
  const ruleHash = from.text();
  const severity = severities[from.number()] ?? "强制";
  const verdict = verdicts[from.number()] ?? "无法判定";
  const column = from.text();
  const key = from.text();
  const cells: string[] = [];
  for (let count = from.number(); count > 0; --count) cells.push(from.text());
  return { rule, ruleHash, severity, verdict, column, key, cells, sentence: from.text() };
}

function readFindings(from: ByteReader): Finding[] {
  const findings: Finding[] = [];
  for (let count = from.number(); count > 0; --count) findings.push(readFinding(from));
  return findings;
}

/** Reads the bytes of findings that the server or `Session.findingBytes` packed. */
export function unpackFindings(bytes: Uint8Array): Finding[] {
  return readFindings(new ByteReader(bytes));
}

function writeAttributes(to: ByteWriter, unit: UnitAttributes): void {
  for (const words of [unit.code, unit.name, unit.kind, unit.region, unit.industry, unit.size, unit.professions])
    to.text(words);
  to.number(unit.aboveScale ? 1 : 0);
  to.signedNumber(unit.state);
  to.text(unit.parentCode);
  const more = Object.entries(unit.more);
  to.number(more.length);
  for (const [name, value] of more) {
    to.text(name);
    to.text(value);
  }
}

/** The bytes of an opening, those of src/edit/browser/opening.hpp. */
export function packOpening(opening: Opening): Uint8Array {
  const to = new ByteWriter();
  to.number(layout);
  to.number(opening.forms.length);
  for (const form of opening.forms) to.bytes(form);
  to.number(opening.rules.length);
  for (const rule of opening.rules) {
    to.text(rule.path);
    to.text(rule.text);
  }
  to.text(opening.period);
  to.number(opening.attributes === undefined ? 0 : 1);
  if (opening.attributes !== undefined) writeAttributes(to, opening.attributes);
  const others = opening.others ?? [];
  to.number(others.length);
  for (const other of others) {
    to.text(other.form);
    to.number(shifts.indexOf(other.shift));
    to.number(other.back ?? 0);
    to.number(places.indexOf(other.place ?? "报表"));
    to.bytes(other.sheet);
  }
  to.bytes(opening.report ?? new Uint8Array());
  return to.written();
}

/** The module at work; one for a page. */
export class Engine {
  private stopped = false;

  constructor(private readonly module: Exports) {}

  /** Opens a report. Throws EditRefusal when a form, a rule or a sheet cannot be read. */
  open(opening: Opening | Uint8Array): Session {
    this.give(opening instanceof Uint8Array ? opening : packOpening(opening));
    return new Session(this, this.module, this.run(() => this.module.open()));
  }

  /** Lays bytes where the module reads its input. */
  give(bytes: Uint8Array): void {
    const at = this.guarded(() => this.module.room(bytes.length));
    new Uint8Array(this.module.memory.buffer, at, bytes.length).set(bytes);
  }

  /** Runs a call of the module that answers 0 with a refusal. */
  run(call: () => number): number {
    const result = this.guarded(call);
    if (result !== 0) return result;
    const refusal = new ByteReader(this.answer());
    throw new EditRefusal(refusal.text(), refusal.text(), refusal.text(), refusal.text());
  }

  /** The module's last answer; valid until the next call. */
  answer(): Uint8Array {
    return new Uint8Array(this.module.memory.buffer, this.module.answer(), this.module.answer_size());
  }

  /** After a trap the module's memory cannot be trusted, so nothing runs in it any more. */
  private guarded(call: () => number): number {
    if (!this.stopped) {
      try {
        return call();
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        this.stopped = true;
      }
    }
    throw new EditRefusal("incident", "审核程序意外停止", "", "已填的数不受影响，请刷新页面后再审核");
  }
}

/** One report under check. `close` gives its memory back. */
export class Session {
  private readonly places = new Map<number, readonly Finding[]>();
  private readonly input = new ByteWriter();
  private shown: readonly Finding[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly module: Exports,
    private readonly number: number,
  ) {}

  /** Types into a cell: "1,203.5", "不适用", words where the cell holds words, "" for 未填. Throws EditRefusal. */
  set(address: string, typed: string): void {
    this.input.clear();
    this.input.text(address);
    this.input.text(typed);
    this.engine.give(this.input.written());
    this.engine.run(() => this.module.set(this.number));
  }

  /** Puts a whole report (a draft, a pasted block) in the place of this one. Throws EditRefusal. */
  replace(report: Uint8Array): void {
    this.engine.give(report);
    this.engine.run(() => this.module.replace(this.number));
  }

  /** What the cell holds: digits, the name of a reason, words. */
  text(address: string): string {
    this.engine.give(encoder.encode(address));
    this.engine.run(() => this.module.text(this.number));
    return decoder.decode(this.engine.answer());
  }

  /** All that is to be said, in the order of the rules. Only what reads a cell set since the last call runs again. */
  check(): readonly Finding[] {
    this.engine.run(() => this.module.changes(this.number));
    const from = new ByteReader(this.engine.answer());
    const changed = from.number();
    for (let left = changed; left > 0; --left) {
      const place = from.number();
      const findings = readFindings(from);
      if (findings.length === 0) this.places.delete(place);
      else this.places.set(place, findings);
    }
    if (changed > 0) this.shown = [...this.places].sort(([a], [b]) => a - b).flatMap(([, findings]) => findings);
    return this.shown;
  }

  /** The same as bytes, those that the server keeps. */
  findingBytes(): Uint8Array {
    this.engine.run(() => this.module.findings(this.number));
    return this.engine.answer().slice();
  }

  /** The report's bytes, to keep a draft or to send it. */
  report(): Uint8Array {
    this.engine.run(() => this.module.report(this.number));
    return this.engine.answer().slice();
  }

  close(): void {
    this.module.close(this.number);
    this.places.clear();
    this.shown = [];
  }
}

function isModule(exports: WebAssembly.Exports): exports is WebAssembly.Exports & Exports {
  const functions = ["_initialize", "room", "answer", "answer_size", "open", "set", "text", "changes", "findings"];
  return functions.every((name) => typeof exports[name] === "function");
}

/** Starts the module (edit.wasm). */
export async function load(bytes: BufferSource): Promise<Engine> {
  const { instance } = await WebAssembly.instantiate(bytes);
  if (!isModule(instance.exports)) throw new EditRefusal("malformed", "这不是审核程序", "", "请刷新页面");
  instance.exports._initialize();
  return new Engine(instance.exports);
}
