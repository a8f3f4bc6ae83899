import { Router } from 'express';
import { renderList } from '../../platform/visitor-pages.ts';
import { listRequirementsFor } from './queries.ts';

export const publicRoutes = Router();

publicRoutes.get('/standard', async (req, res) => {
  await renderList(res, 'standard/show', () => listRequirementsFor(req.viewer));
});
