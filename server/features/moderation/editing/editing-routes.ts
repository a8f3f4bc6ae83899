import type { Request, Response, Router } from 'express';
import { refusedForm, type ShownForm } from '../../../platform/forms.ts';
import { memberOf } from '../../../platform/viewer.ts';
import { stillCollides } from '../../topics/meanwhile.ts';
import { afterMeanwhile } from '../acting-page.ts';
import type { Target } from '../acts.ts';
import { readPost, type Where } from '../read-post.ts';
import { editPost } from './edit-post.ts';
import { editingPage, textFieldsOf } from './editing-page.ts';
import { readEdit } from './read-edit.ts';

const first = (target: Target): string => textFieldsOf(target)[0]?.field ?? '';

/** Editing the text of the post that has this address. */
export function addEditingRoutes(routes: Router, address: string): void {
  routes.get(`${address}/edit`, async (req: Request<Where>, res: Response) => {
    res.render('moderation/edit', await editingPage(req.viewer, readPost(req)));
  });

  routes.post(`${address}/edit`, async (req: Request<Where>, res: Response) => {
    const post = readPost(req);
    const { target, href } = await editingPage(req.viewer, post);
    const member = memberOf(req.viewer);
    const sent = readEdit(member, target, req.body);
    if (!('values' in sent)) return again(422, sent.shown);
    const { shown, values, wording } = sent;
    if (shown.values.act === 'preview') return again(200, shown, { preview: await sent.preview() });
    const unsettled = stillCollides(shown, textFieldsOf(target));
    if (unsettled) return again(422, unsettled);

    const { reason, note, rule, latest, from } = values;
    const done = await editPost(member, post, wording, { reason, note, ruleId: rule, latest, from });
    if ('id' in done) return res.redirect(303, `${href}?done=${done.id}`);
    if ('refused' in done)
      return again(422, refusedForm(shown.values, new Map([[first(target), done.refused]])));
    if ('meanwhile' in done) {
      const { form, meanwhile } = afterMeanwhile(shown, done.meanwhile);
      return again(409, form, { acted: meanwhile });
    }
    if ('isGone' in done) return again(409, shown);
    const now = await editingPage(member, post);
    const { form, meanwhile } = await sent.mergeInto(now.target);
    return again(409, form, { meanwhile });

    async function again(status: number, form: ShownForm, more: object = {}) {
      res.status(status).render('moderation/edit', { ...(await editingPage(member, post, form)), ...more });
    }
  });
}
