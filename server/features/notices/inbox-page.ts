import type { SignedIn } from '../../platform/viewer.ts';
import { kindsFor, kindWords } from './kinds.ts';
import { type InboxFilter, listInbox } from './list-inbox.ts';
import { countUnreadOf, stateOfInbox } from './room.ts';
import { shownGroup } from './shown.ts';

interface Asked extends InboxFilter {
  page?: number;
  /** When something was marked as read just now, so that it can be taken back. */
  readAt?: string;
  done?: 'new';
}

/** The inbox's address; its first page is that of what is new. */
export function addressOf({ onlyUnread, kind, page = 1, readAt, done }: Asked): string {
  const query = new URLSearchParams({
    ...(!onlyUnread && { show: 'all' }),
    ...(kind && { kind }),
    ...(page > 1 && { page: String(page) }),
    ...(readAt && { readAt }),
    ...(done && { done }),
  });
  return query.size > 0 ? `/notices?${query}` : '/notices';
}

/** Somebody's inbox, as much of it as they ask for. */
export async function inboxPage(viewer: SignedIn, { page = 1, readAt, ...filter }: Asked) {
  const [{ groups, hasMore }, seq, unread] = await Promise.all([
    listInbox(viewer, filter, page),
    stateOfInbox(viewer.id),
    countUnreadOf(viewer.id),
  ]);
  const to = (other: Partial<Asked>) => addressOf({ ...filter, ...other });
  const choice = (label: string, other: Partial<InboxFilter>) => ({
    label,
    href: to(other),
    current: Object.entries(other).every(([name, value]) => filter[name as keyof InboxFilter] === value),
  });
  return {
    // The bell counts what waits now, and not what did before this page was asked for.
    viewer: { ...viewer, unreadNotices: unread },
    seq,
    unread,
    groups: groups.map(shownGroup),
    shows: [choice('New', { onlyUnread: true }), choice('All', { onlyUnread: false })],
    kinds: [
      choice('Everything', { kind: undefined }),
      ...kindsFor(viewer).map((kind) => choice(kindWords[kind].name, { kind })),
    ],
    onlyUnread: filter.onlyUnread,
    kind: filter.kind && kindWords[filter.kind],
    allHref: to({ onlyUnread: false }),
    query: to({ page }).replace('/notices', ''),
    undo: readAt,
    firstHref: page > 1 ? to({}) : '',
    nextHref: hasMore ? to({ page: page + 1 }) : '',
  };
}
