import { Router } from 'express';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { limitTo } from '../../platform/limits.ts';
import { type SignedIn, signedInOf, visitor } from '../../platform/viewer.ts';
import { askForOwnPasskey } from '../passkeys/second-step.ts';
import { sendProofLinkTo } from '../people/ask-for-proof.ts';
import { stillHere } from '../people/mails.ts';
import { leavingForm } from './forms.ts';
import { leave } from './leave.ts';
import { ownedBy } from './owned.ts';

/** What people do about their own being here. */
export const accountRoutes = Router();

const limitProofs = limitTo({ name: 'address-proof', points: 5, duration: 15 * 60 });

accountRoutes.get('/account/leaving', async (req, res) => {
  res.render('leaving/own', await leavingPage(signedInOf(req.viewer), newForm()));
});

/** Asked twice, because it cannot be undone by whoever leaves. */
accountRoutes.post('/account/leaving', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const form = readForm(leavingForm, req.body);
  if (!form.ok) return res.status(422).render('leaving/own', await leavingPage(viewer, form.shown));
  const withoutName = form.values.choice === 'withdraw';
  if (!form.values.confirmed) {
    return res.render('leaving/own-confirm', { form: form.shown, withoutName });
  }
  await askForOwnPasskey(viewer, '/account/leaving', whyPasskey);
  await leave(viewer, { withoutName });
  Object.assign(res.locals, { viewer: visitor, signedIn: false });
  res.clearCookie('sp_session').set('Clear-Site-Data', '"cache"').render('leaving/left', { withoutName });
});

const whyPasskey =
  'You have a passkey. To leave the group, show with it that it is you: whoever reads your mail must not be able to.';

accountRoutes.get('/account/proof', (req, res) => {
  const viewer = signedInOf(req.viewer);
  res.render('leaving/proof', { email: viewer.email });
});

accountRoutes.post('/account/proof', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const { id, email } = viewer;
  await limitProofs(String(id));
  const council = viewer.council?.name ?? null;
  await sendProofLinkTo({ id, email, council });
  res.render('leaving/proof-sent', { email, button: stillHere({ council }) });
});

async function leavingPage(viewer: SignedIn, form: ShownForm) {
  const { topics, services, roles } = await ownedBy(viewer.id);
  const council = viewer.council?.name;
  return {
    form,
    council,
    owned: { count: topics.length + services.length, roles },
    choices: [
      { value: 'keep', text: 'Leave, and keep my name on what I posted' },
      {
        value: 'withdraw',
        text: 'Leave, and take my name off what I posted',
        hint: `Everything says “${council ? `Former member, ${council}` : 'Former guest'}” instead. This cannot be undone.`,
      },
    ],
  };
}
