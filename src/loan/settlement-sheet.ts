import type { Party } from './loan.ts';
import type { SettledPair, Settlement, Traffic } from './settlement.ts';
import { csvSheet } from './sheet.ts';
import { symbolOf } from './talk.ts';

const COLUMNS = [
  '月份',
  '甲馆代码',
  '甲馆',
  '乙馆代码',
  '乙馆',
  '甲借给乙（册）',
  '乙借给甲（册）',
  '甲净借出（册）',
  '甲供乙文献（件）',
  '乙供甲文献（件）',
  '甲书在乙遗失（册）',
  '乙书在甲遗失（册）',
  '甲应收（元）',
  '乙应收（元）',
  '净额（元）',
  '付款馆',
  '收款馆',
  '其他币种',
] as const;

/**
 * The account of a month as a sheet that Excel opens: UTF-8 with a byte order mark, one row for each two libraries that
 * dealt with each other.
 *
 * @param nameOf the name that a library goes by
 */
export function settlementSheet({ month, pairs }: Settlement, nameOf: (party: Party) => string): string {
  return csvSheet(
    COLUMNS,
    pairs.map((pair) => rowOf(month, pair, nameOf)),
  );
}

function rowOf(month: string, pair: SettledPair, nameOf: (party: Party) => string): readonly string[] {
  const { a, b, aToB, bToA, netFen, foreign } = pair;
  const [payer, payee] = netFen > 0 ? [b, a] : [a, b];
  const both = (of: (traffic: Traffic) => number) => [String(of(aToB)), String(of(bToA))];
  return [
    month,
    ...[a, b].flatMap((party) => [symbolOf(party), nameOf(party)]),
    ...both(({ volumes }) => volumes),
    String(aToB.volumes - bToA.volumes),
    ...both(({ documents }) => documents),
    ...both(({ lost }) => lost),
    yuan(aToB.fen),
    yuan(bToA.fen),
    yuan(Math.abs(netFen)),
    ...(netFen === 0 ? ['', ''] : [nameOf(payer), nameOf(payee)]),
    foreign.map((each) => each.replace('a', '甲').replace('b', '乙')).join('; '),
  ];
}

/** Fen as yuan, `12.50`. */
function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
