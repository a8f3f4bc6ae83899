import { addressOf } from './addresses.ts';
import type { Reply } from './queries.ts';

const deepestShown = 3;
const digits = (number: number) => String(number).padStart(6, '0');

/** A reply as templates draw it, the same for everybody who may see it. */
export function shownReply(reply: Reply) {
  const { id, topicId, number, depth, rootNumber, branchNumber, parent, author, createdAt, editedAt } = reply;
  const removed = reply.removedAt !== null;
  return {
    id,
    number,
    topicId,
    depth: Math.min(depth, deepestShown),
    /** True when it stands deeper than is shown, and so is told apart only by what it answers. */
    inline: depth > deepestShown,
    /** Its place in the topic, as a text that sorts. */
    place: [rootNumber, branchNumber, number].map(digits).join('.'),
    parent: parent && {
      number: parent.number,
      authorName: parent.name,
      href: addressOf(topicId, parent.number),
    },
    author,
    createdAt,
    /** By its author since: what a coordinator wrote last is said as theirs. */
    editedAt: removed || reply.coordinatorVersion === reply.versionCount ? null : editedAt,
    coordinatorEditedAt: removed ? null : reply.coordinatorEditedAt,
    html: removed ? '' : reply.html,
    /** By whom: its author, or a coordinator, who hid or removed it. */
    removed: removed && (reply.removedAs ?? 'by author'),
    accepted: reply.acceptedAt !== null,
    acceptedBy: reply.acceptedBy,
    href: addressOf(topicId, number),
    answerHref: `/topics/${topicId}?answer=${number}#write`,
  };
}

export type ShownReply = ReturnType<typeof shownReply>;
