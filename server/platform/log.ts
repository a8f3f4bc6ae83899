import pg from 'pg';
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
  const { name, message, stack = '', cause, code } = error as Error & { code?: string };
  // What is said may look like frames, or be of several lines.
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return { name, message: cut(error), code, frames, cause: cause && withoutValues(cause) };
}

/** Postgres repeats in its messages what it was given, between marks of quotation, as it does with names of tables. */
function cut(error: Error): string {
  const [said = ''] = error.message.split('\nparams:');
  const mayQuoteValues = error instanceof pg.DatabaseError && !namesOnly.test(error.code ?? '');
  return mayQuoteValues ? said.replace(/".*"/s, '"…"') : said;
}

/** Broken constraints, what is not there or not allowed; but not what is wrong in what was written, such as a search. */
const namesOnly = /^(23|28|3D|3F|42(?!601))/;
