import type { MessageCode } from '../../src/base/messages.ts';
import { Fault } from '../../src/base/problem.ts';

/** The exit codes that scripts may rely on. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** Done, but some records were quarantined, or the push is HELD. */
  quarantined: 3,
  notAllowed: 4,
  retryLater: 5,
  /** Stopped by Ctrl-C, as shells count it (128 + SIGINT). */
  interrupted: 130,
} as const;

const EXIT_OF_CODE: Partial<Record<MessageCode, number>> = {
  UNKNOWN_COMMAND: EXIT.usage,
  UNKNOWN_OPTION: EXIT.usage,
  MISSING_OPTION: EXIT.usage,
  WRONG_OPTION: EXIT.usage,
  WRONG_ARGUMENT: EXIT.usage,
  UNEXPECTED_ARGUMENT: EXIT.usage,
  BAD_SETTINGS: EXIT.usage,
  BAD_SERVER_ADDRESS: EXIT.usage,
  UNKNOWN_PROFILE: EXIT.usage,
  UNKNOWN_CHARSET: EXIT.usage,
  HELD_SHRINK: EXIT.quarantined,
  HELD_UNREADABLE_IDS: EXIT.quarantined,
  KEY_NEEDS_LIBRARY: EXIT.usage,
  NO_KEY: EXIT.notAllowed,
  KEY_FILE_OPEN: EXIT.notAllowed,
  SOURCE_NAME_WRONG: EXIT.usage,
  SOURCE_KIND_UNKNOWN: EXIT.usage,
  SOURCE_SETTINGS_INVALID: EXIT.usage,
  SOURCE_SECRET_MISSING: EXIT.usage,
  UNAUTHENTICATED: EXIT.notAllowed,
  FORBIDDEN: EXIT.notAllowed,
  STORAGE_BUSY: EXIT.retryLater,
  PUSH_IN_PROGRESS: EXIT.retryLater,
  SERVER_AWAY: EXIT.retryLater,
  INTERRUPTED: EXIT.interrupted,
};

/** The exit code for a code of the message table; 1 where none is said. */
export function exitOfCode(code: MessageCode): number {
  return EXIT_OF_CODE[code] ?? EXIT.failed;
}

/** The exit code for whatever a command threw. */
export function exitOfError(error: unknown): number {
  if (error instanceof Fault) return error.code === 'SERVER_REFUSED' ? exitOfRefusal(error) : exitOfCode(error.code);
  if (error instanceof Error && error.name === 'AbortError') return EXIT.interrupted;
  return EXIT.failed;
}

/** What a server refused has the exit code that the same fault has when it is found here. */
function exitOfRefusal({ values }: Fault): number {
  const known = Object.entries(EXIT_OF_CODE).find(([code]) => code === values.code);
  return known?.[1] ?? EXIT.failed;
}
