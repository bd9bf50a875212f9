import type { LibraryCode } from '../base/brand.ts';
import { type Problem, problem } from '../base/problem.ts';
import type { Availability } from '../record/description.ts';
import type { Party } from './loan.ts';
import type { Order } from './order.ts';
import { supplyOf } from './order.ts';
import type { LoanWorld } from './world.ts';

/** A barcode as readers and RFID gates give it: bare, or behind its owner's ISIL (OI.PII of ISO 28560-1). */
export function bareBarcode(owner: Party | null, barcode: string): string {
  const text = barcode.trim();
  if (owner?.kind !== 'member') return text;
  return text.toUpperCase().startsWith(`${owner.library}.`) ? text.slice(owner.library.length + 1) : text;
}

/** A copy whose status is not told may be lent: its librarian has it in hand. One held may be held for this loan. */
export const LENDABLE: readonly Availability[] = ['AVAILABLE', 'UNKNOWN', 'ON_HOLD'];

/**
 * Whether these copies may leave for this loan: the lender's own, of the title asked for, lendable, in no other open
 * loan, and not more than were asked for. A lender that does not tell its copies apart may ship without barcodes.
 */
export function checkShipment(world: LoanWorld, order: Order, barcodes: readonly string[]): readonly Problem[] {
  const party = supplyOf(order)?.party;
  if (party?.kind !== 'member' || order.serviceType === 'COPY') return [];
  const given = new Set(barcodes);
  if (given.size > order.quantity) {
    return [problem('BARCODES_TOO_MANY', { given: given.size, wanted: order.quantity }, 'barcodes')];
  }
  const unmarked = unmarkedCopies(world, order, party.library);
  if (given.size === 0) {
    return unmarked ? [] : [problem('BARCODES_NEEDED', { wanted: order.quantity }, 'barcodes')];
  }
  return [...given].flatMap((barcode) => wrongCopy(world, order, party.library, barcode, unmarked) ?? []);
}

function wrongCopy(
  world: LoanWorld,
  order: Order,
  library: LibraryCode,
  barcode: string,
  unmarked: boolean,
): Problem | null {
  const other = world.loanOfCopy(library, barcode);
  if (other !== null && other !== order.id) return problem('COPY_IN_OTHER_LOAN', { barcode }, 'barcodes');
  const copy = world.copy(library, barcode);
  // Some catalogues count copies only: then a barcode says more than the catalogue knows.
  if (copy === null) return unmarked ? null : problem('BARCODE_UNKNOWN', { library, barcode }, 'barcodes');
  // Asked for by description alone, a copy is what its librarian says it is.
  if (order.edition !== null && !world.wanted(copy, order.edition, order.choice))
    return problem('BARCODE_UNKNOWN', { library, barcode }, 'barcodes');
  return LENDABLE.includes(copy.availability)
    ? null
    : problem('COPY_NOT_LENDABLE', { barcode, availability: copy.availability }, 'barcodes');
}

/** The lender's catalogue knows copies of the title that have no barcode, or (asked by description) nothing at all. */
function unmarkedCopies(world: LoanWorld, order: Order, library: LibraryCode): boolean {
  if (order.edition === null) return true;
  return world.shelves(order.edition, order.choice).some((shelf) => shelf.library === library && shelf.unmarked > 0);
}
