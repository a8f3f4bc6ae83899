import { type Request, Router } from 'express';
import { readParameter } from '../../platform/addresses.ts';
import { doneIn } from '../../platform/done.ts';
import { newForm, readForm, type ShownForm } from '../../platform/forms.ts';
import { coordinates, memberWith } from '../../platform/powers.ts';
import { changeMailsContent } from './change-mails-content.ts';
import { mailsContentForm } from './forms.ts';
import { findWorkspace } from './queries.ts';

/** What emails may say of a workspace, for its coordinators. */
export const emailRoutes = Router();

emailRoutes.get('/workspaces/:slug/emails', async (req, res) => {
  const workspace = await findCoordinated(req);
  const form = newForm({ content: workspace.mailsContent ? 'quoted' : 'left-out' });
  res.render('workspaces/emails', { ...page(workspace, form), done: doneIn(req, doneWords) });
});

const doneWords = { changed: 'Emails do so from now on' };

emailRoutes.post('/workspaces/:slug/emails', async (req, res) => {
  const workspace = await findCoordinated(req);
  const form = readForm(mailsContentForm, req.body);
  if (!form.ok) return res.status(422).render('workspaces/emails', page(workspace, form.shown));
  const { content, reason } = form.values;
  await changeMailsContent(req.viewer, workspace.id, { mailsContent: content === 'quoted', reason });
  res.redirect(303, `${req.path}?done=changed`);
});

const page = (workspace: object, form: ShownForm) => ({
  workspace,
  form,
  choices: [
    {
      value: 'quoted',
      text: 'Who wrote what, with the words',
      hint: 'As everywhere else: people read in their mailbox what was said.',
    },
    {
      value: 'left-out',
      text: 'Only that there is something new',
      hint: 'No titles, no names and no words: people sign in to read. For what may not lie in mailboxes.',
    },
  ],
});

async function findCoordinated(req: Request) {
  const workspace = await findWorkspace(readParameter(req.params.slug));
  memberWith(req.viewer, coordinates(workspace.id));
  return workspace;
}
