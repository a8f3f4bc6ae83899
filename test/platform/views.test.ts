import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import Handlebars from 'handlebars';
import request from 'supertest';
import { connectViews, render } from '../../server/platform/views.ts';

const folder = path.resolve('views');
const views = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.hbs'))
  .map((file) => ({
    name: file.slice(0, -'.hbs'.length),
    source: readFileSync(path.join(folder, file), 'utf8'),
  }));

test('what people typed is text on the page, in attributes too', () => {
  const html = render('components/text-field', {
    name: 'title',
    label: 'Title',
    form: { values: { title: '"><script>alert(1)</script>' }, errorFor: { title: '<b>wrong</b>' } },
  });
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  expect(html).toContain('&lt;b&gt;wrong&lt;/b&gt;');
});

test('a text that begins with an empty line keeps it when its form is shown again', () => {
  const html = render('components/textarea', {
    name: 'body',
    label: 'Reply',
    form: { values: { body: '\n\nHello' } },
  });
  const inside = /<textarea[^>]*>([\s\S]*)<\/textarea>/.exec(html)?.[1];
  // Browsers drop one line break at the beginning of a text area.
  expect(inside?.replace(/^\n/, '')).toBe('\n\nHello');
});

test('a field says its hint and what is wrong with it to a screen reader', () => {
  const html = render('components/textarea', {
    name: 'body',
    label: 'Reply',
    hint: 'Be kind',
    max: 100,
    form: { values: {}, errorFor: { body: 'Write a reply' } },
  });
  expect(html).toContain('aria-describedby="body-info body-hint body-error"');
  for (const id of ['body-info', 'body-hint', 'body-error']) expect(html).toContain(`id="${id}"`);
});

test('a partial inside a sentence leaves no space before the full stop', () => {
  const when = new Date('2026-03-03T14:15:00Z');
  expect(render('components/time', { when })).toBe(
    '<time datetime="2026-03-03T14:15:00.000Z">3 March 2026 at 2:15pm</time>',
  );
});

test('an answer that stands on the page twice has its ids once', () => {
  const html = '<p id="reply-7-costs">See <a href="#reply-7-note">note</a>, <code> id="x"</code></p>';
  const author = { name: 'Amina', council: { slug: 'camden', name: 'Camden' } };
  const drawn = render('replies/_answer', { html, author, number: 7, href: '/topics/1/replies/7' });
  expect(drawn).toContain('<p id="answer-reply-7-costs">See <a href="#answer-reply-7-note">note</a>');
  expect(drawn).toContain('<code> id="x"</code>');
});

test('a page gets what the route passes, and beneath it what is the same for the whole answer', async () => {
  const app = express();
  connectViews(app, (name) => `/static/1/${name}`);
  app.get('/', (_req, res) => {
    res.locals.serviceName = 'Standard Practice';
    res.render('errors/error', { title: 'Page not found', paragraphs: ['Check the address.'] });
  });
  const { text } = await request(app).get('/');
  expect(text).toContain('<title>Page not found – Standard Practice</title>');
  expect(text).toContain('<p class="govuk-body">Check the address.</p>');
  expect(text).toContain('href="/static/1/css/app.css"');
});

test('there is no such view', () => {
  expect(() => render('topics/shwo', {})).toThrow('There is no view called topics/shwo');
});

describe.each(views)('$name', ({ name, source }) => {
  test('can be read, and names only partials that exist', () => {
    const names = partialsIn(Handlebars.parse(source));
    const known = new Set([...views.map((view) => view.name), '@partial-block']);
    expect(names.filter((partial) => !known.has(partial))).toEqual([]);
  });

  test('has no style and no script of its own, which browsers would be told to refuse', () => {
    expect(source).not.toMatch(/\son[a-z]+=|<script(?![^>]*\ssrc=)|href="javascript:/i);
    // Mail programs know no other styles than those that come with a mail.
    if (!name.startsWith('mail/')) expect(source).not.toMatch(/<style|\sstyle=/i);
  });

  test('loads nothing from another server', () => {
    expect(source.replace(/xmlns="[^"]*"/g, '')).not.toMatch(/(src|srcset|action)="(https?:)?\/\//);
    expect(name).toBe(name.toLowerCase());
  });
});

function partialsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(partialsIn);
  if (node === null || typeof node !== 'object') return [];
  const { type, name } = node as { type?: string; name?: { original: string } };
  const own = type?.startsWith('Partial') && name ? [name.original] : [];
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, value]) => (key === 'loc' ? [] : partialsIn(value))),
  ];
}
