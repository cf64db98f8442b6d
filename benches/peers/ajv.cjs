// The subset by JSON Schema as far as it goes, the rest by hand: Ajv. `node ajv.cjs THREADS FILE…` prints its answer,
// seconds and peak memory as one JSON object. Two threads are two workers, each with one half of every file.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { Worker, isMainThread, parentPort, workerData } = require("node:worker_threads");
const Ajv = require("ajv/dist/2020");

const CHECKS = 21;
const LATE = 1 << 18;
const DAY = 24 * 3600 * 1000;

const schema = JSON.parse(fs.readFileSync(path.join(__dirname, "schema.json"), "utf8"));
const bitsOf = (parts) => parts.map((part) => 1 << Number(part.title.replace("bit ", "")));
const everybody = bitsOf(schema.allOf);
const unlessTeam = bitsOf(schema.else.allOf);
const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

function schemaMask(record) {
  if (validate(record)) return 0;
  let mask = 0;
  for (const { schemaPath } of validate.errors) {
    const [, first, second, third] = schemaPath.split("/");
    if (first === "allOf") mask |= everybody[second];
    else if (first === "else" && second === "allOf") mask |= unlessTeam[third];
  }
  return mask;
}

const isWithin = (one, other) => {
  for (const number of one) if (!other.has(number)) return false;
  return true;
};

/** Roster, hand-over and retention: bits 14, 15, 18, 20, and the retention date. */
function rest(record) {
  let mask = 0;
  let retention = 0;
  if (record.sign_in) {
    const signed = new Set();
    const listed = new Set();
    for (const { person, signature } of record.sign_in.entries ?? [])
      if (signature?.kind !== undefined && person?.employee_no !== undefined) signed.add(person.employee_no);
    for (const { person } of record.participants ?? [])
      if (person?.employee_no !== undefined) listed.add(person.employee_no);
    if (!isWithin(listed, signed)) mask |= 1 << 14;
    if (!isWithin(signed, listed)) mask |= 1 << 15;
  }
  const { date } = record;
  if (date !== undefined) {
    // No leap year is three years after another.
    const day = Number(date.slice(0, 4) + date.slice(5, 7) + date.slice(8, 10)) + 30000;
    retention = day % 10000 === 229 ? day - 1 : day;
    const to = record.time?.to;
    const handed = record.package?.handed_at;
    if (to !== undefined && handed !== undefined && Date.parse(handed) - Date.parse(`${date}T${to}:00+08:00`) > DAY)
      mask |= LATE;
    const until = record.archive?.retention_until;
    if (until !== undefined && Number(until.replaceAll("-", "")) < retention) mask |= 1 << 20;
  }
  return [mask, retention];
}

const nothing = () => ({ records: 0, checks: new Array(CHECKS).fill(0), departments: {}, retention: 0, checksum: 0 });

function take(vector, line) {
  const record = JSON.parse(line);
  const [own, retention] = rest(record);
  const mask = own | schemaMask(record);
  vector.records += 1;
  vector.retention += retention;
  vector.checksum += mask * ((Number(record.id.slice(4)) % 1009) + 1);
  const counts = (vector.departments[record.department] ??= [0, 0, 0]);
  counts[0] += 1;
  if (mask) counts[1] += 1;
  if (mask & LATE) counts[2] += 1;
  for (let bit = 0; bit < CHECKS; bit += 1) if (mask & (1 << bit)) vector.checks[bit] += 1;
}

/** The lines of a file that begin in one of its equal parts. */
function readPart(vector, file, part, parts) {
  const handle = fs.openSync(file);
  const { size } = fs.fstatSync(handle);
  let at = Math.floor((size * part) / parts);
  const end = Math.floor((size * (part + 1)) / parts);
  const chunk = Buffer.alloc(1 << 18);
  // The line that runs into this part belongs to the one before it.
  let skips = at > 0;
  if (skips) at -= 1;
  let kept = [];
  let start = at;
  for (;;) {
    const length = fs.readSync(handle, chunk, 0, chunk.length, at);
    if (length === 0) break;
    let from = 0;
    for (let to; (to = chunk.subarray(0, length).indexOf(10, from)) >= 0; from = to + 1) {
      if (skips) skips = false;
      else if (start < end) {
        kept.push(chunk.subarray(from, to));
        take(vector, kept.length === 1 ? kept[0].toString("utf8") : Buffer.concat(kept).toString("utf8"));
      }
      kept = [];
      start = at + to + 1;
    }
    if (start >= end) break;
    if (!skips) kept.push(Buffer.from(chunk.subarray(from, length)));
    at += length;
  }
  fs.closeSync(handle);
}

function work(files, part, parts) {
  const vector = nothing();
  for (const file of files) readPart(vector, file, part, parts);
  return vector;
}

function merge(sum, other) {
  sum.records += other.records;
  sum.checks = sum.checks.map((count, bit) => count + other.checks[bit]);
  for (const [department, counts] of Object.entries(other.departments)) {
    const own = (sum.departments[department] ??= [0, 0, 0]);
    counts.forEach((count, at) => (own[at] += count));
  }
  sum.retention += other.retention;
  sum.checksum += other.checksum;
  return sum;
}

function peakMib() {
  const line = fs.readFileSync("/proc/self/status", "utf8").match(/VmHWM:\s+(\d+)/);
  return Number(line[1]) / 1024;
}

function print(vector, seconds) {
  vector.departments = Object.fromEntries(Object.entries(vector.departments).sort());
  console.log(JSON.stringify({ answer: vector, seconds, peak_mib: peakMib() }));
}

async function main([threads, ...files]) {
  const parts = Number(threads);
  if (parts === 1) {
    const start = performance.now();
    const vector = work(files, 0, 1);
    return print(vector, (performance.now() - start) / 1000);
  }
  // The workers compile their schema first and begin together.
  const workers = Array.from({ length: parts }, (_, part) => new Worker(__filename, { workerData: { files, part, parts } }));
  const next = (worker) => new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await Promise.all(workers.map(next));
  const start = performance.now();
  const answers = workers.map(next);
  workers.forEach((worker) => worker.postMessage("begin"));
  const vector = (await Promise.all(answers)).reduce(merge, nothing());
  print(vector, (performance.now() - start) / 1000);
}

if (isMainThread) main(process.argv.slice(2));
else {
  parentPort.once("message", () => {
    parentPort.postMessage(work(workerData.files, workerData.part, workerData.parts));
    parentPort.close();
  });
  parentPort.postMessage("ready");
}
