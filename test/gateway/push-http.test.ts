import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/problem.ts';
import { globalId } from '../../src/gateway/ids.ts';
import { addKey, makeWorld, needsOf, OTHER_SCHOOL, OWN_SCHOOL, type World } from '../support/fakes.ts';
import { testGateway } from '../support/gateway.ts';

let world: World;
let key: string;
beforeEach(() => {
  world = makeWorld();
  key = addKey(world, 'MEMBER_PUSH', OWN_SCHOOL).text;
});

const OWN_PUSH = globalId('Push', `push-${OWN_SCHOOL}`);
const LINE = '{"row":{"题名":"西游记"}}\n';

interface Sending {
  readonly push?: string;
  readonly seq?: string;
  readonly key?: string | null;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function put(sending: Sending = {}) {
  const { push = OWN_PUSH, seq = '0', body = LINE, headers = {} } = sending;
  const bearer = sending.key === undefined ? key : sending.key;
  await using gateway = await testGateway(needsOf(world));
  const answer = await gateway.app.inject({
    method: 'PUT',
    url: `/push/${push}/${seq}`,
    headers: {
      'content-type': 'application/x-ndjson',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}

describe('a chunk', () => {
  it('goes to the writer as it came, and its answer back', async () => {
    const { status, body } = await put({ seq: '3' });
    expect([status, body]).toEqual([
      200,
      { seq: 3, nextSeq: 4, received: 1, added: 1, changed: 0, unchanged: 0, outdated: 0, quarantined: 0 },
    ]);
    const [command] = world.ran;
    expect(command).toMatchObject({ do: 'applyChunk', push: `push-${OWN_SCHOOL}`, seq: 3, gzip: false });
    expect(command?.do === 'applyChunk' && Buffer.from(command.body).toString('utf8')).toBe(LINE);
  });

  it('may be compressed; it is passed on compressed', async () => {
    const body = gzipSync(LINE);
    expect((await put({ body, headers: { 'content-encoding': 'gzip' } })).status).toBe(200);
    const [command] = world.ran;
    expect(command).toMatchObject({ gzip: true });
    expect(command?.do === 'applyChunk' && Buffer.from(command.body).equals(body)).toBe(true);
  });

  it('owns its buffer, so that it can be handed to another thread', async () => {
    await put();
    const [command] = world.ran;
    expect(command?.do === 'applyChunk' && command.body.byteLength === command.body.buffer.byteLength).toBe(true);
  });

  it('may come without a media type, as curl -T sends it', async () => {
    await using gateway = await testGateway(needsOf(world));
    const headers = { authorization: `Bearer ${key}` };
    const answer = await gateway.app.inject({
      method: 'PUT',
      url: `/push/${OWN_PUSH}/0`,
      headers,
      payload: Buffer.from(LINE),
    });
    expect(answer.statusCode).toBe(200);
    expect(world.ran).toHaveLength(1);
  });

  it('may name its push by the bare id that messages print', async () => {
    expect((await put({ push: `push-${OWN_SCHOOL}` })).status).toBe(200);
  });
});

/** Every refusal has a code, and its words in both languages. */
function expectRefusal(answer: { status: number; body: Record<string, unknown> }, status: number, code: string): void {
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.message).toMatch(/^[A-Z]/);
  expect(answer.body.messageZh).toMatch(/\p{Script=Han}/u);
}

describe('what the ledger says', () => {
  it.each([
    [{ kind: 'conflict' }, 409, 'IDEMPOTENCY_CONFLICT'],
    [{ kind: 'outOfOrder', expected: 5 }, 409, 'OUT_OF_ORDER'],
    [{ kind: 'closed', state: 'DONE' }, 410, 'PUSH_CLOSED'],
    [{ kind: 'tooLarge', detail: '2,001 lines' }, 413, 'CHUNK_TOO_LARGE'],
    [{ kind: 'unreadable', detail: 'gzip' }, 400, 'CHUNK_UNREADABLE'],
    [{ kind: 'unknown' }, 404, 'NOT_FOUND'],
  ] as const)('%j is status %d', async (outcome, status, code) => {
    world.answer = () => outcome;
    const answer = await put();
    expectRefusal(answer, status, code);
    if (outcome.kind === 'outOfOrder') expect(answer.body.expected).toBe(5);
  });

  it('a busy or full store is 503 with the time to wait, and nothing of its inside', async () => {
    world.answer = () => new Fault('STORAGE_BUSY', {}, { cause: new Error('SQLITE_FULL /srv/data/catalogue.db') });
    const answer = await put();
    expectRefusal(answer, 503, 'STORAGE_BUSY');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.stringify(answer.body)).not.toMatch(/SQLITE|srv/);
  });

  it('a crash is 500 with the number of the request only', async () => {
    world.answer = () => new TypeError('cannot read /srv/app/db.ts:12');
    const answer = await put();
    expectRefusal(answer, 500, 'INTERNAL');
    expect(JSON.stringify(answer.body)).not.toMatch(/srv|cannot/);
  });
});

describe('who may send', () => {
  it('nobody without a key', async () => {
    expectRefusal(await put({ key: null }), 401, 'UNAUTHENTICATED');
    expectRefusal(await put({ key: 'ltu_push_x' }), 401, 'UNAUTHENTICATED');
    expect(world.ran).toEqual([]);
  });

  it('no teacher, no coordinator, no widget', async () => {
    for (const role of ['TEACHER', 'COORDINATOR', 'WIDGET'] as const) {
      expectRefusal(await put({ key: addKey(world, role, OWN_SCHOOL).text }), 403, 'FORBIDDEN');
    }
    expect(world.ran).toEqual([]);
  });

  it('no other library: its push is as missing as one that never was', async () => {
    const foreign = await put({ push: globalId('Push', `push-${OTHER_SCHOOL}`) });
    expectRefusal(foreign, 404, 'NOT_FOUND');
    expect(foreign.body).toEqual((await put({ push: globalId('Push', 'push-never') })).body);
    expect(world.ran).toEqual([]);
  });
});

describe('bad input', () => {
  it.each(['-1', '1.5', 'x', '99999999999'])('seq %s names nothing', async (seq) => {
    expectRefusal(await put({ seq }), 404, 'NOT_FOUND');
  });

  it('a push id of another kind is bad input', async () => {
    expectRefusal(await put({ push: globalId('Loan', 'loan-1') }), 400, 'BAD_USER_INPUT');
    expectRefusal(await put({ push: '..%2f..%2fx' }), 400, 'BAD_USER_INPUT');
  });

  it('another media type or encoding is 415', async () => {
    expectRefusal(await put({ headers: { 'content-type': 'application/xml' } }), 415, 'MEDIA_TYPE_REFUSED');
    expectRefusal(await put({ headers: { 'content-encoding': 'br' } }), 415, 'MEDIA_TYPE_REFUSED');
  });

  it('more than 8 MiB is 413', async () => {
    expectRefusal(await put({ body: Buffer.alloc(8 * 1024 * 1024 + 1, 32) }), 413, 'CHUNK_TOO_LARGE');
    expect(world.ran).toEqual([]);
  });
});
