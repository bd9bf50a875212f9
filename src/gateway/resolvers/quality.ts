import { say } from '../../base/messages.ts';
import type { QualityMark } from '../../push/store.ts';
import type { LibraryQuality } from '../generated/graphql.ts';

/** A mark as the schema shows it, each fault with what to do about it. */
export function shownQuality(mark: QualityMark | null): LibraryQuality | null {
  if (mark === null) return null;
  const { records, quarantined, copies, score, completeness, findings } = mark.report;
  return {
    at: mark.at,
    score,
    records,
    quarantined,
    copies,
    completeness: [...completeness],
    findings: findings.map(({ code, severity, count, places, examples }) => {
      const got = { got: examples[0] ?? '' };
      return {
        code,
        severity: severity === 'info' ? 'INFO' : severity === 'warning' ? 'WARNING' : 'ERROR',
        count,
        places: [...places],
        examples: [...examples],
        message: say(code, 'en', got),
        messageZh: say(code, 'zh', got),
      };
    }),
  };
}
