import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { accountRoutes } from './account-routes.ts';
import { administrationRoutes } from './administration-routes.ts';
import { passkeyMails } from './mails.ts';
import { secondStepPage, secondStepRoutes } from './second-step-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

export const passkeys: Feature = {
  name: 'passkeys',
  publicRoutes: Router().use(signInRoutes, secondStepPage),
  signedInRoutes: Router().use(secondStepRoutes, accountRoutes),
  routes: administrationRoutes,
  mails: passkeyMails,
};
