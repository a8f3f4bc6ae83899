import { eq } from 'drizzle-orm';
import { importThreads } from '../../server/features/imports/import-threads.ts';
import { topics } from '../../server/features/topics/tables.ts';
import { db } from '../../server/platform/database.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makeThread, useThreadsFiles } from '../support/threads-file.ts';

const app = useApp();
const files = useThreadsFiles();
const browser = useBrowser();

const word = (length: number) => 'W'.repeat(length);
const columns = (cell: string) => `| ${Array(30).fill(cell).join(' | ')} |\n`;
const levels = (sign: string, line: string) =>
  Array.from({ length: 30 }, (_, level) => `${sign.repeat(level + 1)} ${line}`).join('\n\n');

/** What real discussions have, and worse. */
const texts: Record<string, string> = {
  'long words': `${word(5000)} **${word(500)}** \`${word(500)}\` https://example.org/${word(500)}`,
  'a wide table': `${columns('head')}${columns('---')}${columns(`${word(40)}[^1]`)}\n[^1]: ${word(400)}`,
  'deep quotations': levels('>', `Somebody wrote ${word(60)}`),
  'deep lists': Array.from({ length: 30 }, (_, level) => `${'  '.repeat(level)}- ${word(60)}`).join('\n'),
  code: `\`\`\`js\n${word(500)}\n\`\`\`\n\n    ${word(500)}\n\n- \`\`\`\n  ${word(500)}\n  \`\`\``,
  pictures: `![${word(300)}](https://example.org/${word(300)}.png) ![](x.png)`,
  headings: `# ${word(300)}\n\n## \`${word(300)}\`\n\n- [ ] ${word(300)}`,
  'accents on one letter': `a${'\u0301\u0327'.repeat(500)}`,
  'other scripts': `\u202eطويل ${'ﷺ'.repeat(80)} ${'漢字'.repeat(300)} ${'👩‍👩‍👧‍👦'.repeat(80)} ${'\u00a0'.repeat(300)}x`,
  'very much of it': 'word '.repeat(6000),
};

test('whatever is written, no page is wider than a small screen, and all of it is accessible', async () => {
  const named = Object.entries(texts);
  const thread = makeThread({
    title: word(200),
    body: named.map(([, text]) => text).join('\n\n'),
    author_handle: word(100),
    labels: [word(40)],
    replies: named.map(([name, body]) => ({ author: `${name} ${word(70)}`, body })),
  });
  await importThreads(await files.write(thread), { visibility: 'public' });
  const [topic] = await db.select({ id: topics.id }).from(topics).where(eq(topics.source, thread.source));

  const page = await browser.newPage({ width: 320 });
  for (const path of [
    '/workspaces/running-the-group',
    `/topics/${topic?.id}/history`,
    `/topics/${topic?.id}`,
  ]) {
    await page.goto(app.address + path);
    const wide = await page.evaluate(whatIsTooWide);
    expect({ path, wide }).toEqual({ path, wide: [] });
  }
  await expectAccessible(page);
}, 60_000);

/** The names of the replies that make the page wider than the screen, or of the rest of it. */
function whatIsTooWide(): string[] {
  const isWide = () => (document.scrollingElement?.scrollWidth ?? 0) > innerWidth;
  if (!isWide()) return [];
  const replies = [...document.querySelectorAll<HTMLElement>('.reply')];
  for (const reply of replies) reply.hidden = true;
  if (isWide()) return ['the page itself'];
  return replies.flatMap((reply) => {
    reply.hidden = false;
    const name = isWide() ? [reply.querySelector('strong')?.textContent ?? ''] : [];
    reply.hidden = true;
    return name;
  });
}
