import { cluster } from './cluster.ts';
import type { Decide, Prepared } from './decision.ts';
import { formHash, formOf, isSufficient } from './form.ts';
import { judge } from './judge.ts';
import { keysOf } from './keys.ts';
import { RULE_VERSION } from './match.ts';
import { merge } from './merge.ts';
import { qualityOf } from './quality.ts';
import type { IncomingRecord } from './store.ts';
import { group } from './work.ts';

/** The catalogue's own way of deciding: describe → match → cluster → merge → group into works. */
export const reconcile: Decide = { ruleVersion: RULE_VERSION, prepare, keysOf, judge, cluster, merge, group };

function prepare(incoming: IncomingRecord, bound: boolean): Prepared {
  const form = formOf(incoming.description);
  const alone = bound || !isSufficient(form);
  return { incoming, form, hash: formHash(form, alone ? incoming.key : null), quality: qualityOf(incoming) };
}
