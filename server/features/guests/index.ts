import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { endOnTheirDay, tellOfTheirEnd } from './end-on-their-day.ts';
import { guestMails } from './mails.ts';
import { guestRoutes } from './routes.ts';
import { decisionRoutes, ownRoutes } from './waiting-routes.ts';

export const guests: Feature = {
  name: 'guests',
  signedInRoutes: ownRoutes,
  routes: Router().use(guestRoutes, decisionRoutes),
  regularly: {
    // Days end in London at midnight there, which is on the hour everywhere.
    'end-guests': { every: 'hour', run: endOnTheirDay },
    'tell-guests-of-their-end': { every: 'hour', run: tellOfTheirEnd },
  },
  mails: guestMails,
};
