import type { Feature } from '../../platform/feature.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';
import { sweepAttachments } from './sweep-attachments.ts';

export const attachments: Feature = {
  name: 'attachments',
  publicRoutes,
  signedInRoutes,
  regularly: { sweep: { every: 'day', run: sweepAttachments } },
};
