import { join } from 'node:path';
import { PLAIN_ACT, PLAIN_REQUEST } from '../../scripts/dev/plain-loan.ts';
import { type EditionId, editionId, type LibraryCode, libraryCode } from '../../src/base/brand.ts';
import type { Stage } from '../../src/catalogue/edition.ts';
import type { LibraryKind } from '../../src/catalogue/library.ts';
import type { ActOnLoan, Loan, LoanAction, LoanRole, RequestLoan } from '../../src/loan/loan.ts';
import type { LoanAnswer, LoanReader, LoanWriter } from '../../src/loan/store.ts';
import { loanReader, openLoanTables } from '../../src/store/sqlite/loans.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { temporaryFolder } from '../support/folder.ts';

/** A Monday in term, ten in the morning in China. */
export const MONDAY = new Date('2026-11-23T10:00:00+08:00');

export const code = (text: string): LibraryCode => {
  const found = libraryCode(text);
  if (found === null) throw new Error(`no library code: ${text}`);
  return found;
};

export const HOME = code('CN-320508-C-HOME');
export const NEAR = code('CN-320508-C-NEAR');
export const FAR = code('CN-320582-C-FAR');
export const CITY = code('CN-320505-1-CITY');

export interface TestAlliance {
  readonly db: Sqlite;
  readonly file: string;
  readonly loans: LoanWriter;
  readonly reader: LoanReader;
  library(code: LibraryCode, kind: LibraryKind, area: string, stages?: readonly Stage[]): void;
  title(id: string, more?: Partial<Record<string, unknown>>, work?: string): EditionId;
  /** Copies with barcodes `<prefix>1` …; status null: the library tells none. */
  copies(library: LibraryCode, edition: EditionId, prefix: string, count: number, status?: string | null): void;
  unmarked(library: LibraryCode, edition: EditionId, count: number): void;
  statusOf(library: LibraryCode, barcode: string): string | null;
  set(library: string, kind: 'policy' | 'calendar' | 'routes' | 'address' | 'audience', value: unknown): void;
  request(more: Partial<RequestLoan>, now?: Date): LoanAnswer;
  act(loan: Loan, as: LoanRole, action: LoanAction, more?: Partial<ActOnLoan>, now?: Date): LoanAnswer;
}

let keys = 0;

const ASKED_AT_HOME = { ...PLAIN_REQUEST, requester: HOME, edition: null };

/** A store in a temporary folder with what lending needs of the other rooms, written as rows. */
export function testAlliance(): TestAlliance {
  const file = join(temporaryFolder('loan'), 'catalogue.db');
  const db = openForWriting(file);
  migrate(db);
  const loans = openLoanTables(db, Buffer.alloc(32, 7));
  const inTransaction = <T>(work: () => T): T => db.transaction(work).immediate();
  let refs = 0;
  const alliance: TestAlliance = {
    db,
    file,
    loans,
    reader: loanReader(db),
    library(id, kind, area, stages = ['JUNIOR']) {
      db.prepare('INSERT INTO libraries (code, kind, name, area, stages) VALUES (?, ?, ?, ?, ?)').run(
        id,
        kind,
        `馆 ${id}`,
        area,
        JSON.stringify(stages),
      );
    },
    title(id, more = {}, work = `w-${id}`) {
      const body = {
        title: id,
        subtitle: null,
        partNumber: null,
        partTitle: null,
        contributors: [],
        isbns: [],
        language: 'chi',
        carrier: 'PRINT',
        stages: [],
        ...more,
      };
      db.prepare(
        "INSERT INTO edition (id, work, anchor, version, body, facet, libraries, items, available) VALUES (?, ?, ?, 1, ?, '{}', 0, 0, 0)",
      ).run(id, work, id, JSON.stringify(body));
      return editionId(id);
    },
    copies(library, edition, prefix, count, status = 'AVAILABLE') {
      const holding = addHolding(library, edition, 0);
      for (let at = 1; at <= count; at++) {
        db.prepare('INSERT INTO item (library, barcode, holding, told) VALUES (?, ?, ?, ?)').run(
          library,
          `${prefix}${at}`,
          holding,
          status,
        );
      }
    },
    unmarked(library, edition, count) {
      addHolding(library, edition, count);
    },
    statusOf(library, barcode) {
      const row = db
        .prepare<[string, string], { status: string | null }>(
          'SELECT coalesce(lent, reported, told) AS status FROM item WHERE library = ? AND barcode = ?',
        )
        .get(library, barcode);
      return row?.status ?? null;
    },
    set(library, kind, value) {
      db.prepare('INSERT OR REPLACE INTO loan_settings VALUES (?, ?, ?)').run(library, kind, JSON.stringify(value));
    },
    request(more, now = MONDAY) {
      return inTransaction(() => loans.requestLoan({ ...ASKED_AT_HOME, idempotencyKey: `k${keys++}`, ...more }, now));
    },
    act(loan, as, action, more = {}, now = MONDAY) {
      const party = as === 'REQUESTER' ? loan.requester : loan.supplier;
      const actor = party?.kind === 'member' ? party.library : null;
      const input = { ...PLAIN_ACT, loan: loan.id, as, action, actor, idempotencyKey: `k${keys++}`, ...more };
      return inTransaction(() => loans.actOnLoan(input, now));
    },
  };
  function addHolding(library: LibraryCode, edition: EditionId, anonymous: number): string {
    const ref = ++refs;
    db.prepare(
      "INSERT INTO source_record (ref, library, local_id, content_hash, profile, format, form, edition, quality, description, findings) VALUES (?, ?, ?, '', '', 'row', 0, ?, 0, '{}', '[]')",
    ).run(ref, library, `r${ref}`, edition);
    db.prepare(
      'INSERT INTO holding (id, ref, edition, library, anonymous, items, available, known, as_of) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0)',
    ).run(`h${ref}`, ref, edition, library, anonymous);
    return `h${ref}`;
  }
  return alliance;
}

/** Four libraries; 城南旧事 on three shelves. */
export function smallAlliance(): TestAlliance & { readonly book: EditionId } {
  const alliance = testAlliance();
  alliance.library(HOME, 'SCHOOL', '320508');
  alliance.library(NEAR, 'SCHOOL', '320508');
  alliance.library(FAR, 'SCHOOL', '320582');
  alliance.library(CITY, 'PUBLIC', '320505');
  const book = alliance.title('城南旧事');
  alliance.copies(NEAR, book, 'N', 2);
  alliance.copies(CITY, book, 'C', 3);
  alliance.copies(FAR, book, 'F', 1);
  return { ...alliance, book };
}

/** The loan of an answer that must have one. */
export function loanIn(answer: LoanAnswer): Loan {
  if (answer.loan === null || answer.problems.length > 0) {
    throw new Error(`refused: ${answer.problems.map(({ code: each, message }) => `${each} ${message}`).join('; ')}`);
  }
  return answer.loan;
}
