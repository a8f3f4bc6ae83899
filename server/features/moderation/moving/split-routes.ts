import type { Request, Router } from 'express';
import { readNumber } from '../../../platform/addresses.ts';
import { newForm, readForm, refusedForm, refusedToo, type ShownForm } from '../../../platform/forms.ts';
import { plainText } from '../../../platform/markdown.ts';
import { memberOf } from '../../../platform/viewer.ts';
import { findPageOf, findReplyByNumber, listThread, type Reply } from '../../replies/queries.ts';
import { countPages } from '../../topics/thread.ts';
import { afterMeanwhile } from '../acting-page.ts';
import { movingPage } from './moving-routes.ts';
import { chosenAnew, chosenNumbers, isNoneChosen, splitForm } from './split-form.ts';
import { splitTopic } from './split-topic.ts';

/** Choosing replies of a thread, page by page, and splitting them off. */
export function addSplitRoutes(routes: Router): void {
  routes.get('/moderation/topics/:topicId/split', async (req, res) => {
    res.render('moderation/split', await firstPage(req));
  });

  routes.post('/moderation/topics/:topicId/split', async (req, res) => {
    const page = await movingPage(req, 'split', newForm());
    const form = readForm(splitForm, req.body);
    const again = async (status: number, form: ShownForm, more: object = {}) =>
      res
        .status(status)
        .render('moderation/split', { ...sayNoneChosen(await splitPage(req, form)), ...more });
    const turn = readNumber(form.shown.values.turn);
    if (turn && !form.shown.errorFor.numbers)
      return res.render(
        'moderation/split',
        await turnedTo(req, refusedForm(form.shown.values, new Map()), turn),
      );
    if (!form.ok || isNoneChosen(form.shown)) return again(422, form.shown);
    const member = memberOf(req.viewer);
    const { title, reason, note, rule, latest } = form.values;
    const values = { title, numbers: chosenNumbers(form.shown), reason, note, ruleId: rule, latest };
    const done = await splitTopic(member, page.topic.id, values);
    if ('refused' in done)
      return again(422, refusedForm(form.shown.values, new Map([['numbers', done.refused]])));
    if ('meanwhile' in done) {
      const { form: knowing, meanwhile } = afterMeanwhile(form.shown, done.meanwhile);
      return again(409, knowing, { meanwhile });
    }
    res.redirect(303, `${page.href}?done=${done.id}`);
  });
}

type Asked = Request<{ topicId: string }>;

/** The page of the thread with the reply that is asked for, which is chosen; or the first. */
async function firstPage(req: Asked) {
  const number = readNumber(req.query.reply);
  if (!number) return splitPage(req, newForm());
  const { topic } = await movingPage(req, 'split', newForm());
  const { reply } = await findReplyByNumber(req.viewer, topic.id, number);
  return splitPage(req, newForm({ [`reply-${number}`]: 'yes' }), await findPageOf(reply, 'oldest'));
}

/** Another page of the thread, with everything that was chosen so far. */
async function turnedTo(req: Asked, shown: ShownForm, turn: number) {
  const { choices } = await splitPage(req, shown, turn);
  const onPage = choices.map(({ number }) => number);
  return splitPage(req, chosenAnew(shown, onPage), turn);
}

async function splitPage(req: Asked, form: ShownForm, asked = readNumber(req.query.page) ?? 1) {
  const { target, ...page } = await movingPage(req, 'split', form);
  const pages = countPages(target.topic);
  const number = Math.min(asked, pages);
  const { replies } = await listThread(target.topic.id, { page: number, order: 'oldest' });
  return {
    ...page,
    page: number,
    pages,
    before: number > 1 ? number - 1 : undefined,
    after: number < pages ? number + 1 : undefined,
    choices: replies.map((reply) => ({
      number: reply.number,
      name: `reply-${reply.number}`,
      text: lineOf(reply),
    })),
  };
}

/** At the first reply that can be ticked. */
function sayNoneChosen<P extends { form: ShownForm; choices: { name: string }[] }>(page: P): P {
  const [first] = page.choices;
  if (!first || !isNoneChosen(page.form)) return page;
  return { ...page, form: refusedToo(page.form, first.name, 'Choose at least one reply') };
}

function lineOf({ number, author, parent, html, removedAt }: Reply): string {
  const to = parent ? `, in answer to ${parent.number}` : '';
  return `${number}, by ${author.name}${to}: ${removedAt ? 'removed' : plainText(html, 160)}`;
}
