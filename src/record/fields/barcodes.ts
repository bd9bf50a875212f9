import type { HoldingStatement } from '../description.ts';
import type { BarcodeRule } from '../profile.ts';

/** Holdings with their barcodes as they stand on the copies; one that is no number leaves a copy without. */
export function rewriteBarcodes(
  holdings: readonly HoldingStatement[],
  rules: readonly BarcodeRule[],
): readonly HoldingStatement[] {
  return holdings.map((holding) => {
    const { barcode, ...rest } = holding;
    const rule = barcode === undefined ? undefined : rules.find(({ pattern }) => pattern.test(barcode));
    if (barcode === undefined || rule === undefined) return holding;
    const told = barcode.replace(rule.pattern, rule.as);
    return told === '' ? rest : { ...rest, barcode: told };
  });
}

/** Nearly every barcode: neither a list nor a range. */
const ONE_NUMBER = /^[0-9A-Za-z]+$/;
/** Most copies that one range of numbers may stand for; more is a telephone number or a mistake. */
const MAX_RANGE = 500;

/**
 * The numbers of a subfield: `N00000001-05` is five, `D040394-5` two, `a;b` two. A hyphen is a range only where what
 * stands behind it is shorter than the number and larger than its tail (notes/records §6, ILAS).
 */
export function readBarcodes(text: string): readonly string[] {
  if (ONE_NUMBER.test(text)) return [text];
  return text
    .split(/[;；,，\s]+/u)
    .flatMap((piece) => range(piece.trim()))
    .filter((piece) => piece !== '');
}

function range(text: string): readonly string[] {
  const match = /^(.*?)(\d+)[-~～—](\d+)$/u.exec(text);
  if (match === null) return [text];
  const [, prefix = '', first = '', end = ''] = match;
  if (end.length > first.length) return [text];
  const tail = first.slice(-end.length);
  const from = Number(tail);
  const to = Number(end);
  if (to <= from || to - from >= MAX_RANGE)
    return end.length === first.length && to === from ? [prefix + first] : [text];
  const head = prefix + first.slice(0, first.length - end.length);
  return Array.from({ length: to - from + 1 }, (_, at) => head + String(from + at).padStart(end.length, '0'));
}
