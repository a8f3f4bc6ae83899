import type { ShownForm } from '../../platform/forms.ts';
import type { Member } from '../../platform/viewer.ts';
import { putTogether } from '../topics/meanwhile.ts';
import type { TypedRule } from './forms.ts';
import { listSavedSince, listTexts } from './queries.ts';

interface Words {
  title: string;
  text: string;
}

type Rule = Words & { id: number };

interface Sent {
  shown: ShownForm;
  /** The version that they began with. */
  from: number;
  typed: TypedRule[];
  keys: string[];
}

/** What somebody typed of a set of rules, put together with what others have saved since they opened its form. */
export async function mergeRules(
  member: Member,
  set: { id: number; versionCount: number },
  { shown, from, typed, keys }: Sent,
) {
  const [base, now, saved] = await Promise.all([
    listTexts(set.id, from),
    listTexts(set.id, set.versionCount),
    listSavedSince(set.id, from),
  ]);
  const nothing = { title: '', text: '' };
  const added = now.filter(({ id }) => !keys.includes(String(id))).map(({ id }) => ({ id, ...nothing }));
  const texts = [...typed, ...added].flatMap((mine) => {
    const theirs = findIn(now, mine.id);
    return theirs ? threeTexts(mine, findIn(base, mine.id) ?? nothing, theirs) : [];
  });
  const { form, meanwhile } = await putTogether(member, shown, texts, {
    version: set.versionCount,
    saved: saved.map(({ by, savedAt, number }) => ({ number, createdAt: savedAt, editor: asByline(by) })),
  });
  form.values.inOrder = mergeOrder(keys, base, now).join(' ');
  settleTakenOut(form, typed, { base, now, who: saved[0]?.by?.name ?? 'Somebody else' });
  return { form, meanwhile };
}

const findIn = (rules: Rule[], id?: number) => rules.find((rule) => rule.id === id);

const threeTexts = ({ id, ...mine }: Words & { id?: number }, base: Words, theirs: Words) =>
  (['title', 'text'] as const).map((part) => ({
    field: `${part}-${id}`,
    label: part === 'title' ? `Title of “${theirs.title}”` : `“${theirs.title}”`,
    base: base[part],
    mine: mine[part],
    theirs: theirs[part],
    oneLine: part === 'title',
  }));

/** Whoever changed the order has their way: where both did, the one who saves now. What only others have is put in. */
function mergeOrder(keys: string[], base: Rule[], now: Rule[]): string[] {
  const [before, theirs] = [base, now].map((rules) => rules.map(({ id }) => String(id))) as [
    string[],
    string[],
  ];
  const common = (some: string[], others: string[]) => some.filter((key) => others.includes(key)).join();
  const isMoved = common(keys, before) !== common(before, keys);
  return [...new Set(isMoved ? [...keys, ...theirs] : [...theirs, ...keys])];
}

/** What one took out and the other still has is said, and what both touched is theirs to settle who saves now. */
function settleTakenOut(
  form: ShownForm,
  typed: TypedRule[],
  { base, now, who }: { base: Rule[]; now: Rule[]; who: string },
): void {
  for (const rule of typed) {
    const [was, is] = [findIn(base, rule.id), findIn(now, rule.id)];
    if (!was) continue;
    if (!is && !rule.isOut) {
      const isTouched = isOther(rule, was);
      if (!isTouched) form.values[`out-${rule.key}`] = 'yes';
      say(
        form,
        rule,
        `${who} took “${was.title}” out. ${isTouched ? 'You changed it: choose whether it stays' : 'It is marked to be taken out below'}`,
      );
    }
    if (is && rule.isOut && isOther(is, was))
      say(form, rule, `${who} changed “${was.title}”, which you take out. Choose whether it stays`);
  }
}

const isOther = (one: Words, other: Words) => one.title !== other.title || one.text !== other.text;

function say(form: ShownForm, { key }: TypedRule, text: string): void {
  const field = `out-${key}`;
  form.errors.push({ field, text, href: `#${field}` });
  form.errorFor[field] = text;
}

const asByline = (by: { id: number; name: string } | null) => ({
  id: by?.id ?? 0,
  name: by?.name ?? '',
  job: '',
  role: '',
  council: null,
});
