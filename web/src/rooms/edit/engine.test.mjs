// The module against the engine of the server: every case, every line of the notation's meaning and thousands of random
// reports, bit for bit; then what a page relies on besides. engine.test.mjs BUILD/wasm (made by ctest).
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
if (folder === undefined) throw new Error("engine.test.mjs BUILD/wasm");
const face = (name) => import(pathToFileURL(join(folder, "rooms/edit", name)).href);
const { ByteReader, ByteWriter } = await face("bytes.js");
const { load, unpackFindings, EditRefusal } = await face("engine.js");
const module = await readFile(join(folder, "edit.wasm"));

function* readTrials(bytes) {
  const from = new ByteReader(bytes);
  for (let trials = from.number(); trials > 0; --trials) {
    const trial = { title: from.text(), opening: from.bytes(), steps: [] };
    for (let steps = from.number(); steps > 0; --steps) {
      const cells = [];
      for (let count = from.number(); count > 0; --count) cells.push([from.text(), from.text()]);
      trial.steps.push({ cells, findings: from.number(), hash: Buffer.from(from.bytes()).toString("hex") });
    }
    yield trial;
  }
}

/** A refusal whose words match. */
const refusal = (kind, words) => (error) => error instanceof EditRefusal && error.kind === kind && words.test(error.message);

let steps = 0;
async function saysWhatTheServerSays() {
  const engine = await load(module);
  let trials = 0;
  for (const trial of readTrials(await readFile(join(folder, "trials.bin")))) {
    const session = engine.open(trial.opening);
    for (const step of trial.steps) {
      for (const [address, typed] of step.cells) session.set(address, typed);
      const shown = session.check();
      const bytes = session.findingBytes();
      const hash = createHash("sha256").update(bytes).digest("hex");
      const where = `${trial.title}, step ${steps}: ${JSON.stringify(shown, null, 1)}`;
      assert.equal(shown.length, step.findings, where);
      assert.equal(hash, step.hash, where);
      assert.deepEqual(shown, unpackFindings(bytes));
      steps += 1;
    }
    session.close();
    trials += 1;
  }
  assert.ok(trials > 500 && steps > 3000, `${trials} trials`);
}

/** The opening of the first trial taken apart, as a page would hold its parts. */
async function firstTrial() {
  for (const trial of readTrials(await readFile(join(folder, "trials.bin")))) return trial;
}

function partsOf(bytes) {
  const from = new ByteReader(bytes);
  assert.equal(from.number(), 1);
  const forms = [];
  for (let count = from.number(); count > 0; --count) forms.push(from.bytes());
  const rules = [];
  for (let count = from.number(); count > 0; --count) rules.push({ path: from.text(), text: from.text() });
  return { forms, rules, period: from.text() };
}

const attributes = {
  code: "91640106MA75W3MK0X", name: "某厂", kind: "法人单位", region: "990101001000", industry: "C1311", size: "大",
  professions: "B", aboveScale: true, state: 1, parentCode: "", more: { 备注: "甲" },
};

async function typesAndTellsAndForgets() {
  const engine = await load(module);
  const parts = partsOf((await firstTrial()).opening);
  const rules = [{ path: "一条", text: "规则 T60/A 强制 [01.1] >= [02.1]\n规则 T60/B 强制 [01.1] == 上期[01.1]" }];
  const session = engine.open({ ...parts, rules, attributes });
  session.set("01.1", "1,203.50");
  session.set("02.1", "1,203.51");
  assert.equal(session.text("01.1"), "1203.50");
  const [first, second, ...none] = session.check();
  assert.deepEqual(none, []);
  assert.deepEqual([first.rule, first.severity, first.verdict], ["T60/A", "强制", "不通过"]);
  assert.deepEqual(first.cells, ["01.1", "02.1"]);
  assert.match(first.sentence, /1203\.50?.*1203\.51.*0\.01/);
  assert.deepEqual([second.rule, second.verdict], ["T60/B", "无法判定"]);
  const draft = session.report();
  session.set("02.1", "1203.5");
  assert.deepEqual(session.check().map((finding) => finding.rule), ["T60/B"]);
  assert.equal(session.check(), session.check());
  session.replace(draft);
  assert.deepEqual(session.check().map((finding) => finding.rule), ["T60/A", "T60/B"]);
  assert.throws(() => session.replace(new Uint8Array([9])), refusal("malformed", /已损坏/));
  assert.equal(session.text("02.1"), "1203.51");
  // The draft comes back, and the same sheet serves as last period's.
  const again = engine.open({ ...parts, rules, report: draft, others: [{ form: "", shift: "上期", sheet: draft }] });
  assert.deepEqual(again.check().map((finding) => finding.rule), ["T60/A"]);
  session.close();
  assert.throws(() => session.set("01.1", "1"), refusal("not_found", /已经关闭/));
  assert.equal(again.text("02.1"), "1203.51");
}

async function refusesWhatIsWrong() {
  const engine = await load(module);
  const parts = partsOf((await firstTrial()).opening);
  const session = engine.open(parts);
  assert.throws(() => session.set("01.1", "十二"), refusal("malformed", /十二/));
  assert.throws(() => session.set("99.1", "12"), refusal("not_found", /99\.1/));
  assert.throws(() => engine.open(new Uint8Array([1, 2, 3])), refusal("malformed", /已损坏/));
  assert.throws(() => engine.open({ ...parts, period: "2026-13" }), refusal("malformed", /已损坏/));
  assert.throws(() => engine.open({ ...parts, rules: [{ path: "甲", text: "规则 T60/A 强制 [01.9] > 0" }] }),
    refusal("malformed", /甲:1:/));
  const deep = "规则 T60/A 强制 " + "(".repeat(100_000) + "[01.1]" + ")".repeat(100_000) + " > 0";
  assert.throws(() => engine.open({ ...parts, rules: [{ path: "深", text: deep }] }), refusal("malformed", /深:1:/));
  session.set("01.1", "12");  // and goes on as before
  assert.equal(session.text("01.1"), "12");
  await assert.rejects(load(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), refusal("malformed", /不是审核程序/));
}

/** A page that stays open for a day opens and closes reports without end. */
async function givesMemoryBack() {
  const { instance } = await WebAssembly.instantiate(module);
  const { memory } = instance.exports;
  const { opening } = await firstTrial();
  instance.exports._initialize();
  const openOne = () => {
    const at = instance.exports.room(opening.length);
    new Uint8Array(memory.buffer, at, opening.length).set(opening);
    const session = instance.exports.open();
    assert.notEqual(session, 0);
    instance.exports.changes(session);
    instance.exports.close(session);
  };
  for (let round = 0; round < 20; ++round) openOne();
  const before = memory.buffer.byteLength;
  for (let round = 0; round < 500; ++round) openOne();
  assert.equal(memory.buffer.byteLength, before);
}

function readsWhatItWrote() {
  const to = new ByteWriter();
  const numbers = [0, 127, 128, 300, 2 ** 32, Number.MAX_SAFE_INTEGER];
  for (const number of numbers) to.number(number);
  to.text("审核");
  const from = new ByteReader(to.written());
  for (const number of numbers) assert.equal(from.number(), number);
  assert.equal(from.text(), "审核");
  assert.throws(() => from.number(), RangeError);
}

for (const test of [saysWhatTheServerSays, typesAndTellsAndForgets, refusesWhatIsWrong, givesMemoryBack, readsWhatItWrote]) {
  await test();
  console.log(`✓ ${test.name}`);
}
console.log(`${steps} reports agree bit for bit`);
