import { type Request, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { Refusal } from '../../platform/errors.ts';
import { findProof } from '../people/ask-for-proof.ts';
import { stillHere } from '../people/mails.ts';
import { proveByLink } from '../people/prove-by-link.ts';

/** Where the link in a mail leads that asks whether somebody still holds their address. It signs nobody in. */
export const proofRoutes = Router();

proofRoutes.get('/address-proofs/:token', async (req, res) => {
  const proof = await findProof(readParameter(req.params.token));
  if (!proof) throw linkIsOver();
  res.set('Cache-Control', 'no-store').render('leaving/prove', {
    proof,
    action: req.originalUrl,
    button: stillHere(proof),
  });
});

proofRoutes.post('/address-proofs/:token', async (req: Request<{ token: string }>, res) => {
  const proof = await proveByLink(readParameter(req.params.token));
  if (!proof) throw linkIsOver();
  res.set('Cache-Control', 'no-store').render('leaving/proved', { proof });
});

const linkIsOver = () =>
  new Refusal(
    410,
    'This link no longer works',
    'It works once, and for 14 days. If you have used it, all is well. If not, sign in by a link to your address: that shows just as well that you hold it.',
  ).leadingTo({ href: '/sign-in', text: 'Sign in' });
