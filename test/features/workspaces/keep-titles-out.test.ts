import { eq } from 'drizzle-orm';
import { workspaces } from '../../../server/features/workspaces/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { mailLater } from '../../../server/platform/mail.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { useApp } from '../../support/app.ts';
import { makePerson, makeTopic, workspaceOf } from '../../support/make.ts';

const app = useApp();
afterEach(() => db.update(workspaces).set({ mailsContent: true }));

test('no mail of whatever kind names a topic of a workspace that keeps its content out of email', async () => {
  const author = await makePerson();
  const [here, there] = [await workspaceOf(1), await workspaceOf(2)];
  const kept = await makeTopic(author, { title: 'Fraud in permits' });
  const other = await makeTopic(author, { title: 'Longer opening hours', requirement: 2 });
  await makeTopic(author, { title: 'Hand it on' });
  await db.transaction((tx) =>
    mailLater(tx, {
      kind: 'colleague-dormant',
      to: author.email,
      subject: `Is “${kept.title}” like “${other.title}”?`,
      paragraphs: [
        `Somebody looked after “${kept.title}”.`,
        { list: [{ link: kept.title, href: `/topics/${kept.id}` }, `“${kept.title}”`, 'the role: assessor'] },
        { link: other.title, href: `/topics/${other.id}` },
        { button: 'Hand it on', href: '/account' },
      ],
    }),
  );
  // Also what was written before.
  await db.update(workspaces).set({ mailsContent: false }).where(eq(workspaces.id, here.id));
  await app.runJobs();
  const [mail] = mailbox;
  for (const part of [mail?.subject, mail?.text, mail?.html]) expect(part).not.toContain(kept.title);
  expect(mail?.subject).toBe(`Is “a topic in ${here.name}” like “${other.title}”?`);
  expect(mail?.text).toContain(`- a topic in ${here.name}:\n  `);
  expect(mail?.text).toContain(`${other.title}:\n`);
  expect(mail?.text).toContain('Hand it on:\n');
  expect(there.mailsContent).toBe(true);
});
