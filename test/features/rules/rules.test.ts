import { findRule, listRulesFor } from '../../../server/features/rules/queries.ts';
import { ruleSets, ruleTexts } from '../../../server/features/rules/tables.ts';
import { db } from '../../../server/platform/database.ts';
import { loadReferenceData } from '../../../server/reference.ts';
import { type Agent, useApp } from '../../support/app.ts';
import { asOwner } from '../../support/databases.ts';
import { workspaceOf } from '../../support/make.ts';

const app = useApp();

const text = async (by: Agent, path: string) => (await by.get(path).expect(200)).text;
const titlesIn = (page: string) => [...page.matchAll(/rule__title">([^<]*)</g)].map(([, title]) => title);

test('everybody reads the code of conduct that comes with the service, and finds it from every page', async () => {
  const page = await text(app.visitor(), '/code-of-conduct');
  const titles = titlesIn(page);
  expect(titles.length).toBeGreaterThan(7);
  for (const title of ['Keep personal data out', 'Take care before an election', 'If a rule is broken'])
    expect(titles).toContain(title);
  expect(page).toContain('(Local Government Act 1986, section 2)');
  expect(await text(app.visitor(), '/about')).toContain('href="/code-of-conduct"');
});

test('it is brought once: what is loaded at a start again changes nothing', async () => {
  const kept = async () => [await db.select().from(ruleSets), await db.select().from(ruleTexts)];
  const before = await kept();
  await loadReferenceData();
  expect(await kept()).toEqual(before);
});

test('a workspace without rules of its own says that the code of conduct holds, and is linked from its page', async () => {
  const { slug } = await workspaceOf(1);
  expect(await text(app.visitor(), `/workspaces/${slug}`)).toContain(`href="/workspaces/${slug}/rules"`);
  const page = await text(app.visitor(), `/workspaces/${slug}/rules`);
  expect(page).toContain('This workspace has no rules of its own');
  expect(titlesIn(page)).toEqual([]);
  await app.visitor().get('/workspaces/no-such-workspace/rules').expect(404);
});

test('what forms and notices point to are the rules that hold, each at its own address', async () => {
  const listed = await listRulesFor((await workspaceOf(1)).id);
  const page = await text(app.visitor(), '/code-of-conduct');
  expect(listed.map(({ title }) => title)).toEqual(titlesIn(page));
  for (const { id, title, href } of listed) {
    expect(href).toBe(`/code-of-conduct#rule-${id}`);
    expect(page).toContain(`id="rule-${id}"`);
    expect(await findRule(id)).toMatchObject({ id, title, href, isCurrent: true, version: 1 });
    const { headers } = await app.visitor().get(`/rules/${id}`).expect(303);
    expect(headers.location).toBe(href);
  }
  expect(await findRule(9999)).toBeUndefined();
  await app.visitor().get('/rules/9999').expect(404);
});

test.each(['rule_texts', 'rule_set_versions'])(
  'the database itself refuses to change %s, also to its owner',
  async (table) => {
    for (const statement of [
      `update ${table} set number = 2`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ])
      await expect(asOwner(statement)).rejects.toThrow('added, and never changed or taken away');
  },
);
