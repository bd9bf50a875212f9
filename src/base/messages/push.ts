import type { Message } from '../messages.ts';

export const PUSH_MESSAGES = {} as const satisfies Record<string, Message>;
