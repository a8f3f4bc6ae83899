import { notFound } from './errors.ts';

const largestId = 2_147_483_647;

/** The id in an address; anything that cannot be one is the id of nothing, so not found. */
export function readId(text: unknown): number {
  if (typeof text !== 'string' || !/^[1-9]\d{0,9}$/.test(text)) throw notFound();
  const id = Number(text);
  if (id > largestId) throw notFound();
  return id;
}

/**
 * One value of a query string, or empty; a repeated one counts as not given. What Postgres cannot keep is replaced,
 * so that it is looked for in vain.
 */
export function readParameter(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : '';
}

/** A number from 1 up in a query string; anything else counts as not given. */
export function readNumber(value: unknown): number | undefined {
  const text = readParameter(value);
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** The address if it is a page of ours, or the fallback: a link must not lead a person who signs in elsewhere. */
export function readLocalPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 2000) return fallback;
  const isLocal = /^\/(?![/\\])[\x21-\x7e]*$/.test(value) && !value.includes('\\');
  return isLocal ? value : fallback;
}

/** The page of ours that a form was on, or that a link was followed from. */
export function readReferer(referer: string | undefined): string {
  if (!referer || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return readLocalPath(pathname + search);
}
