import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** An instant: `Date` inside, ISO 8601 with offset outside; told in Shanghai time, which is what its readers live in. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw new TypeError('no instant');
    return `${new Date(value.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
  },
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : null),
});

/** A day, `2026-11-23`, both inside and outside. */
export const Day = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: (value) => {
    if (typeof value !== 'string') throw new TypeError('no day');
    return value;
  },
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : null),
});

function instantOf(value: unknown): Date {
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
  const instant = typeof value === 'string' && iso.test(value) ? new Date(value) : null;
  if (instant === null || Number.isNaN(instant.getTime()))
    throw new GraphQLError('not an ISO 8601 instant with offset');
  return instant;
}

/** Refuses days that no calendar has, such as 2026-02-30. */
function dayOf(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  }
  throw new GraphQLError('not a day like 2026-11-23');
}
