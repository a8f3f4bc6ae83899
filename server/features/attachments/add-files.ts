import { asMarkdown } from '../../platform/attached.ts';
import { limitTo } from '../../platform/limits.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { type Added, addAttachment } from './add-attachment.ts';
import { fileTypes, sizeInWords } from './file-types.ts';
import { Unwanted } from './identify.ts';
import type { Upload } from './read-upload.ts';

const limitAdding = limitTo({ name: 'attachments', points: 300, duration: 3600 });

/** Keeps each of these files, and says of those that it does not keep why not. */
export async function addFiles(person: SignedIn, uploads: Upload[]) {
  await limitAdding(String(person.id), uploads.length);
  const added: ReturnType<typeof shownFile>[] = [];
  const problems: string[] = [];
  for (const upload of uploads) {
    try {
      added.push(shownFile(await addAttachment(person, upload)));
    } catch (error) {
      if (!(error instanceof Unwanted)) throw error;
      problems.push(`“${upload.name}” was not added: ${error.message}.`);
    }
  }
  return { added, problems };
}

/** A file that was kept, with what a text has to say to have it in it. */
function shownFile(file: Added) {
  const about = `${fileTypes[file.type]?.label}, ${sizeInWords(file.size)}`;
  const { id, name, width, height, isBeingChecked } = file;
  const markdown = asMarkdown({ id, name, about, width, height });
  return { id, name, about, isPicture: width !== null, isBeingChecked, markdown };
}
