import { Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { canKeepCollections } from './policy.ts';
import { findCollectionFor, listAllCollections, listCollections, listItemsFor } from './queries.ts';
import { shownCollection, shownItem } from './shown.ts';

export const publicRoutes = Router();

publicRoutes.get('/library/collections', async (req, res) => {
  const { viewer } = req;
  const can = { keep: canKeepCollections(viewer) };
  const { current, deleted } =
    viewer.kind === 'member' && can.keep
      ? await listAllCollections(viewer)
      : { current: await listCollections(viewer), deleted: [] };
  res.render('collections/index', {
    collections: current.map(shownCollection),
    deleted: deleted.map(shownCollection),
    can,
    done: doneIn(req, { deleted: 'The collection is deleted. You can put it back below' }),
  });
});

publicRoutes.get('/collections/:collectionId', async (req, res) => {
  const collection = await findCollectionFor(req.viewer, readId(req.params.collectionId));
  const items = await listItemsFor(req.viewer, collection.id);
  res.render('collections/show', {
    collection: { ...collection, public: collection.visibility === 'public' },
    items: items.map(shownItem),
    can: { keep: canKeepCollections(req.viewer) },
    done: doneIn(req, { saved: 'The collection is changed', restored: 'The collection is back as it was' }),
  });
});
