import { refusedForm, type ShownForm } from '../../platform/forms.ts';
import { hasCollisions, mergeTexts, mergeWords } from '../../platform/merge-texts.ts';
import type { Byline, SignedIn } from '../../platform/viewer.ts';
import { changesIn } from './versions.ts';

/** One text of a form: as it was when the editor began, as they left it, and as it has been saved meanwhile. */
export interface ThreeTexts {
  field: string;
  label: string;
  base: string;
  mine: string;
  theirs: string;
  /** Set for what is on one line, where marks have no room. */
  oneLine?: boolean;
}

interface Since {
  /** The version that is saved on top of next. */
  version: number;
  /** Who saved, the newest first. */
  saved: { number: number; editor: Byline; createdAt: Date }[];
}

/**
 * An edit to be shown again because others saved first: both texts put together where they do not collide, marked in
 * words where they do, and beside it what each side changed. Saving again is on top of `version`.
 */
export async function putTogether(
  editor: SignedIn,
  sent: ShownForm,
  fields: ThreeTexts[],
  { version, saved }: Since,
) {
  const who = nameOf(saved[0]?.editor, editor);
  const { merged, collisions } = mergeFields(fields, { theirsIs: `Saved by ${who}` }, (label, theirs) =>
    keptYours(label, theirs, who),
  );
  const values = { ...sent.values, ...merged, from: String(version) };
  const form = refusedForm(values, collisions);
  const intro = collisions.size
    ? `${capital(who)} changed this while you were editing. See what changed, and settle where you both changed the same words`
    : `${capital(who)} changed this while you were editing. We put both texts together below. Check it, then save again`;
  const pairs = (to: 'mine' | 'theirs') =>
    changesIn(fields.map((texts) => ({ label: texts.label, from: texts.base, to: texts[to] })));
  return {
    form: { ...form, errors: [{ field: 'form', text: intro, href: '#meanwhile' }, ...form.errors] },
    meanwhile: {
      saved: saved.map((one) => ({ ...one, who: nameOf(one.editor, editor) })),
      theirs: await pairs('theirs'),
      mine: await pairs('mine'),
      typed: fields.filter(({ mine, base }) => mine !== base).map(({ label, mine }) => ({ label, mine })),
    },
  };
}

/** Each text put together, by field, and in words what collided; `oneLineIs` says it of what is on one line. */
export function mergeFields(
  fields: ThreeTexts[],
  whose: Parameters<typeof mergeTexts>[1],
  oneLineIs: (label: string, theirs: string) => string,
) {
  const merged: Record<string, string> = {};
  const collisions = new Map<string, string>();
  for (const { field, label, oneLine, ...three } of fields) {
    const one = oneLine ? mergeLine(three) : mergeTexts(three, whose);
    merged[field] = one.text;
    if (one.collisions) collisions.set(field, oneLine ? oneLineIs(label, three.theirs) : settle(label));
  }
  return { merged, collisions };
}

/** The same form if the marks of a collision are still in it, with what to do. */
export function stillCollides(sent: ShownForm, fields: { field: string; label: string }[]) {
  const left = fields.filter(({ field }) => hasCollisions(sent.values[field] ?? ''));
  return left.length > 0
    ? refusedForm(sent.values, new Map(left.map(({ field, label }) => [field, settle(label)])))
    : undefined;
}

const settle = (label: string) =>
  `${label}: choose what to keep where you both changed the same words, and take out the lines that begin with ----`;

const keptYours = (label: string, theirs: string, who: string) =>
  `${label}: ${who} changed this to ${theirs ? `“${theirs}”` : 'nothing'}. Yours is kept below: change it if theirs is better`;

function mergeLine(three: { base: string; mine: string; theirs: string }) {
  const text = mergeWords(three);
  return { text: text ?? three.mine, collisions: text === undefined ? 1 : 0 };
}

const nameOf = (byline: Byline | undefined, editor: SignedIn) =>
  byline?.id === editor.id ? 'you in another window' : asInSentence(byline?.name ?? 'somebody else');

/** Whoever acted as a coordinator has no name. */
const asInSentence = (name: string) => name.replace(/^A coordinator$/, 'a coordinator');

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
