import type { CliProgram } from './command.ts';
import { EXIT } from './exit.ts';
import { runProgram } from './main.ts';

/** Binds a program to this process: streams, signals, exit code. */
export async function runOnProcess(program: CliProgram): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => {
    // A second Ctrl-C means it: leave at once.
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // `liantu … | head` closes our stdout: that is the end of the work, not a fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : EXIT.failed));
  const { argv, env, stdin, stdout, stderr } = process;
  process.exitCode = await runProgram(program, {
    argv: argv.slice(2),
    env,
    stdin,
    stdout,
    stderr,
    signal: stop.signal,
  });
  process.off('SIGINT', onSignal);
  process.off('SIGTERM', onSignal);
}
