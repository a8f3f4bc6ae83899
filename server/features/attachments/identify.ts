import { allowedTypes, fileTypes } from './file-types.ts';
import { hasMacros } from './macros.ts';
import { isPlainText } from './plain-text.ts';

/** What is wrong with one file, as a sentence about it. */
export class Unwanted extends Error {}

/**
 * What a file's content is, whatever it is called. Only between a table and any other text does the name decide, since
 * nothing else does. What cannot be attached is refused in words.
 */
export async function identify({ path, name }: { path: string; name: string }): Promise<string> {
  // Loaded with the first file that somebody attaches.
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (found) {
    if (/macroenabled/i.test(found.mime)) throw new Unwanted(macros);
    if (found.mime === 'application/x-cfb') throw new Unwanted(oldOffice);
    if (/^image\/hei[cf]/.test(found.mime)) throw new Unwanted(heic);
    if (!fileTypes[found.mime]) throw new Unwanted(wrongType);
    if (/opendocument|openxmlformats/.test(found.mime) && (await hasMacros(path))) throw new Unwanted(macros);
    return found.mime;
  }
  if (!(await isPlainText(path))) throw new Unwanted(wrongType);
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

const wrongType = `it is none of the types that can be attached. You can attach ${allowedTypes}`;
const macros = 'it has macros in it, which can do harm. Save it without macros and attach that';
const oldOffice =
  'it is in an old Office format. Save it as DOCX, XLSX, PPTX or an OpenDocument type and attach that';
const heic = 'it is a HEIC picture, which most browsers cannot show. Save it as JPEG and attach that';
