import { diffWords } from '../../server/platform/word-diff.ts';
import { busySoFar } from '../support/busy.ts';

/** The difference as it is heard, with what is seen as removed and added marked. */
const heard = (before: string, after: string) =>
  diffWords(before, after)
    .replaceAll('<del>', '[-')
    .replaceAll('</del>', '-]')
    .replaceAll('<ins>', '[+')
    .replaceAll('</ins>', '+]')
    .replace(/<span class="govuk-visually-hidden">([^<]*)<\/span>/g, (_, words) =>
      words.includes('end') ? '.' : '',
    );

test('says in words too what was removed and what was added', () => {
  expect(diffWords('We meet monthly here', 'We meet weekly here')).toBe(
    'We meet <del><span class="govuk-visually-hidden">removed: </span>monthly</del>' +
      '<ins><span class="govuk-visually-hidden">added: </span>weekly</ins>' +
      '<span class="govuk-visually-hidden"> end of change </span> here',
  );
});

test.each([
  ['a b c', 'a c', 'a [-b -].c'],
  ['a c', 'a b c', 'a [+b +].c'],
  ['', 'new', '[+new+].'],
  ['old', '', '[-old-].'],
  ['Добрый день всем', 'Добрый вечер всем', 'Добрый [-день-][+вечер+]. всем'],
  ['x 👩‍👩‍👧 y', 'x 👩‍👩‍👦 y', 'x [-👩‍👩‍👧-][+👩‍👩‍👦+]. y'],
  ['- one\n- two\n', '- one\n- two\n- three\n', '- one\n- two\n[+- three\n+].'],
])('%j to %j is %j', (before, after, expected) => expect(heard(before, after)).toBe(expected));

test('joins changes that lie close together', () => {
  expect(heard('the use of the service by people', 'our test of any product by people')).toBe(
    '[-the use of the service-][+our test of any product+]. by people',
  );
});

test('says so when nothing changed, or nothing that can be read', () => {
  expect(diffWords('a b', 'a b')).toBe('Nothing changed.');
  expect(diffWords('a b', 'a\n\nb')).toBe('Only spaces and line breaks changed.');
});

test('leaves out what is far from any change, and says how much', () => {
  const same = rows(300, (i) => `same${i}`).join(' ');
  const html = diffWords(`${same} old ${same}`, `${same} new ${same}`);
  expect(html.match(/… (\d+) words unchanged …/g)).toHaveLength(2);
  expect(html).toContain('same299 <del>');
  expect(html.length).toBeLessThan(1500);

  const leftOut = [...html.matchAll(/… (\d+) words/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  expect(leftOut + (html.match(/same\d+/g)?.length ?? 0)).toBe(600);
});

test.each([
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</del><b>',
  '&lt;i&gt;',
])('%s is shown as text, wherever it stands', (text) => {
  for (const html of [
    diffWords(text, ''),
    diffWords('', text),
    diffWords(`${text} a`, `${text} b`),
    diffWords(`${text} `.repeat(300), `${text} `.repeat(300) + text),
  ]) {
    const tags = html.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => !/^<\/?(del|ins|span)( class="[a-z_-]+")?>$/.test(tag))).toEqual([]);
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/[<>"']|&(?!#?\w+;)/);
  }
});

const size = 50_000;
const fill = (part: string) => part.repeat(Math.ceil(size / part.length)).slice(0, size);
const rows = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i));

test.each([
  ['words', rows(8000, (i) => `old${i}`).join(' '), rows(8000, (i) => `new${i}`).join(' ')],
  ['lines', fill('a\n'), fill('b\n')],
  [
    'mixed lines',
    rows(9000, (i) => `${(i * 7919) % 97}`).join('\n'),
    rows(9000, (i) => `${(i * 104_729) % 89}`).join('\n'),
  ],
  ['signs', fill('!'), fill('?')],
  ['one long word', fill('a'), fill('b')],
  ['emoji', fill('😀'), fill('😃')],
  ['spaces', fill(' '), fill('\n')],
])('two long texts with nothing in common but %s take no more than two seconds', (_name, before, after) => {
  const start = busySoFar();
  diffWords(before, after);
  expect(busySoFar() - start).toBeLessThan(2000);
});

test('a long text with a word changed in each of many lines still shows the words', () => {
  const before = rows(900, (i) => `Line ${i} says that this is old.`).join('\n');
  const html = diffWords(before, before.replaceAll('old', 'new'));
  expect(html.match(/<del>/g)?.length).toBe(900);
  expect(html).toContain('</span>old</del>');
});

test('comes out the same every time', () => {
  const [before, after] = [fill('one two three '), fill('two one four ')];
  expect(diffWords(before, after)).toBe(diffWords(before, after));
});
