import { clock } from '../../platform/clock.ts';
import { formatLastDay } from '../../platform/days.ts';
import type { Adoption } from '../adoptions/queries.ts';
import { shownAdoption } from '../adoptions/shown.ts';
import type { Reply } from '../replies/queries.ts';
import { type ShownReply, shownReply } from '../replies/shown.ts';
import type { listSameProblems } from '../same-problems/queries.ts';
import { healthOf, isToBeReviewed } from './health.ts';
import { kinds, stateLabel } from './kinds.ts';
import type { Topic } from './queries.ts';
import { sectionsOf } from './rendering.ts';

/** What a list shows of a topic; the same for everybody who may see it. */
export type Listed = Pick<
  Topic,
  | 'id'
  | 'kind'
  | 'state'
  | 'health'
  | 'councilCount'
  | 'visibility'
  | 'sameAs'
  | 'removedAs'
  | 'title'
  | 'excerpt'
  | 'tags'
  | 'author'
  | 'workspace'
  | 'seq'
  | 'lastNumber'
  | 'replyCount'
  | 'acceptedCount'
  | 'createdAt'
  | 'editedAt'
  | 'lastActivityAt'
  | 'lastRead'
>;

/** A topic as a row of a list. `unread` is the viewer's own: replies since their last, for topics they have read. */
export function shownRow(topic: Listed) {
  const { kind, state, lastNumber, lastRead, lastActivityAt } = topic;
  return {
    ...topic,
    kindLabel: kinds[kind].label,
    stateLabel: stateLabel(kind, state),
    health: healthOf(topic),
    public: topic.visibility === 'public',
    hidden: topic.removedAs !== null,
    href: `/topics/${topic.id}`,
    place: `${lastActivityAt.toISOString()}.${String(topic.id).padStart(10, '0')}`,
    unread: lastRead > 0 ? Math.max(0, lastNumber - lastRead) : 0,
  };
}

/** True while it stands first in its workspace. */
const isPinned = (topic: Pick<Topic, 'pinnedUntil'>): topic is { pinnedUntil: Date } =>
  topic.pinnedUntil !== null && topic.pinnedUntil > clock.now();

/** What a topic's page shows besides its text. */
export interface Besides {
  answers: Reply[];
  sameProblems: Awaited<ReturnType<typeof listSameProblems>>;
  adoptions: Adoption[];
}

/** A topic as its own page shows it, with the answers that were accepted. */
export function shownTopic(topic: Topic, { answers, sameProblems, adoptions }: Besides) {
  const { kind, content, html } = topic;
  const facts = kinds[kind].facts.filter(({ field }) => content[field]);
  return {
    ...shownRow(topic),
    linkCount: topic.linkCount,
    meeting: topic.meeting,
    /** By its author since: what a coordinator wrote last is said as theirs. */
    editedAt: topic.coordinatorVersion === topic.versionCount ? null : topic.editedAt,
    coordinatorEditedAt: topic.coordinatorEditedAt,
    lookedAfterBy: topic.owner,
    credits: topic.credits,
    review: isToBeReviewed(topic)
      ? { by: topic.reviewBy, checkedAt: topic.checkedAt, reasons: topic.reviewReasons }
      : undefined,
    ownerId: topic.ownerId ?? topic.authorId,
    versionCount: topic.versionCount,
    sections: sectionsOf(kind, html),
    facts: facts.map(({ field, label }) => ({ label, text: content[field] })),
    answers: answers.map(shownReply) as ShownReply[],
    sameProblems,
    adoptions: adoptions.map(shownAdoption),
    /** Search engines are told of a public question with its answers as of one (schema.org). */
    asQAPage: topic.visibility === 'public' && answers.some(({ removedAt }) => !removedAt),
    withdrawn: topic.state === 'withdrawn',
    draft: topic.state === 'draft',
    locked: topic.lockedAt !== null,
    pinnedUntil: isPinned(topic) ? formatLastDay(topic.pinnedUntil) : '',
    slowMinutes: topic.slowMinutes,
  };
}
