import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { caseRoutes } from './case-routes.ts';
import { reportMails } from './mails.ts';
import { announcements, rooms } from './queue-rooms.ts';
import { queueRoutes } from './queue-routes.ts';
import { publicRoutes, signedInRoutes } from './reporting-routes.ts';
import { sweepReports } from './sweep-reports.ts';
import { visitorRoutes } from './visitor-routes.ts';

/** What people report of posts, and the queue in which coordinators deal with it. */
export const reports: Feature = {
  name: 'reports',
  publicRoutes: Router().use(publicRoutes, visitorRoutes),
  signedInRoutes,
  routes: Router().use(queueRoutes, caseRoutes),
  rooms,
  announcements,
  mails: reportMails,
  regularly: { 'sweep-reports': { every: 'day', run: sweepReports } },
};
