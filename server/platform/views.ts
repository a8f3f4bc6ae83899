import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import Handlebars from 'handlebars';
import { formatDate, formatDateTime } from './dates.ts';

const folder = fileURLToPath(new URL('../../views/', import.meta.url));
const handlebars = Handlebars.create();
const templates = new Map<string, Handlebars.TemplateDelegate>();
const sourceOf = new Map<string, string>();
/** By name. Templates are compiled knowing these, so that every other word is looked up in the data alone: twice as fast. */
const knownHelpers: Record<string, boolean> = {};

type Data = Record<string, unknown>;

/** Draws a page or a partial, such as 'topics/show' or 'replies/_reply'. */
export function render(name: string, data: object): string {
  const template = templates.get(name);
  if (!template) throw new Error(`There is no view called ${name}`);
  return template(data);
}

/** Makes a value harmless inside HTML and its attributes. */
export const escapeHtml = (value: unknown): string => handlebars.escapeExpression(String(value));

/** Lets templates call `name`; the last argument a helper gets is Handlebars' own options. */
// biome-ignore lint/suspicious/noExplicitAny: a template may pass anything
export function addViewHelper(name: string, helper: (...given: any[]) => unknown): void {
  handlebars.registerHelper(name, helper);
  knownHelpers[name] = true;
}

/** Makes res.render use these views, with res.locals and app.locals beneath what the route passes. */
export function connectViews(app: Express, address: (asset: string) => string): void {
  addViewHelper('asset', address);
  // Express's own look-up would search the disk for a file at every page; ours are in memory already.
  app.render = ((name: string, options: Data, done: (error: unknown, html?: string) => void) => {
    try {
      const { _locals, ...own } = options as { _locals?: Data };
      done(null, render(name, { ...app.locals, ..._locals, ...own }));
    } catch (error) {
      done(error);
    }
  }) as Express['render'];
}

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.hbs')) continue;
  const file = path.join(entry.parentPath, entry.name);
  const name = path.relative(folder, file).slice(0, -'.hbs'.length).split(path.sep).join('/');
  // Indentation is for whoever reads the template; without it pages are a tenth lighter. The last line break would
  // come out as a space behind a partial that stands inside a sentence.
  sourceOf.set(
    name,
    readFileSync(file, 'utf8')
      .replace(/^[ \t]+/gm, '')
      .trimEnd(),
  );
}

addViewHelper('asset', (name: string) => `/static/${name}`);
addViewHelper('date', formatDate);
addViewHelper('dateTime', formatDateTime);
addViewHelper('iso', (when: Date | string) => new Date(when).toISOString());
addViewHelper('grouped', (value: number) => formatNumber(value));
addViewHelper(
  'plural',
  (count: number, one: string, many: string) => `${formatNumber(count)} ${count === 1 ? one : many}`,
);
addViewHelper('word', (count: number, one: string, many: string) => (count === 1 ? one : many));
addViewHelper('eq', (a: unknown, b: unknown) => a === b);
addViewHelper('or', (...given: unknown[]) => given.slice(0, -1).find(Boolean));
addViewHelper('and', (...given: unknown[]) => given.slice(0, -1).every(Boolean));
addViewHelper('more', (a: number, b: number) => a > b);
addViewHelper('not', (value: unknown) => !value);
addViewHelper('lookupIn', (map: Data | undefined, key: string) => map?.[key]);
addViewHelper('concat', (...parts: unknown[]) => parts.slice(0, -1).join(''));
addViewHelper('join', (items: unknown[] = [], between: string) => items.join(between));
addViewHelper('json', (value: unknown) => JSON.stringify(value));
addViewHelper('array', (...items: unknown[]) => items.slice(0, -1));
addViewHelper('encode', (text: string) => encodeURIComponent(text));
addViewHelper('asCopy', asCopy);
addViewHelper('object', (options: Handlebars.HelperOptions) => options.hash);

for (const [name, source] of sourceOf) {
  // Compiled at first use. As functions, so that one that is used inside another's block is compiled once, too.
  const template = handlebars.compile(source, { preventIndent: true, knownHelpers, knownHelpersOnly: true });
  templates.set(name, template);
  handlebars.registerPartial(name, template);
}

/** HTML that stands on the page a second time: its ids, and what refers to them, get a prefix, because ids must not repeat. */
function asCopy(html: string, prefix: string): string {
  return html.replace(/<[a-z][^>]*>/g, (tag) =>
    tag.replace(/ (id="|for="|aria-labelledby="|aria-describedby="|href="#)/g, ` $1${prefix}`),
  );
}

/** A number as pages show it, with commas between thousands. */
export function formatNumber(value: number): string {
  return value < 1000 ? String(value) : value.toLocaleString('en-GB');
}
