import { z } from 'zod';
import { clock } from '../../platform/clock.ts';
import { lengthOf } from '../../platform/forms.ts';
import { momentInLondon } from '../../platform/london.ts';
import { isBlank, oneLine } from '../../platform/one-line.ts';
import { type Kind, kinds } from '../topics/kinds.ts';

const titleAtMost = 300;
const nameAtMost = 100;
const bodyAtMost = 100_000;
const earliest = new Date('1970-01-01T00:00:00Z');

/** A text that Postgres can keep and a person can see. */
const text = (max: number) =>
  z
    .string({ error: ({ input }) => (input === undefined || input === null ? 'is missing' : 'must be text') })
    .superRefine((value, check) => {
      const wrong = problemWith(value, max);
      if (wrong) check.addIssue({ code: 'custom', message: wrong });
    });

function problemWith(value: string, max: number): string | undefined {
  if (value.includes('\0')) return 'has a NUL character, which cannot be kept';
  if (!value.isWellFormed()) return 'has half a character (a lone surrogate)';
  if (isBlank(value)) return 'is empty';
  if (lengthOf(value) > max) return `is longer than ${max.toLocaleString('en-GB')} characters`;
}

const line = (max: number) => text(max).transform(oneLine);
const body = text(bodyAtMost).transform((value) => value.replace(/\r\n?/g, '\n'));

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true, local: true })], {
    error: 'must be a date such as 2016-07-07 or 2016-07-07T09:30:00Z',
  })
  .transform(readMoment)
  .superRefine((date, check) => {
    if (date > clock.now()) check.addIssue({ code: 'custom', message: 'is in the future' });
    if (date < earliest) check.addIssue({ code: 'custom', message: 'is before 1970' });
  })
  .nullish();

/** A date is the midnight in London that it begins with. A time without a zone is taken as UTC. */
function readMoment(text: string): Date {
  if (/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return new Date(text);
  if (text.includes('T')) return new Date(`${text}Z`);
  return momentInLondon({ day: text, hour: 0 });
}

const list = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item, 'must be a list')
    .max(max, `has more than ${max.toLocaleString('en-GB')} entries`)
    .nullish()
    .transform((items) => items ?? []);

const author = line(nameAtMost)
  .nullish()
  .transform((name) => name ?? 'Unknown author');

const reply = z.object({ author, body, created_at: moment }, 'must be an object');

const thread = z.object(
  {
    source: line(300),
    collection: line(nameAtMost).nullish(),
    kind: z.enum(Object.keys(kinds) as [Kind], `must be one of ${Object.keys(kinds).join(', ')}`).nullish(),
    title: line(titleAtMost),
    body,
    author_handle: author,
    created_at: moment,
    labels: list(z.string('must be text'), 100),
    suggested_points: list(z.int('must be a whole number'), 100),
    replies: list(reply, 10_000),
  },
  'must be an object',
);

/** What a line of the file says. */
export type ThreadLine = z.infer<typeof thread>;

/** Reads a line; one that is not as it should be says in words what is wrong with it. */
export function readThreadLine(source: string): { thread: ThreadLine } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    return { problem: 'it is not valid JSON' };
  }
  const result = thread.safeParse(json);
  if (result.success) return { thread: result.data };
  const [issue] = result.error.issues;
  return { problem: `${nameOf(issue?.path ?? [])} ${issue?.message}` };
}

/** "body of reply 3" for replies.2.body. */
function nameOf(path: PropertyKey[]): string {
  const [field, at, part] = path;
  if (field === undefined) return 'it';
  if (typeof at !== 'number') return String(field);
  const entry = field === 'replies' ? `reply ${at + 1}` : `entry ${at + 1} of ${String(field)}`;
  return part === undefined ? entry : `${String(part)} of ${entry}`;
}
