import { outboxAppender, outboxReader, pruneOutbox } from '../../src/store/sqlite/outbox.ts';
import { outboxSuite } from '../contract/outbox.ts';
import { testStore } from '../support/store.ts';

outboxSuite('SQLite', () => {
  const at = testStore();
  const append = outboxAppender(at.store.db);
  return {
    reader: outboxReader(at.reading),
    append: async (editions, { fail = false, changed = 'RECORDS' } = {}) => {
      await at.store.transact(() => {
        append(editions, changed);
        if (fail) throw new Error('undone');
        return null;
      });
    },
    prune: async (upTo) => {
      await at.store.transact(() => pruneOutbox(at.store.db, upTo));
    },
    [Symbol.dispose]: () => at[Symbol.dispose](),
  };
});
