/**
 * Every code that a person or a script may meet, with its words and its remedy in both languages. Rooms add their own
 * table here by one line; `test/messages.test.ts` demands that each code is used and each used code is listed.
 */
import { CATALOGUE_MESSAGES } from './messages/catalogue.ts';
import { CLI_MESSAGES } from './messages/cli.ts';
import { COMMON_MESSAGES } from './messages/common.ts';
import { GATEWAY_MESSAGES } from './messages/gateway.ts';
import { LOAN_MESSAGES } from './messages/loan.ts';
import { PUSH_MESSAGES } from './messages/push.ts';
import { RECORD_MESSAGES } from './messages/record.ts';
import { SEARCH_MESSAGES } from './messages/search.ts';
import { SOURCE_MESSAGES } from './messages/source.ts';

export interface Message {
  readonly en: string;
  readonly zh: string;
  /** What to do about it; empty where nothing needs doing. */
  readonly remedyEn: string;
  readonly remedyZh: string;
}

export const MESSAGES = {
  ...COMMON_MESSAGES,
  ...CLI_MESSAGES,
  ...RECORD_MESSAGES,
  ...CATALOGUE_MESSAGES,
  ...PUSH_MESSAGES,
  ...SEARCH_MESSAGES,
  ...GATEWAY_MESSAGES,
  ...LOAN_MESSAGES,
  ...SOURCE_MESSAGES,
} as const satisfies Record<string, Message>;

export type MessageCode = keyof typeof MESSAGES;

/** The words for a code and the remedy behind them, with `{name}` places filled in. */
export function say(
  code: MessageCode,
  lang: 'zh' | 'en',
  values: Readonly<Record<string, string | number>> = {},
): string {
  const message: Message = MESSAGES[code];
  const words = lang === 'zh' ? message.zh : message.en;
  const remedy = lang === 'zh' ? message.remedyZh : message.remedyEn;
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  if (remedy === '') return fill(words);
  // What another program said may end in a stop of its own.
  const said = fill(words).replace(/[.。]+$/, '');
  return lang === 'zh' ? `${said}。${fill(remedy)}` : `${said}. ${fill(remedy)}`;
}
