import type { Lang, Words } from './command.ts';
import type { Stream } from './output.ts';

export interface ProgressOptions {
  readonly label: Words;
  /** What is counted: records, files. */
  readonly unit: Words;
  /** Where known; then percentage and time left are shown. */
  readonly total?: number;
}

export interface Progress {
  /** How many are done by now, in all. */
  at(done: number, total?: number): void;
  /** Ends with a last line that tells count, seconds and rate. */
  end(): void;
}

interface Where {
  readonly stream: Stream;
  readonly lang: Lang;
  readonly quiet: boolean;
  readonly now?: () => number;
}

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5_000;

/** Progress on a terminal is one line redrawn at most ten times a second; elsewhere a plain line every five seconds. */
export function startProgress(options: ProgressOptions, where: Where): Progress {
  const { stream, quiet } = where;
  const now = where.now ?? (() => performance.now());
  const started = now();
  const tty = stream.isTTY === true;
  let done = 0;
  let total = options.total;
  let shown = started;
  const text = () => progressText({ ...options, lang: where.lang, done, total, seconds: (now() - started) / 1000 });
  return {
    at: (count, all) => {
      done = count;
      total = all ?? total;
      if (quiet || now() - shown < (tty ? REDRAW_MS : PLAIN_LINE_MS)) return;
      shown = now();
      stream.write(tty ? `\r\u001b[2K${text()}` : `${text()}\n`);
    },
    end: () => {
      if (!quiet) stream.write(`${tty ? '\r\u001b[2K' : ''}${text()}\n`);
    },
  };
}

interface Reading {
  readonly label: Words;
  readonly unit: Words;
  readonly lang: Lang;
  readonly done: number;
  readonly total: number | undefined;
  readonly seconds: number;
}

/** `推送 1,200/2,662 条 (45%) · 830 条/秒 · 还需 2 秒` */
export function progressText({ label, unit, lang, done, total, seconds }: Reading): string {
  const count = (value: number) => Math.round(value).toLocaleString('en');
  const rate = seconds > 0 ? done / seconds : 0;
  const of = total === undefined ? '' : `/${count(total)}`;
  const share = total === undefined || total === 0 ? '' : ` (${Math.floor((100 * done) / total)}%)`;
  const parts = [`${label[lang]} ${count(done)}${of} ${unit[lang]}${share}`];
  if (rate > 0) parts.push(`${count(rate)} ${unit[lang]}/${lang === 'zh' ? '秒' : 's'}`);
  const left = total === undefined || rate === 0 ? 0 : Math.max(0, total - done) / rate;
  if (left >= 1) parts.push(lang === 'zh' ? `还需 ${duration(left, lang)}` : `${duration(left, lang)} left`);
  else if (seconds >= 0.1) parts.push(duration(seconds, lang));
  return parts.join(' · ');
}

function duration(seconds: number, lang: Lang): string {
  if (seconds < 10) return lang === 'zh' ? `${seconds.toFixed(1)} 秒` : `${seconds.toFixed(1)} s`;
  if (seconds < 90) return lang === 'zh' ? `${Math.round(seconds)} 秒` : `${Math.round(seconds)} s`;
  return lang === 'zh' ? `${Math.round(seconds / 60)} 分` : `${Math.round(seconds / 60)} min`;
}
