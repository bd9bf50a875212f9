import type { LibraryCode } from '../../base/brand.ts';
import { afterOpenDays, endOfDay, firstDay, NO_CALENDAR, type OpenDays, openDays } from '../calendar.ts';
import type { CourierRoute } from '../policy.ts';

/** Couriers drive on workdays; a statutory holiday has no run, a Saturday worked for one (调休) has. */
const ROADS = openDays(NO_CALENDAR, false);

/** Open days of the receiver after the run, after which a box that did not come is missing. */
const GRACE_DAYS = 2;

/** The next day from `today` on which a run of the route calls at open doors. */
export function nextRun(route: CourierRoute, today: string, doors: readonly OpenDays[]): string {
  return firstDay(
    today,
    (day) =>
      route.weekdays.includes(weekday(day)) && ROADS.isOpen(day) && doors.every((library) => library.isOpen(day)),
  );
}

/** The routes that call at both libraries. A van goes round, so the order of the stops does not matter. */
export function routesBetween(
  routes: readonly CourierRoute[],
  from: LibraryCode,
  to: LibraryCode,
): readonly CourierRoute[] {
  return routes.filter(({ stops }) => stops.includes(from) && stops.includes(to));
}

/** The instant from which a box of a run of that day is missing. */
export function lateAfter(day: string, receiver: OpenDays): Date {
  return endOfDay(afterOpenDays(day, GRACE_DAYS, receiver));
}

/** 1 is Monday, 7 Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
