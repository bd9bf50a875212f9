import { z } from 'zod';
import { libraryCode } from '../base/brand.ts';
import { Fault } from '../base/problem.ts';
import { LIBRARY_KINDS } from '../catalogue/library.ts';
import type { LoanRule } from '../loan/rules.ts';

const Day = z.iso.date();
const Span = z.object({ from: Day, to: Day }).strict();
const Calendar = z
  .object({ terms: z.array(Span).optional(), exams: z.array(Span).optional(), closures: z.array(Span).optional() })
  .strict();
const Days = z.number().int().min(0).max(400);
const Policy = z
  .object({
    lends: z.boolean(),
    serves: z.array(z.enum(LIBRARY_KINDS)),
    serviceTypes: z.array(z.enum(['LOAN', 'COPY'])),
    excludes: z.array(z.string()),
    maxOpen: z.number().int().min(0),
    loanDays: Days,
    renewals: Days,
    renewalDays: Days,
    answerDays: Days,
    shipDays: Days,
    transitDays: Days,
  })
  .partial()
  .strict();
const Audience = z.object({ approve: z.enum(['ABOVE_LEVEL', 'ALWAYS', 'NEVER']) }).strict();
const Text = z.string().max(200).nullable().default(null);
const Address = z
  .object({ line1: z.string().max(200), line2: Text, locality: Text, postalCode: Text, country: Text, email: Text })
  .strict();
const Route = z
  .object({
    name: z.string().min(1),
    stops: z.array(z.string()).min(2),
    weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  })
  .strict();
const Rules = z
  .object({
    calendar: Calendar.optional(),
    routes: z.array(Route).optional(),
    libraries: z
      .record(
        z.string(),
        z
          .object({
            policy: Policy.optional(),
            calendar: Calendar.optional(),
            address: Address.optional(),
            audience: Audience.optional(),
          })
          .strict(),
      )
      .default({}),
  })
  .strict();

/**
 * A rules file: `{"calendar": {…}, "routes": [{"name","stops","weekdays"}], "libraries": {"CODE": {"policy": {…},
 * "calendar": {"terms","exams","closures"}, "address": {…}, "audience": {"approve": "ABOVE_LEVEL|ALWAYS|NEVER"}}}}`. What is left out stays as it is.
 *
 * @throws Fault BAD_USER_INPUT with the place of the first thing wrong
 */
export function readLoanRules(text: string): readonly LoanRule[] {
  const parsed = Rules.safeParse(json(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Fault('BAD_USER_INPUT', { detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
  }
  const { calendar, routes, libraries } = parsed.data;
  const all: LoanRule[] = [];
  if (calendar !== undefined) all.push({ kind: 'calendar', library: null, value: present(calendar) });
  if (routes !== undefined) all.push({ kind: 'routes', library: null, value: routes });
  for (const [name, rules] of Object.entries(libraries)) {
    const library = libraryCode(name);
    if (library === null) throw new Fault('BAD_USER_INPUT', { detail: `libraries.${name}` });
    if (rules.policy !== undefined) all.push({ kind: 'policy', library, value: present(rules.policy) });
    if (rules.calendar !== undefined) all.push({ kind: 'calendar', library, value: present(rules.calendar) });
    if (rules.audience !== undefined) all.push({ kind: 'audience', library, value: rules.audience });
    if (rules.address !== undefined) all.push({ kind: 'address', library, value: rules.address });
  }
  return all;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Fault('BAD_USER_INPUT', { detail: 'not JSON' }, { cause });
  }
}

/** Without the fields that were not told: an absent one must not hide what is usual. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
