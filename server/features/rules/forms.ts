import { z } from 'zod';
import { markdownField, optionalNumber, readForm, type ShownForm, textField } from '../../platform/forms.ts';
import { isBlank } from '../../platform/one-line.ts';
import { readNames } from '../mentions/read-mentions.ts';
import type { WrittenRule } from './write-version.ts';

/** A rule of the form has its number, or "new" and the number of the place that it was added at. */
const keyPattern = /^(new)?[1-9]\d{0,8}$/;

const head = {
  reason: textField('Reason', { missing: 'Enter a reason: what changes, and why', max: 300 }),
  /** The version that was changed. */
  from: optionalNumber,
};

/** What was typed of a rule, with whether it is to go. */
export type TypedRule = WrittenRule & { key: string; isOut: boolean };

type Read = { shown: ShownForm; keys: string[] } & (
  | { ok: true; values: { reason: string; from?: number; rules: TypedRule[] } }
  | { ok: false }
);

/** Reads the form of a whole set of rules: a title and a text for each, in their order. */
export function readRules(body: unknown): Read {
  const sent = (body ?? {}) as Record<string, unknown>;
  const keys = keysIn(sent);
  const fields = keys.map((key, at) => fieldsFor(key, at + 1, sent));
  const form = readForm(z.object({ ...head, ...Object.assign({}, ...fields) }), body);
  const shown = { ...form.shown, values: { ...form.shown.values, inOrder: keys.join(' ') } };
  if (!form.ok) return { ok: false, shown, keys };
  const typed = form.values as unknown as Record<string, string>;
  const { reason, from } = form.values as { reason: string; from?: number };
  const rules = keys.filter((key) => !isLeftEmpty(key, sent)).map((key) => typedRule(key, typed, sent));
  return { ok: true, shown, keys, values: { reason, from, rules } };
}

/** The rules of the form in their order; of those that are not named in it what was typed is kept all the same. */
function keysIn(sent: Record<string, unknown>): string[] {
  const ordered = String(sent.inOrder ?? '').split(/[ ,]+/);
  const named = Object.keys(sent).map((name) => name.replace(/^(title|text)-/, ''));
  return [...new Set([...ordered, ...named])].filter((key) => keyPattern.test(key));
}

const isNew = (key: string) => key.startsWith('new');

const isBlankIn = (sent: Record<string, unknown>, name: string) => isBlank(String(sent[name] ?? ''));

/** A place for a new rule that nobody used. */
const isLeftEmpty = (key: string, sent: Record<string, unknown>) =>
  isNew(key) && isBlankIn(sent, `title-${key}`) && isBlankIn(sent, `text-${key}`);

const isOut = (key: string, sent: Record<string, unknown>) => sent[`out-${key}`] === 'yes';

function fieldsFor(key: string, position: number, sent: Record<string, unknown>) {
  const isNeeded = !isLeftEmpty(key, sent) && !isOut(key, sent);
  const missing = (what: string) => (isNeeded ? `Enter ${what} for rule ${position}` : undefined);
  return {
    [`title-${key}`]: textField(`Title of rule ${position}`, { missing: missing('a title'), max: 120 }),
    [`text-${key}`]: markdownField(`Text of rule ${position}`, {
      missing: missing('a text'),
      max: 4000,
    }).refine((text) => readNames([text]).length === 0, {
      message: `Rule ${position} must not name a person: it holds for everybody. Write out what you mean`,
    }),
  };
}

const typedRule = (key: string, typed: Record<string, string>, sent: Record<string, unknown>): TypedRule => ({
  key,
  id: isNew(key) ? undefined : Number(key),
  title: typed[`title-${key}`] ?? '',
  text: typed[`text-${key}`] ?? '',
  isOut: isOut(key, sent),
});
