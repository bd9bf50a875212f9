import type { Loan } from '../../loan/loan.ts';
import { type Html, html } from './html.ts';
import { qr } from './qr.ts';

/** What stands on a slip beside the loan itself. */
export interface SlipFacts {
  readonly loan: Loan;
  /** Names of both libraries. */
  readonly borrower: string;
  readonly lender: string;
  /** Where the copies stand at the lender: `I287.45/12 文学书架`. */
  readonly shelf: string | null;
  /** `南线 2026-09-22`, where a courier route joins both. */
  readonly courier: string | null;
}

/**
 * A slip on A6 that goes with the copies of one loan. Its QR code is the loan's number, so that a scan of the slip does
 * what a scan of the book does. No reader stands on it.
 */
export function slip({ loan, borrower, lender, shelf, courier }: SlipFacts): Html {
  const barcodes = loan.items.map(({ barcode }) => barcode);
  return html`<section class="slip">
<header><h1>馆际互借单</h1>${qr(loan.id)}</header>
<p class="to"><span>送</span><strong>${borrower}</strong></p>
<p class="from"><span>自</span><strong>${lender}</strong></p>
<h2>《${loan.title}》</h2>
<p class="count">${loan.quantity} 册</p>
<dl>
${shelf === null ? null : row('架位', shelf)}
${barcodes.length === 0 ? null : row('条码', listed(barcodes))}
${courier === null ? null : row('班车', courier)}
${loan.bookFrom === null && loan.bookUntil === null ? null : row('使用', `${loan.bookFrom ?? '…'} 至 ${loan.bookUntil ?? '…'}`)}
${row('应还', loan.dueDate ?? '寄出时定')}
</dl>
<footer><ol><li>取书</li><li>装箱</li><li>签收</li><li>归还</li></ol><code>${loan.id}</code></footer>
</section>`;
}

/** What an A6 page has room for; the rest stands on the sheet of the box. */
const MOST_BARCODES = 12;

function listed(barcodes: readonly string[]): string {
  const rest = barcodes.length > MOST_BARCODES ? `　等 ${barcodes.length} 册` : '';
  return barcodes.slice(0, MOST_BARCODES).join('　') + rest;
}

const row = (name: string, value: string): Html => html`<dt>${name}</dt><dd>${value}</dd>`;
