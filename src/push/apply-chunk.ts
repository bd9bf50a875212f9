import { createHash } from 'node:crypto';
import type { Finding, Read } from '../base/finding.ts';
import type { Incoming } from '../catalogue/store.ts';
import type { Description } from '../record/description.ts';
import type { RawRecord } from '../record/raw.ts';
import type { ChunkLine } from './chunk.ts';
import { quarantined } from './quarantine.ts';
import { standingId } from './same-number.ts';
import type { ChunkChange, ChunkCounts, KnownRecords, Push, QuarantineEntry } from './store.ts';

/** How a raw record becomes a description: `record/read.ts` bound to the push's profile and charset. */
export interface Reading {
  read(raw: RawRecord): Read<Description>;
  /** The id of a record that {@link read} refused, where at least that can be seen. */
  idOf(raw: RawRecord): string | null;
  /** Changes whenever the same bytes would be read otherwise: profile, charset and the version of the rules. */
  readonly rule: string;
}

/**
 * What a chunk does to the catalogue: each line read, compared by content hash with what is stored, repeated ids told
 * apart, older versions ignored. Pure: it may run twice and decides alike.
 */
export function applyChunk(
  lines: readonly ChunkLine[],
  reading: Reading,
  push: Push,
  known: KnownRecords,
): ChunkChange {
  const chunk = new ChunkInHand(reading, push, known);
  for (const line of lines) chunk.take(line);
  return chunk.change();
}

const NONE = {
  received: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  outdated: 0,
  deleted: 0,
  quarantined: 0,
  unnamed: 0,
} satisfies ChunkCounts;

type RecordLine = Extract<ChunkLine, { kind: 'record' }>;

/** The chunk being decided: holds what earlier lines of it brought, so that later ones can be compared. */
class ChunkInHand {
  readonly #reading: Reading;
  readonly #push: Push;
  readonly #known: KnownRecords;
  readonly #incoming = new Map<string, Incoming>();
  readonly #quarantined: QuarantineEntry[] = [];
  readonly #brought = new Map<string, string | null>();
  readonly #gone = new Map<string, string | null>();
  readonly #versions = new Map<string, string>();
  readonly #counts = { ...NONE };

  constructor(reading: Reading, push: Push, known: KnownRecords) {
    this.#reading = reading;
    this.#push = push;
    this.#known = known;
  }

  take(line: ChunkLine): void {
    this.#counts.received += 1;
    if (line.kind === 'bad') this.#quarantine(line.localId, [line.finding], { format: 'row', bytes: line.text });
    else if (line.kind === 'deleted') this.#delete(line.localId);
    else this.#record(line);
  }

