import type { Feature } from '../../platform/feature.ts';
import { signedInRoutes } from './routes.ts';
import { sweepDrafts } from './sweep-drafts.ts';

export const drafts: Feature = {
  name: 'drafts',
  signedInRoutes,
  regularly: { sweep: { every: 'hour', run: sweepDrafts } },
};
