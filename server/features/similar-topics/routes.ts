import { Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { notFound } from '../../platform/errors.ts';
import { isInGroup } from '../../platform/viewer.ts';
import { render } from '../../platform/views.ts';
import { addressOfNewTopic } from '../drafts/places.ts';
import { isKind } from '../topics/kinds.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { listSimilar } from './queries.ts';
import { shownSimilar } from './shown.ts';

export const signedInRoutes = Router();

/** Asked for by a form's script while somebody types the title of a new topic. */
signedInRoutes.get('/workspaces/:slug/topics/similar', async (req, res) => {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  const { kind } = req.query;
  if (!isKind(kind) || !isInGroup(req.viewer, workspace.id)) throw notFound();
  const found = await listSimilar(req.viewer, readParameter(req.query.title).slice(0, 150));
  const place = addressOfNewTopic(workspace.slug, kind);
  res.type('html').send(render('similar-topics/_list', { topics: shownSimilar(found), kind, place }));
});
