import { isMainThread } from 'node:worker_threads';
import type { CliProgram } from './cli/command.ts';
import { runOnProcess } from './cli/process.ts';

/** Set by the bundler (scripts/dev/bundle.ts): the one script has no package.json beside it. */
declare const LIANTU_BUNDLE_VERSION: string;

/** What a member library needs on its own computer, where nothing can be installed: no native module is among it. */
const COMMANDS: CliProgram['commands'] = {
  availability: async () => (await import('./commands/availability.ts')).command,
  check: async () => (await import('./commands/check.ts')).command,
  push: async () => (await import('./commands/push.ts')).command,
};

if (isMainThread) {
  await runOnProcess({
    name: 'node liantu-push.mjs',
    version: LIANTU_BUNDLE_VERSION,
    about: {
      zh: '联图：把本馆的书目和流通状态送往联盟，或先检查文件',
      en: 'Liantu 联图: check a library’s file and send its records and loans to the alliance',
    },
    commands: COMMANDS,
  });
} else {
  // The only thread that these commands start.
  await import('../src/record/formats/workbook-thread.ts');
}
