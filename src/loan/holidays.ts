// CommonJS without named exports that Node can see.
import chineseDays from 'chinese-days';

/** The State Council announces each year's holidays and 调休 in the November before; npm chinese-days carries them to here. */
const ANNOUNCED = lastAnnouncedYear();

/**
 * Whether people work on a day: as announced, 调休 Saturdays and Sundays included. For years not announced yet it goes
 * by weekday and by the days the law itself names (全国年节及纪念日放假办法, 2024): 元旦 1, 春节 4 from 除夕, 清明 1,
 * 劳动节 2, 端午 1, 中秋 1, 国庆 3.
 */
export function isWorkingDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return year <= ANNOUNCED ? chineseDays.isWorkday(day) : !isWeekend(day) && !holidaysByLaw(year).has(day);
}

/** 春节 of a year. */
export function springFestival(year: number): string {
  return lunarDay(year, '01-01');
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

const DAY_MS = 86_400_000;

/** A day some days later or, below zero, earlier. Days are texts, `2026-11-23`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const years = new Map<number, ReadonlySet<string>>();

function holidaysByLaw(year: number): ReadonlySet<string> {
  const known = years.get(year);
  if (known !== undefined) return known;
  const spring = springFestival(year);
  const days = new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((offset) => addDays(spring, offset)),
    chineseDays.getSolarTermDate(year, 4, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    lunarDay(year, '05-05'),
    lunarDay(year, '08-15'),
    ...['01', '02', '03'].map((day) => `${year}-10-${day}`),
  ]);
  years.set(year, days);
  return days;
}

function lunarDay(year: number, day: string): string {
  return chineseDays.getSolarDateFromLunar(`${year}-${day}`).date;
}

/** The last year in which the package knows 国庆 as a holiday: the one on a weekday is a workday to it otherwise. */
function lastAnnouncedYear(): number {
  let year = 2024;
  while (!['10-01', '10-02', '10-03'].some((day) => chineseDays.isWorkday(`${year + 1}-${day}`))) year++;
  return year;
}
