import { oneClickPath } from '../../platform/one-click.ts';
import { sealFor } from '../../platform/sealed.ts';
import type { Level } from '../follows/levels.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import type { Choices } from './settings.ts';

/**
 * What a link in a mail ends: what comes of a topic, with `wholly` replies to them and mentions as well, of some kinds, or a
 * digest. Where kinds came of one topic, its reader may want to end that alone.
 */
export type Stop =
  | { topicId: number; wholly?: true }
  | { kinds: NoticeKind[]; of?: number }
  | { digest: 'daily' | 'weekly' };

export type StopOf = Stop & { personId: number };

/** How it was before, which is how it can be again. */
export type Before = { topicId: number; level: Level | null } | { choices: Partial<Choices> };

const stops = sealFor('stopping mail');
const befores = sealFor('before mail was stopped');

/** Where one press ends it, for whoever has the mail: no sign-in, and no end, since mail is kept for years. */
export const stopAddress = (personId: number) => (stop: Stop) =>
  `${oneClickPath}${stops.seal(JSON.stringify({ personId, ...stop }))}`;

/** What such an address ends; nothing where it is none of ours. */
export const readStop = (token: string) => opened<StopOf>(stops.unseal(token));

export const sealBefore = (personId: number, before: Before): string =>
  befores.seal(JSON.stringify({ personId, ...before }));

/** What was before somebody stopped it; nothing where it was sealed for another. */
export function readBefore(sealed: string, personId: number): Before | undefined {
  const before = opened<Before & { personId: number }>(befores.unseal(sealed));
  return before?.personId === personId ? before : undefined;
}

const opened = <T>(text: string | undefined) => (text === undefined ? undefined : (JSON.parse(text) as T));
