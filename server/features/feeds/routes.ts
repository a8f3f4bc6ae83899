import { Router } from 'express';
import { readId, readParameter } from '../../platform/addresses.ts';
import { visitor } from '../../platform/viewer.ts';
import { findCouncil } from '../councils/queries.ts';
import { findWorkspace } from '../workspaces/queries.ts';
import { sendFeedOf } from './send-feed-of.ts';

export const publicRoutes = Router();

// These show to everybody what is public: programs that read feeds do not sign in.

publicRoutes.get('/workspaces/:slug/feed.atom', async (req, res) => {
  const { id } = await findWorkspace(readParameter(req.params.slug));
  await sendFeedOf(res, visitor, { kind: 'workspace', id });
});

publicRoutes.get('/topics/:topicId/feed.atom', async (req, res) => {
  await sendFeedOf(res, visitor, { kind: 'topic', id: readId(req.params.topicId) });
});

publicRoutes.get('/councils/:slug/feed.atom', async (req, res) => {
  const { id } = await findCouncil(readParameter(req.params.slug));
  await sendFeedOf(res, visitor, { kind: 'council', id });
});
