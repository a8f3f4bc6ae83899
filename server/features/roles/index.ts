import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { administrationRoutes } from './administration-routes.ts';
import { coordinatorRoutes } from './coordinator-routes.ts';
import { endRolesThatAreOver, endSuspensionsThatAreOver } from './end-what-is-over.ts';
import { logRoutes } from './log-routes.ts';
import { roleMails } from './mails.ts';
import { ownRoutes } from './own-routes.ts';
import { suspensionRoutes } from './suspension-routes.ts';

export const roles: Feature = {
  name: 'roles',
  routes: Router().use(ownRoutes, coordinatorRoutes, administrationRoutes, suspensionRoutes, logRoutes),
  mails: roleMails,
  regularly: {
    'end-roles-that-are-over': { every: 'hour', run: endRolesThatAreOver },
    'end-suspensions-that-are-over': { every: 'hour', run: endSuspensionsThatAreOver },
  },
};
