import { Router } from 'express';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { changeSettings } from './change-settings.ts';
import { presetIn, settingsForm, settingsIn, valuesOf } from './forms.ts';
import { findSettingsOf } from './queries.ts';
import { settingsPage } from './shown-settings.ts';

export const signedInRoutes = Router();

signedInRoutes.get('/account/emails', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const settings = await findSettingsOf(viewer.id);
  const page = settingsPage(viewer, settings, newForm(valuesOf(settings)));
  res.render('notice-mails/settings', { ...page, done: doneIn(req, doneWords) });
});

const doneWords = { saved: 'You have changed which emails you get' };

signedInRoutes.post('/account/emails', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const form = readForm(settingsForm, req.body);
  const filled = presetIn(req.body);
  if (filled) {
    // Fills in the form and saves nothing.
    const shown = newForm({ ...form.shown.values, ...filled.values });
    const page = settingsPage(viewer, await findSettingsOf(viewer.id), shown);
    return res.render('notice-mails/settings', { ...page, filledIn: filled.name });
  }
  if (!form.ok) {
    const page = settingsPage(viewer, await findSettingsOf(viewer.id), form.shown);
    return res.status(422).render('notice-mails/settings', page);
  }
  await changeSettings(viewer, settingsIn(form.values, await findSettingsOf(viewer.id)));
  res.redirect(303, '/account/emails?done=saved');
});
