import { Router } from 'express';
import { config } from '../../config.ts';
import type { Feature } from '../../platform/feature.ts';
import { accountRoutes } from './account-routes.ts';
import { carryOutLostAddresses } from './carry-out-lost-addresses.ts';
import { devRoutes } from './dev-routes.ts';
import { confirmationRoutes, emailRoutes } from './email-routes.ts';
import { lostAddressRoutes } from './lost-address-routes.ts';
import { accountMails } from './mails.ts';
import { outsiderJobs } from './outsiders.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { sweepAccounts } from './sweep.ts';

const publicRoutes = Router().use(signInRoutes, confirmationRoutes);
if (!config.production) publicRoutes.use(devRoutes);

const signedInRoutes = Router().use(accountRoutes, emailRoutes);

export const accounts: Feature = {
  name: 'accounts',
  publicRoutes,
  signedInRoutes,
  routes: lostAddressRoutes,
  mailJobs: outsiderJobs,
  mails: accountMails,
  regularly: {
    sweep: { every: 'hour', run: sweepAccounts },
    'lost-addresses': { every: 'hour', run: carryOutLostAddresses },
  },
};
