import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { renderList } from '../../platform/visitor-pages.ts';
import { countPeopleByCouncil, listPeopleOf } from '../people/queries.ts';
import { listAnsweredBy, listTopics } from '../topics/lists.ts';
import { shownRow } from '../topics/shown.ts';
import { findCouncil, listCouncils } from './queries.ts';

export const publicRoutes = Router();

publicRoutes.get('/councils', async (req, res) => {
  const [councils, people] = await Promise.all([listCouncils(), countPeopleByCouncil()]);
  const mayCount = req.viewer.kind === 'member';
  res.render('councils/index', {
    councils: councils.map((council) => ({
      ...council,
      people: mayCount ? (people.get(council.id) ?? 0) : 0,
    })),
  });
});

publicRoutes.get('/councils/:slug', async (req, res) => {
  await renderList(res, 'councils/show', () => councilPage(req.viewer, readParameter(req.params.slug)));
});

async function councilPage(viewer: Viewer, slug: string) {
  const council = await findCouncil(slug);
  const [people, { topics }, answered] = await Promise.all([
    viewer.kind === 'member' ? listPeopleOf(council.id) : [],
    listTopics(viewer, { councilId: council.id }),
    listAnsweredBy(viewer, council.id, 10),
  ]);
  return {
    council,
    people,
    showWorkspace: true,
    topics: topics.map(shownRow),
    answered: answered.map(shownRow),
  };
}
