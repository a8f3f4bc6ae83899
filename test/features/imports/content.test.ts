import { fieldsOf, kindOf } from '../../../server/features/imports/content.ts';
import { readThreadLine } from '../../../server/features/imports/thread-line.ts';
import { makeThread } from '../../support/threads-file.ts';

function kindFrom(parts: Record<string, unknown>) {
  const read = readThreadLine(JSON.stringify(makeThread(parts)));
  return 'thread' in read ? kindOf(read.thread) : read.problem;
}

test('what has been written up is guidance and all else a question, unless the line says', () => {
  expect(kindFrom({ collection: 'design-history' })).toBe('guidance');
  expect(kindFrom({ collection: 'mailing-list' })).toBe('question');
  expect(kindFrom({ collection: undefined })).toBe('question');
  expect(kindFrom({ collection: 'design-history', kind: 'pattern' })).toBe('pattern');
});

test('a question and a pattern take the text as it is', () => {
  expect(fieldsOf('question', '# a\n\nb')).toEqual({ trying: '# a\n\nb', tried: '', service: '' });
  expect(fieldsOf('pattern', 'a')).toMatchObject({ problem: 'a', solution: '' });
});

test.each([
  ['the first paragraph', 'In *short*.\n\nAt length.\n\n- x', 'In *short*.', 'At length.\n\n- x'],
  ['all of a short text', 'In short.', 'In short.', ''],
  [
    'how the text begins below a heading',
    '# Bins\n\n**Missed** bins.\n\nMore.',
    'Missed bins.',
    '# Bins\n\n**Missed** bins.\n\nMore.',
  ],
  ['how a long paragraph begins', 'word '.repeat(300), `${'word '.repeat(59)}word…`, 'word '.repeat(300)],
  [
    'what can stand alone',
    'See [this][1].\n\n[1]: https://example.org',
    'See this.',
    'See [this][1].\n\n[1]: https://example.org',
  ],
])('the summary of guidance is %s', (_, text, summary, body) => {
  expect(fieldsOf('guidance', text)).toEqual({ summary, body, audience: '' });
});
