import { loanId, toteId } from '../../src/base/brand.ts';
import type { Tote, ToteReader } from '../../src/loan/courier/tote.ts';
import { NOW, OWN_SCHOOL, PUBLIC_LIBRARY } from './fake-rows.ts';

/** One box on its way from the public library to OWN_SCHOOL. */
export const TOTE: Tote = {
  id: toteId('tote-own'),
  label: 'Z-001',
  route: '东线',
  day: '2026-11-24',
  from: PUBLIC_LIBRARY,
  to: OWN_SCHOOL,
  place: PUBLIC_LIBRARY,
  state: 'CLOSED',
  copies: [{ loan: loanId('loan-own'), library: PUBLIC_LIBRARY, barcode: 'B11', way: 'OUT', state: 'PACKED' }],
  lateAt: null,
  openedAt: NOW,
  closedAt: NOW,
  leftAt: null,
  arrivedAt: null,
  version: 2,
};

export function totesOf(): ToteReader {
  return {
    tote: async (id) => (id === TOTE.id ? TOTE : null),
    list: async ({ library }) => {
      const rows = [TOTE].filter(({ from, to }) => from === library || to === library);
      return { rows, hasNext: false, endCursor: null, total: rows.length };
    },
    run: async () => [TOTE],
    routes: async () => [{ name: '东线', stops: [PUBLIC_LIBRARY, OWN_SCHOOL], weekdays: [2] }],
    scanned: async () => [loanId('loan-own')],
    figures: async () => ({ totes: 1, copies: 1, missing: 0, medianDays: null }),
  };
}
