import type { PartnerAddress } from '../../loan/partner.ts';
import type { Sqlite } from './open.ts';

interface PartnerRow {
  readonly symbol: string;
  readonly name: string;
  readonly kind: PartnerAddress['kind'];
  readonly url: string;
  readonly version: PartnerAddress['version'];
  readonly dialect: string | null;
  readonly secret: string | null;
  readonly allow_private: number;
  readonly last_resort: number;
}

export interface PartnerTables {
  get(symbol: string): PartnerAddress | null;
  list(): readonly PartnerAddress[];
  put(partner: PartnerAddress): void;
}

/** Outside agencies: looked up at every message, so a partner that was taken out is refused from the next one on. */
export function partnerTables(db: Sqlite): PartnerTables {
  const get = db.prepare<[string], PartnerRow>('SELECT * FROM loan_partners WHERE symbol = ?');
  const list = db.prepare<[], PartnerRow>('SELECT * FROM loan_partners ORDER BY symbol');
  return {
    get(symbol) {
      const row = get.get(symbol);
      return row === undefined ? null : toPartner(row);
    },
    list: () => list.all().map(toPartner),
    put(partner) {
      // Prepared when used: the reading side opens these tables too.
      db.prepare<[PartnerRow]>(
        `INSERT OR REPLACE INTO loan_partners (symbol, name, kind, url, version, dialect, secret, allow_private, last_resort)
         VALUES (@symbol, @name, @kind, @url, @version, @dialect, @secret, @allow_private, @last_resort)`,
      ).run(toRow(partner));
    },
  };
}

function toPartner({ allow_private, last_resort, ...row }: PartnerRow): PartnerAddress {
  return { ...row, allowPrivate: allow_private === 1, lastResort: last_resort };
}

function toRow({ allowPrivate, lastResort, ...partner }: PartnerAddress): PartnerRow {
  return { ...partner, allow_private: Number(allowPrivate), last_resort: lastResort };
}
