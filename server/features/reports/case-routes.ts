import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { readId } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { casePage } from './case-page.ts';
import { decideCase } from './decide-case.ts';
import { decisionForm, lookForm, noteForm } from './forms.ts';
import type { Meanwhile } from './hold-case.ts';
import { letGoOfCase, lookAtCase } from './look-at-case.ts';
import { noteOnCase } from './note-on-case.ts';
import { sayAct } from './shown-case.ts';

export const caseRoutes = Router();

caseRoutes.get('/moderation/cases/:caseId', async (req, res) => {
  await sendCase(req, res, newForm());
});

/** Where a form that was refused is shown: asked for by its address, it is the case. */
for (const act of ['looking', 'notes', 'decision']) {
  caseRoutes.get(`/moderation/cases/:caseId/${act}`, (req: Request<{ caseId: string }>, res) => {
    res.redirect(303, `/moderation/cases/${readId(req.params.caseId)}`);
  });
}

caseRoutes.post('/moderation/cases/:caseId/looking', async (req, res) => {
  const id = readId(req.params.caseId);
  const form = readForm(lookForm, req.body);
  const { meanwhile } = await lookAtCase(req.viewer, id, form.ok ? form.values.from : 0);
  if (meanwhile.length > 0) return sendCase(req, res.status(409), newForm(), { meanwhile });
  res.redirect(303, `/moderation/cases/${id}?done=looking`);
});

caseRoutes.post('/moderation/cases/:caseId/looking/removal', async (req, res) => {
  const id = readId(req.params.caseId);
  await letGoOfCase(req.viewer, id);
  res.redirect(303, `/moderation/cases/${id}?done=let-go`);
});

caseRoutes.post('/moderation/cases/:caseId/notes', async (req, res) => {
  const id = readId(req.params.caseId);
  const form = readForm(noteForm, req.body);
  if (!form.ok) return sendCase(req, res.status(422), form.shown, { did: 'Note on case ' });
  await noteOnCase(req.viewer, id, form.values);
  res.redirect(303, `/moderation/cases/${id}?done=noted`);
});

caseRoutes.post('/moderation/cases/:caseId/decision', async (req, res) => {
  const id = readId(req.params.caseId);
  const form = readForm(decisionForm, req.body);
  if (!form.ok) return sendCase(req, res.status(422), form.shown);
  const { meanwhile } = await decideCase(req.viewer, id, form.values);
  if (meanwhile.length > 0) return sendCase(req, res.status(409), form.shown, { meanwhile });
  res.redirect(303, `/moderation?done=${form.values.decision}`);
});

const doneWords = {
  looking: 'You are looking at this. The other coordinators see it',
  'let-go': 'You have let go of this',
  noted: 'Your note is added',
};

/** The page of a case with a form as it was sent, and with what others did meanwhile. */
async function sendCase(
  req: Request,
  res: Response,
  form: ShownForm,
  { meanwhile = [], did = '' }: Partial<Meanwhile> & { did?: string } = {},
) {
  const page = await casePage(req.viewer, readId(req.params.caseId));
  res.render('reports/case', {
    ...page,
    did,
    meanwhile: meanwhile.map(sayAct),
    formId: form.values.formId || randomUUID(),
    form,
    done: doneIn(req, doneWords),
  });
}
