import { type Request, type Response, Router } from 'express';
import { isAttachmentId } from '../../platform/attached.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { readForm } from '../../platform/forms.ts';
import { signedInOf } from '../../platform/viewer.ts';
import { typedIn } from '../drafts/forms.ts';
import { formOf, placeOf } from '../drafts/places.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { addFiles } from './add-files.ts';
import { filesForm, withLines } from './forms.ts';
import { type Attachment, findAttachmentFor } from './queries.ts';
import { serveFile } from './serve-file.ts';

export const publicRoutes = Router();
export const signedInRoutes = Router();

publicRoutes.get('/attachments/:attachmentId', async (req, res) => {
  await serveFile(req, res, await findAttachment(req));
});

publicRoutes.get('/attachments/:attachmentId/thumbnail', async (req, res) => {
  const file = await findAttachment(req);
  if (file.width === null) throw notFound();
  await serveFile(req, res, file, { small: true });
});

/** Takes files from a page's script, or out of a form that comes back with them. */
signedInRoutes.post('/attachments', (req, res) =>
  req.accepts(['html', 'json']) === 'json' ? addForScript(req, res) : addToForm(req, res),
);

async function addForScript(req: Request, res: Response) {
  try {
    const { added, problems } = await addFiles(signedInOf(req.viewer), req.uploads ?? []);
    res.status(problems.length > 0 ? 422 : 201).json({ added, problems });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    res.status(error.status).json({ added: [], problems: [`${error.title}. ${error.message}`] });
  }
}

/** What was typed becomes a draft that has the files in it, and its form is shown again. */
async function addToForm(req: Request, res: Response) {
  const form = readForm(filesForm, req.body);
  const place = form.ok && placeOf(form.values.place);
  if (!place) throw new Refusal(422, 'There is a problem', 'That is no form that takes files.');
  const person = signedInOf(req.viewer);
  const uploads = req.uploads ?? [];
  const { added, problems } = await addFiles(person, uploads);
  const { place: address, draft, formId, draftVersion: version } = form.values;
  const fields = withLines(
    typedIn(form.shown.values),
    added.map(({ markdown }) => markdown),
  );
  const saved = await saveDraft(person, { place: address, formId: draft || formId, version, fields });
  if (uploads.length === 0) problems.push('Choose one or more files, then select “Add files”.');
  const back = saved ? formOf(place, saved.id) : address;
  if (problems.length === 0) return res.redirect(303, back);
  throw new Refusal(422, titleOf(added.length), problems.join('\n\n')).leadingTo({
    href: back,
    text: 'Go back to what you were writing',
  });
}

const titleOf = (added: number) => (added > 0 ? 'Some files were not added' : 'No files were added');

/** A file that can be shown; its uploader is told why theirs cannot, or not yet. */
async function findAttachment({ viewer, params }: Request): Promise<Attachment> {
  const { attachmentId } = params;
  if (!isAttachmentId(attachmentId)) throw notFound();
  const found = await findAttachmentFor(viewer, attachmentId);
  if (found.virus) throw hadVirus(found);
  if (found.removedAt) throw notFound();
  if (!found.clearedAt) throw isBeingChecked();
  return found;
}

const isBeingChecked = () =>
  new Refusal(
    409,
    'This file is being checked for viruses',
    'Others can see it when nothing was found, which is usually a matter of minutes. Then you can open it here.',
  );

const hadVirus = ({ name, virus }: Attachment) =>
  new Refusal(
    410,
    'This file had a virus in it',
    `“${name}” had ${virus} in it. We have deleted it, and nobody else has seen it. Tell your council’s IT team.`,
  ).leadingTo({ href: '/', text: 'Go to the home page' });
