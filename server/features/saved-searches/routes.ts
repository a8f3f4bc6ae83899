import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { findKnown } from '../library/known.ts';
import { readSearch, withoutEmpty } from '../search/filters.ts';
import { nameForm } from './forms.ts';
import { findSavedSearchFor, listSavedSearchesOf } from './queries.ts';
import { removeSavedSearch } from './remove-saved-search.ts';
import { renameSavedSearch } from './rename-saved-search.ts';
import { saveSearch } from './save-search.ts';
import { shownSavedSearch } from './shown.ts';

export const signedInRoutes = Router();

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

const findOwn = (req: Request<{ searchId: string }>) =>
  findSavedSearchFor(signedInOf(req.viewer), readId(req.params.searchId));

async function newPage(req: Request, form: ShownForm) {
  const search = withoutEmpty(readSearch(req));
  const action = `/account/searches?${new URLSearchParams(search)}`;
  return { form, action, saved: shownSavedSearch({ search }, await findKnown()) };
}
