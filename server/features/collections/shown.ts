import { shorten } from '../../platform/markdown.ts';
import { shownRow } from '../topics/shown.ts';
import { acts } from './acts.ts';
import type { Item, listChanges, listCollections } from './queries.ts';

type Listed = Awaited<ReturnType<typeof listCollections>>[number];
type Change = Awaited<ReturnType<typeof listChanges>>[number];

/** A collection as a list shows it. */
export const shownCollection = (collection: Listed) => ({
  ...collection,
  lead: shorten(collection.lead, 240),
  href: `/collections/${collection.id}`,
  public: collection.visibility === 'public',
});

/** A topic of a collection as its readers see it. */
export const shownItem = ({ id, line, topic }: Item) => ({ itemId: id, line, ...shownRow(topic) });

/** The topics of a collection as those who keep it see them, each with what it can be moved past. */
export const shownForKeeper = (items: Item[]) =>
  items.map((item, at) => ({
    ...shownItem(item),
    position: at + 1,
    of: items.length,
    aboveId: items[at - 1]?.id,
    belowId: items[at + 1]?.id,
    isNotShown: item.topic.state === 'withdrawn' || item.topic.state === 'retired',
  }));

export const shownChange = ({ act, topic, ...change }: Change) => ({
  ...change,
  what: acts[act],
  topic: topic ?? '',
});
