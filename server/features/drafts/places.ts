import { isKind, type Kind } from '../topics/kinds.ts';

/** Where something is written: what it is, and what it is about. */
export type Place =
  | { what: 'topic'; slug: string; kind: Kind }
  | { what: 'reply' | 'topic-edit' | 'suggestion'; topicId: number }
  | { what: 'reply-edit'; replyId: number };

const id = '([1-9]\\d{0,8})';
const about = {
  reply: new RegExp(`^/topics/${id}/replies$`),
  'topic-edit': new RegExp(`^/topics/${id}/edit$`),
  suggestion: new RegExp(`^/topics/${id}/suggestions/new$`),
  'reply-edit': new RegExp(`^/replies/${id}/edit$`),
};
const newTopic = /^\/workspaces\/([a-z0-9-]{1,100})\/topics\?kind=(\w+)$/;

/** The place that a form with this address is for; nothing where drafts are not kept. */
export function placeOf(address: string): Place | undefined {
  const [, slug = '', kind] = newTopic.exec(address) ?? [];
  if (isKind(kind)) return { what: 'topic', slug, kind };
  for (const [what, pattern] of Object.entries(about)) {
    const number = Number(pattern.exec(address)?.[1]);
    if (!number) continue;
    return what === 'reply-edit'
      ? { what, replyId: number }
      : { what: what as 'reply' | 'topic-edit' | 'suggestion', topicId: number };
  }
  return undefined;
}

/** The page with the form, with this draft in it. */
export function formOf(place: Place, draftId: number): string {
  const query = `draft=${draftId}`;
  if (place.what === 'topic') return `/workspaces/${place.slug}/topics/new?kind=${place.kind}&${query}`;
  if (place.what === 'reply') return `/topics/${place.topicId}?${query}#write`;
  if (place.what === 'reply-edit') return `/replies/${place.replyId}/edit?${query}`;
  if (place.what === 'topic-edit') return `/topics/${place.topicId}/edit?${query}`;
  return `/topics/${place.topicId}/suggestions/new?${query}`;
}

export const addressOfNewTopic = (slug: string, kind: Kind) => `/workspaces/${slug}/topics?kind=${kind}`;
