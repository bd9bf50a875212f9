import { addDays, isWeekend, isWorkingDay, springFestival } from './holidays.ts';

export { addDays } from './holidays.ts';

/** Days are texts, `2026-11-23`, in China's one zone. Both ends belong to the span. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** What a library tells of its year. What it does not tell follows the rules beside {@link openDays}. */
export interface LibraryCalendar {
  /** 学期 of the 校历; empty: by rule. */
  readonly terms: readonly DaySpan[];
  /** 考试周: open, but nothing falls due. */
  readonly exams: readonly DaySpan[];
  /** Days closed beyond holidays: building works, moving. */
  readonly closures: readonly DaySpan[];
}

export const NO_CALENDAR: LibraryCalendar = { terms: [], exams: [], closures: [] };

/** The days of one library as the loan engine asks for them. */
export interface OpenDays {
  /** Someone is there to answer, pack and receive. */
  isOpen(day: string): boolean;
  /** A book may fall due: open, and in no exam week. */
  canFallDue(day: string): boolean;
  /** In 寒暑假 or on a statutory holiday, as against a plain weekend. */
  isHoliday(day: string): boolean;
}

/**
 * Schools are open on workdays of their terms, everyone else on workdays: a Saturday worked for a holiday (调休) counts,
 * and the holiday does not.
 *
 * Without a 校历, terms follow the pattern of Suzhou: 寒假 from 17 days before 春节 to 12 days after it, 暑假 July and
 * August (data/suzhou/calendar-2025-2026.json gives 31 January to 1 March for 春节 on 17 February 2026).
 */
export function openDays(calendar: LibraryCalendar, school: boolean): OpenDays {
  const within = (spans: readonly DaySpan[], day: string) => spans.some(({ from, to }) => from <= day && day <= to);
  const inTerm = (day: string) => {
    if (!school) return true;
    // A 校历 speaks for its school year only: before and after it the rule does.
    const [first, last] = [calendar.terms[0]?.from, calendar.terms.at(-1)?.to];
    const told = first !== undefined && last !== undefined && first <= day && day <= last;
    return told ? within(calendar.terms, day) : inTermByRule(day);
  };
  const isOpen = (day: string) => inTerm(day) && isWorkingDay(day) && !within(calendar.closures, day);
  return {
    isOpen,
    canFallDue: (day) => isOpen(day) && !within(calendar.exams, day),
    isHoliday: (day) => !inTerm(day) || within(calendar.closures, day) || (!isWorkingDay(day) && !isWeekend(day)),
  };
}

const WINTER_BEFORE_DAYS = 17;
const WINTER_AFTER_DAYS = 12;

function inTermByRule(day: string): boolean {
  const month = day.slice(5, 7);
  if (month === '07' || month === '08') return false;
  if (month > '03') return true;
  const spring = springFestival(Number(day.slice(0, 4)));
  return day < addDays(spring, -WINTER_BEFORE_DAYS) || day > addDays(spring, WINTER_AFTER_DAYS);
}

/** No calendar is asked further ahead than this: a library that is never open must not hang the program. */
const HORIZON_DAYS = 400;

/** The first day from `day` on that passes; `day` itself where none does within the horizon. */
export function firstDay(day: string, passes: (day: string) => boolean): string {
  for (let ahead = 0; ahead < HORIZON_DAYS; ahead++) {
    const candidate = addDays(day, ahead);
    if (passes(candidate)) return candidate;
  }
  return day;
}

/** The later of two days. */
export function later(a: string, b: string): string {
  return [a, b].sort()[1] ?? a;
}

/** The day `count` open days after `day`; 0 is `day` itself. */
export function afterOpenDays(day: string, count: number, open: OpenDays): string {
  let at = day;
  for (let left = count; left > 0; left--) {
    at = firstDay(addDays(at, 1), (candidate) => open.isOpen(candidate));
  }
  return at;
}

/** The last day up to `day` that passes; `day` itself where none does within the horizon. */
export function lastDay(day: string, passes: (day: string) => boolean): string {
  for (let back = 0; back < HORIZON_DAYS; back++) {
    const candidate = addDays(day, -back);
    if (passes(candidate)) return candidate;
  }
  return day;
}

/** The day `count` open days before `day`; 0 is `day` itself. */
export function beforeOpenDays(day: string, count: number, open: OpenDays): string {
  let at = day;
  for (let left = count; left > 0; left--) at = lastDay(addDays(at, -1), (candidate) => open.isOpen(candidate));
  return at;
}

/** The instant at which a day is over in China. */
export function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59+08:00`);
}
