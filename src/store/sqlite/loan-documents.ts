import { type LoanId, loanId, storedLibraryCode } from '../../base/brand.ts';
import { problem } from '../../base/problem.ts';
import {
  DOCUMENT_DAYS,
  type DocumentReader,
  type LaidBytes,
  type LoanDocument,
  wrongDocument,
} from '../../loan/document.ts';
import type { Order } from '../../loan/order.ts';
import { supplyOf } from '../../loan/order.ts';
import type { LoanWriter } from '../../loan/store.ts';
import { symbolOf } from '../../loan/talk.ts';
import type { LoanFiles } from './loan-files.ts';
import type { Sqlite } from './open.ts';

interface DocumentRow {
  readonly id: string;
  readonly loan: string;
  readonly supplier: string;
  readonly requester: string;
  readonly type: LoanDocument['type'];
  readonly bytes: number;
  readonly sha256: string;
  readonly laid_at: number;
  readonly expires_at: number;
  readonly gone_at: number | null;
}

const KEPT_MS = DOCUMENT_DAYS * 86_400_000;

export function documentReader(db: Sqlite): DocumentReader {
  const one = db.prepare<[string], DocumentRow>('SELECT * FROM loan_documents WHERE id = ?');
  const alive = db
    .prepare<[number], string>('SELECT id FROM loan_documents WHERE gone_at IS NULL AND expires_at > ?')
    .pluck();
  return {
    async document(id) {
      const row = one.get(id);
      return row === undefined ? null : toDocument(row);
    },
    alive: async (now) => new Set(alive.all(now.getTime())),
  };
}

/** The one of a loan that can be fetched now. */
export function documentFinder(db: Sqlite): (loan: LoanId) => string | null {
  const newest = db
    .prepare<[string], string>(
      'SELECT id FROM loan_documents WHERE loan = ? AND gone_at IS NULL ORDER BY laid_at DESC, id LIMIT 1',
    )
    .pluck();
  return (loan) => newest.get(loan) ?? null;
}

/** The writing half, inside a transaction of the caller's. */
export interface DocumentDesk {
  lay: LoanWriter['layDocument'];
  fetched: LoanWriter['fetchedDocument'];
  expire(now: Date): void;
}

export function documentDesk(db: Sqlite, files: Pick<LoanFiles, 'order'>): DocumentDesk {
  const put = documentPutter(db);
  const expire = db.prepare<[number, number]>(
    'UPDATE loan_documents SET gone_at = ? WHERE gone_at IS NULL AND expires_at <= ?',
  );
  const fetched = db.prepare<[number, string]>(
    'UPDATE loan_documents SET fetched_at = ? WHERE id = ? AND fetched_at IS NULL',
  );
  return {
    lay(input, now) {
      const order = files.order(input.loan);
      if (order === null) return { document: null, problems: [problem('NOT_FOUND', { what: 'loan' })] };
      const wrong = wrongDocument(order, input);
      return wrong === null
        ? { document: put(order, input.file, now), problems: [] }
        : { document: null, problems: [wrong] };
    },
    fetched: (id, now) => {
      fetched.run(now.getTime(), id);
    },
    expire: (now) => expire.run(now.getTime(), now.getTime()),
  };
}

/** The document of a loan from now on; one laid down before goes. */
function documentPutter(db: Sqlite): (order: Order, file: LaidBytes, now: Date) => LoanDocument {
  const put = db.prepare<[Omit<DocumentRow, 'gone_at'>]>(
    `INSERT INTO loan_documents (id, loan, supplier, requester, type, bytes, sha256, laid_at, expires_at)
     VALUES (@id, @loan, @supplier, @requester, @type, @bytes, @sha256, @laid_at, @expires_at)`,
  );
  const replace = db.prepare<[number, string]>(
    'UPDATE loan_documents SET gone_at = ? WHERE loan = ? AND gone_at IS NULL',
  );
  return (order, { id, type, bytes, sha256 }, now) => {
    const supplier = supplyOf(order)?.party;
    const row = {
      id,
      loan: order.id,
      supplier: supplier === undefined ? '' : symbolOf(supplier),
      requester: symbolOf(order.requester),
      type,
      bytes,
      sha256,
      laid_at: now.getTime(),
      expires_at: now.getTime() + KEPT_MS,
    };
    replace.run(now.getTime(), order.id);
    put.run(row);
    return toDocument({ ...row, gone_at: null });
  };
}

function toDocument(row: DocumentRow): LoanDocument {
  return {
    id: row.id,
    loan: loanId(row.loan),
    supplier: storedLibraryCode(row.supplier),
    requester: storedLibraryCode(row.requester),
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256,
    laidAt: new Date(row.laid_at),
    expiresAt: new Date(row.expires_at),
    goneAt: row.gone_at === null ? null : new Date(row.gone_at),
  };
}
