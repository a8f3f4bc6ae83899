import type { SignedIn } from '../../platform/viewer.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { follow } from '../follows/follow.ts';
import { levelFor } from '../follows/followers.ts';
import type { Level } from '../follows/levels.ts';
import { findFollowing } from '../follows/queries.ts';
import { changeKinds } from './change-settings.ts';
import { findNamedTopic, findSettingsOf } from './queries.ts';
import type { Choices } from './settings.ts';
import type { Before, StopOf } from './stop.ts';

/** Ends what a link in a mail ends, and says how it was before; nothing where there is nothing to end any more. */
export async function stopMails(stop: StopOf): Promise<Before | undefined> {
  const reader = await findSignedIn(stop.personId);
  if (!reader) return undefined;
  return 'topicId' in stop ? stopTopic(reader, stop) : stopKinds(reader, stop);
}

/** True where nothing comes any more of what a link in a mail ends. */
export async function isStopped(stop: StopOf): Promise<boolean> {
  const reader = await findSignedIn(stop.personId);
  if (!reader) return true;
  if (!('topicId' in stop))
    return Object.keys(choicesEndedBy(stop, (await findSettingsOf(reader.id)).kinds)).length === 0;
  const topic = await findNamedTopic(reader, stop.topicId);
  return !topic || isQuiet(stop, await levelFor(reader.id, topic));
}

/** Has it come again as it did before. */
export async function undoStop(personId: number, before: Before): Promise<void> {
  const reader = await findSignedIn(personId);
  if (!reader) return;
  if ('choices' in before) await changeKinds(reader, () => before.choices);
  else if (await findNamedTopic(reader, before.topicId))
    await follow(reader, { place: 'topic', id: before.topicId }, before.level);
}

async function stopTopic(reader: SignedIn, stop: StopOfTopic): Promise<Before | undefined> {
  const { topicId } = stop;
  const topic = await findNamedTopic(reader, topicId);
  if (!topic || isQuiet(stop, await levelFor(reader.id, topic))) return undefined;
  const { own } = await findFollowing(reader, { topicId, workspaceId: topic.workspaceId });
  await follow(reader, { place: 'topic', id: topicId }, stop.wholly ? 'nothing' : 'mine');
  return { topicId, level: own?.level ?? null };
}

async function stopKinds(reader: SignedIn, stop: StopOf): Promise<Before | undefined> {
  const { kinds } = await findSettingsOf(reader.id);
  const choices = choicesEndedBy(stop, kinds);
  if (Object.keys(choices).length === 0) return undefined;
  await changeKinds(reader, (now) =>
    Object.fromEntries(Object.keys(choicesEndedBy(stop, now)).map((kind) => [kind, 'none'])),
  );
  return { choices };
}

/** What somebody has chosen of the kinds that this ends. */
function choicesEndedBy(stop: StopOf, kinds: Choices): Partial<Choices> {
  const ended = Object.entries(kinds).filter(
    ([kind, how]) =>
      how !== 'none' &&
      ('digest' in stop ? how === stop.digest : 'kinds' in stop && stop.kinds.some((one) => one === kind)),
  );
  return Object.fromEntries(ended);
}

type StopOfTopic = Extract<StopOf, { topicId: number }>;

const isQuiet = ({ wholly }: StopOfTopic, level: Level): boolean =>
  level === 'nothing' || (level === 'mine' && !wholly);
