import { randomUUID } from 'node:crypto';
import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { memberWith } from '../../platform/powers.ts';
import { chooseTopic } from '../topics/choose-topic.ts';
import { stillCollides } from '../topics/meanwhile.ts';
import { addTopic } from './add-topic.ts';
import { deleteCollection, restoreCollection } from './delete-collection.ts';
import { describeCollection } from './describe-collection.ts';
import { explainTopic } from './explain-topic.ts';
import { addForm, descriptionForm, lineForm, newCollectionForm, placeForm } from './forms.ts';
import { makeCollection } from './make-collection.ts';
import { mergeDescription } from './merge-description.ts';
import { moveTopic } from './move-topic.ts';
import { keepsCollections } from './policy.ts';
import { findCollectionFor, listChanges, listItemsFor, listRemoved } from './queries.ts';
import { removeTopic, returnTopic } from './remove-topic.ts';
import { shownChange, shownForKeeper } from './shown.ts';

export const routes = Router();

routes.get('/library/collections/new', (req, res) => {
  memberWith(req.viewer, keepsCollections);
  res.render('collections/new', { form: newForm(), formId: randomUUID() });
});

routes.post('/library/collections/new', async (req, res) => {
  memberWith(req.viewer, keepsCollections);
  const form = readForm(newCollectionForm, req.body);
  const formId = form.shown.values.formId || randomUUID();
  if (!form.ok) return res.status(422).render('collections/new', { form: form.shown, formId });
  const id = await makeCollection(req.viewer, form.values);
  res.redirect(303, `/collections/${id}/topics?done=made`);
});

routes.get('/collections/:collectionId/edit', async (req, res) => {
  const { collection } = await findKept(req);
  const { title, introduction, visibility, versionCount } = collection;
  const form = newForm({ title, introduction, visibility, from: String(versionCount) });
  res.render('collections/edit', { collection, form });
});

routes.post('/collections/:collectionId/edit', async (req, res) => {
  const { member, collection } = await findKept(req);
  const form = readForm(descriptionForm, req.body);
  const again = (shown: ShownForm) => res.status(422).render('collections/edit', { collection, form: shown });
  if (!form.ok) return again(form.shown);
  const unsettled = stillCollides(form.shown, [{ field: 'introduction', label: 'Introduction' }]);
  if (unsettled) return again(unsettled);
  const { changed } = await describeCollection(member, collection.id, form.values, form.values.from);
  if (changed) {
    const merged = await mergeDescription(member, collection.id, form.values, form.shown);
    return res.status(409).render('collections/edit', { collection, ...merged });
  }
  res.redirect(303, `/collections/${collection.id}?done=saved`);
});

routes.get('/collections/:collectionId/topics', async (req, res) => {
  res.render('collections/topics', await topicsPage(req, newForm()));
});

routes.post('/collections/:collectionId/topics', async (req, res) => {
  const { member, collection } = await findKept(req);
  const form = readForm(addForm, req.body);
  const again = async (shown: ShownForm, candidates?: object[]) =>
    res
      .status(shown.errors.length > 0 ? 422 : 200)
      .render('collections/topics', { ...(await topicsPage(req, shown)), candidates });
  if (!form.ok) return again(form.shown);
  const chosen = await chooseTopic(member, form, { notIds: [] });
  if ('form' in chosen) return again(chosen.form, chosen.candidates);
  const { refused } = await addTopic(member, collection.id, chosen.id, form.values.line);
  if (refused) return again(refusedForm(form.shown.values, new Map([['other', refused]])));
  res.redirect(303, `/collections/${collection.id}/topics?done=added`);
});

routes.get('/collections/:collectionId/topics/:itemId/line', async (req, res) => {
  const page = await linePage(req);
  const { line } = page.item;
  res.render('collections/line', { ...page, form: newForm({ line, lineFrom: line }) });
});

