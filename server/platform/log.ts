import { pino } from 'pino';
import { config } from '../config.ts';

// In production no request waits until the line about it is written: lines are written together, at the latest after a
// moment and when the process ends.
const standardOutput = config.production
  ? pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 250 })
  : pino.destination({ dest: 1, sync: true });

/** The log: one JSON object a line. Addresses are logged without their query, and never a cookie, token or body. */
export const log = pino(
  {
    level: config.LOG_LEVEL,
    base: undefined,
    errorKey: 'error',
    serializers: { error: withoutValues },
  },
  standardOutput,
);

/** An error with its causes, but without the values that a failed query was asked with: they are people's words. */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause, code } = error as Error & { code?: string };
  const cut = (text = '') => text.split('\nparams:')[0];
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return { name, message: cut(message), code, frames, cause: cause && withoutValues(cause) };
}
