import { type Request, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { notFound } from '../../platform/errors.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { memberWith } from '../../platform/powers.ts';
import { isCoordinatorOf, type Member, signedInOf } from '../../platform/viewer.ts';
import { findAct, listActsOn } from '../moderation/queries.ts';
import { stillStands } from '../moderation/reversals.ts';
import { shownAct, shownLine, shownTarget } from '../moderation/shown.ts';
import { findPost } from '../moderation/targets.ts';
import { addressOfAct } from '../moderation/told.ts';
import { toldPage } from '../moderation/told-page.ts';
import { ageOf } from '../reports/age.ts';
import { appealAgainstAct } from './appeal-against-act.ts';
import { decideAppeal } from './decide-appeal.ts';
import { appealDecisionForm, appealForm } from './forms.ts';
import { isMadeGoodByHand, mayDecideAppeal } from './policy.ts';
import { type Appeal, findAppealFor, listDecidedAppeals, listOpenAppeals } from './queries.ts';
import { shownAppeal } from './shown-appeal.ts';
import { addressOfAppeal } from './told.ts';

export const routes = Router();
export const signedInRoutes = Router();

routes.get('/moderation/appeals', async (req, res) => {
  const member = memberWith(req.viewer, (powers) => powers.isCoordinator || powers.isAdministrator);
  const [open, decided] = await Promise.all([listOpenAppeals(member), listDecidedAppeals(member)]);
  const withAge = (appeal: Appeal) => ({ ...shownAppeal(appeal), age: ageOf(appeal.createdAt) });
  res.render('appeals/index', {
    breadcrumbs: wayTo(member),
    open: open.map(withAge),
    decided: decided.map(shownAppeal),
  });
});

routes.get('/moderation/appeals/:appealId', async (req, res) => {
  const done = doneIn(req, { decided: 'The appeal is decided. Whoever appealed and whoever acted are told' });
  res.render('appeals/show', { ...(await appealPage(req, newForm())), done });
});

routes.post('/moderation/appeals/:appealId', async (req, res) => {
  const id = readId(req.params.appealId);
  const form = readForm(appealDecisionForm, req.body);
  if (!form.ok) return res.status(422).render('appeals/show', await appealPage(req, form.shown));
  const { meanwhile } = await decideAppeal(req.viewer, id, form.values);
  if (!meanwhile) return res.redirect(303, `${addressOfAppeal(id)}?done=decided`);
  res.status(409).render('appeals/show', { ...(await appealPage(req, form.shown)), meanwhile: true });
});

signedInRoutes.post('/moderation/acts/:actId/appeal', async (req, res) => {
  const viewer = signedInOf(req.viewer);
  const act = await findAct(readId(req.params.actId));
  if (act?.personId !== viewer.id) throw notFound();
  const form = readForm(appealForm, req.body);
  if (!form.ok)
    return res.status(422).render('moderation/told', { ...(await toldPage(viewer, act)), form: form.shown });
  await appealAgainstAct(viewer, act.id, form.values.text);
  res.redirect(303, `${addressOfAct(act.id)}?done=appealed`);
});

/** Where a form that was refused is shown: asked for by its address, it is the page of the act. */
signedInRoutes.get('/moderation/acts/:actId/appeal', (req, res) => {
  res.redirect(303, addressOfAct(readId(req.params.actId)));
});

/** An administrator who coordinates nothing has no queue. */
const wayTo = ({ isCoordinator }: Member) => (isCoordinator ? [{ text: 'Queue', href: '/moderation' }] : []);

/** An appeal with the post and the act that it is about, for whoever decides. */
async function appealPage(req: Request<{ appealId: string }>, form: ShownForm) {
  const { appeal, member } = await findAppealFor(req.viewer, readId(req.params.appealId));
  const act = await findAct(appeal.actId);
  if (!act?.topicId) throw notFound();
  const post = { topicId: act.topicId, post: act.post };
  const [target, acts] = await Promise.all([findPost(member, post), listActsOn(post)]);
  const decision = acts.find(({ id }) => id === appeal.decidedIn);
  const isOwnDecision = decision?.actor.id === member.id;
  return {
    ...shownTarget(target),
    breadcrumbs: [...wayTo(member), { text: 'Appeals', href: '/moderation/appeals' }],
    appeal: shownAppeal(appeal),
    act: shownLine(act),
    canDecide: !appeal.decidedAt && mayDecideAppeal(member, appeal),
    canModerate: isCoordinatorOf(member, target.topic.workspace.id),
    isMadeGood: !stillStands(act, target),
    decided: decision && isOwnDecision ? shownAct(decision, acts[0]) : undefined,
    choices: isMadeGoodByHand(act.act) ? decisionsByHand : decisions,
    form,
  };
}

const declined = {
  value: 'declined',
  text: 'What was done stands',
  hint: 'This is the last decision about it.',
};
const decisionsByHand = [
  {
    value: 'upheld',
    text: 'The appeal is right',
    hint: 'Nothing is put back by itself. See to it afterwards: move, merge or split again, or ask whoever coordinates the other workspace.',
  },
  declined,
];
const decisions = [
  { value: 'upheld', text: 'The appeal is right', hint: 'What was done is made good at once.' },
  declined,
];
