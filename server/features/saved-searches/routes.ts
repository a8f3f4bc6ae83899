import { type Request, Router } from 'express';
import { config } from '../../config.ts';
import { readId, readParameter } from '../../platform/addresses.ts';
import { marksOf } from '../../platform/atom.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { sendFeed } from '../../platform/send-feed.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { hashOf } from '../accounts/session-store.ts';
import { findSignedIn } from '../accounts/viewers.ts';
import { findKnown } from '../library/known.ts';
import { readSearch, withoutEmpty } from '../search/filters.ts';
import { endFeed } from './end-feed.ts';
import { nameForm } from './forms.ts';
import { listSavedSearch } from './list-saved-search.ts';
import { makeFeed } from './make-feed.ts';
import { findByFeedHash, findSavedSearchFor, listSavedSearchesOf } from './queries.ts';
import { removeSavedSearch } from './remove-saved-search.ts';
import { renameSavedSearch } from './rename-saved-search.ts';
import { saveSearch } from './save-search.ts';
import { shownSavedSearch } from './shown.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

const limitFetching = limitTo({ name: 'search-feeds', points: 60, duration: 3600 });
const limitGuessing = limitTo({ name: 'search-feed-guesses', points: 300, duration: 3600 });

/** Whoever has the address reads it as its owner would now; it is not there where they could not sign in. */
publicRoutes.get('/search/feeds/:token', async (req, res) => {
  const saved = await findByFeedHash(hashOf(readParameter(req.params.token)));
  if (!saved) await limitGuessing(req.ip ?? '');
  const owner = saved && (await findSignedIn(saved.personId));
  if (!owner) throw notFound();
  const feed = await listSavedSearch(owner, saved);
  res.set('Cache-Control', 'private, no-cache').set('X-Robots-Tag', 'noindex');
  const asked = { viewer: owner, name: `search ${saved.id} ${feed.title}`, marks: marksOf(feed.entries) };
  const beforeSending = () => limitFetching(String(saved.id));
  await sendFeed(res, { ...asked, beforeSending }, async () => feed);
});

signedInRoutes.get('/account/searches', async (req, res) => {
  const [saved, known] = await Promise.all([listSavedSearchesOf(signedInOf(req.viewer)), findKnown()]);
  res.render('saved-searches/index', {
    searches: saved.map((one) => shownSavedSearch(one, known)),
    done: doneIn(req, doneWords),
  });
});

const doneWords = {
  saved: 'You have saved a search',
  renamed: 'You have renamed a saved search',
  removed: 'You have removed a saved search',
  ended: 'You have ended a feed. Its address shows nothing now',
};

signedInRoutes.get('/account/searches/new', async (req, res) => {
  const { q } = readSearch(req);
  if (!q) return res.redirect(303, '/search');
  res.render('saved-searches/new', await newPage(req, newForm({ name: q.slice(0, 100) })));
});

signedInRoutes.post('/account/searches', async (req, res) => {
  const search = withoutEmpty(readSearch(req));
  const form = readForm(nameForm, req.body);
  const shown = form.ok && !search.q ? refusedForm(form.shown.values, nothingToSave) : form.shown;
  if (!form.ok || shown.errors.length > 0)
    return res.status(422).render('saved-searches/new', await newPage(req, shown));
  await saveSearch(signedInOf(req.viewer), search, form.values.name);
  res.redirect(303, '/account/searches?done=saved');
});

const nothingToSave = new Map([['name', 'There is no search to save. Search for something, then save it']]);

signedInRoutes.get('/account/searches/:searchId/name', async (req, res) => {
  const { id, name } = await findOwn(req);
  res.render('saved-searches/rename', { id, form: newForm({ name }) });
});

signedInRoutes.post('/account/searches/:searchId/name', async (req, res) => {
  const { id } = await findOwn(req);
  const form = readForm(nameForm, req.body);
  if (!form.ok) return res.status(422).render('saved-searches/rename', { id, form: form.shown });
  await renameSavedSearch(signedInOf(req.viewer), id, form.values.name);
  res.redirect(303, '/account/searches?done=renamed');
});

signedInRoutes.get('/account/searches/:searchId/removal', async (req, res) => {
  res.render('saved-searches/remove', { saved: await findOwn(req) });
});

signedInRoutes.post('/account/searches/:searchId/removal', async (req, res) => {
  const { id } = await findOwn(req);
  await removeSavedSearch(signedInOf(req.viewer), id);
  res.redirect(303, '/account/searches?done=removed');
});

signedInRoutes.get('/account/searches/:searchId/feed', async (req, res) => {
  res.render('saved-searches/feed', { saved: await findOwn(req) });
});

/** The answer to it is the only page that ever shows the address. */
signedInRoutes.post('/account/searches/:searchId/feed', async (req, res) => {
  const { id } = await findOwn(req);
  const token = await makeFeed(signedInOf(req.viewer), id);
  const address = `${config.baseUrl}/search/feeds/${token}`;
  res.set('Cache-Control', 'no-store').render('saved-searches/feed', { saved: await findOwn(req), address });
});

signedInRoutes.post('/account/searches/:searchId/feed/removal', async (req, res) => {
  const { id } = await findOwn(req);
  await endFeed(signedInOf(req.viewer), id);
  res.redirect(303, '/account/searches?done=ended');
});

const findOwn = (req: Request<{ searchId: string }>) =>
  findSavedSearchFor(signedInOf(req.viewer), readId(req.params.searchId));

async function newPage(req: Request, form: ShownForm) {
  const search = withoutEmpty(readSearch(req));
  const action = `/account/searches?${new URLSearchParams(search)}`;
  return { form, action, saved: shownSavedSearch({ search }, await findKnown()) };
}
