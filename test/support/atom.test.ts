import { readFeed } from './atom.ts';

const entry = (more = '', id = 'https://example.org/1', updated = '2026-03-02T10:00:00Z') => `<entry>
  <title>One</title><id>${id}</id><link rel="alternate" href="https://example.org/1"/>
  <published>2026-03-01T10:00:00.5Z</published><updated>${updated}</updated>${more}
  <content type="html">&lt;p&gt;&lt;a href="https://example.org/"&gt;Words&lt;/a&gt;&lt;/p&gt;</content>
</entry>`;
const author = '<author><name>Ona</name></author>';
const head = '<title>A</title><id>https://example.org/</id><updated>2026-03-02T10:00:00Z</updated>';
const self = '<link rel="self" href="https://example.org/feed"/>';
const feed = (inside: string) =>
  `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`;

test('a feed is read with what it says', () => {
  const read = readFeed(feed(head + self + entry(author)));
  expect(read).toMatchObject({ title: 'A', links: { self: 'https://example.org/feed' } });
  expect(read.entries).toMatchObject([{ title: 'One', author: 'Ona', summary: '' }]);
  expect(read.entries[0]?.html).toBe('<p><a href="https://example.org/">Words</a></p>');
  expect(readFeed(feed(head + author + self)).entries).toEqual([]);
  expect(readFeed(feed(head + entry(author)), { isPrivate: true }).links).toEqual({});
});

test.each([
  ['what is no XML', feed(`${head + self}<author>`)],
  ['signs that XML has not', feed(head + self + entry(author).replace('One', 'O\u0007ne'))],
  ['an entity that XML does not know', feed(head + self + entry(author).replace('One', '&nbsp;'))],
  ['no title', feed(head.replace('<title>A</title>', '') + self)],
  ['two titles', feed(head + self + entry(`${author}<title>Two</title>`))],
  ['an element that Atom does not have', feed(`${head + self}<description>A</description>`)],
  ['no id', feed(head + self + entry(author).replace(/<id>.*?<\/id>/, ''))],
  ['a day for a moment', feed(head.replace('T10:00:00Z', '') + self)],
  ['a moment without its zone', feed(head + self + entry(author, undefined, '2026-03-02T10:00:00'))],
  ['a link to nowhere', feed(head + self + entry(`${author}<link rel="next"/>`))],
  ['a person without a name', feed(head + self + entry('<author><uri>https://a.uk</uri></author>'))],
  ['nobody who wrote it', feed(head + self + entry())],
  ['an id twice', feed(head + self + entry(author) + entry(author))],
  ['a relative id', feed(head + self + entry(author, '/1'))],
  ['an entry newer than the feed', feed(head + self + entry(author, undefined, '2026-03-02T10:00:01Z'))],
  ['an entry older than itself', feed(head + self + entry(author, undefined, '2026-02-02T10:00:01Z'))],
  ['no address of its own', feed(head + entry(author))],
  [
    'a relative address in its text',
    feed(head + self + entry(author).replace('https://example.org/"&', '/a"&')),
  ],
  ['a script in its text', feed(head + self + entry(author).replace('Words', '&lt;script&gt;'))],
  [
    'what runs when it is pointed at',
    feed(head + self + entry(author).replace('.org/"&', '.org/" onfocus="a()"&')),
  ],
])('a feed is refused for %s', (_, text) => {
  expect(() => readFeed(text)).toThrow();
});

test('a private feed is refused where it names its address', () => {
  expect(() => readFeed(feed(head + self + entry(author)), { isPrivate: true })).toThrow('its own address');
});
