import { type EditionId, editionId, storedLibraryCode } from '../../base/brand.ts';
import type { Finding } from '../../base/finding.ts';
import type { CatalogueReader, SourceKey, SourceRecordView } from '../../catalogue/store.ts';
import type { Description } from '../../record/description.ts';
import type { RecordFormat } from '../../record/raw.ts';
import type { Sqlite } from './open.ts';

type SourceReader = Pick<CatalogueReader, 'sourceRecord' | 'sourceRecords' | 'sourceRecordsOf'>;

interface SourceRow {
  readonly library: string;
  readonly local_id: string;
  readonly edition: string;
  readonly format: RecordFormat;
  readonly raw: Uint8Array;
  readonly description: string;
  readonly findings: string;
}

/** Members' records as they came, and what was read from them. */
export function sourceReader(db: Sqlite): SourceReader {
  const columns = `SELECT r.library, r.local_id, r.edition, r.format, w.raw, r.description, r.findings
    FROM source_record r JOIN source_raw w ON w.ref = r.ref`;
  const byKey = db.prepare<[string, string], SourceRow>(
    `${columns} WHERE r.library = ? AND r.local_id = ? AND r.edition IS NOT NULL`,
  );
  const byEdition = db.prepare<[string], SourceRow>(
    `${columns} WHERE r.form IN (SELECT id FROM form WHERE edition IN (SELECT value FROM json_each(?)))
     ORDER BY r.edition, r.quality DESC, r.library, r.local_id`,
  );
  const read = (key: SourceKey): SourceRecordView | null => {
    const row = byKey.get(key.library, key.localId);
    return row === undefined ? null : toView(row);
  };
  return {
    async sourceRecord(key) {
      return read(key);
    },
    async sourceRecords(keys) {
      return keys.map(read);
    },
    async sourceRecordsOf(ids) {
      const found = new Map<EditionId, SourceRecordView[]>(ids.map((id) => [id, []]));
      for (const row of byEdition.all(JSON.stringify(ids))) found.get(editionId(row.edition))?.push(toView(row));
      return found;
    },
  };
}

function toView(row: SourceRow): SourceRecordView {
  return {
    key: { library: storedLibraryCode(row.library), localId: row.local_id },
    edition: editionId(row.edition),
    raw: { format: row.format, bytes: row.raw },
    description: JSON.parse(row.description) as Description,
    findings: JSON.parse(row.findings) as readonly Finding[],
  };
}