  change(): ChunkChange {
    return {
      incoming: [...this.#incoming.values()],
      quarantined: this.#quarantined,
      brought: this.#brought,
      gone: this.#gone,
      versions: this.#versions,
      counts: this.#counts,
    };
  }

  #record(line: RecordLine): void {
    const contentHash = hashOf(line.raw.bytes, this.#reading.rule);
    // Equal bytes stand in the catalogue: nothing to read, nothing to match.
    const standing = line.localId === null ? this.#known.withContent(contentHash) : this.#meant(line.localId);
    if (standing !== null && this.#bringUnchanged(standing, contentHash, line.version)) return;
    const read = this.#reading.read(line.raw);
    if (read.ok) this.#described(line, contentHash, read.value, read.findings);
    else {
      const named = line.localId === null ? this.#reading.idOf(line.raw) : this.#meant(line.localId);
      this.#quarantine(named, read.findings, line.raw);
    }
  }

  #described(line: RecordLine, contentHash: string, description: Description, findings: readonly Finding[]): void {
    const told = line.localId === null ? description.localId : this.#meant(line.localId);
    const repeated = this.#tellsRecordsOnce(line) && this.#repeats(told, contentHash);
    const localId = repeated ? derivedId(told, contentHash) : told;
    if (this.#bringUnchanged(localId, contentHash, line.version)) return;
    const version = line.version ?? description.version ?? null;
    if (this.#isOlder(localId, version)) {
      // What is ignored was not brought: the same content may well be a newer state again.
      this.#counts.unchanged += 1;
      this.#counts.outdated += 1;
      return;
    }
    const effect = this.#stands(localId) ? 'changed' : 'added';
    this.#gone.delete(localId);
    this.#versions.delete(localId);
    this.#incoming.set(localId, {
      kind: 'record',
      key: { library: this.#push.library, localId },
      description: { ...description, localId },
      findings: repeated ? [...findings, repeatFinding(told, this.#position())] : findings,
      raw: { format: line.raw.format, bytes: line.raw.bytes },
      contentHash,
      version,
      profile: this.#push.profile,
    });
    this.#bring(localId, contentHash, effect);
  }

  #delete(told: string): void {
    const localId = this.#meant(told);
    const standing = this.#standing(localId);
    if (standing === null) {
      this.#bring(localId, null, 'unchanged');
      return;
    }
    this.#gone.set(localId, standing.version);
    this.#versions.delete(localId);
    const key = { library: this.#push.library, localId };
    if (this.#known.stored(localId) === null) this.#incoming.delete(localId);
    else this.#incoming.set(localId, { kind: 'deleted', key });
    this.#bring(localId, null, 'deleted');
  }

  #quarantine(localId: string | null, findings: readonly Finding[], raw: Pick<RawRecord, 'format' | 'bytes'>): void {
    this.#quarantined.push(quarantined(this.#position(), localId, findings, raw));
    this.#counts.quarantined += 1;
    if (localId === null) this.#counts.unnamed += 1;
    else if (!this.#brought.has(localId)) this.#brought.set(localId, this.#known.brought(localId) ?? null);
  }

  /**
   * True, and counted, where the record stands in the catalogue with just this content, or this push brought it before
   * (a rehearsal applies nothing, so there the catalogue does not know).
   */
  #bringUnchanged(localId: string, contentHash: string, version: string | null): boolean {
    const standing = this.#standing(localId);
    const same = standing?.contentHash === contentHash || this.#broughtAs(localId) === contentHash;
    if (!same) return false;
    if (standing?.contentHash === contentHash) this.#tellVersion(localId, standing.version, version);
    this.#bring(localId, contentHash, 'unchanged');
    return true;
  }

  /** The same content under a newer version: what was between the two is older now. */
  #tellVersion(localId: string, standing: string | null, version: string | null): void {
    if (version === null || version === standing || this.#isOlder(localId, version)) return;
    const here = this.#incoming.get(localId);
    if (here?.kind === 'record') this.#incoming.set(localId, { ...here, version });
    else this.#versions.set(localId, version);
  }

  #bring(localId: string, contentHash: string | null, effect: 'added' | 'changed' | 'unchanged' | 'deleted'): void {
    this.#brought.set(localId, contentHash);
    this.#counts[effect] += 1;
  }

  /** The content that this push brought last under the id; null where it deleted the record since. */
  #broughtAs(localId: string): string | null | undefined {
    return this.#brought.has(localId) ? this.#brought.get(localId) : this.#known.brought(localId);
  }

  /** The record as it will stand after the lines so far. */
  #standing(localId: string): { readonly contentHash: string; readonly version: string | null } | null {
    const here = this.#incoming.get(localId);
    if (here === undefined) return this.#stored(localId);
    return here.kind === 'record' ? here : null;
  }

  #stored(localId: string): { readonly contentHash: string; readonly version: string | null } | null {
    const stored = this.#known.stored(localId);
    const version = this.#versions.get(localId);
    return stored === null || version === undefined ? stored : { ...stored, version };
  }

  /** An id that the sender put beside the record may leave out zeros, or have more; one read from a record is exact. */
  #meant(localId: string): string {
    return standingId(localId, (other) => this.#stands(other));
  }

  #stands(localId: string): boolean {
    return this.#standing(localId) !== null;
  }

  /**
   * Whether the same id with other content is another record, because some programs write a constant into 001
   * (DESIGN §5): in a SNAPSHOT always, in a DELTA where the id was read from the record itself. An id that the sender
   * put beside a record of a DELTA means the record's later state.
   */
  #tellsRecordsOnce(line: RecordLine): boolean {
    return this.#push.mode === 'SNAPSHOT' || line.localId === null;
  }

  #repeats(localId: string, contentHash: string): boolean {
    const before = this.#broughtAs(localId);
    return typeof before === 'string' && before !== contentHash;
  }

  /**
   * Whether a DELTA tells late what the record was before its standing state, or before it was deleted. Versions are
   * compared as text: 005 and ISO dates sort as they stand.
   */
  #isOlder(localId: string, version: string | null): boolean {
    if (this.#push.mode !== 'DELTA' || version === null) return false;
    const last = this.#lastVersion(localId);
    return last !== null && version < last;
  }

  #lastVersion(localId: string): string | null {
    const standing = this.#standing(localId);
    if (standing !== null) return standing.version;
    return this.#gone.has(localId) ? (this.#gone.get(localId) ?? null) : this.#known.gone(localId);
  }

  #position(): number {
    return this.#push.received + this.#counts.received;
  }
}

function hashOf(bytes: Uint8Array, rule: string): string {
  return createHash('sha256').update(rule).update('\0').update(bytes).digest('hex');
}

const DERIVED_LENGTH = 12;

/** Depends on nothing but the record itself, so that the next delivery gives it the same id. */
function derivedId(localId: string, contentHash: string): string {
  return `${localId}~${contentHash.slice(0, DERIVED_LENGTH)}`;
}

function repeatFinding(localId: string, position: number): Finding {
  return { code: 'LOCAL_ID_REPEATED', severity: 'warning', place: `line ${position}`, got: localId.slice(0, 80) };
}
