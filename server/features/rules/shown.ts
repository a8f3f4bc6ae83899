import { newForm, type ShownForm } from '../../platform/forms.ts';
import { nextNew } from './arranging.ts';

interface Rule {
  id: number;
  title: string;
  text: string;
}

/**
 * A set as a form, with a place for a new rule behind it. `from` is the version that it is saved on top of; rules of now
 * that are not among those of the form are to be taken out.
 */
export function formOfRules(rules: Rule[], { from, now }: { from: number; now: Rule[] }): ShownForm {
  const out = now.filter(({ id }) => !rules.some((rule) => rule.id === id));
  const keys = [...rules, ...out].map(({ id }) => String(id));
  return newForm({
    from: String(from),
    inOrder: [...keys, 'new1'].join(' '),
    ...fieldsOfRules([...rules, ...out]),
    ...Object.fromEntries(out.map(({ id }) => [`out-${id}`, 'yes'])),
  });
}

/** The fields of rules in a form. */
export const fieldsOfRules = (rules: Rule[]): Record<string, string> =>
  Object.fromEntries(
    rules.flatMap(({ id, title, text }) => [
      [`title-${id}`, title],
      [`text-${id}`, text],
    ]),
  );

/** The rules of a form as its page goes through them. */
export function shownEntries({ values }: ShownForm) {
  const keys = (values.inOrder ?? '').split(' ').filter(Boolean);
  const entries = keys.map((key, at) => ({
    key,
    isNew: key.startsWith('new'),
    title: values[`title-${key}`] ?? '',
    position: at + 1,
    of: keys.length,
    canRise: at > 0,
    canSink: at < keys.length - 1,
  }));
  return { entries, next: nextNew(keys) };
}

/** What changed from one version to the next, as texts to compare: each rule by itself, and their order. */
export function fieldsBetween(before: Rule[], after: Rule[]) {
  const was = new Map(before.map((rule) => [rule.id, rule]));
  const is = new Map(after.map((rule) => [rule.id, rule]));
  const gone = before.filter(({ id }) => !is.has(id));
  const inBoth = (rules: Rule[]) => rules.filter(({ id }) => was.has(id) && is.has(id));
  const order = (rules: Rule[]) => rules.map(({ id }) => `${is.get(id)?.title}\n`).join('');
  return [
    ...after.flatMap((rule) => {
      const old = was.get(rule.id);
      if (!old) return [{ label: `New: ${rule.title}`, from: '', to: rule.text }];
      const title = { label: `Title of “${old.title}”`, from: old.title, to: rule.title };
      return [title, { label: rule.title, from: old.text, to: rule.text }];
    }),
    ...gone.map(({ title, text }) => ({ label: `Taken out: ${title}`, from: text, to: '' })),
    { label: 'Order', from: order(inBoth(before)), to: order(inBoth(after)) },
  ];
}
