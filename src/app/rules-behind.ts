import type { Logger } from 'pino';
import { say } from '../base/messages.ts';
import { RULE_VERSION } from '../catalogue/match.ts';
import type { Readers } from './stores.ts';

export interface RulesBehind {
  /** Oldest version of the rules that standing pairs were judged by, and that of this program. */
  readonly found: number;
  readonly known: number;
  /** What that means and what to do. */
  readonly words: { readonly zh: string; readonly en: string };
}

/** Whether the catalogue was matched by older rules than this program's; null while it was not. Looks at every pair. */
export function rulesBehind({ statistics }: Pick<Readers, 'statistics'>): RulesBehind | null {
  const found = statistics.oldestRules();
  if (found === null || found >= RULE_VERSION) return null;
  const told = { found, known: RULE_VERSION };
  return { ...told, words: { zh: say('RULES_OLDER', 'zh', told), en: say('RULES_OLDER', 'en', told) } };
}

/** Says so in the log of a server that starts. */
export function warnOfOlderRules(readers: Pick<Readers, 'statistics'>, log: Logger | null): void {
  const behind = rulesBehind(readers);
  if (behind !== null) log?.warn(behind, 'the catalogue was matched by older rules');
}
