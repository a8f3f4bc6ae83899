import { eq, sql } from 'drizzle-orm';
import { postReply } from '../../../server/features/replies/post-reply.ts';
import { forgetUnusedWords } from '../../../server/features/search/forget-unused-words.ts';
import { searchWords, titleWords } from '../../../server/features/search/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';
import { until } from '../../support/until.ts';

const app = useApp();

const isKnown = (word: string) => db.$count(searchWords, eq(searchWords.word, word));

test('a word goes when no post has it any more, and those of others stay', async () => {
  const author = await makePerson();
  const agent = await app.signInAs(author);
  const { id } = await makeTopic(author, { title: 'The grimblet stays' });
  const { id: edited } = await makeTopic(author, { title: 'The snorflet goes' });
  const form = {
    visibility: 'public',
    tags: '',
    reason: '',
    from: '1',
    trying: 'Something',
    tried: '',
    service: '',
  };
  await send(agent, `/topics/${edited}/edit`, { ...form, title: 'Nothing of it' }).expect(303);
  await forgetUnusedWords();
  expect(await db.select().from(titleWords).where(eq(titleWords.word, 'snorflet'))).toEqual([]);
  expect(await db.select().from(titleWords).where(eq(titleWords.word, 'grimblet'))).toHaveLength(1);
  expect([await isKnown('snorflet'), await isKnown('grimblet')]).toEqual([0, 1]);
  expect((await agent.get('/search?q=grimblet')).text).toContain(`/topics/${id}`);
});

test('a word that somebody brings again at that very moment stays, and finds what they wrote', async () => {
  const author = await makePerson();
  const agent = await app.signInAs(author);
  const { id } = await makeTopic(author);
  const { id: first } = await makeReply(author, id, { body: 'A quibblow' });
  await send(agent, `/replies/${first}/removal`).expect(303);
  let forgetting: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    await postReply(author, id, { body: 'Again a quibblow', parentId: undefined, formId: '' }, tx);
    forgetting = forgetUnusedWords();
    await until('the words are waited for', async () => {
      const { rows } = await db.execute(
        sql`select 1 from pg_locks where not granted and relation = 'search_words'::regclass
          and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length > 0;
    });
  });
  await forgetting;
  expect((await agent.get('/search?q=quibblow')).text).toContain(`/topics/${id}`);
});
