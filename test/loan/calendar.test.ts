import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, afterOpenDays, firstDay, NO_CALENDAR, openDays } from '../../src/loan/calendar.ts';
import { agreedDueDay, dueDay, renewedDueDay } from '../../src/loan/deadlines.ts';
import { isWorkingDay } from '../../src/loan/holidays.ts';
import { USUAL_POLICY } from '../../src/loan/policy.ts';
import { dataPresent, sharedData } from '../support/data.ts';

const school = openDays(NO_CALENDAR, true);
const city = openDays(NO_CALENDAR, false);
const places = { borrower: school, lender: city, policy: USUAL_POLICY };

/** Days of `2026-01-01/2026-01-03`. */
function span(text: string): readonly string[] {
  const [from = '', to = from] = text.split('/');
  const days = [from];
  while ((days.at(-1) ?? to) < to) days.push(addDays(days.at(-1) ?? to, 1));
  return days;
}

describe.skipIf(!dataPresent)('the announced year', () => {
  it('has its holidays and its worked weekends', async () => {
    const { default: calendar } = await import(sharedData('suzhou/calendar-2025-2026.json'), {
      with: { type: 'json' },
    });
    for (const year of ['2025', '2026']) {
      const { holidays, workdays } = calendar.public[year];
      const free = Object.values<string[]>(holidays).flat().flatMap(span);
      expect(free.filter(isWorkingDay)).toEqual([]);
      expect(workdays.filter((day: string) => !isWorkingDay(day))).toEqual([]);
    }
  });

  it('has the terms of Suzhou by rule, to a day', async () => {
    const { default: calendar } = await import(sharedData('suzhou/calendar-2025-2026.json'), {
      with: { type: 'json' },
    });
    for (const { name, from, to } of calendar.school.terms) {
      const closed = span(`${from}/${to}`).filter((day) => isWorkingDay(day) && !school.isOpen(day));
      const open = span(`${from}/${to}`).filter((day) => school.isOpen(day));
      if (/假/.test(name)) expect(open, name).toEqual([]);
      else expect(closed, name).toEqual([]);
    }
  });
});

describe('years to come', () => {
  it.each(['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15', '2027-10-01'])(
    '%s is free by law, before anybody announced it',
    (day) => expect(isWorkingDay(day)).toBe(false),
  );
});

describe('open days', () => {
  it('follow a 校历 in its own year and the rule beyond it', () => {
    const own = openDays({ ...NO_CALENDAR, terms: [{ from: '2026-09-07', to: '2027-01-15' }] }, true);
    expect(own.isOpen('2027-01-15')).toBe(true);
    expect(own.isOpen('2026-09-04')).toBe(true);
    const gap = openDays(
      {
        ...NO_CALENDAR,
        terms: [
          { from: '2026-09-01', to: '2026-11-20' },
          { from: '2026-11-30', to: '2027-01-29' },
        ],
      },
      true,
    );
    expect([gap.isOpen('2026-11-23'), gap.isHoliday('2026-11-23')]).toEqual([false, true]);
  });

  it('count a worked Saturday and no holiday', () => {
    // 国庆 2026 is 1 to 7 October; Saturday 10 October is worked for it.
    expect(afterOpenDays('2026-09-30', 1, city)).toBe('2026-10-08');
    expect(afterOpenDays('2026-10-09', 1, city)).toBe('2026-10-10');
  });

  it('end somewhere even for a library that never opens', () => {
    const never = openDays({ ...NO_CALENDAR, closures: [{ from: '2000-01-01', to: '2099-12-31' }] }, false);
    expect(firstDay('2026-11-23', never.isOpen)).toBe('2026-11-23');
  });
});

describe('due days', () => {
  it('are transit, loan and transit, on days when both ends are there', () => {
    // Arrives 26 November, 30 days with the class until 28 December (26 December is a Saturday), back on the 31st.
    expect(dueDay('2026-11-23', places)).toBe('2026-12-31');
  });

  it('leap over 寒假', () => {
    const day = dueDay('2026-12-28', places);
    expect(day > '2027-02-18').toBe(true);
    expect(school.canFallDue(day)).toBe(true);
  });

  it('never fall into a holiday, an exam week, a vacation or a weekend', () => {
    const exams = openDays({ ...NO_CALENDAR, exams: [{ from: '2027-01-11', to: '2027-01-22' }] }, true);
    const days = fc.integer({ min: 0, max: 800 }).map((ahead) => addDays('2026-01-01', ahead));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 120 }), (shipped, loanDays) => {
        const here = { borrower: exams, lender: city, policy: { ...USUAL_POLICY, loanDays } };
        const due = dueDay(shipped, here);
        expect(due > shipped).toBe(true);
        for (const day of [due, renewedDueDay(due, here)]) {
          expect(exams.canFallDue(day) && city.isOpen(day), `${shipped} → ${day}`).toBe(true);
        }
      }),
    );
  });

  it('named by a lender stand, but not in a vacation', () => {
    expect(agreedDueDay('2026-12-20', school)).toBe('2026-12-20');
    expect(agreedDueDay('2027-02-10', school)).toBe('2027-02-19');
    expect(agreedDueDay('2026-10-01', school)).toBe('2026-10-08');
  });
});
