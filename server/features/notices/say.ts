import type { Byline } from '../../platform/viewer.ts';
import { addressOfPost } from '../replies/addresses.ts';
import { kindWords, type NoticeKind } from './kinds.ts';
import type { NoticeWords } from './tables.ts';

/** What is needed to say in words what a notice is about. */
export interface Sayable {
  id: number;
  kind: NoticeKind;
  post: number | null;
  words: NoticeWords | null;
  href: string | null;
  actor: { id: number; name: string; from: string } | null;
  /** Of the reply, or of the topic where it is about that. */
  author: Byline | null;
  authorId: number | null;
  acceptedBy: Byline | null;
  topic: { id: number } | null;
}

/** "Ada Lovelace, Camden, replied to you", without a full stop. */
export function sayNotice(notice: Sayable): string {
  if (notice.words && notice.kind !== 'mention') return notice.words.subject;
  const { name, from } = whoOf(notice);
  return `${from ? `${name}, ${from},` : name} ${didOf(notice)}`;
}

/** What somebody did, after their name. */
export const didOf = ({ kind, words }: Sayable): string =>
  kind === 'mention' ? `mentioned ${words?.as ?? 'you'}` : kindWords[kind].did;

/** As whom they wrote or accepted it, or else as who they are; who took their name off is not named. */
export function whoOf({ kind, actor, author, authorId, acceptedBy }: Sayable) {
  const byline =
    kind === 'accepted' || kind === 'solved' ? acceptedBy : actor?.id === authorId ? author : null;
  if (byline) return { name: byline.name, from: byline.council?.name ?? byline.job };
  return { name: actor?.name || 'Somebody', from: actor?.from ?? '' };
}

/** To the post, or by way of the notice, which is read by that, to where no page of a topic is seen. */
export function hrefOf({ id, href, topic, post }: Sayable): string {
  if (href || !topic) return `/notices/${id}`;
  return addressOfPost({ topicId: topic.id, post: post ?? 0 });
}
