import type { Message } from '../messages.ts';

export const RECORD_MESSAGES = {} as const satisfies Record<string, Message>;
