import { loanStoreSuite } from '../contract/loan-store.ts';
import { HOME, NEAR, smallAlliance } from './alliance.ts';

class Crash extends Error {}

/** Every table that a loan touches. */
const TABLES = [
  'loans',
  'loan_supplies',
  'loan_items',
  'loan_events',
  'loan_timers',
  'loan_answers',
  'loan_messages',
  'item',
  'outbox',
];

loanStoreSuite('SQLite', () => {
  const alliance = smallAlliance();
  const { db } = alliance;
  let left = Number.POSITIVE_INFINITY;
  // A trigger on each table counts writes and breaks the transaction off in its middle.
  db.function('crash_here', { deterministic: false }, () => {
    left -= 1;
    if (left === 0) throw new Crash();
    return 0;
  });
  for (const table of TABLES) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(`CREATE TEMP TRIGGER crash_${table}_${event} AFTER ${event} ON ${table} BEGIN SELECT crash_here(); END`);
    }
  }
  return {
    ...alliance,
    borrower: HOME,
    lender: NEAR,
    crashAt(nth, work) {
      left = nth;
      try {
        work();
        return false;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        return true;
      } finally {
        left = Number.POSITIVE_INFINITY;
      }
    },
    picture: () => JSON.stringify(TABLES.map((table) => db.prepare(`SELECT * FROM ${table}`).all())),
  };
});
