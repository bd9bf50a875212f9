import type { Message } from '../messages.ts';

export const SOURCE_MESSAGES = {} as const satisfies Record<string, Message>;
