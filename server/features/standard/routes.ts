import { Router } from 'express';
import { newestEventId } from '../../platform/events.ts';
import { listRequirementsFor } from './queries.ts';

export const publicRoutes = Router();

publicRoutes.get('/standard', async (req, res) => {
  const seq = await newestEventId();
  res.render('standard/show', { seq, ...(await listRequirementsFor(req.viewer)) });
});
