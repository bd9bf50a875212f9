import { randomBytes } from 'node:crypto';
import { type EditionId, editionId, type LibraryCode, type LoanId, loanId } from '../../base/brand.ts';
import type { Stage } from '../../catalogue/edition.ts';
import type { Library } from '../../catalogue/library.ts';
import { fitsPart, wouldDo } from '../../loan/alternatives.ts';
import { type AudienceRule, USUAL_AUDIENCE } from '../../loan/audience.ts';
import { type LibraryCalendar, NO_CALENDAR, openDays } from '../../loan/calendar.ts';
import type { EditionChoice } from '../../loan/loan.ts';
import type { Order } from '../../loan/order.ts';
import type { DeliveryAddress } from '../../loan/partner.ts';
import { type CourierRoute, type LendingPolicy, USUAL_POLICY } from '../../loan/policy.ts';
import { pseudonym } from '../../loan/pseudonym.ts';
import type { Shelf } from '../../loan/store.ts';
import type { Copy, LoanWorld, WantedTitle } from '../../loan/world.ts';
import { libraryLookup } from './libraries.ts';
import { documentFinder } from './loan-documents.ts';
import type { LoanFiles } from './loan-files.ts';
import { type FoundEdition, type LoanShelf, openLoanShelf } from './loan-shelf.ts';
import type { Sqlite } from './open.ts';

/** The reads behind a decision, all prepared once; each call sees what the open transaction sees. */
export function loanWorld(db: Sqlite, files: LoanFiles, pseudonymKey: Uint8Array): (now: Date) => LoanWorld {
  const shelf = openLoanShelf(db);
  const libraries = libraryLookup(db);
  const settings = settingsOf(db);
  const loads = loadOf(db);
  const lastResort = db.prepare<[], { symbol: string; name: string }>(
    'SELECT symbol, name FROM loan_partners WHERE last_resort > 0 ORDER BY last_resort, symbol',
  );
  return (now) => {
    const known = new Map<LibraryCode, Library | null>();
    const library = (code: LibraryCode): Library | null => {
      const found = known.get(code) ?? libraries(code);
      known.set(code, found);
      return found;
    };
    const policy = (code: LibraryCode): LendingPolicy => settings.policy(code);
    return {
      now,
      mint: () => mintLoan(now),
      library,
      policy,
      openDays: (code) => openDays(settings.calendar(code), library(code)?.kind === 'SCHOOL'),
      audience: settings.audience,
      address: settings.address,
      heldByIsbn: shelf.heldByIsbn,
      routes: () => settings.routes(),
      lastResort: () => lastResort.all(),
      title: (id) => titleOf(shelf, id),
      shelves: (id, choice) => shelvesFor(shelf, id, choice),
      wanted: (copy, id, choice) => isWanted(shelf, copy, id, choice),
      copy: shelf.copy,
      load: (code) => loads(code, now),
      pseudonym: (requester, ref) => pseudonym(pseudonymKey, requester, ref),
      ...readsOf(db, files),
    };
  };
}

/** Sortable by time, short enough to be read out over the telephone. */
function mintLoan(now: Date): LoanId {
  return loanId(`ln${now.getTime().toString(36)}${randomBytes(5).toString('hex')}`);
}

function titleOf(shelf: LoanShelf, id: EditionId): WantedTitle | null {
  const found = shelf.edition(id);
  if (found === null) return null;
  const { edition } = found;
  return {
    id: found.id,
    title: [edition.title, edition.partNumber, edition.partTitle].filter((part) => part !== null).join(' '),
    contributor: edition.contributors[0]?.name ?? null,
    isbn: edition.isbns[0] ?? null,
    stages: edition.stages as readonly Stage[],
    editionStatement: edition.editionStatement ?? null,
    publisher: edition.publisher ?? null,
    year: edition.year ?? null,
  };
}

interface Wanted {
  readonly edition: FoundEdition['edition'];
  /** The edition asked for and those that would do as well. */
  readonly editions: readonly EditionId[];
  /** Sets that have one of them as a volume. */
  readonly sets: readonly EditionId[];
}

function wantedOf(shelf: LoanShelf, id: EditionId, choice: EditionChoice): Wanted | null {
  const found = shelf.edition(id);
  if (found === null) return null;
  const siblings = choice === 'THIS_EDITION' ? [] : shelf.siblings(found.id);
  const others = siblings.filter((other) => wouldDo(found.edition, other.edition, choice));
  const editions = [found.id, ...others.map((other) => other.id)];
  return { edition: found.edition, editions, sets: shelf.setsOf(editions) };
}

function shelvesFor(shelf: LoanShelf, id: EditionId, choice: EditionChoice): readonly Shelf[] {
  const wanted = wantedOf(shelf, id, choice);
  if (wanted === null) return [];
  const fits = (volume: string | null): boolean => fitsPart(wanted.edition, volume);
  const shelves = shelf.shelves([...wanted.editions, ...wanted.sets], fits);
  return shelves.map((each) => ({ ...each, inSet: wanted.sets.includes(each.edition) }));
}

