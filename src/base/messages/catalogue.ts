import type { Message } from '../messages.ts';

export const CATALOGUE_MESSAGES = {} as const satisfies Record<string, Message>;
