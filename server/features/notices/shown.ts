import { stateLabel, kinds as topicKinds } from '../topics/kinds.ts';
import { kindWords } from './kinds.ts';
import { type Found, linesOfGroup } from './list-inbox.ts';

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
  return { id, at: new Date(at), isUnread, href: hrefOf(found), says: saysOf(found) };
}

/** To the post, or by way of the notice, which is read by that, to where no page of a topic is seen. */
function hrefOf({ id, href, topic, post }: Found): string {
  if (href || !topic) return `/notices/${id}`;
  return post ? `/topics/${topic.id}/replies/${post}` : `/topics/${topic.id}`;
}

function saysOf(found: Found): string {
  const { kind, words } = found;
  if (kind === 'mention') return `${whoOf(found)} mentioned ${words?.as ?? 'you'}`;
  return words ? words.subject : `${whoOf(found)} ${kindWords[kind].did}`;
}

/** As whom they wrote or accepted it, or else as who they are; who took their name off is not named. */
function whoOf({ kind, actor, author, authorId, acceptedBy }: Found): string {
  const byline =
    kind === 'accepted' || kind === 'solved' ? acceptedBy : actor?.id === authorId ? author : null;
  const [name, from] = byline
    ? [byline.name, byline.council?.name ?? byline.job]
    : [actor?.name, actor?.from];
  return from ? `${name}, ${from},` : (name ?? 'Somebody');
}
