import { type LibraryCode, type PushId, pushId, storedLibraryCode } from '../../base/brand.ts';
import type { Finding } from '../../base/finding.ts';
import type { PushReader, QualityMark, ReadingsPage } from '../../push/store.ts';
import type { Description } from '../../record/description.ts';
import type { QualityReport } from '../../record/quality.ts';
import type { Sqlite } from './open.ts';

interface MarkRow {
  readonly push: string;
  readonly library: string;
  readonly at: number;
  readonly report: string;
}

/** The marks as they were kept. */
export function qualityReader(db: Sqlite): Pick<PushReader, 'qualities' | 'lastQualities'> {
  const byPushes = db.prepare<[string], MarkRow>(
    'SELECT * FROM library_quality WHERE push IN (SELECT value FROM json_each(?))',
  );
  const last = db.prepare<[string], MarkRow>(
    'SELECT * FROM library_quality WHERE library = ? ORDER BY at DESC, push DESC LIMIT 1',
  );
  return {
    async qualities(pushes) {
      return new Map(byPushes.all(JSON.stringify(pushes)).map((row) => [pushId(row.push), toMark(row)]));
    },
    async lastQualities(libraries) {
      const rows = libraries.flatMap((library): [LibraryCode, QualityMark][] => {
        const row = last.get(library);
        return row === undefined ? [] : [[library, toMark(row)]];
      });
      return new Map(rows);
    },
  };
}

function toMark({ push, library, at, report }: MarkRow): QualityMark {
  return {
    push: pushId(push),
    library: storedLibraryCode(library),
    at: new Date(at),
    report: JSON.parse(report) as QualityReport,
  };
}

interface RecordRow {
  readonly ref: number;
  readonly local_id: string;
  readonly description: string;
  readonly findings: string;
}

/** The statements of measuring, for the writing half. */
export function prepareQuality(db: Sqlite) {
  const kept = db.prepare<[string, number, number], RecordRow>(
    `SELECT ref, local_id, description, findings FROM source_record
     WHERE library = (SELECT library FROM pushes WHERE id = ?) AND ref > ? ORDER BY ref LIMIT ?`,
  );
  const aside = db.prepare<[string, number, number], { position: number; findings: string }>(
    'SELECT position, findings FROM quarantine WHERE push = ? AND position > ? ORDER BY position LIMIT ?',
  );
  const put = db.prepare<[number, number, string, string]>(
    `INSERT INTO library_quality (push, library, at, score, report)
     SELECT id, library, ?, ?, ? FROM pushes WHERE id = ? ON CONFLICT (push) DO NOTHING`,
  );
  const unmeasured = db.prepare<[], { id: string }>(
    `SELECT p.id FROM pushes p WHERE p.state = 'DONE' AND p.dry_run = 0
       AND NOT EXISTS (SELECT 1 FROM library_quality q WHERE q.library = p.library)
       AND NOT EXISTS (SELECT 1 FROM pushes n WHERE n.library = p.library AND n.state = 'DONE' AND n.dry_run = 0
         AND (n.started_at, n.id) > (p.started_at, p.id))`,
  );
  return {
    readings(push: PushId, which: 'kept' | 'setAside', from: number, limit: number): ReadingsPage {
      if (which === 'kept') {
        const rows = kept.all(push, from, limit);
        return { readings: rows.map(toReading), next: rows.length < limit ? null : (rows.at(-1)?.ref ?? null) };
      }
      const rows = aside.all(push, from, limit);
      return { readings: rows.map(toRefusal), next: rows.length < limit ? null : (rows.at(-1)?.position ?? null) };
    },
    keepQuality(push: PushId, report: QualityReport, now: number): void {
      put.run(now, report.score, JSON.stringify(report), push);
    },
    unmeasured: (): readonly PushId[] => unmeasured.all().map((row) => pushId(row.id)),
  };
}

type Reading = ReadingsPage['readings'][number];

function toReading({ local_id, description, findings }: RecordRow): Reading {
  const value = { ...(JSON.parse(description) as Description), localId: local_id };
  return { read: { ok: true, value, findings: JSON.parse(findings) as readonly Finding[] }, place: local_id };
}

function toRefusal({ position, findings }: { readonly position: number; readonly findings: string }): Reading {
  // Nothing is set aside without a reason.
  const reasons = JSON.parse(findings) as [Finding, ...Finding[]];
  return { read: { ok: false, findings: reasons }, place: `line ${position}` };
}
