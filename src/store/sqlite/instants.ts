import { openForReading } from './open.ts';

/** The latest instant that anything in the store carries; null in a new one. */
export function newestInstant(file: string): Date | null {
  const db = openForReading(file);
  try {
    const at = db
      .prepare<[], number | null>(
        'SELECT max(at) FROM (SELECT max(at) AS at FROM audit UNION ALL SELECT max(touched_at) FROM pushes)',
      )
      .pluck()
      .get();
    return typeof at === 'number' ? new Date(at) : null;
  } finally {
    db.close();
  }
}
