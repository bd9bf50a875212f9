import { type MessageCode, say } from './messages.ts';

/** An expected failure, returned as a value: what is wrong, where, in both languages with the remedy. */
export interface Problem {
  readonly code: MessageCode;
  readonly field: string | null;
  readonly message: string;
  readonly messageZh: string;
}

export function problem(
  code: MessageCode,
  values: Readonly<Record<string, string | number>> = {},
  field: string | null = null,
): Problem {
  return { code, field, message: say(code, 'en', values), messageZh: say(code, 'zh', values) };
}

/** Something is broken or was refused: thrown, and caught only by the GraphQL formatter, the dispatcher, the harvest loop and the command line. */
export class Fault extends Error {
  readonly code: MessageCode;
  readonly values: Readonly<Record<string, string | number>>;
  readonly place: string | undefined;

  constructor(
    code: MessageCode,
    values: Readonly<Record<string, string | number>> = {},
    options: { readonly cause?: unknown; readonly place?: string } = {},
  ) {
    super(say(code, 'en', values), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.code = code;
    this.values = values;
    this.place = options.place;
  }
}
