import { plainLines } from '../../platform/markdown.ts';
import { didOf, whoOf } from '../notices/say.ts';
import { kinds as topicKinds } from '../topics/kinds.ts';
import type { MailedNotice } from './list-for-mail.ts';

/** True where mail may say what it is about: nothing of a workspace that keeps its content out of mail is named or quoted. */
export const canBeNamed = ({ workspace }: Pick<MailedNotice, 'workspace'>): boolean =>
  workspace?.mailsContent !== false;

/** What a notice is about, in one line with the title, for who has many to look through. */
export function subjectOf(notice: MailedNotice): string {
  const { kind, topic, words } = notice;
  if (words && kind !== 'mention') return words.subject;
  const title = `“${topic?.title}”`;
  const { name } = whoOf(notice);
  if (kind === 'topic') return `${name} started ${title}`;
  return kind === 'solved' ? `${title} is solved` : `${name} ${didOf(notice)} in ${title}`;
}

/** What the post says that it is about, as plain text; nothing where it is about no post. */
export function wordsOf({ post, replyHtml, topic }: MailedNotice, maxLength: number): string {
  if (post) return plainLines(replyHtml ?? '', maxLength);
  if (post === null || !topic) return '';
  const sections = topicKinds[topic.kind].sections.map(({ field }) => topic.html[field] ?? '');
  return plainLines(sections.join(''), maxLength);
}
