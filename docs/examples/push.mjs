#!/usr/bin/env node
// Sends an ISO 2709 file to Liantu with nothing but Node 20. The key comes from LIANTU_KEY.
//   LIANTU_KEY=… node push.mjs http://127.0.0.1:4000 CN-320508-C-SL01 catalogue.iso
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [server, library, file] = process.argv.slice(2);
const authorization = `Bearer ${process.env.LIANTU_KEY}`;
const bytes = readFileSync(file);

async function graphql(query, variables) {
  const answer = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data;
}

/** Records end with byte 1D; they are cut as bytes and never decoded here, so any charset goes through unharmed. */
function* records() {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x1d, start);
    const record = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
    if (record.length > 24) yield { format: 'iso2709', raw: record.toString('base64') };
    start = end < 0 ? bytes.length : end + 1;
  }
}

const begin = `mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id state nextSeq } problems { message } } }`;
// The same key for the same file: run again after a failure, it goes on with the same push where that stopped.
const idempotencyKey = createHash('sha256').update(bytes).digest('hex');
const { beginPush } = await graphql(begin, { input: { library, mode: 'DELTA', idempotencyKey } });
if (!beginPush.push) throw new Error(beginPush.problems.map((problem) => problem.message).join('; '));
const { id, state, nextSeq } = beginPush.push;

const lines = [...records()].map((record) => JSON.stringify(record));
for (let seq = nextSeq; state === 'OPEN' && seq * 500 < lines.length; seq++) {
  const answer = await fetch(`${server}/push/${id}/${seq}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    body: gzipSync(`${lines.slice(seq * 500, (seq + 1) * 500).join('\n')}\n`),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

if (state === 'OPEN') await graphql(`mutation ($id: ID!) { commitPush(id: $id) { problems { message } } }`, { id });
for (;;) {
  const progress = `query ($id: ID!) { push(id: $id) { state received added changed unchanged quarantined heldReason } }`;
  const { push } = await graphql(progress, { id });
  if (push.state !== 'OPEN' && push.state !== 'APPLYING') {
    console.log(JSON.stringify(push));
    process.exit(push.state === 'DONE' ? 0 : 1);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
}
