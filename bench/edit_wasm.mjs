// How long the browser's module takes for one report and for one changed cell, from JavaScript and back.
// edit_wasm.mjs BUILD/wasm [--benchmark_format=json]: a table, or what Google Benchmark would write.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const { ByteReader } = await import(pathToFileURL(join(folder, "rooms/edit/bytes.js")).href);
const { load } = await import(pathToFileURL(join(folder, "rooms/edit/engine.js")).href);

/** Trials that are named for their speed: the opening and what is typed first. */
function* speedTrials(bytes) {
  const from = new ByteReader(bytes);
  for (let trials = from.number(); trials > 0; --trials) {
    const trial = { title: from.text(), opening: from.bytes(), cells: [] };
    for (let steps = from.number(), step = 0; step < steps; ++step) {
      for (let count = from.number(); count > 0; --count) {
        const cell = [from.text(), from.text()];
        if (step === 0) trial.cells.push(cell);
      }
      from.number();
      from.bytes();
    }
    if (!trial.title.startsWith("speed:")) return;
    yield { ...trial, title: trial.title.slice(6) };
  }
}

/** The median microseconds of a call over rounds of a twentieth of a second. */
function measure(call) {
  const rounds = [];
  for (let round = 0; round < 15; ++round) {
    const begin = process.hrtime.bigint();
    let calls = 0;
    let spent = 0;
    for (; spent < 5e7; ++calls) {
      call(calls);
      spent = Number(process.hrtime.bigint() - begin);
    }
    rounds.push(spent / calls / 1000);
  }
  return rounds.sort((a, b) => a - b)[7];
}

const engine = await load(await readFile(join(folder, "edit.wasm")));
const results = [];
for (const trial of speedTrials(await readFile(join(folder, "trials.bin")))) {
  const tell = (act, microseconds) => results.push({ name: `BM_edit_wasm_${act}/${trial.title}`, microseconds });
  tell("open", measure(() => engine.open(trial.opening).close()));
  const session = engine.open(trial.opening);
  for (const [address, typed] of trial.cells) session.set(address, typed);
  session.check();
  const report = session.report();
  tell("report", measure(() => {
    session.replace(report);
    session.check();
  }));
  const [address, typed] = trial.cells[Math.floor(trial.cells.length / 2)];
  tell("change", measure((turn) => {
    session.set(address, turn % 2 === 0 ? typed + "1" : typed);
    session.check();
  }));
  session.close();
}

if (process.argv.includes("--benchmark_format=json")) {
  const rows = results.map(({ name, microseconds }) =>
    `    {\n      "name": "${name}",\n      "real_time": ${microseconds},\n      "time_unit": "us"\n    }`);
  console.log(`{\n  "benchmarks": [\n${rows.join(",\n")}\n  ]\n}`);
} else {
  for (const { name, microseconds } of results) console.log(`${name.padEnd(40)} ${microseconds.toFixed(1).padStart(9)} µs`);
}
