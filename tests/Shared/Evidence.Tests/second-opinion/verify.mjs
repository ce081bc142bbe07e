// Checks a bundle by services/Shared/Evidence/FORMAT.md, with nothing but Node.js: a second implementation, to disagree with ours where ours is wrong.
//
//   node verify.mjs FOLDER --key KEY [--kept CHECKPOINT_FILE]
//
// KEY is "name+id+base64", or a file that holds it. Prints one JSON object: {"holds": bool, "events": n, "everything": bool, "findings": [code, …]}.
// Exit code 0: holds; 1: does not; 2: could not be checked.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (entry) => sha256(Buffer.from([0]), entry);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

// Proofs: the recursive definitions of RFC 6962 read backwards, not the loops of RFC 9162 that our C# follows.

const split = (n) => {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
};

function rootFromInclusion(index, size, leaf, proof) {
  if (size === 1) return proof.length === 0 ? leaf : null;
  if (proof.length === 0) return null;
  const sibling = proof.at(-1);
  const rest = proof.slice(0, -1);
  const k = split(size);
  const inner = index < k ? rootFromInclusion(index, k, leaf, rest) : rootFromInclusion(index - k, size - k, leaf, rest);
  if (inner === null) return null;
  return index < k ? nodeHash(inner, sibling) : nodeHash(sibling, inner);
}

// Both roots that a consistency proof speaks of, [old, new]; null where it is no proof.
function rootsFromConsistency(oldSize, newSize, proof, oldRoot, known) {
  if (oldSize === newSize) {
    if (known) return proof.length === 0 ? [oldRoot, oldRoot] : null;
    return proof.length === 1 ? [proof[0], proof[0]] : null;
  }
  if (proof.length === 0) return null;
  const sibling = proof.at(-1);
  const rest = proof.slice(0, -1);
  const k = split(newSize);
  if (oldSize <= k) {
    const inner = rootsFromConsistency(oldSize, k, rest, oldRoot, known);
    return inner && [inner[0], nodeHash(inner[1], sibling)];
  }
  const inner = rootsFromConsistency(oldSize - k, newSize - k, rest, oldRoot, false);
  return inner && [nodeHash(sibling, inner[0]), nodeHash(sibling, inner[1])];
}

function isConsistent(old, now, proof) {
  if (old.size === 0) return proof.length === 0;
  const roots = rootsFromConsistency(old.size, now.size, proof, old.root, true);
  return roots !== null && roots[0].equals(old.root) && roots[1].equals(now.root);
}

// The root of all leaves, as a stack of complete subtrees.
class Tree {
  stack = [];
  size = 0;
  append(leaf) {
    let [hash, width] = [leaf, 1];
    while (this.stack.length > 0 && this.stack.at(-1).width === width) {
      hash = nodeHash(this.stack.pop().hash, hash);
      width *= 2;
    }
    this.stack.push({ hash, width });
    this.size++;
  }
  root() {
    return this.stack.length === 0 ? sha256() : this.stack.map((node) => node.hash).reduceRight((right, left) => nodeHash(left, right));
  }
}

function readKey(text) {
  const [name, id, ...rest] = text.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  if (bytes.length !== 33 || bytes[0] !== 1) throw new Error('this is no Ed25519 key');
  const expected = sha256(Buffer.from(`${name}\n`), bytes).subarray(0, 4).toString('hex');
  if (id !== expected) throw new Error("the key's id is not its own");
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

function openCheckpoint(note, key) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const signed = note.slice(end + 2).split('\n').some((line) => {
    const [dash, name, base64] = line.split(' ');
    const signature = Buffer.from(base64 ?? '', 'base64');
    return dash === '\u2014' && name === key.name && signature.length === 68 && signature.subarray(0, 4).toString('hex') === key.id
      && verifySignature(null, Buffer.from(text), key.key, signature.subarray(4));
  });
  const [origin, size, root] = text.split('\n');
  return signed && origin === key.name && /^(0|[1-9][0-9]*)$/.test(size)
    ? { origin, size: Number(size), root: Buffer.from(root, 'base64') }
    : null;
}

