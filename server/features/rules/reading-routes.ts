import { type Request, Router } from 'express';
import { readId, readNumber } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { pageOfVersions, shownVersions, versionsOnPage } from '../topics/versions.ts';
import { setPaths } from './addresses.ts';
import { findPlace } from './place.ts';
import { canWriteRules } from './policy.ts';
import { findRule, findVersion, listFormerRules, listTexts, listVersions } from './queries.ts';
import { roomOfRules } from './rules-room.ts';
import { fieldsBetween } from './shown.ts';

export const publicRoutes = Router();

for (const path of setPaths) {
  publicRoutes.get(path, async (req, res) => {
    const { set, ...place } = await findPlace(req);
    const can = { write: canWriteRules(req.viewer, place.workspace?.id ?? null) };
    const done = doneIn(req, { saved: 'The rules are saved' });
    const room = roomOfRules(set?.id ?? 0, place.workspace?.id ?? null);
    const live = { room, seq: set?.versionCount ?? 0 };
    if (!set?.versionCount) return res.render('rules/show', { ...place, can, rules: [], former: [], live });
    const [rules, former, saved] = await Promise.all([
      listTexts(set.id, set.versionCount),
      listFormerRules(set.id, set.versionCount),
      findVersion(set.id, set.versionCount),
    ]);
    res.render('rules/show', { ...place, can, done, rules, former, saved, live });
  });

  publicRoutes.get(`${path}/versions`, async (req, res) => {
    const { set, ...place } = await findVersioned(req);
    const history = `${place.address}/versions`;
    const page = pageOfVersions(set.versionCount, readNumber(req.query.page) ?? 1, history);
    const found = await listVersions(set.id, { limit: versionsOnPage + 1, offset: page.offset });
    const versions = await shownVersions(
      found.map((version) => ({ ...version, editor: { council: null } })),
      (before, after) => fieldsBetween(before.rules, after.rules),
    );
    const can = { write: canWriteRules(req.viewer, place.workspace?.id ?? null) };
    res.render('rules/versions', {
      ...place,
      count: set.versionCount,
      page: page.links,
      versions: versions.map((version) => ({
        ...version,
        canRestore: can.write && version.number < set.versionCount,
      })),
    });
  });

  publicRoutes.get(`${path}/versions/:number`, async (req, res) => {
    const { set, ...place } = await findVersioned(req);
    const saved = await findVersion(set.id, readId(req.params.number));
    const rules = await listTexts(set.id, saved.number);
    res.render('rules/version', { ...place, rules, saved, isCurrent: saved.number === set.versionCount });
  });
}

/** A rule by its number alone, as logs and other systems keep it. */
publicRoutes.get('/rules/:ruleId', async (req, res) => {
  const rule = await findRule(readId(req.params.ruleId));
  if (!rule) throw notFound();
  res.redirect(303, rule.href);
});

/** The place in the address, where rules were ever written. */
async function findVersioned(req: Request) {
  const { set, ...place } = await findPlace(req);
  if (!set?.versionCount) throw notFound();
  return { ...place, set };
}
