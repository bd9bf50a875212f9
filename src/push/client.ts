import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../base/problem.ts';
import { type ColumnField, type ColumnMeanings, isColumnField } from '../record/columns.ts';
import { type Chunk, chunksOf } from './client-chunks.ts';
import { type Call, connectTo, type Target } from './client-http.ts';
import type { Delivery } from './connector.ts';
import type { PushMode, PushState } from './store.ts';

export interface PushRequest {
  readonly library: string;
  readonly profile: string;
  readonly mode: PushMode;
  readonly charset: string | null;
  readonly dryRun: boolean;
  /** How many records will come, where known: the server refuses to commit fewer. */
  readonly expectedCount: number | null;
  /** What is told of columns of the sheets; the server remembers it for the library. */
  readonly columns?: readonly ColumnTold[];
}

/** `auto` takes back what was told before. */
export interface ColumnTold {
  readonly column: string;
  readonly field: ColumnField | 'auto';
}

/** What the server tells of a push. */
export interface PushStatus {
  readonly id: string;
  readonly state: PushState;
  readonly nextSeq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly quarantined: number;
  readonly heldReason: string | null;
}

export interface PushEnd extends PushStatus {
  /** Of the unchanged that this run sent: older states that came late and were ignored. */
  readonly outdated: number;
}

export interface PushRun {
  readonly target: Target;
  /** A new push, or the id of one to go on with: the deliveries must then be the same as at first. */
  readonly push: PushRequest | { readonly resume: string };
  /** Agrees to a large deletion. */
  readonly confirmShrink: boolean;
  readonly signal: AbortSignal;
  /** Called once the push has an id, and after each chunk. */
  readonly onStatus?: (status: Pick<PushStatus, 'id' | 'received' | 'quarantined'>) => void;
}

/**
 * Sends deliveries to a gateway as one push and sees it through to its end: begin, chunks, commit, sweep. A server that
 * goes away for a while is waited for; whatever happens, running again with `resume` ends in the same state. Only where
 * the deliveries themselves cannot be read to their end is the push given up.
 *
 * @param deliveries null to go on with a push that has everything already, e.g. to confirm a held one
 * @throws Fault UNAUTHENTICATED, FORBIDDEN, SERVER_AWAY (retry later), SERVER_REFUSED, DELIVERY_CHANGED
 */
export async function pushRecords(run: PushRun, deliveries: AsyncIterable<Delivery> | null): Promise<PushEnd> {
  await using call = connectTo(run.target, run.signal);
  const resumed = 'resume' in run.push;
  const begun = 'resume' in run.push ? await statusOf(call, run.push.resume) : await begin(call, run.push);
  run.onStatus?.(begun);
  let outdated = 0;
  if (begun.state === 'OPEN') {
    if (deliveries === null) throw new Fault('PUSH_NEEDS_FILES', { push: begun.id });
    outdated = await sendChunks(call, run, { begun, resumed }, chunksOf(deliveries));
  }
  const committed = await commit(call, begun.id, run.confirmShrink);
  return { ...(await untilOver(call, committed, run.signal)), outdated };
}

/** A record that the server could not read, as it tells of it. */
export interface QuarantinedRecord {
  readonly position: number;
  readonly localId: string | null;
  readonly findings: readonly {
    readonly code: string;
    readonly place: string;
    readonly message: string;
    readonly messageZh: string;
  }[];
}

/** What the library told of the columns of its sheets before, as the server remembers it. */
export async function rememberedColumns(
  { target, signal }: Pick<PushRun, 'target' | 'signal'>,
  library: string,
): Promise<ColumnMeanings> {
  await using call = connectTo(target, signal);
  const answer = await call.graphql<{
    library: { columnMap: readonly { column: string; field: string }[] | null } | null;
  }>('query ($library: String!) { library(code: $library) { columnMap { column field } } }', { library });
  const known = answer.library?.columnMap ?? [];
  // A newer server may know fields that this program does not.
  return Object.fromEntries(known.flatMap(({ column, field }) => (isColumnField(field) ? [[column, field]] : [])));
}

