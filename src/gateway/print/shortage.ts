import type { Loan, LoanState } from '../../loan/loan.ts';
import { type Html, html } from './html.ts';

export interface Share {
  readonly part: Loan;
  readonly lender: string;
}

const SENT: readonly LoanState[] = ['SHIPPED', 'RECEIVED', 'RETURN_SHIPPED', 'COMPLETED', 'LOST'];
const CAME: readonly LoanState[] = ['RECEIVED', 'RETURN_SHIPPED', 'COMPLETED', 'LOST'];
const PROMISED: readonly LoanState[] = ['WILL_SUPPLY', 'SHIPPED', 'RECEIVED', 'RETURN_SHIPPED', 'COMPLETED', 'LOST'];

/** How a class set stands, lender by lender: asked, promised, sent, come, returned, and which copies are still wanting. */
export function shortage(set: Loan, shares: readonly Share[]): Html {
  const rows = shares.map(({ part, lender }) => ({ lender, counts: countsOf(part), wanting: wantingIn(part) }));
  const sum = (at: number) => rows.reduce((total, { counts }) => total + (counts[at] ?? 0), 0);
  return html`<section class="sheet">
<header><h1>整班用书缺书报告</h1><p>《${set.title}》${set.quantity} 册${set.minQuantity === null ? '' : `，至少 ${set.minQuantity} 册`}</p></header>
<table><thead><tr><th>借出馆</th><th>请求</th><th>答应</th><th>寄出</th><th>收到</th><th>归还</th><th>尚缺</th></tr></thead><tbody>${rows.map(
    ({ lender, counts, wanting }) =>
      html`<tr><td>${lender}</td>${counts.map((count) => html`<td>${count}</td>`)}<td>${wanting}</td></tr>`,
  )}</tbody><tfoot><tr><th>合计</th>${[0, 1, 2, 3, 4].map((at) => html`<th>${sum(at)}</th>`)}<th>${Math.max(0, set.quantity - sum(1))} 册无馆答应</th></tr></tfoot></table>
</section>`;
}

/** Asked, promised, sent, come, returned. */
function countsOf(part: Loan): readonly number[] {
  const items = (states: readonly LoanState[]) => part.items.filter(({ state }) => states.includes(state)).length;
  const promised = PROMISED.includes(part.requesterState) ? Math.max(part.items.length, sentOf(part)) : 0;
  return [part.quantity, promised, items(SENT), items(CAME), items(['COMPLETED'])];
}

/** Before anything left a promise is for all that was asked. */
const sentOf = ({ requesterState, quantity }: Loan) => (requesterState === 'WILL_SUPPLY' ? quantity : 0);

function wantingIn({ items }: Loan): string {
  const lost = items.filter(({ state }) => state === 'LOST').map(({ barcode }) => `${barcode}（遗失）`);
  const under = items.filter(({ state }) => state === 'SHIPPED').map(({ barcode }) => `${barcode}（在途）`);
  const back = items.filter(({ state }) => state === 'RETURN_SHIPPED').map(({ barcode }) => `${barcode}（归还途中）`);
  return [...lost, ...under, ...back].join(' ');
}
