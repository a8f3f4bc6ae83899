import { type Request, Router } from 'express';
import { z } from 'zod';
import { readId, readParameter } from '../../platform/addresses.ts';
import { newForm, readForm, refusedForm, type ShownForm } from '../../platform/forms.ts';
import { looksAfterCouncil, memberWith } from '../../platform/powers.ts';
import { type Council, findCouncil } from '../councils/queries.ts';
import { handOn } from './hand-on.ts';
import { listAbsent, listColleagues } from './owned.ts';

/** Where a council's lead hands on what colleagues looked after who are no longer here. */
export const handingOnRoutes = Router();

handingOnRoutes.get('/councils/:slug/handing-on', async (req, res) => {
  const { council } = await findOwnCouncil(req);
  res.render('leaving/handing-on', await handingOnPage(council));
});

handingOnRoutes.post('/councils/:slug/handing-on', async (req, res) => {
  const { council, actor } = await findOwnCouncil(req);
  const { values } = readForm(z.object({}), req.body).shown;
  const from = readId(values.from);
  const boxes = Object.keys(values);
  const [topicIds, serviceIds] = [idsAmong(boxes, 'topic'), idsAmong(boxes, 'service')];
  const to = Number(values[`to-${from}`]) || 0;

  const isSomething = topicIds.length + serviceIds.length > 0;
  const handed = isSomething && (await handOn(actor, council, { from, to, topicIds, serviceIds }));
  if (!handed) {
    const wrong = { from, values, isSomething };
    return res.status(422).render('leaving/handing-on', await handingOnPage(council, wrong));
  }
  const page = await handingOnPage(council);
  res.render('leaving/handing-on', { ...page, done: doneWords(handed.receiver.name, handed.count) });
});

function doneWords(receiver: string, count: number): string {
  if (count === 0) return 'Nothing was handed on: it was no longer theirs';
  return `${receiver} now looks after ${count} ${count === 1 ? 'thing' : 'things'} more, and was told by email`;
}

/** The ids in the names of the boxes that were ticked: "topic-7". */
const idsAmong = (fields: string[], kind: string): number[] =>
  fields.flatMap((field) => new RegExp(`^${kind}-([1-9]\\d{0,8})$`).exec(field)?.[1] ?? []).map(Number);

async function findOwnCouncil(req: Request) {
  const council = await findCouncil(readParameter(req.params.slug));
  return { council, actor: memberWith(req.viewer, looksAfterCouncil(council.id)) };
}

interface Wrong {
  from: number;
  values: Record<string, string>;
  /** False where no box was ticked. */
  isSomething: boolean;
}

/** With a form for each person; the one that was sent is shown as it was. */
async function handingOnPage(council: Council, wrong?: Wrong) {
  const [absent, colleagues] = await Promise.all([listAbsent(council.id), listColleagues(council.id)]);
  const people = absent.map((person) => {
    const items = [
      ...person.topics.map(({ id, title, kindLabel }) => ({
        name: `topic-${id}`,
        text: `${kindLabel}: ${title}`,
      })),
      ...person.services.map(({ id, name }) => ({ name: `service-${id}`, text: `Service: ${name}` })),
    ];
    const all = Object.fromEntries(items.map(({ name }) => [name, 'yes']));
    const form = wrong?.from === person.id ? refused(wrong, items[0]?.name ?? '') : newForm(all);
    return { ...person, items, form };
  });
  return {
    council,
    people,
    colleagues: colleagues.map(({ id, name }) => ({ value: String(id), text: name })),
    form: people.find(({ id }) => id === wrong?.from)?.form ?? newForm(),
  };
}

function refused({ from, values, isSomething }: Wrong, firstBox: string): ShownForm {
  const found: [string, string] = isSomething
    ? [`to-${from}`, 'Choose who looks after it from now on']
    : [firstBox, 'Choose what to hand on'];
  return refusedForm(values, new Map([found]));
}
