import type { Message } from '../messages.ts';

export const LOAN_MESSAGES = {} as const satisfies Record<string, Message>;
