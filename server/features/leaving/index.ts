import { Router } from 'express';
import type { Feature } from '../../platform/feature.ts';
import { onBounce } from '../../platform/mail.ts';
import { askForProof } from '../people/ask-for-proof.ts';
import { accountRoutes } from './account-routes.ts';
import { handingOnRoutes } from './handing-on-routes.ts';
import { leavingRoutes } from './leaving-routes.ts';
import { leavingMails } from './mails.ts';
import { makeUnprovenDormant, noteBounce } from './make-dormant.ts';
import { proofRoutes } from './proof-routes.ts';

onBounce(async (address) => {
  await noteBounce(address);
});

/** Going out: proving that one is still here, leaving, and handing on what one looked after. */
export const leaving: Feature = {
  name: 'leaving',
  publicRoutes: proofRoutes,
  signedInRoutes: accountRoutes,
  routes: Router().use(handingOnRoutes, leavingRoutes),
  mails: leavingMails,
  regularly: {
    'proof-of-address': {
      every: 'hour',
      async run() {
        await makeUnprovenDormant();
        await askForProof();
      },
    },
  },
};
