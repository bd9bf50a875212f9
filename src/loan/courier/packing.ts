import type { LibraryCode } from '../../base/brand.ts';
import { type Problem, problem } from '../../base/problem.ts';
import { bareBarcode, checkShipment } from '../copies.ts';
import type { Order } from '../order.ts';
import { supplyOf } from '../order.ts';
import { legalActions } from '../public-state.ts';
import type { ToteWorld } from './decide-tote.ts';
import type { Tote, ToteCopy } from './tote.ts';

type Packed = { readonly ok: true; readonly copy: ToteCopy } | { readonly ok: false; readonly problem: Problem };

/**
 * What a copy scanned at a box is there for: a loan from the sender to the receiver that it can fill, or its way home
 * to the receiver, from the borrower or from a stop where it was dropped. The scanner need not know the loan.
 */
export function copyFor(world: ToteWorld, tote: Tote, scanned: string): Packed {
  const { from, to } = tote;
  const out = bareBarcode({ kind: 'member', library: from }, scanned);
  const home = bareBarcode({ kind: 'member', library: to }, scanned);
  if (tote.copies.some(({ barcode }) => barcode === out || barcode === home)) {
    return refused('TOTE_COPY_TWICE', { barcode: scanned, label: tote.label });
  }
  const copy = homeward(world, tote, home) ?? outward(world, tote, out);
  if (copy === null) return refused('TOTE_COPY_ASTRAY', { barcode: scanned, from, to });
  const other = world.packedIn(copy.library, copy.barcode);
  return other === null ? { ok: true, copy } : refused('TOTE_COPY_TWICE', { barcode: scanned, label: other });
}

/** Out on a loan and owned by the receiver: it goes home, from its borrower or from any other stop. */
function homeward(world: ToteWorld, { to }: Tote, barcode: string): ToteCopy | null {
  const found = world.outWith(barcode).find(({ library }) => library === to);
  const order = found === undefined ? null : world.order(found.loan);
  if (order === null) return null;
  const item = order.items.find((each) => each.barcode === barcode && each.library === to);
  // Readers give a book back at whatever stop is near; that it lies there is its return.
  if (item?.state !== 'RECEIVED' && item?.state !== 'RETURN_SHIPPED') return null;
  return { loan: order.id, library: to, barcode, way: 'HOME', state: 'PACKED' };
}

/** Owned by the sender, for a loan to the receiver: one it was shipped for already, or one that still wants a copy. */
function outward(world: ToteWorld, tote: Tote, barcode: string): ToteCopy | null {
  const { from, to } = tote;
  const orders = world.openBetween(from, to).flatMap((id) => world.order(id) ?? []);
  const order =
    orders.find((each) => shipped(each, from, barcode)) ?? orders.find((each) => wants(world, tote, each, barcode));
  return order === undefined ? null : { loan: order.id, library: from, barcode, way: 'OUT', state: 'PACKED' };
}

const shipped = (order: Order, owner: LibraryCode, barcode: string) =>
  order.items.some((item) => item.barcode === barcode && item.library === owner && item.state === 'SHIPPED');

function wants(world: ToteWorld, tote: Tote, order: Order, barcode: string): boolean {
  const { SUPPLIER } = legalActions(order.state, supplyOf(order)?.state ?? null, order.flags);
  const packed = tote.copies.filter(({ loan }) => loan === order.id).map((copy) => copy.barcode);
  // What a request by description wants cannot be told from a barcode, but what is held for it can.
  const held = order.items.some((item) => item.barcode === barcode && item.library === tote.from);
  if (order.edition === null && !held) return false;
  return SUPPLIER.includes('SHIP') && checkShipment(world, order, [...packed, barcode]).length === 0;
}

function refused(...what: Parameters<typeof problem>): Packed {
  return { ok: false, problem: problem(...what) };
}
