import { forElsewhere } from '../../server/platform/markdown/for-elsewhere.ts';
import { renderMarkdown } from '../../server/platform/markdown.ts';
import { readFeed } from '../support/atom.ts';
import { injections } from './markdown-injections.ts';

const elsewhere = (source: string) =>
  forElsewhere(renderMarkdown(source, { idPrefix: 'reply-7-2-' }), '/topics/7/replies/2');
const ours = 'http://localhost:3000';
const id = '0b0e8a6c-6f0a-4a53-9c5e-0d7f4b2a1c3d';

test.each([
  ['[here](/topics/3)', `<p><a href="${ours}/topics/3">here</a></p>`],
  ['[@Ona](/people/4)', `<p><a href="${ours}/people/4">@Ona</a></p>`],
  [
    '[there](https://a.uk/b?c=1&d)',
    '<p><a href="https://a.uk/b?c=1&amp;d" rel="nofollow noopener noreferrer">there</a></p>',
  ],
  ['<ona@camden.gov.uk>', '<p><a href="mailto:ona@camden.gov.uk">ona@camden.gov.uk</a></p>'],
  [`[plan.pdf](/attachments/${id})`, `<p><a href="${ours}/topics/7/replies/2">plan.pdf</a></p>`],
  [
    `![A map](/attachments/${id}#900x600)`,
    `<p><a href="${ours}/topics/7/replies/2"><span>Picture: A map</span></a></p>`,
  ],
  [`![decorative](/attachments/${id}#900x600)`, '<p><span></span></p>'],
  ['![Logo](/static/images/logo.svg)', '<p><span>Picture: Logo</span></p>'],
  ['## Costs\n\n[see](#costs)', `<h3>Costs</h3>\n<p><a href="${ours}/topics/7/replies/2">see</a></p>`],
  [
    '|a|\n|-|\n|b|',
    '<table>\n<thead>\n<tr>\n<th scope="col">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>',
  ],
])('%s is shown elsewhere with what can be shown there', (source, html) => {
  expect(elsewhere(source).trim()).toBe(html);
});

test('what is ticked stays ticked, and what only a screen reader is told is left out', () => {
  expect(elsewhere('- [x] done\n- [ ] open')).toMatch(/<span>☑ <\/span>done[\s\S]*<span>☐ <\/span>open/);
  const note = elsewhere('Said.[^1]\n\n[^1]: By whom');
  expect(note).toContain(`<sup><a href="${ours}/topics/7/replies/2">[1]</a></sup>`);
});

test('whatever people write, a strict reader takes it, and there is nothing in it to run or to load', () => {
  const entries = injections.map((source, at) => {
    const text = elsewhere(source).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<entry><title>${at + 1}</title><id>${ours}/${at}</id><link href="${ours}/${at}"/>
      <published>2026-03-01T10:00:00Z</published><updated>2026-03-01T10:00:00Z</updated>
      <author><name>Ona</name></author><content type="html">${text}</content></entry>`;
  });
  const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>${ours}/</id>
    <updated>2026-03-01T10:00:00Z</updated><link rel="self" href="${ours}/feed"/>${entries.join('')}</feed>`;
  expect(readFeed(feed).entries).toHaveLength(injections.length);
});
