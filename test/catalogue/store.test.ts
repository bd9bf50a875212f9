import { catalogueStoreSuite } from '../contract/catalogue-store.ts';
import { memoryCatalogue } from '../matching/catalogue.ts';

catalogueStoreSuite('SQLite', () => {
  const { db, reader, writer, merge, [Symbol.dispose]: close } = memoryCatalogue();
  const after = db.prepare<[number], { seq: number; edition: string }>('SELECT seq, edition FROM outbox WHERE seq > ?');
  let heard = 0;
  return {
    reader,
    writer,
    merge,
    told() {
      const rows = after.all(heard);
      heard = rows.at(-1)?.seq ?? heard;
      return rows.map(({ edition }) => edition);
    },
    [Symbol.dispose]: close,
  };
});
