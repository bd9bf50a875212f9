import type { Message } from '../messages.ts';

export const SEARCH_MESSAGES = {} as const satisfies Record<string, Message>;
