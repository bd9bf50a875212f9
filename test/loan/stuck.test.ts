import { describe, expect, it } from 'vitest';
import { CITY, loanIn, NEAR, smallAlliance } from './alliance.ts';

const at = (day: string) => new Date(`${day}T10:00:00+08:00`);

describe('what is stuck', () => {
  it('is flagged, or past its time; the longest waiting first, page by page; what runs well is not', async () => {
    const { request, act, reader, book, db, loans } = smallAlliance();
    const silent = loanIn(request({ edition: book }, at('2026-11-23')));
    const late = loanIn(request({ edition: book }, at('2026-11-24')));
    const fine = loanIn(request({ edition: book }, at('2026-12-01')));
    loanIn(act(late, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }, at('2026-11-24')));
    expect([silent, late].map(({ supplier }) => supplier)).toEqual(Array(2).fill({ kind: 'member', library: NEAR }));
    db.transaction(() => loans.sweep(at('2026-11-25'), 100)).immediate();
    const all = await reader.stuck(at('2026-12-04'), 10, null);
    expect(all.rows.map(({ id }) => id)).toEqual([silent.id, late.id]);
    expect(fine.supplier).toEqual({ kind: 'member', library: expect.stringMatching(`${NEAR}|${CITY}`) });
    const first = await reader.stuck(at('2026-12-04'), 1, null);
    expect([first.rows.map(({ id }) => id), first.hasNext, first.total]).toEqual([[silent.id], true, 2]);
    const second = await reader.stuck(at('2026-12-04'), 1, first.endCursor);
    expect([second.rows.map(({ id }) => id), second.hasNext]).toEqual([[late.id], false]);
  });
});
