import type { DomainEvent } from '../../platform/events.ts';
import type { Announcement, Change, Feature, Patch } from '../../platform/feature.ts';
import { type audienceIn, type Viewer, visitor } from '../../platform/viewer.ts';
import { render } from '../../platform/views.ts';
import { findWorkspaceById } from '../workspaces/queries.ts';
import { type TopicEventName, topicEvents } from './changes.ts';
import { changesTopic, isAfresh } from './changes-since.ts';
import { countTopics } from './counts.ts';
import { findForRoom } from './find-for-room.ts';
import { listPinned } from './lists.ts';
import { drawPatches } from './patches.ts';
import type { Topic } from './queries.ts';
import { shownRow } from './shown.ts';

type Audience = ReturnType<typeof audienceIn>;
type TopicEvent = DomainEvent<TopicEventName>;

/** Where anything that happens to a topic is told: on its own page, in its workspace's list, and in the counts. */
export const announcements = Object.fromEntries(
  topicEvents.map((name) => [name, announce]),
) as Feature['announcements'];

function announce(event: TopicEvent): Announcement[] {
  const { topicId, workspaceId, standardId } = event;
  const found = once(() => findForRoom(topicId ?? 0, 'replyId' in event ? event.replyId : undefined));
  const topic = async () => (await found())?.topic;
  const told: Announcement[] = [
    {
      room: `topic:${topicId}`,
      recheck: takesAccess(event),
      change: async () => topicChange(event, await found()),
    },
  ];
  for (const to of ['member', 'visitor'] as const) {
    const counts = once(async () => drawCounts(to, event, await topic()));
    const pinned = async () => (changesPinned(event) ? [await drawPinned(to, workspaceId)] : []);
    const list = async () => [...drawRow(to, event, await topic()), ...(await pinned()), ...(await counts())];
    const tell = async (draw: () => Promise<Patch[]>) =>
      concerns(to, event, await topic()) ? { patches: await draw() } : undefined;
    told.push({ room: `workspace:${workspaceId}`, to: [to], change: () => tell(list) });
    if (changesCounts(event)) {
      // A guest looks at each workspace as what they are in it: see the room's opening.
      const here = `in ${workspaceId}`;
      const apart = to === 'member' ? { to: ['member', here] } : { to: ['visitor'], notTo: here };
      told.push({ room: `standard:${standardId}`, ...apart, change: () => tell(counts) });
    }
  }
  return told;
}

/**
 * True when these viewers can see the topic, or could until now. Of others they are told nothing: an empty piece
 * would say that there is something.
 */
function concerns(to: Audience, event: TopicEvent, topic: Topic | undefined): boolean {
  if (!topic || topic.state === 'draft') return false;
  if (topic.removedAs && event.name !== 'topic-moderated') return false;
  return to === 'member' || topic.visibility === 'public' || event.name === 'topic-visibility-changed';
}

/** What takes a topic away from some who could see it: their pages are then told nothing more. */
const takesAccess = (event: TopicEvent) =>
  event.name === 'topic-visibility-changed' ||
  event.name === 'topic-state-changed' ||
  event.name === 'topic-moderated' ||
  event.name === 'topic-moved';

/** A removed reply may have been the only accepted answer. */
const leavesCounts = new Set<TopicEventName>([
  'reply-posted',
  'reply-edited',
  'reply-restored',
  'topic-edited',
  'topic-handed-on',
  'topic-reviewed',
  'review-asked',
  'same-problems-changed',
  'adoption-recorded',
  'answer-found',
  'topic-health-changed',
  'suggestions-changed',
  'author-withdrawn',
]);
const changesCounts = ({ name }: TopicEvent) => !leavesCounts.has(name);

async function topicChange(
  event: TopicEvent,
  found: Awaited<ReturnType<typeof findForRoom>>,
): Promise<Change> {
  const seq = event.seq ?? undefined;
  if (!found) return { seq, patches: [] };
  const { topic, reply } = found;
  // It is drawn as it now is, which may be after it was taken from the visitors who still watch.
  const to = topic.visibility === 'public' ? undefined : 'member';
  if (isAfresh(event.name)) return { seq, to, patches: [], afresh: true };
  return { seq, to, patches: await drawPatches(topic, reply ? [reply] : [], changesTopic(event.name)) };
}

/** The topic's row in a list, or nothing in its place where these viewers may not see it. */
function drawRow(to: Audience, { topicId, workspaceId }: TopicEvent, topic: Topic | undefined): Patch[] {
  const part = `topic-${topicId}`;
  if (topic?.workspace.id !== workspaceId) return [{ part, html: '' }];
  if (topic.sameAs || topic.removedAs || (to === 'visitor' && topic.visibility !== 'public'))
    return [{ part, html: '' }];
  const row = shownRow(topic);
  return [{ part, place: row.place, html: render('topics/_row', row) }];
}

const changesPinned = ({ name }: TopicEvent) => name === 'topic-moderated' || name === 'topic-moved';

/** What stands first in the workspace's list. */
async function drawPinned(to: Audience, workspaceId: number): Promise<Patch> {
  const pinned = await listPinned(to === 'visitor' ? visitor : anyMember, workspaceId);
  return { part: `pinned-${workspaceId}`, html: render('topics/_pinned', { workspaceId, pinned }) };
}

const anyMember = { kind: 'member', id: 0 } as Viewer;

/** Of the workspace that is told of it, also where the topic is in another by now. */
async function drawCounts(to: Audience, event: TopicEvent, topic: Topic | undefined): Promise<Patch[]> {
  if (!topic) return [];
  const { workspaceId } = event;
  const { slug, name } =
    topic.workspace.id === workspaceId ? topic.workspace : await findWorkspaceById(workspaceId);
  const counts = await countTopics(to === 'visitor' ? visitor : anyMember, workspaceId);
  const html = render('standard/_counts', { workspaceId, slug, name, counts });
  return [{ part: `counts-${workspaceId}`, html }];
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
