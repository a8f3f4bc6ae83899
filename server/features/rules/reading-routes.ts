import { Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { findPlace } from './place.ts';
import { findRule, findVersion, listFormerRules, listTexts } from './queries.ts';

export const publicRoutes = Router();

for (const path of ['/code-of-conduct', '/workspaces/:slug/rules']) {
  publicRoutes.get(path, async (req, res) => {
    const { set, ...place } = await findPlace(req);
    if (!set) return res.render('rules/show', { ...place, rules: [], former: [] });
    const [rules, former, version] = await Promise.all([
      listTexts(set.id, set.versionCount),
      listFormerRules(set.id, set.versionCount),
      findVersion(set.id, set.versionCount),
    ]);
    res.render('rules/show', { ...place, rules, former, version });
  });
}

/** A rule by its number alone, as logs and other systems keep it. */
publicRoutes.get('/rules/:ruleId', async (req, res) => {
  const rule = await findRule(readId(req.params.ruleId));
  if (!rule) throw notFound();
  res.redirect(303, rule.href);
});