/** The first quarantined records of a push, for a person to look at. */
export async function quarantineOf(
  { target, signal }: Pick<PushRun, 'target' | 'signal'>,
  id: string,
  first: number,
): Promise<readonly QuarantinedRecord[]> {
  await using call = connectTo(target, signal);
  const { push } = await call.graphql<{ push: { quarantine: { nodes: readonly QuarantinedRecord[] } | null } | null }>(
    `query ($id: ID!, $first: Int!) { push(id: $id) { quarantine(first: $first) {
       nodes { position localId findings { code place message messageZh } } } } }`,
    { id, first },
  );
  return push?.quarantine?.nodes ?? [];
}

/**
 * Sends what the server does not have. The last chunk it has is sent once more: the same bytes get the answer given
 * before, other bytes show that the files are not those of the first run.
 *
 * @returns how many older states came late
 */
async function sendChunks(
  call: Call,
  run: PushRun,
  { begun, resumed }: { readonly begun: PushStatus; readonly resumed: boolean },
  chunks: AsyncGenerator<Chunk>,
): Promise<number> {
  const from = resumed ? Math.max(0, begun.nextSeq - 1) : begun.nextSeq;
  let { received, quarantined } = begun;
  let outdated = 0;
  let ahead = chunks.next();
  for (;;) {
    const step = await ahead.catch((error: unknown) => giveUp(call, begun.id, error));
    if (step.done === true) return outdated;
    // The next chunk is read and compressed while this one travels.
    ahead = chunks.next();
    ahead.catch(() => null);
    const chunk = step.value;
    if (chunk.seq < from) continue;
    const answer = await call.putChunk(begun.id, chunk.seq, chunk.body);
    if (chunk.seq >= begun.nextSeq) {
      received += answer.received;
      quarantined += answer.quarantined;
      outdated += answer.outdated;
    }
    run.onStatus?.({ id: begun.id, received, quarantined });
  }
}

/** The files broke off: nobody can resume with them, and the next push of the library must not wait. */
async function giveUp(call: Call, id: string, error: unknown): Promise<never> {
  await call.graphql('mutation ($id: ID!) { abandonPush(id: $id) { problems { code } } }', { id });
  throw error;
}

const FIELDS = 'id state nextSeq received added changed unchanged deleted quarantined heldReason';
const POLL_FROM_MS = 50;
const POLL_TO_MS = 1_000;

async function begin(call: Call, input: PushRequest): Promise<PushStatus> {
  // One key for all attempts of this run: an answer that was lost must not leave a second push behind.
  const { expectedCount, charset, ...rest } = input;
  const { beginPush } = await call.graphql<{ beginPush: PushPayload }>(
    `mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { ${FIELDS} } problems { code message messageZh } } }`,
    { input: { ...rest, charset, expectedCount, idempotencyKey: randomUUID() } },
  );
  return unwrap(beginPush);
}

async function commit(call: Call, id: string, confirmShrink: boolean): Promise<PushStatus> {
  const { commitPush } = await call.graphql<{ commitPush: PushPayload }>(
    `mutation ($id: ID!, $confirmShrink: Boolean!) { commitPush(id: $id, confirmShrink: $confirmShrink) {
       push { ${FIELDS} } problems { code message messageZh } } }`,
    { id, confirmShrink },
  );
  return unwrap(commitPush);
}

async function statusOf(call: Call, id: string): Promise<PushStatus> {
  const { push } = await call.graphql<{ push: PushStatus | null }>(`query ($id: ID!) { push(id: $id) { ${FIELDS} } }`, {
    id,
  });
  if (push === null) throw new Fault('NOT_FOUND', { what: id });
  return push;
}

async function untilOver(call: Call, committed: PushStatus, signal: AbortSignal): Promise<PushStatus> {
  let status = committed;
  for (let wait = POLL_FROM_MS; status.state === 'APPLYING' || status.state === 'OPEN'; ) {
    await delay(wait, null, { signal });
    wait = Math.min(POLL_TO_MS, wait * 1.5);
    status = await statusOf(call, committed.id);
  }
  return status;
}

interface PushPayload {
  readonly push: PushStatus | null;
  readonly problems: readonly { readonly code: string; readonly message: string; readonly messageZh: string }[];
}

function unwrap({ push, problems }: PushPayload): PushStatus {
  const [first] = problems;
  if (first !== undefined) throw new Fault('SERVER_REFUSED', { ...first });
  if (push === null) throw new Fault('SERVER_REFUSED', { code: 'NOT_FOUND', message: '–', messageZh: '–' });
  return push;
}
