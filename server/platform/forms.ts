import { createHash } from 'node:crypto';
import { z } from 'zod';
import { undescribedIn } from './attached.ts';
import { isBlank, oneLine } from './one-line.ts';

export interface FieldError {
  field: string;
  text: string;
  href: string;
}

/** What a page needs to show a form again: everything typed, and what is wrong with it. */
export interface ShownForm {
  values: Record<string, string>;
  /** The draft that it was opened with. */
  draft?: DraftNote;
  errors: FieldError[];
  errorFor: Record<string, string>;
}

interface DraftNote {
  id: number;
  savedAt: Date;
  /** The address that the form is sent to. */
  place: string;
  /** How many more drafts there are for it. */
  others: number;
  /** Set where the form was asked for without it. */
  isAside?: boolean;
}

export type Form<T> = { ok: true; values: T; shown: ShownForm } | { ok: false; shown: ShownForm };

/** A form as it is first shown. */
export const newForm = (values: Record<string, string> = {}): ShownForm => ({
  values,
  errors: [],
  errorFor: {},
});

/**
 * Reads a submitted form. Line ends become "\n", as the browser counted them. A field sent more than once,
 * or with a character that Postgres cannot keep, is refused in words; nothing typed is lost.
 */
export function readForm<S extends z.ZodObject>(schema: S, body: unknown): Form<z.infer<S>> {
  const values: Record<string, string> = {};
  const unreadable = new Map<string, string>();
  for (const [field, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const sent = Array.isArray(value) ? value : [value];
    if (sent.length > 1 && field !== 'files')
      unreadable.set(field, 'This was sent more than once. Check it and send it again');
    const text = sent.join('\n').replace(/\r\n?/g, '\n').toWellFormed();
    if (text.includes('\0')) {
      unreadable.set(
        field,
        'We took out a character that cannot be stored (NUL). Check the text and send it again',
      );
    }
    values[field] = text.replaceAll('\0', '');
  }
  const result = schema.safeParse(values);
  const found = new Map<string, string>();
  for (const field of Object.keys(schema.shape)) {
    const text = unreadable.get(field);
    if (text) found.set(field, text);
  }
  for (const issue of result.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'form');
    if (!found.has(field)) found.set(field, issue.message);
  }
  const shown = refusedForm(values, asOnPage(found, schema));
  return result.success && found.size === 0 ? { ok: true, values: result.data, shown } : { ok: false, shown };
}

/** What is wrong is listed as the form asks for it, whatever was looked at first. */
function asOnPage(found: Map<string, string>, { shape }: z.ZodObject): Map<string, string> {
  const fields = Object.keys(shape);
  return new Map([...found].sort(([one], [other]) => fields.indexOf(one) - fields.indexOf(other)));
}

/** A form to be shown again with these things wrong, by field. */
export function refusedForm(values: Record<string, string>, found: Map<string, string>): ShownForm {
  const errors = [...found].map(([field, text]) => ({ field, text, href: `#${field}` }));
  return { values, errors, errorFor: Object.fromEntries(found) };
}

/** The same form with one thing more that is wrong, which stands above all the others. */
export const refusedToo = ({ values, errorFor }: ShownForm, field: string, text: string): ShownForm =>
  refusedForm(values, new Map([[field, text], ...Object.entries(errorFor)]));

/** How long a text is to a person: one for each character, also where the computer needs two units. */
export const lengthOf = (text: string) => [...text].length;

interface TextRules {
  /** What to say when it is empty; without it the field may be. */
  missing?: string;
  /** The most characters. */
  max: number;
}

/** A short text on one line; spaces around it are dropped. */
export const textField = (name: string, rules: TextRules) =>
  z
    .string()
    .default('')
    .transform(oneLine)
    .pipe(z.string().superRefine(obey(name, rules)));

/** The address of a page elsewhere: nothing but https, and no name or password in it. It may be left out. */
export const addressField = (name: string) =>
  textField(name, { max: 500 }).refine((text) => !text || isSafeAddress(text), {
    message: 'Enter a web address that begins with https://',
  });

function isSafeAddress(text: string): boolean {
  const address = URL.parse(text);
  return (
    address?.protocol === 'https:' && !address.username && !address.password && address.hostname.includes('.')
  );
}

/** A text in Markdown, kept to the letter. Every picture that is attached has to be described in it. */
export const markdownField = (name: string, rules: TextRules) =>
  z
    .string()
    .default('')
    .superRefine(obey(name, rules))
    .superRefine((text, check) => {
      const picture = undescribedIn(text);
      if (picture) check.addIssue({ code: 'custom', message: describeIt(picture) });
    });

const describeIt = (picture: string) =>
  `Say what the picture shows, for people who cannot see it: write it between the square brackets of ${picture}. If it adds nothing, write “decorative” there`;

const obey =
  (name: string, { missing, max }: TextRules) =>
  (text: string, check: z.RefinementCtx) => {
    if (missing && isBlank(text)) check.addIssue({ code: 'custom', message: missing });
    const over = lengthOf(text) - max;
    if (over <= 0) return;
    const extra = `${over.toLocaleString('en-GB')} ${over === 1 ? 'character' : 'characters'} too many`;
    const message = `${name} must be ${max.toLocaleString('en-GB')} characters or fewer: it has ${extra}`;
    check.addIssue({ code: 'custom', message });
  };

/** Names of files that were chosen, and which such a form leaves behind: only the button for it sends them. */
export const chosenFiles = z
  .string()
  .max(0, 'You chose files that are not added yet. Choose them again and select “Add files”')
  .optional();

const largest = 2_147_483_647;

/** The number of a row, which has to be chosen; says what is missing of anything that cannot be one. */
export const chosenNumber = (missing: string) =>
  z.coerce.number(missing).int(missing).positive(missing).max(largest, missing);

/** A hidden number of a row here, or of one of its versions; anything that cannot be one counts as not given. */
export const optionalNumber = z.coerce.number().int().positive().max(largest).optional().catch(undefined);

/** The id a form was shown with; a form sent without one gets none, and is then only told apart by its text. */
export const hiddenId = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .catch('');

/**
 * What makes a post one post however often it is sent: the hidden id of its form together with what was typed,
 * so that another text sent from a page gone back to is not mistaken for the first.
 */
export function formKey(formId: string, ...typed: unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([formId, ...typed]))
    .digest('base64url');
}
