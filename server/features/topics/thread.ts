import type { Frame } from '../../platform/frame.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import { cutAtSlots, type Slotted } from '../../platform/slots.ts';
import { render } from '../../platform/views.ts';
import { listThread, type Order, repliesOnPage } from '../replies/queries.ts';
import { shownReply } from '../replies/shown.ts';
import { whatCouncilsSay } from './besides.ts';
import type { Topic } from './queries.ts';
import { shownTopic } from './shown.ts';

/** One page of a thread as it is drawn for everybody who may see it, with slots for what is a viewer's own. */
export interface Thread {
  seq: number;
  size: number;
  topic: Slotted;
  list: Slotted;
  page: number;
  pages: number;
  order: Order;
  /** What is around it, for all members whose page differs only in what is their own. */
  frames: Map<string, Frame>;
  /** Somebody who has seen this page has read every reply up to this number. */
  readUpTo: number;
}

const kept = createKept<Thread>({ maxSize: 64_000_000, canTrust: isListening });

interface Place {
  page: number;
  order: Order;
}

/** A page of the topic's thread: a kept one if it was drawn at the topic's present sequence number. */
export function threadOf(topic: Topic, { page, order }: Place): Promise<Thread> {
  return kept.get(
    `topic:${topic.id}`,
    `${page} ${order}`,
    () => drawThread(topic, page, order),
    (thread) => thread.seq === topic.seq,
  );
}

/** The same if it is kept; it holds only while the topic's sequence number is still the thread's. */
export const keptThreadOf = (topicId: number, { page, order }: Place): Thread | undefined =>
  kept.find(`topic:${topicId}`, `${page} ${order}`);

const framesTakeAbout = 40_000;

async function drawThread(topic: Topic, page: number, order: Order): Promise<Thread> {
  const [{ replies, answers, lowestLater }, said] = await Promise.all([
    listThread(topic.id, { page, order }),
    whatCouncilsSay(topic),
  ]);
  const pages = countPages(topic);
  const topicHtml = render('topics/_topic', { topic: shownTopic(topic, { answers, ...said }) });
  const listHtml = render('replies/_list', {
    replies: replies.map(shownReply),
    page: { order, isFirst: page === 1, isLast: page === pages },
  });
  return {
    seq: topic.seq,
    size: topicHtml.length + listHtml.length + framesTakeAbout,
    frames: new Map(),
    topic: cutAtSlots(topicHtml),
    list: cutAtSlots(listHtml),
    page,
    pages,
    order,
    readUpTo:
      order === 'newest' && page > 1
        ? 0
        : order === 'oldest' && lowestLater
          ? lowestLater - 1
          : topic.lastNumber,
  };
}

/** Removed replies keep their numbers, so the newest number is how many there are to show, but for those moved away. */
export const countPages = ({ lastNumber, movedAway }: { lastNumber: number; movedAway: number }) =>
  Math.max(1, Math.ceil((lastNumber - movedAway) / repliesOnPage));