function isWanted(shelf: LoanShelf, copy: Copy, id: EditionId, choice: EditionChoice): boolean {
  const wanted = wantedOf(shelf, id, choice);
  if (wanted === null || !fitsPart(wanted.edition, copy.volume)) return false;
  return wanted.editions.includes(copy.edition) || wanted.sets.includes(copy.edition);
}

function readsOf(
  db: Sqlite,
  files: LoanFiles,
): Pick<LoanWorld, 'order' | 'documentOf' | 'parts' | 'loanOfCopy' | 'promised' | 'openFor'> {
  const { loanOfCopy, promised, openFor, documentOf } = statements(db);
  return {
    order: (id) => files.order(id),
    documentOf,
    parts: (parent): readonly Order[] => files.parts(parent),
    loanOfCopy(library, barcode) {
      const row = loanOfCopy.get(library, barcode);
      return row === undefined ? null : loanId(row.loan);
    },
    promised: (library, edition, { bookFrom, bookUntil }) =>
      promised.get({ library, edition, from: bookFrom, until: bookUntil })?.copies ?? 0,
    openFor: (requester, ref) =>
      openFor.all(requester, ref).map(({ edition, title }) => ({
        edition: edition === null ? null : editionId(edition),
        title,
      })),
  };
}

interface PromisedFor {
  readonly library: string;
  readonly edition: string;
  readonly from: string | null;
  readonly until: string | null;
}

const prepared = new WeakMap<Sqlite, ReturnType<typeof prepare>>();

function statements(db: Sqlite): ReturnType<typeof prepare> {
  const found = prepared.get(db) ?? prepare(db);
  prepared.set(db, found);
  return found;
}

function prepare(db: Sqlite) {
  return {
    documentOf: documentFinder(db),
    loanOfCopy: db.prepare<[string, string], { loan: string }>(
      'SELECT loan FROM loan_items WHERE library = ? AND barcode = ? AND open = 1',
    ),
    // Copies promised by name stand ON_HOLD in the catalogue already.
    promised: db.prepare<[PromisedFor], { copies: number }>(
      `SELECT coalesce(sum(l.quantity), 0) AS copies FROM loans l JOIN loan_supplies s ON s.loan = l.id AND s.rank = l.rank
       WHERE l.supplier = @library AND l.open = 1 AND l.supplier_shown = 'WILL_SUPPLY' AND s.edition = @edition
         AND (l.book_until IS NULL OR @from IS NULL OR l.book_until >= @from)
         AND (l.book_from IS NULL OR @until IS NULL OR l.book_from <= @until)
         AND NOT EXISTS (SELECT 1 FROM loan_items i WHERE i.loan = l.id)`,
    ),
    openFor: db.prepare<[string, string], { edition: string | null; title: string }>(
      `SELECT edition, title FROM loans WHERE requester = ? AND patron_ref = ? AND open = 1 AND parent IS NULL`,
    ),
  };
}

const LOAD_WINDOW_MS = 90 * 86_400_000;

function loadOf(
  db: Sqlite,
): (code: LibraryCode, now: Date) => { readonly openLoans: number; readonly lentMore: number } {
  const open = db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM loans WHERE supplier = ? AND open = 1');
  const lent = db.prepare<[string, number], { n: number }>(
    'SELECT count(*) AS n FROM loans WHERE supplier = ? AND shipped_at > ?',
  );
  const borrowed = db.prepare<[string, number], { n: number }>(
    'SELECT count(*) AS n FROM loans WHERE requester = ? AND shipped_at > ? AND parent IS NULL',
  );
  return (code, now) => {
    const since = now.getTime() - LOAD_WINDOW_MS;
    const lentMore = (lent.get(code, since)?.n ?? 0) - (borrowed.get(code, since)?.n ?? 0);
    return { openLoans: open.get(code)?.n ?? 0, lentMore };
  };
}

function settingsOf(db: Sqlite): {
  policy(code: LibraryCode): LendingPolicy;
  calendar(code: LibraryCode): LibraryCalendar;
  routes(): readonly CourierRoute[];
  address(code: LibraryCode): DeliveryAddress | null;
  audience(code: LibraryCode): AudienceRule;
} {
  const read = db.prepare<[string, string], { value: string }>(
    'SELECT value FROM loan_settings WHERE library = ? AND kind = ?',
  );
  const json = (library: string, kind: string): unknown => {
    const row = read.get(library, kind);
    return row === undefined ? null : JSON.parse(row.value);
  };
  return {
    policy: (code) => ({ ...USUAL_POLICY, ...(json(code, 'policy') as Partial<LendingPolicy> | null) }),
    calendar: (code) => ({
      ...NO_CALENDAR,
      ...(json('', 'calendar') as Partial<LibraryCalendar> | null),
      ...(json(code, 'calendar') as Partial<LibraryCalendar> | null),
    }),
    audience: (code) => (json(code, 'audience') as AudienceRule | null) ?? USUAL_AUDIENCE,
    address: (code) => json(code, 'address') as DeliveryAddress | null,
    routes: () => (json('', 'routes') as readonly CourierRoute[] | null) ?? [],
  };
}
