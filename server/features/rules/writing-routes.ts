import { type Request, Router } from 'express';
import { readNumber } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { refusedForm, type ShownForm } from '../../platform/forms.ts';
import { memberWith } from '../../platform/powers.ts';
import { stillCollides } from '../topics/meanwhile.ts';
import { setPaths } from './addresses.ts';
import { arrange, isArranging } from './arranging.ts';
import { readRules } from './forms.ts';
import { mergeRules } from './merge-rules.ts';
import { findPlace } from './place.ts';
import { writesRulesOf } from './policy.ts';
import { listTexts } from './queries.ts';
import { saveRules } from './save-rules.ts';
import { formOfRules, shownEntries } from './shown.ts';

export const routes = Router();

for (const path of setPaths) {
  routes.get(`${path}/edit`, async (req, res) => {
    const { place } = await findWritten(req);
    const { set } = place;
    const from = set?.versionCount ?? 0;
    const now = set ? await listTexts(set.id, from) : [];
    const number = readNumber(req.query.version);
    if (number && number > from) throw notFound();
    const rules = set && number ? await listTexts(set.id, number) : now;
    res.render('rules/edit', { ...page(place, formOfRules(rules, { from, now })), number });
  });

  routes.post(`${path}/edit`, async (req, res) => {
    const { member, place } = await findWritten(req);
    const again = (shown: ShownForm, status = 422, more = {}) =>
      res.status(status).render('rules/edit', { ...page(place, shown), ...more });
    const form = readRules(req.body);
    const act = form.shown.values.act;
    if (isArranging(act)) return again(arrange(form.shown, form.keys, act), 200);
    if (!form.ok) return again(form.shown);
    const { rules, from = 0, reason } = form.values;
    const texts = rules.map(({ key, title }) => ({ field: `text-${key}`, label: `“${title}”` }));
    const unsettled = stillCollides(form.shown, texts);
    if (unsettled) return again(unsettled);

    const { changed, refused } = await saveRules(member, place.workspace?.id ?? null, {
      rules,
      from,
      reason,
    });
    if (refused) return again(refusedForm(form.shown.values, new Map([['rules', refused]])));
    if (!changed) return res.redirect(303, `${place.address}?done=saved`);
    const { set } = await findPlace(req);
    if (!set) throw notFound();
    const sent = { shown: form.shown, keys: form.keys, typed: rules, from };
    const { form: merged, ...more } = await mergeRules(member, set, sent);
    again(merged, 409, more);
  });
}

/** The place in the address, for whoever writes its rules. */
async function findWritten(req: Request) {
  const place = await findPlace(req);
  const member = memberWith(req.viewer, writesRulesOf(place.workspace?.id ?? null));
  return { member, place };
}

const page = (place: Awaited<ReturnType<typeof findPlace>>, form: ShownForm) => ({
  ...place,
  form,
  ...shownEntries(form),
});
