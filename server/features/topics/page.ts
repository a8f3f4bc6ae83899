import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import { drawAround } from '../../platform/draw-around.ts';
import { newForm, type ShownForm } from '../../platform/forms.ts';
import { pageLinks } from '../../platform/page-links.ts';
import { drawOnce, fillSlots, type Slot, type SlotIds } from '../../platform/slots.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { render } from '../../platform/views.ts';
import { type Powers, powersOver } from '../replies/policy.ts';
import { findReplyByNumber, type Order } from '../replies/queries.ts';
import { type ShownReply, shownReply } from '../replies/shown.ts';
import { canAccept, canEdit, canReply, listNextStates } from './policy.ts';
import { findTopicFor, type Topic } from './queries.ts';
import { noteReading } from './readings.ts';
import { shownRow } from './shown.ts';
import { countPages, type Thread, threadOf } from './thread.ts';

export interface ThreadPlace {
  page: number;
  order: Order;
}

interface Asked extends Partial<ThreadPlace> {
  /** The number of the reply that the form answers. */
  answer?: number;
  form?: ShownForm;
}

/** Everything the page of a topic shows this viewer. */
export async function topicPage(viewer: Viewer, id: number, asked: Asked = {}) {
  const topic = await findTopicFor(viewer, id);
  const page = Math.min(asked.page ?? 1, countPages(topic));
  const order = asked.order ?? 'oldest';
  const thread = await threadOf(topic, { page, order });
  const parent = asked.answer ? await parentOf(viewer, topic, asked.answer) : undefined;
  if (viewer.kind === 'member' && thread.readUpTo > topic.lastRead)
    noteReading(viewer.id, id, thread.readUpTo);
  const fill = fillFor(viewer, topic);
  const parts = { topicHtml: fillSlots(thread.topic, fill), listHtml: fillSlots(thread.list, fill) };
  const shown = {
    topic: shownRow(topic),
    seq: thread.seq,
    title: titleOf(topic, thread),
    page: pageOf(topic, thread),
    can: { reply: canReply(viewer, topic), accept: canAccept(viewer, topic) },
    parent,
    form: asked.form ?? newForm(),
    formId: asked.form?.values.formId || randomUUID(),
    readUpTo: thread.readUpTo,
  };
  return { shown, parts };
}

type TopicPage = Awaited<ReturnType<typeof topicPage>>;

export const drawTopicPage = (res: Response, { shown, parts }: TopicPage) =>
  drawAround(res, 'topics/show', shown, parts);

export async function sendTopicPage(res: Response, page: TopicPage): Promise<void> {
  res.type('html').send(await drawTopicPage(res, page));
}

async function parentOf(viewer: Viewer, topic: Topic, number: number): Promise<ShownReply | undefined> {
  if (number > topic.lastNumber) return undefined;
  const { reply } = await findReplyByNumber(viewer, topic.id, number);
  return reply.removedAt ? undefined : shownReply(reply);
}

/** What a viewer can do stands in the page as links and buttons of their own. */
function fillFor(viewer: Viewer, topic: Topic): (slot: Slot) => Buffer {
  if (viewer.kind === 'visitor') return (slot) => drawOnce(slot, 'visitor', () => '');
  return (slot) => {
    if (slot.name === 'topic') {
      const can = { edit: canEdit(viewer, topic), states: listNextStates(viewer, topic) };
      return drawOnce(slot, JSON.stringify(can), () => drawTopicControls(topic, can));
    }
    const { author, removed, accepted } = slot.ids;
    const can = powersOver(viewer, topic, {
      authorId: Number(author),
      removed: Boolean(removed),
      accepted: Boolean(accepted),
    });
    return drawOnce(slot, Object.values(can).join(), () => drawReplyControls(topic, slot.ids, can));
  };
}

function drawTopicControls(
  topic: Topic,
  can: { edit: boolean; states: { state: string; label: string }[] },
): string {
  const { edit, states } = can;
  return edit || states.length > 0
    ? render('topics/_controls', { topic, nextStates: states, can: { edit } })
    : '';
}

function drawReplyControls(topic: Topic, ids: SlotIds, can: Powers): string {
  const answerHref = `/topics/${topic.id}?answer=${ids.number}#write`;
  return render('replies/_controls', { reply: { ...ids, author: { name: ids.name }, answerHref }, can });
}

/** What tells the pages of a thread apart in tabs, bookmarks and a screen reader's first words. */
function titleOf({ title }: Topic, { page, pages, order }: Thread): string {
  const place = [page > 1 && `page ${page} of ${pages}`, order === 'newest' && 'newest first'].filter(
    Boolean,
  );
  return place.length > 0 ? `${title} (${place.join(', ')})` : title;
}

function pageOf(topic: Topic, { page, pages, order }: Thread) {
  const href = (to: Partial<ThreadPlace>) => addressOfPage(topic.id, { page, order, ...to });
  return {
    number: page,
    order,
    orderLinks: [
      { label: 'Oldest first', href: href({ order: 'oldest', page: 1 }), current: order === 'oldest' },
      { label: 'Newest first', href: href({ order: 'newest', page: 1 }), current: order === 'newest' },
    ],
    firstUnreadHref:
      topic.lastRead > 0 && topic.lastRead < topic.lastNumber
        ? `/topics/${topic.id}/replies/${topic.lastRead + 1}`
        : '',
    ...pageLinks(page, pages, (number) => `${href({ page: number })}#replies`),
  };
}

/** The address of one page of a thread: the first in the usual order has the topic's own. */
export function addressOfPage(topicId: number, { page, order }: ThreadPlace): string {
  const query = [order === 'newest' ? 'order=newest' : '', page > 1 ? `page=${page}` : ''].filter(Boolean);
  return `/topics/${topicId}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
