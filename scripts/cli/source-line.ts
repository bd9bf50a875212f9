import type { Lang } from './command.ts';

/** As much of a source as a line of the list tells. */
interface Listed {
  readonly source: { readonly name: string; readonly kind: string; readonly library: string };
  readonly state: {
    readonly lastGoodAt: Date | null;
    readonly nextRunAt: Date | null;
    readonly runningUntil: Date | null;
  };
  readonly runs: readonly {
    readonly finishedAt: Date;
    readonly state: string;
    readonly received: number;
    readonly error: string | null;
  }[];
}

/** One line of `source list`: how the last run went, and how old the data here are. */
export function sourceLine({ source, state, runs }: Listed, now: Date, lang: Lang): readonly string[] {
  const [last] = runs;
  const running = state.runningUntil !== null && state.runningUntil > now;
  const never = lang === 'zh' ? '从未' : 'never';
  return [
    ...[source.name, source.kind, source.library],
    last === undefined ? '' : minute(last.finishedAt),
    running ? 'RUNNING' : (last?.state ?? ''),
    last === undefined ? '' : String(last.received),
    state.lastGoodAt === null ? never : `${minute(state.lastGoodAt)} (${age(state.lastGoodAt, now, lang)})`,
    state.nextRunAt === null ? '' : minute(state.nextRunAt),
    last?.error ?? '',
  ];
}

const SHANGHAI_MS = 8 * 3_600_000;
const minute = (at: Date): string => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');

/** `5 h`, `3 天`: in the largest unit that is full. */
function age(at: Date, now: Date, lang: Lang): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000));
  const zh = lang === 'zh';
  if (minutes < 120) return `${minutes} ${zh ? '分钟' : 'min'}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} ${zh ? '小时' : 'h'}` : `${Math.floor(hours / 24)} ${zh ? '天' : 'd'}`;
}