function linesOf(file) {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const lines = [];
  for (let begin = 0; begin < bytes.length;) {
    const end = bytes.indexOf(10, begin);
    lines.push(bytes.subarray(begin, end < 0 ? bytes.length : end));
    begin = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

// Canonical form, from a parser of its own: JSON.parse would forget digits of numbers, and names that come twice.
function canonical(text) {
  let at = 0;
  const fail = () => { throw new Error('not in canonical form'); };
  const take = (what) => (text.startsWith(what, at) ? (at += what.length) : fail());
  const string = () => {
    const match = /"(?:[^"\\\u0000-\u001f]|\\["\\bfnrt]|\\u00[01][0-9a-f])*"/y;
    match.lastIndex = at;
    const found = match.exec(text) ?? fail();
    at += found[0].length;
    if (/\\u00(08|09|0a|0c|0d)/.test(found[0])) fail();
    return JSON.parse(found[0]);
  };
  const value = () => {
    const next = text[at];
    if (next === '{') {
      take('{');
      let last = null;
      while (text[at] !== '}') {
        if (last !== null) take(',');
        const name = string();
        if (last !== null && !(last < name)) fail(); // JavaScript compares by UTF-16 code units
        last = name;
        take(':');
        value();
      }
      take('}');
    } else if (next === '[') {
      take('[');
      for (let first = true; text[at] !== ']'; first = false) {
        if (!first) take(',');
        value();
      }
      take(']');
    } else if (next === '"') {
      string();
    } else {
      const match = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?/y;
      match.lastIndex = at;
      const found = match.exec(text) ?? fail();
      if (found[0] === '-0') fail();
      at += found[0].length;
    }
  };
  value();
  if (at !== text.length) fail();
}

const members = ['causation_id', 'correlation_id', 'data', 'format', 'id', 'metadata', 'occurred_at', 'recorded_at', 'schema_version', 'stream', 'tenant', 'type', 'version'];

function readEntry(line) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(line);
  canonical(text);
  const entry = JSON.parse(text);
  if (Object.keys(entry).join() !== members.join() || entry.format !== 'privacyplatform.event/1') throw new Error('not an entry');
  return entry;
}

function check(folder, key, keptNote) {
  const findings = new Set();
  const result = { holds: false, events: 0, everything: false, findings: [] };
  const now = openCheckpoint(existsSync(join(folder, 'checkpoint.txt')) ? readFileSync(join(folder, 'checkpoint.txt'), 'utf8') : '', key);
  if (!now) return { ...result, findings: ['signature_forged'] };
  const kept = keptNote === null ? null : openCheckpoint(keptNote, key);
  if (keptNote !== null && !kept) findings.add('signature_forged');

  const events = linesOf(join(folder, 'events.ndjson'));
  const leaves = linesOf(join(folder, 'leaves.ndjson'));
  if (!events || !leaves || events.length === 0 || events.length > leaves.length) return { ...result, findings: ['bundle_malformed'] };
  if (events.length < leaves.length) findings.add('event_missing');
  const tenant = decodeURIComponent(now.origin.slice(now.origin.lastIndexOf('/') + 1));
  const versions = new Map();
  const tree = new Tree();
  let [before, rootAtKept, proofs] = [-1, null, 0];
  events.forEach((line, i) => {
    const leaf = JSON.parse(leaves[i]);
    const hash = Buffer.from(leaf.hash, 'hex');
    if (leaf.index <= before || leaf.index >= now.size) findings.add('event_misplaced');
    else if (!leaf.proof && leaf.index !== before + 1) findings.add('event_missing');
    before = leaf.index;
    if (line.length === 0) {
      findings.add('event_missing');
    } else {
      if (!leafHash(line).equals(hash)) findings.add('event_changed');
      try {
        const entry = readEntry(line);
        if (entry.tenant !== tenant) findings.add('event_misplaced');
        if (entry.version !== (versions.get(entry.stream) ?? 0) + 1) findings.add('version_gap');
        versions.set(entry.stream, entry.version);
      } catch {
        findings.add('bundle_malformed');
      }
    }
    if (leaf.proof) {
      proofs++;
      const root = rootFromInclusion(leaf.index, now.size, hash, leaf.proof.map((node) => Buffer.from(node, 'base64')));
      if (root === null || !root.equals(now.root)) findings.add('not_included');
    } else {
      tree.append(hash);
      if (kept && tree.size === kept.size) rootAtKept = tree.root();
    }
  });

  let everything = false;
  if (proofs > 0) {
    rootAtKept = null;
    if (tree.size > 0) findings.add('bundle_malformed');
  } else if (tree.size < now.size) {
    findings.add('event_missing');
  } else if (!tree.root().equals(now.root)) {
    findings.add('tree_differs');
  } else {
    everything = true;
  }

  if (kept && kept.size > now.size) {
    findings.add('history_truncated');
  } else if (kept) {
    const file = join(folder, 'consistency.json');
    const proof = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
    const consistent = rootAtKept
      ? rootAtKept.equals(kept.root)
      : proof !== null && proof.old_size === kept.size && proof.new_size === now.size
        && isConsistent(kept, now, proof.proof.map((node) => Buffer.from(node, 'base64')));
    if (!consistent) findings.add('history_rewritten');
  }

  return { holds: findings.size === 0, events: events.length, everything, findings: [...findings].sort() };
}

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : process.argv[at + 1];
}

try {
  const key = option('--key');
  const kept = option('--kept');
  if (process.argv.length < 5 || !key) throw new Error('usage: node verify.mjs FOLDER --key KEY [--kept CHECKPOINT_FILE]');
  const report = check(process.argv[2], readKey(existsSync(key) ? readFileSync(key, 'utf8') : key), kept === null ? null : readFileSync(kept, 'utf8'));
  console.log(JSON.stringify(report));
  process.exitCode = report.holds ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
