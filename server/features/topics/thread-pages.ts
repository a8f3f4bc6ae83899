import { pageLinks } from '../../platform/page-links.ts';
import type { Order } from '../replies/queries.ts';

/** A page of a thread. */
export interface ThreadPlace {
  page: number;
  order: Order;
}

/** The address of one page of a thread: the first in the usual order has the topic's own. */
export function addressOfPage(topicId: number, { page, order }: ThreadPlace): string {
  const query = [order === 'newest' ? 'order=newest' : '', page > 1 ? `page=${page}` : ''].filter(Boolean);
  return `/topics/${topicId}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

interface Pages extends ThreadPlace {
  pages: number;
}

/** What tells the pages of a thread apart in tabs, bookmarks and a screen reader's first words. */
export function titleOf({ title }: { title: string }, { page, pages, order }: Pages): string {
  const place = [page > 1 && `page ${page} of ${pages}`, order === 'newest' && 'newest first'].filter(
    Boolean,
  );
  return place.length > 0 ? `${title} (${place.join(', ')})` : title;
}

/** Links to the thread's other pages, and to its other order. */
export function linksOf(topicId: number, { page, pages, order }: Pages) {
  const href = (to: Partial<ThreadPlace>) => addressOfPage(topicId, { page, order, ...to });
  return {
    number: page,
    order,
    orderLinks: [
      { label: 'Oldest first', href: href({ order: 'oldest', page: 1 }), current: order === 'oldest' },
      { label: 'Newest first', href: href({ order: 'newest', page: 1 }), current: order === 'newest' },
    ],
    ...pageLinks(page, pages, (number) => `${href({ page: number })}#replies`),
  };
}
