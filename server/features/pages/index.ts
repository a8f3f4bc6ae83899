import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { listRequirementsFor } from '../standard/queries.ts';

const publicRoutes = Router();

for (const page of ['accessibility', 'cookies', 'privacy']) {
  publicRoutes.get(`/${page}`, (_req, res) => res.render(`pages/${page}`));
}

publicRoutes.get('/about', async (req, res) => {
  const { standard } = await listRequirementsFor(req.viewer);
  res.render('pages/about', { standard });
});

publicRoutes.get('/offline', (_req, res) => {
  res.render('errors/error', {
    title: 'You are offline',
    paragraphs: [
      'This page cannot be had at the moment: your computer is not connected, or this service does not answer.',
      'What you were typing is kept in this browser. Go back, or try again when you are connected.',
    ],
    // It is kept by browsers, and so is about no request.
    requestId: '',
  });
});

/** Pages that say what the service is and does. */
export const pages: Feature = { name: 'pages', publicRoutes };
