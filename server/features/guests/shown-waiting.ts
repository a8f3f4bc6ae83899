import { renderMarkdown } from '../../platform/markdown.ts';
import { isKind, kinds } from '../topics/kinds.ts';
import { renderContent } from '../topics/rendering.ts';
import { caughtInWords } from './limits-on-posts.ts';
import type { WaitingPost } from './waiting-queries.ts';

/** What waits, as it will look when it is posted. */
export function shownWaiting(waiting: WaitingPost) {
  const post = { ...waiting, caught: caughtInWords(waiting.caughtBy) };
  const { id, topicKind, fields } = post;
  const isDeleted = Object.keys(fields).length === 0;
  if (!isKind(topicKind)) {
    const html = renderMarkdown(fields.body ?? '', { idPrefix: `waiting-${id}-`, headingsFrom: 4 });
    return {
      ...post,
      isDeleted,
      noun: 'reply',
      what: 'Reply',
      title: '',
      sections: [{ heading: '', html }],
      facts: [],
    };
  }
  const html = renderContent(topicKind, fields, `waiting-${id}`);
  const { label, sections, facts } = kinds[topicKind];
  const filled = [...facts, { field: 'tags', label: 'Tags' }].filter(({ field }) => fields[field]?.trim());
  return {
    ...post,
    isDeleted,
    noun: label.toLowerCase(),
    what: label,
    title: fields.title ?? '',
    isPublic: fields.visibility === 'public',
    sections: sections
      .filter(({ field }) => html[field])
      .map(({ field, heading }) => ({ heading, html: html[field] })),
    facts: filled.map(({ field, label }) => ({ label, text: fields[field] })),
  };
}

/** What the log says of something that waited. */
export const aboutWaiting = ({ id, topicKind }: WaitingPost) => ({
  waitingId: id,
  noun: isKind(topicKind) ? topicKind : 'reply',
});
