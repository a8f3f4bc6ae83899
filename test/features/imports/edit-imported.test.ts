import { eq, isNotNull } from 'drizzle-orm';
import { importThreads } from '../../../server/features/imports/import-threads.ts';
import { topics, topicVersions } from '../../../server/features/topics/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { send, useApp } from '../../support/app.ts';
import { makePerson, topicRow } from '../../support/make.ts';
import { makeThread, useThreadsFiles } from '../../support/threads-file.ts';

const app = useApp();
const files = useThreadsFiles();

/** What people write that is easily lost on its way through a form. */
const texts = [
  'Line one\r\nline two  \n\n\n\nafter three empty lines\n',
  '\n\n   begins with space\tand a tab\n\t\tcode\n',
  '| a | b |\n| --- | --- |\n| `x|y` | “quotes” & <b>tags</b> |\n\n[^1]: note\n',
  'Pound £, euro €, 😀 👩‍👩‍👧, e\u0301 and é, zero\u200bwidth, no\u00a0break, right-to-left \u202eabc\u202c',
  'A line \u2028separator\u2029 and &amp; an &nbsp; entity, %20 and +plus+ and {{braces}} {{{three}}}',
];

test('imported topics are edited in a form and restored, byte for byte', async () => {
  const file = await files.write(...texts.map((body) => makeThread({ body })));
  await importThreads(file, { visibility: 'public' });
  const owner = await makePerson();
  const agent = await app.signInAs(owner);
  const imported = await db.select().from(topics).where(isNotNull(topics.source));
  expect(imported.length).toBeGreaterThanOrEqual(texts.length);
  // Whoever wrote them can never sign in; somebody looks after them.
  await db.update(topics).set({ ownerId: owner.id }).where(isNotNull(topics.source));

  for (const before of imported) {
    const { id, title, visibility, versionCount } = before;
    const edited = Object.fromEntries(
      Object.entries(before.content).map(([field, text]) => [field, text ? `${text}\n\nEdited` : text]),
    );
    // A browser ends its lines so.
    const sent = Object.entries(edited).map(([field, text]) => [field, text.replace(/\n/g, '\r\n')]);
    const fields = {
      ...Object.fromEntries(sent),
      title,
      visibility,
      audience: 'All',
      from: String(versionCount),
    };
    await send(agent, `/topics/${id}/edit`, fields).expect(303);
    const [between] = await db
      .select()
      .from(topicVersions)
      .where(eq(topicVersions.topicId, id))
      .orderBy(topicVersions.number)
      .offset(1);
    for (const [field, text] of Object.entries(edited))
      if (text && field !== 'audience') expect(between?.content[field]).toBe(text);
    await send(agent, `/topics/${id}/versions/1/restoration`).expect(303);
    const { content, html, title: again } = await topicRow(id);
    expect({ content, html, title: again }).toEqual({ content: before.content, html: before.html, title });
  }
}, 300_000);
