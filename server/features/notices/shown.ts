import { stateLabel, kinds as topicKinds } from '../topics/kinds.ts';
import { type Found, linesOfGroup } from './list-inbox.ts';
import { hrefOf, sayNotice } from './say.ts';

/** What the inbox shows of a topic in which something happened, or of something that has no topic. */
export function shownGroup(found: Found[]) {
  const [{ topic, groupCount, groupUnread, ...first }] = found as [Found];
  const lines = found.map(shownLine);
  return {
    topic: topic && {
      ...topic,
      kindLabel: topicKinds[topic.kind].label,
      stateLabel: stateLabel(topic.kind, topic.state),
    },
    /** What a form names it by. */
    field: topic ? { name: 'topicId', value: topic.id } : { name: 'noticeId', value: first.id },
    lines,
    unread: groupUnread,
    more: Math.max(0, groupCount - linesOfGroup),
  };
}

function shownLine(found: Found) {
  const { id, at, isUnread } = found;
  return { id, at: new Date(at), isUnread, href: hrefOf(found), says: sayNotice(found) };
}
