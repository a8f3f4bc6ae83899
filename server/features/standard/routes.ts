import { Router } from 'express';
import { listRequirementsFor } from './queries.ts';

export const publicRoutes = Router();

publicRoutes.get('/standard', async (req, res) => {
  res.render('standard/show', await listRequirementsFor(req.viewer));
});
