import { addressOf } from '../search/filters.ts';
import { nameOf, type PrivateSubject } from './names.ts';
import type { listFeedsOf } from './queries.ts';

export const kindLabels: Record<PrivateSubject['kind'], string> = {
  workspace: 'Workspace',
  topic: 'Topic',
  council: 'Council',
  search: 'Saved search',
};

type Own = Awaited<ReturnType<typeof listFeedsOf>>[number];

/** A private feed as its owner's page shows it. */
export function shownFeed({ id, kind, subjectId, madeAt, name, slug, search }: Own) {
  const pages = {
    workspace: `/workspaces/${slug}`,
    topic: `/topics/${subjectId}`,
    council: `/councils/${slug}`,
    search: addressOf(search ?? {}),
  };
  return {
    id,
    of: nameOf({ kind, id: subjectId }),
    kindLabel: kindLabels[kind],
    name: name ?? 'A topic that you can no longer see',
    href: name === null ? '' : pages[kind],
    madeAt,
  };
}
