import type { Request } from 'express';
import { readParameter } from './addresses.ts';

/** What a page says first when an act led to it: its address names which of these, as in `?done=renamed`. */
export function doneIn(req: Request, words: Record<string, string>): string | undefined {
  const act = readParameter(req.query.done);
  return Object.hasOwn(words, act) ? words[act] : undefined;
}
