import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import { config } from '../../config.ts';
import { anyMember, groupOf, hasUsualLocals, partsOfMember } from '../../platform/any-member.ts';
import { newForm, type ShownForm } from '../../platform/forms.ts';
import { asPart, drawFrame, type Frame, fillFrame, mark } from '../../platform/frame.ts';
import { fillSlots } from '../../platform/slots.ts';
import { isCoordinatorOf, mustWaitIn, type Viewer } from '../../platform/viewer.ts';
import { feedOf } from '../feeds/link.ts';
import { listLinksFor } from '../links/queries.ts';
import { findReplyByNumber } from '../replies/queries.ts';
import { type ShownReply, shownReply } from '../replies/shown.ts';
import { controlsFor } from './controls.ts';
import { canAccept, canReply, whyNoReply } from './policy.ts';
import { findStandingFor, findTopicFor, type Standing, type Topic } from './queries.ts';
import { noteReading } from './readings.ts';
import { shownRow } from './shown.ts';
import { countPages, keptThreadOf, type Thread, threadOf } from './thread.ts';
import { addressOfPage, linksOf, type ThreadPlace, titleOf } from './thread-pages.ts';

interface Asked extends Partial<ThreadPlace> {
  /** The number of the reply that the form answers. */
  answer?: number;
  form?: ShownForm;
  /** What it says first. */
  done?: string;
  /** A draft that can be brought back. */
  discarded?: number;
}

/** Sends a topic's page to the viewer who asks. */
export async function sendTopicPage(res: Response, id: number, asked: Asked = {}): Promise<void> {
  res.type('html').send(await drawTopicPage(res, id, asked));
}

/**
 * A topic's page for the viewer who asks. That they may see it, what they may do in it and how far it is, is asked of
 * the database each time; what was drawn at that sequence number is used again.
 */
export async function drawTopicPage(res: Response, id: number, asked: Asked = {}): Promise<Buffer> {
  const { viewer } = res.req;
  const { topic, thread } = await openThread(viewer, id, asked);
  const [frame, links] = await Promise.all([
    frameFor(res, topic, thread, asked),
    topic.linkCount > 0 ? listLinksFor(viewer, id) : [],
  ]);
  const controls = controlsFor(viewer, topic, links);
  const parts = {
    topicHtml: fillSlots(thread.topic, controls),
    listHtml: fillSlots(thread.list, controls),
    formId: asPart(asked.form?.values.formId || randomUUID()),
    // It says after which, since this very page is soon noted as read.
    firstUnreadHref: asPart(`/topics/${id}/unread?after=${topic.lastRead}`),
  };
  if (viewer.kind === 'visitor') return fillFrame(frame, parts);
  if (thread.readUpTo > topic.lastRead || viewer.unreadNotices > 0)
    noteReading(viewer.id, id, thread.readUpTo);
  return fillFrame(frame, { ...parts, ...partsOfMember(viewer) });
}

async function openThread(viewer: Viewer, id: number, { page = 1, order = 'oldest' }: Asked) {
  const kept = keptThreadOf(id, { page, order });
  if (kept && viewer.kind === 'member') {
    const topic = await findStandingFor(viewer, id);
    if (topic.seq === kept.seq) return { topic, thread: kept };
  }
  const topic = await findTopicFor(viewer, id);
  return { topic, thread: await threadOf(topic, { page: Math.min(page, countPages(topic)), order }) };
}

/** What is around the thread; kept with it for all members who may do the same, unless they asked for something more. */
async function frameFor(
  res: Response,
  topic: Topic | Standing,
  thread: Thread,
  asked: Asked,
): Promise<Frame> {
  const { viewer } = res.req;
  const can = {
    reply: canReply(viewer, topic),
    accept: canAccept(viewer, topic),
    moderate: isCoordinatorOf(viewer, topic.workspace.id),
    wait: viewer.kind !== 'visitor' && mustWaitIn(viewer, topic.workspace.id),
  };
  const whyNot = can.reply ? '' : whyNoReply(viewer, topic);
  const hasUnread = topic.lastRead > 0 && topic.lastRead < topic.lastNumber;
  const draw = () => drawFrameFor(res, topic, thread, asked, { can, whyNot, hasUnread });
  if (viewer.kind === 'visitor' || asked.form || asked.answer || asked.done || !hasUsualLocals(res))
    return (await draw()).frame;

  const key = JSON.stringify([can, whyNot, hasUnread, groupOf(viewer)]);
  const kept = thread.frames.get(key);
  if (kept) return kept;
  const { frame, seq } = await draw();
  if (seq === thread.seq) thread.frames.set(key, frame);
  return frame;
}

interface Differences {
  can: { reply: boolean; accept: boolean; moderate: boolean; wait: boolean };
  /** Why they cannot reply, where they cannot. */
  whyNot: string;
  hasUnread: boolean;
}

async function drawFrameFor(
  res: Response,
  known: Topic | Standing,
  thread: Thread,
  { form = newForm(), answer, done, discarded }: Asked,
  { can, whyNot, hasUnread }: Differences,
) {
  const { viewer } = res.req;
  const topic = 'title' in known ? known : await findTopicFor(viewer, known.id);
  const frame = await drawFrame(res, 'topics/show', {
    topic: shownRow(topic),
    seq: thread.seq,
    title: titleOf(topic, thread),
    canonical: topic.visibility === 'public' ? canonicalOf(topic, thread) : '',
    description: topic.visibility === 'public' ? topic.excerpt : '',
    feed:
      topic.state !== 'draft' &&
      !topic.removedAs &&
      feedOf(
        { kind: 'topic', id: topic.id },
        {
          name: topic.title,
          href: `/topics/${topic.id}`,
          isPublic: topic.visibility === 'public',
        },
      ),
    page: { ...linksOf(topic.id, thread), firstUnreadHref: hasUnread ? mark('firstUnreadHref') : '' },
    can,
    whyNot,
    parent: answer ? await parentOf(viewer, topic, answer) : undefined,
    form,
    done,
    discarded,
    formId: mark('formId'),
    readUpTo: thread.readUpTo,
    topicHtml: mark('topicHtml'),
    listHtml: mark('listHtml'),
    viewer: viewer.kind !== 'visitor' ? anyMember(viewer) : viewer,
  });
  return { frame, seq: topic.seq };
}

/** The address that search engines are to know a page of a thread by; what is the same as another is known by that one. */
const canonicalOf = ({ id, sameAs }: Topic, { page }: Thread): string =>
  config.baseUrl + (sameAs ? `/topics/${sameAs}` : addressOfPage(id, { page, order: 'oldest' }));

async function parentOf(viewer: Viewer, topic: Topic, number: number): Promise<ShownReply | undefined> {
  if (number > topic.lastNumber) return undefined;
  const { reply } = await findReplyByNumber(viewer, topic.id, number);
  return reply.removedAt ? undefined : shownReply(reply);
}