routes.post('/collections/:collectionId/topics/:itemId/line', async (req, res) => {
  const page = await linePage(req);
  const form = readForm(lineForm, req.body);
  const again = (shown: ShownForm, status = 422) =>
    res.status(status).render('collections/line', { ...page, form: shown });
  if (!form.ok) return again(form.shown);
  const { line, lineFrom = '' } = form.values;
  const { collection, item } = page;
  const { now } = await explainTopic(req.viewer, collection.id, item.id, { line, lineFrom });
  if (now !== undefined) {
    const theirs = now ? `changed this to “${now}”` : 'took this line away';
    const words = `Somebody ${theirs} while you were writing. Yours is kept below: save it again if it is better`;
    return again(refusedForm({ ...form.shown.values, lineFrom: now }, new Map([['line', words]])), 409);
  }
  res.redirect(303, `/collections/${collection.id}/topics#line-${item.id}`);
});

routes.post('/collections/:collectionId/topics/:itemId/place', async (req, res) => {
  const { member, collection } = await findKept(req);
  const itemId = readId(req.params.itemId);
  const form = readForm(placeForm, req.body);
  const { aboveId, belowId } = form.ok ? form.values : {};
  const isUp = aboveId !== undefined;
  const { isAtEnd } = await moveTopic(
    member,
    collection.id,
    itemId,
    isUp ? { aboveId } : { belowId: belowId ?? 0 },
  );
  // The button that was used has the focus again, or where it is gone the other.
  res.redirect(303, `/collections/${collection.id}/topics#${isUp !== isAtEnd ? 'up' : 'down'}-${itemId}`);
});

routes.post('/collections/:collectionId/topics/:itemId/removal', async (req, res) => {
  const { member, collection } = await findKept(req);
  await removeTopic(member, collection.id, readId(req.params.itemId));
  res.redirect(303, `/collections/${collection.id}/topics?done=removed`);
});

routes.post('/collections/:collectionId/topics/:itemId/removal/removal', async (req, res) => {
  const { member, collection } = await findKept(req);
  await returnTopic(member, collection.id, readId(req.params.itemId));
  res.redirect(303, `/collections/${collection.id}/topics?done=returned`);
});

routes.post('/collections/:collectionId/removal', async (req, res) => {
  await deleteCollection(req.viewer, readId(req.params.collectionId));
  res.redirect(303, '/library/collections?done=deleted');
});

routes.post('/collections/:collectionId/removal/removal', async (req, res) => {
  const id = readId(req.params.collectionId);
  await restoreCollection(req.viewer, id);
  res.redirect(303, `/collections/${id}?done=restored`);
});

/** The collection in the address, for whoever keeps it. */
async function findKept(req: Request<{ collectionId: string }>) {
  const member = memberWith(req.viewer, keepsCollections);
  return { member, collection: await findCollectionFor(member, readId(req.params.collectionId)) };
}

async function topicsPage(req: Request<{ collectionId: string }>, form: ShownForm) {
  const { member, collection } = await findKept(req);
  const { id } = collection;
  const [items, removed, changes] = await Promise.all([
    listItemsFor(member, id, { withWithdrawn: true }),
    listRemoved(member, id),
    listChanges(member, id),
  ]);
  return {
    collection,
    items: shownForKeeper(items),
    removed,
    changes: changes.map(shownChange),
    form,
    done: doneIn(req, doneWords),
  };
}

const doneWords = {
  made: 'The collection is there. Now add topics to it',
  added: 'The topic is in the collection',
  removed: 'The topic is taken out. You can put it back below',
  returned: 'The topic is back where it was',
};

async function linePage(req: Request<{ collectionId: string; itemId: string }>) {
  const { member, collection } = await findKept(req);
  const itemId = readId(req.params.itemId);
  const items = await listItemsFor(member, collection.id, { withWithdrawn: true });
  const item = items.find(({ id }) => id === itemId);
  if (!item) throw notFound();
  return { collection, item };
}
