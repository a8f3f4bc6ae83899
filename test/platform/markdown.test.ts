import sanitizeHtml from 'sanitize-html';
import { plainLines, plainText, renderMarkdown } from '../../server/platform/markdown.ts';
import { busySoFar } from '../support/busy.ts';
import { injections } from './markdown-injections.ts';

const render = (source: string) => renderMarkdown(source, { idPrefix: 'reply-7-' });

interface Element {
  tag: string;
  attributes: Record<string, string>;
}

/** Every element that a browser would make of the HTML. */
function elementsIn(html: string): Element[] {
  const elements: Element[] = [];
  sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    onOpenTag: (tag, attributes) => elements.push({ tag, attributes: { ...attributes } }),
  });
  return elements;
}

const heading = ['id'];
const scrolls = ['class', 'tabindex', 'role', 'aria-label'];
const harmless: Record<string, string[]> = {
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: [],
  blockquote: [],
  ul: ['class'],
  ol: ['class', 'start', 'aria-label'],
  li: ['class', 'id'],
  hr: [],
  br: [],
  em: [],
  strong: [],
  s: [],
  code: ['class'],
  pre: scrolls,
  div: scrolls,
  a: ['href', 'title', 'rel', 'referrerpolicy', 'id', 'class', 'aria-label'],
  img: ['src', 'alt', 'loading'],
  sup: ['class'],
  span: ['class'],
  label: [],
  input: ['type', 'disabled', 'checked', 'class'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['scope', 'class'],
  td: ['class'],
};

function expectHarmless(html: string) {
  for (const { tag, attributes } of elementsIn(html)) {
    expect(Object.keys(harmless)).toContain(tag);
    expect(harmless[tag]).toEqual(expect.arrayContaining(Object.keys(attributes)));
    if ('href' in attributes) expect(attributes.href).toMatch(/^(https?:\/\/|mailto:|#|\/(?![/\\]))/);
    if ('src' in attributes) expect(attributes.src).toMatch(/^\/(?![/\\])/);
    if ('id' in attributes) expect(attributes.id).toMatch(/^reply-7-[^"'<>\s]+$/);
    if (tag === 'input') expect(attributes).toMatchObject({ type: 'checkbox', disabled: '' });
  }
}

describe('what others would run in a reader’s browser', () => {
  test.each(injections)('%j comes to nothing', (source) => {
    expectHarmless(render(source));
    expectHarmless(render(`> - ${source.replaceAll('\n', '\n>   ')}\n\n| ${source} |\n|-|\n| ${source} |`));
    expectHarmless(render(`[${source}](https://example.org) *${source}* ![${source}](/x)`));
  });

  test('all of it together comes to nothing', () => {
    expectHarmless(render(injections.join('\n')));
    expectHarmless(render(injections.join(' ')));
    expectHarmless(render(injections.join('')));
  });

  test('is shown as the text it is', () => {
    expect(render('Use <button onclick="x"> & "go"')).toBe(
      '<p>Use &lt;button onclick="x"&gt; &amp; "go"</p>\n',
    );
  });

  test('an address that is refused leaves its words', () => {
    expect(render('[the form](javascript:alert(1))')).toBe('<p>the form</p>\n');
    expect(render('[the form](/..//example.org)')).toBe('<p>the form</p>\n');
    expect(render('![the form](data:image/png;base64,AAAA)')).toBe('<p>Picture: the form</p>\n');
  });
});

describe('a picture that is attached', () => {
  const id = 'd40a0cf5-180f-42f3-b0ea-a710e0d59830';
  const small = `<img src="/attachments/${id}/thumbnail"`;

  test('is a small one that leads to the whole, with room left for it', () => {
    expect(render(`![A \\[new\\] map &amp; more](/attachments/${id}#1200x800)`)).toBe(
      `<p><a href="/attachments/${id}">${small} alt="A [new] map &amp; more" width="640" height="427" loading="lazy" /></a></p>\n`,
    );
    expect(render(`![Tiny](/attachments/${id}#40x30)`)).toContain('width="40" height="30"');
    expect(render(`![No size](/attachments/${id})`)).not.toContain('width');
  });

  test('takes no more room than it may, whatever its address says', () => {
    expect(render(`![Tall](/attachments/${id}#1x99999)`)).toContain('width="1" height="640"');
  });

  test('is not spoken of where it is decorative, and leads nowhere', () => {
    expect(render(`![decorative](/attachments/${id}#40x30)`)).toBe(
      `<p>${small} alt="" width="40" height="30" loading="lazy" /></p>\n`,
    );
  });

  test('is part of the link that it stands in', () => {
    expect(render(`[![Map](/attachments/${id}#40x30)](/topics/7)`)).toBe(
      `<p><a href="/topics/7">${small} alt="Map" width="40" height="30" loading="lazy" /></a></p>\n`,
    );
  });
});

describe('links', () => {
  const outer = 'rel="nofollow noopener noreferrer" referrerpolicy="no-referrer"';

  test('to other sites tell them nothing about the reader', () => {
    expect(render('[manual](https://www.gov.uk/service-manual "Read")')).toBe(
      `<p><a href="https://www.gov.uk/service-manual" title="Read" ${outer}>manual</a></p>\n`,
    );
  });

  test('to our own pages and by email are plain', () => {
    expect(render('[a](/topics/7#reply-2) [b](mailto:team@camden.gov.uk)')).toBe(
      '<p><a href="/topics/7#reply-2">a</a> <a href="mailto:team@camden.gov.uk">b</a></p>\n',
    );
  });

  test.each([
    ['www.gov.uk/guide.', 'https://www.gov.uk/guide'],
    ['See (camden.gov.uk).', 'https://camden.gov.uk/'],
    ['https://example.net/a_b_(c)', 'https://example.net/a_b_(c)'],
    ['<https://example.net>', 'https://example.net/'],
    ['team@camden.gov.uk,', 'mailto:team@camden.gov.uk'],
    ['[guide](www.gov.uk/guide)', 'https://www.gov.uk/guide'],
    ['[guide](camden.gov.uk/guide)', 'https://camden.gov.uk/guide'],
    ['[write](team@camden.gov.uk)', 'mailto:team@camden.gov.uk'],
  ])('%s goes to %s', (source, href) => {
    expect(elementsIn(render(source)).map(({ attributes }) => attributes.href)).toContain(href);
  });

  test.each([
    'README.md',
    'main.rs',
    'ASP.net',
    'e.g. this',
    '// note',
    'ftp://example.org',
    '[x](notes.html)',
  ])('%s is no link', (source) => expect(render(source)).not.toContain('<a'));

  test('never lie inside one another', () => {
    const html = render('[see <https://example.org>](/topics/1) [![badge](https://example.org/b.png)](/x)');
    expect(html).toContain('<a href="/topics/1">see https://example.org</a>');
    expect(html).toContain('<a href="/x">Picture: badge</a>');
    expect(render('om- [http://a/[^1]](/x)\n\n[^1]: y')).toContain('<a href="/x">http://a/[1]</a>');
  });

  test('always have words', () => {
    expect(render('[](https://example.org/a) [ ](/b)')).toContain('>https://example.org/a</a> ');
    expect(render('[](/b)')).toContain('<a href="/b">/b</a>');
  });

  test('that would make a page of many megabytes stop being links', () => {
    const html = render(`${'[a] '.repeat(12_000)}\n\n[a]: /${'x'.repeat(2000)}`);
    expect(html.length).toBeLessThan(1_000_000);
    expect(html.match(/\ba\b/g)?.length).toBeGreaterThanOrEqual(12_000);
  });
});

describe('pictures', () => {
  test('on another server are not loaded from it: they become links', () => {
    const html = render('![A *map*](https://example.org/map.png)');
    expect(html).toContain('>Picture: A map (example.org)</a>');
    expect(html).not.toContain('<img');
  });

  test('of our own are shown, when they are reached, with words', () => {
    expect(render('![A map](/files/3)')).toBe('<p><img src="/files/3" alt="A map" loading="lazy" /></p>\n');
    expect(render('![](/files/3)')).toContain('alt="Picture without a description"');
  });
});

describe('headings', () => {
  const levels = (source: string, headingsFrom?: number) =>
    elementsIn(renderMarkdown(source, { idPrefix: 'x-', headingsFrom }))
      .map(({ tag }) => tag)
      .filter((tag) => /^h\d$/.test(tag))
      .join(' ');

  test.each([
    ['# a\n## b\n### c', 'h3 h4 h5'],
    ['## a\n#### b\n### c\n## d', 'h3 h4 h4 h3'],
    ['#### a\n# b\n## c', 'h3 h3 h4'],
    ['# a\n## b\n### c\n#### d\n##### e\n###### f', 'h3 h4 h5 h6 h6 h6'],
    ['a\n===\nb\n---', 'h3 h4'],
  ])('%j start below the page’s own, without gaps', (source, expected) => {
    expect(levels(source)).toBe(expected);
  });

  test('start where they are told to', () => expect(levels('# a\n## b\n### c', 5)).toBe('h5 h6 h6'));

  test('without words are left out', () => expect(levels('#\n\n# &nbsp;\n\n# \u200b\n\nx')).toBe(''));

  test('can be linked to by their words within the body, and have ids of their own', () => {
    const html = render('[Costs](#what-it-costs)\n\n# What it costs\n\n# What it costs\n\n# What it costs 2');
    expect(html).toContain('<a href="#reply-7-section_what-it-costs">');
    expect(idsIn(html)).toEqual([
      'reply-7-section_what-it-costs',
      'reply-7-section_what-it-costs-2',
      'reply-7-section_what-it-costs-2-2',
    ]);
  });
});

const idsIn = (html: string) => elementsIn(html).flatMap(({ attributes }) => attributes.id ?? []);

describe('footnotes', () => {
  test('lead there and back, with ids of the body’s own', () => {
    const html = render('One[^a] and again[^a].\n\n[^a]: The note.');
    expect(idsIn(html)).toEqual(['reply-7-note_ref_1', 'reply-7-note_ref_1-2', 'reply-7-note_1']);
    const targets = elementsIn(html).flatMap(({ attributes }) => attributes.href ?? []);
    expect(targets).toEqual([
      '#reply-7-note_1',
      '#reply-7-note_1',
      '#reply-7-note_ref_1',
      '#reply-7-note_ref_1-2',
    ]);
    expect(html).toContain('[<span class="govuk-visually-hidden">note </span>1]');
  });

  test('do not meet the headings of the same name', () => {
    const ids = idsIn(render('# Note 1\n\n# Note ref 1\n\nx[^1]\n\n[^1]: y'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('that nothing refers to, or that are there twice, stay where they were written', () => {
    expect(render('[^a]: Only a note.')).toBe('<p>[^a]: Only a note.</p>\n');
    const html = render('x[^a]\n\n[^a]: First.\n\n[^a]: Second.');
    expect(html).toContain('<p>[^a]: Second.</p>');
    expect(html).toMatch(/<li[^>]*><p>First\./);
  });

  test('that are referred to more often than anybody would are numbers from then on, each link with its way back', () => {
    const html = render(`${'x[^a] y[^b] '.repeat(2000)}\n\n[^a]: One.\n\n[^b]: Two.`);
    expect(html.match(/class="footnote-ref"/g)?.length).toBe(200);
    expect(html.match(/class="footnote-back"/g)?.length).toBe(200);
    expect(html).toContain('x[1] y[2]');
    const ids = new Set(idsIn(html));
    for (const { attributes } of elementsIn(html)) {
      if (attributes.href) expect(ids).toContain(attributes.href.slice(1));
    }
    expect(html.length).toBeLessThan(200_000);
  });

  test('written one under the other keep all their words', () => {
    const html = render('x[^a] y[^b]\n\n[^a]: First.\n    [^b]: Second.');
    expect(html).toMatch(/First\..*Second\./s);
    expect(idsIn(html)).toContain('reply-7-note_2');
  });
});

describe('lists of tasks', () => {
  test('have boxes that say what they stand for and cannot be changed', () => {
    const html = render('- [ ] Book a room\n- [x] Tell *everybody*');
    expect(html).toContain(
      '<label><input class="task-list-item-checkbox" disabled type="checkbox" />Book a room</label>',
    );
    expect(html).toContain('checked disabled type="checkbox" />Tell <em>everybody</em></label>');
  });
});

describe('tables and code', () => {
  test('can be scrolled by keyboard and are named', () => {
    expect(render('| a | b |\n|--|-:|\n| 1 | 2 |')).toBe(
      '<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>\n<thead>\n<tr>\n' +
        '<th scope="col">a</th>\n<th scope="col" class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n' +
        '<td>1</td>\n<td class="align-right">2</td>\n</tr>\n</tbody>\n</table></div>\n',
    );
    expect(render('```js\nx < 1\n```')).toBe(
      '<pre class="code-scroll" tabindex="0" role="group" aria-label="Code"><code class="language-js">x &lt; 1\n</code></pre>\n',
    );
    expect(render('    x')).toContain('<pre class="code-scroll" tabindex="0"');
  });

  test('a few letters do not become tens of thousands of empty cells', () => {
    const wide = `${'|a'.repeat(500)}|\n${'|-'.repeat(500)}|\n${'|b| |c|\n'.repeat(100)}`;
    const html = render(wide);
    expect(html.length).toBeLessThan(60_000);
    expect(html).toMatch(/<tr>\n<td>b<\/td>\n<td><\/td>\n<td>c<\/td>\n<\/tr>\n<\/tbody>/);
    expect(render('|a|b|\n|-|-|\n|c|').match(/<td>/g)?.length).toBe(2);
  });

  test('an empty corner is not a heading', () => {
    expect(render('| | b |\n|--|--|\n| 1 | 2 |')).toContain('<td></td>\n<th scope="col">b</th>');
  });

  test('<br> breaks a line, as in a table cell nothing else can', () => {
    expect(render('| a |\n|--|\n| one<br>two<BR />three |')).toContain(
      '<td>one<br />\ntwo<br />\nthree</td>',
    );
  });
});

describe('text from elsewhere', () => {
  test('loses its comments, but not those in code, nor what never closes', () => {
    expect(render('<!-- for the\n\nauthor -->\nSeen <!-- not\nseen --> too')).toBe('<p>Seen  too</p>\n');
    expect(render('`<!-- a -->`')).toContain('&lt;!-- a --&gt;');
    expect(render('```\n<!-- a -->\n```')).toContain('&lt;!-- a --&gt;');
    expect(render('<!-- a\n\nb')).toBe('<p>&lt;!-- a</p>\n<p>b</p>\n');
    expect(render('> <!-- a\n\nb -->')).toContain('&lt;!-- a');
  });

  test('keeps quoted mail in its levels, and shows what is quoted too deeply to see', () => {
    const levels = (source: string) => render(source).match(/<blockquote>/g)?.length;
    expect(levels('>>> a\n>> b\n> c')).toBe(3);
    expect(levels(`${'> '.repeat(40)}deep`)).toBe(16);
    expect(render(`${'> '.repeat(40)}deep`)).toContain('deep');
    expect(render(`${'- '.repeat(40)}deep`)).toContain('deep');
  });

  test('keeps odd characters and loses those that harm', () => {
    expect(render('a\0b')).toBe('<p>a\uFFFDb</p>\n');
    expect(render('a\ud800b')).toBe('<p>a\uFFFDb</p>\n');
    expect(render('a\x1b[0mb')).toBe('<p>a [0mb</p>\n');
    expect(render('a\u202eb')).toBe('<p>ab</p>\n');
    expect(render('👩‍👩‍👧 e\u0301 שלום \u2067عربي\u2069')).toBe(
      '<p>👩‍👩‍👧 e\u0301 שלום \u2067عربي\u2069</p>\n',
    );
    expect(render(`a${'\u0301'.repeat(500)}b`)).toBe(`<p>a${'\u0301'.repeat(10)}b</p>\n`);
    expect(render('x'.repeat(5000))).toBe(`<p>${'x'.repeat(5000)}</p>\n`);
  });

  test('keeps Markdown: emphasis, strikethrough, code, lists that start late, lines', () => {
    expect(render('*a* **b** ~~c~~ `d`')).toBe(
      '<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n',
    );
    expect(render('3. a\n4. b')).toBe('<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n');
    expect(render('a  \nb\n\n***')).toBe('<p>a<br />\nb</p>\n<hr />\n');
  });

  test('may be empty', () => {
    expect(render('')).toBe('');
    expect(render(' \n\t\n')).toBe('');
  });

  test('comes out the same every time, whatever came before it', () => {
    const source = `${injections.join('\n\n')}\n\n# a\n\nx[^1]\n\n[^1]: y\n\n- [ ] z\n`;
    const first = render(source);
    renderMarkdown('[r]: /other\n\n[^1]: other\n\n# a', { idPrefix: 'other-', headingsFrom: 5 });
    expect(render(source)).toBe(first);
  });

  test('passes through a second sanitising unchanged', () => {
    const html = render(
      '# a\n\nx[^1] [l](https://example.org) &amp; "q"\n\n[^1]: y\n\n- [x] z\n\n| a |\n|-:|\n| b |',
    );
    const everything = { allowedTags: false, allowedAttributes: false, allowVulnerableTags: true } as const;
    expect(sanitizeHtml(html, everything)).toBe(html);
  });
});

const size = 50_000;
const fill = (part: string) => part.repeat(Math.ceil(size / part.length)).slice(0, size);
const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i));

describe('text written to keep the server busy', () => {
  test.each([
    ['deep quotations', fill('>')],
    ['quotations deeper each line', rows(300, (i) => `${'>'.repeat(i)}a`).join('\n')],
    ['deep lists', fill('- ')],
    ['lists deeper each line', rows(220, (i) => `${'  '.repeat(i)}- a`).join('\n')],
    ['lists in quotations', fill('> - 1. a\n')],
    ['thousands of tasks', fill('- [ ] a\n')],
    ['open brackets', fill('[')],
    ['brackets in brackets', `${'['.repeat(size / 2)}${']'.repeat(size / 2)}`],
    ['links never closed', fill('[a](<')],
    ['pictures in pictures', `${'!['.repeat(12_000)}${'](a)'.repeat(6000)}`],
    ['stars', fill('*')],
    ['emphasis in emphasis', `${'*'.repeat(size / 2)}a${'*'.repeat(size / 2)}`],
    ['emphasis never closed', fill('*a **b _c ~~d ')],
    ['backticks', rows(310, (i) => `${'`'.repeat(i)}a`).join(' ')],
    ['fences', fill('```\n')],
    ['a wide table', `${'|a'.repeat(5000)}\n${'|-'.repeat(5000)}\n${fill('|').slice(0, 30_000)}`],
    [
      'a table that fills its own cells',
      `${'|a'.repeat(1000)}\n${'|-'.repeat(1000)}\n${fill('x\n').slice(0, 45_000)}`,
    ],
    ['comments never closed', fill('<!--\n')],
    ['comments never closed on one line', fill('<!--')],
    ['addresses', fill('www.a.uk ')],
    ['half addresses', fill('http://')],
    ['half email addresses', fill('a@')],
    ['brackets in an address', `https://a.uk/${fill('([')}`],
    ['notes', `${rows(2500, (i) => `[^${i}]`).join('')}\n\n${rows(2500, (i) => `[^${i}]: a`).join('\n\n')}`],
    ['notes in notes', fill('[^a]: > ')],
    ['notes in the text', fill('^[^[a]')],
    ['definitions', rows(4000, (i) => `[a${i}]: b`).join('\n')],
    ['headings', fill('# a\n')],
    ['headings that clash', `${rows(4000, (i) => `# c ${i}`).join('\n')}\n# c\n# c`],
    ['references to characters', fill('&#x1F600;')],
    ['backslashes', fill('\\')],
    ['empty lines', fill(' \n')],
    ['one word', fill('a')],
    ['emoji', fill('👩‍👩‍👧')],
  ])('%s: it takes no more than two seconds', (_name, source) => {
    const start = busySoFar();
    expectNoDeepNesting(render(source));
    expect(busySoFar() - start).toBeLessThan(2000);
  });
});

/** Browsers rearrange a page whose elements are nested more than 512 deep. */
function expectNoDeepNesting(html: string) {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z][^<>]*>/g)) {
    if (tag.startsWith('</')) depth--;
    else if (!tag.endsWith('/>')) depth++;
    deepest = Math.max(deepest, depth);
  }
  expect(depth).toBe(0);
  expect(deepest).toBeLessThanOrEqual(100);
}

describe('plainLines', () => {
  const lines = (source: string, maxLength = 1500) => plainLines(render(source), maxLength);

  test.each([
    ['# Head\n\nOne\ntwo  \nthree', 'Head\n\nOne two\nthree'],
    ['One\n- a\n- b\n  1. c\n  2. d\n\nTwo', 'One\n\n- a\n- b\n  1. c\n  2. d\n\nTwo'],
    ['- a\n\n  more\n- b', '- a more\n- b'],
    ['- [ ] a\n- [x] b', '- [ ] a\n- [x] b'],
    ['> quoted\n\nBut', 'quoted\n\nBut'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a | b\n1 | 2'],
    ['```\nif (a < b)\n  c();\n```', 'if (a < b)\n  c();'],
    [
      '![A plan](/attachments/0a4e1f0e-8a50-4d1d-9d0b-3a3f5b1c2d3e) **b** [c](https://x.example)',
      '[Picture: A plan] b c',
    ],
    ['One[^1]\n\n[^1]: A note', 'One'],
    ['Fish &amp; chips <b> "x"', 'Fish & chips <b> "x"'],
  ])('%j', (source, expected) => {
    expect(lines(source)).toBe(expected);
  });

  test('are cut between words', () => {
    expect(lines('One two three\n\nfourteen', 18)).toBe('One two three…');
  });

  test('take no time to speak of, whatever is in them', () => {
    const before = busySoFar();
    for (const piece of ['<', '<p>', '<li>', '&lt;', '<img alt="']) plainLines(piece.repeat(50_000), 1500);
    expect(busySoFar() - before).toBeLessThan(2000);
  });
});

describe('plainText', () => {
  test('is the words on one line', () => {
    const html = render('# Costs & "fees"\n\n*One*two,<br>three[^1]\n\n- a\n- b\n\n`<i>`\n\n[^1]: Note.');
    expect(plainText(html, 100)).toBe('Costs & "fees" Onetwo, three a b <i>');
  });

  test('is cut between words', () => {
    expect(plainText('<p>one two, three four</p>', 12)).toBe('one two…');
    expect(plainText('<p>one two</p>', 7)).toBe('one two');
  });

  test.each(['x', '😀', '👩‍👩‍👧', 'e\u0301'])('cuts a long word of %s between characters', (character) => {
    const text = plainText(`<p>${character.repeat(100)}</p>`, 20);
    expect(text.length).toBeLessThanOrEqual(20);
    expect(text.isWellFormed()).toBe(true);
    expect(text.slice(0, -1)).toBe(character.repeat(Math.floor(19 / character.length)));
  });

  test('does not turn the direction of the line it stands in', () => {
    expect(plainText(render('a \u2067b'), 20)).toBe('a b');
  });

  test('is quick with hostile text', () => {
    const start = busySoFar();
    plainText(fill('<'), 100);
    plainText(fill('<sup class="footnote-ref">'), 100);
    plainText(render(fill('&lt; ')), 100);
    expect(busySoFar() - start).toBeLessThan(1000);
  });
});
