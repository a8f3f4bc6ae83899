import { acceptAnswer } from '../../../server/features/replies/accept-answer.ts';
import { flushReadings } from '../../../server/features/topics/readings.ts';
import { type Agent, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();
let topic: Awaited<ReturnType<typeof makeTopic>>;
let asker: Awaited<ReturnType<typeof makePerson>>;

beforeAll(async () => {
  asker = await makePerson();
  topic = await makeTopic(asker);
  for (let at = 0; at < 3; at++) await makeReply(asker, topic.id);
});

const pageFor = async (agent: Agent) => (await agent.get(`/topics/${topic.id}`).expect(200)).text;
const headerOf = (page: string) => /<header class="site-header">.*?<\/header>/s.exec(page)?.[0];

describe('what is around a thread is kept for all members, with what is their own put in for each', () => {
  test('the header is as on every other page, for members of each kind in turn', async () => {
    const people = [
      await makePerson({ name: 'Ann <b>&"Other"</b>', council: 'hackney' }),
      await makePerson(),
      await makePerson({ coordinates: 'all' }),
      await makePerson({ administrator: true }),
      asker,
    ];
    const agents = await Promise.all(people.map((person) => app.signInAs(person)));
    for (let round = 0; round < 2; round++) {
      for (const [at, agent] of agents.entries()) {
        const page = await pageFor(agent);
        const { text } = await agent.get('/standard').expect(200);
        expect(headerOf(page)).toBe(headerOf(text));
        expect(page).toContain(`data-viewer-id="${people[at]?.id}"`);
        expect(page).toContain(`name="writer" value="${people[at]?.writer}"`);
        expect(page).not.toContain('<!--');
        for (const other of people.toSpliced(at, 1)) {
          if (other !== asker) expect(page).not.toContain(`href="/people/${other.id}"`);
        }
      }
    }
  });

  test('every form has a hidden id of its own', async () => {
    const agent = await app.signInAs(await makePerson());
    const idOf = (page: string) => /name="formId" value="([\w-]{36})"/.exec(page)?.[1];
    const ids = [idOf(await pageFor(agent)), idOf(await pageFor(agent))];
    expect(ids).toEqual([expect.any(String), expect.any(String)]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('the way to the first unread reply is each reader’s', async () => {
    const [early, late, never] = await Promise.all(
      [1, 2, 3].map(async () => app.signInAs(await makePerson())),
    );
    await pageFor(early as Agent);
    await flushReadings();
    await makeReply(asker, topic.id);
    await pageFor(late as Agent);
    await flushReadings();
    await makeReply(asker, topic.id);
    const ways = [];
    for (const agent of [early, late, never]) {
      const page = await pageFor(agent as Agent);
      const way = /href="([^"]+)">Go to the first you have not read/.exec(page)?.[1]?.replace('&#x3D;', '=');
      ways.push(way && (await (agent as Agent).get(way).expect(303)).headers.location);
    }
    expect(ways).toEqual([`/topics/${topic.id}/replies/4`, `/topics/${topic.id}/replies/5`, undefined]);
  });
});

test('asked for by many at the same time, each gets what is theirs, and those who may not see it get nothing', async () => {
  const draft = await makeTopic(asker, { kind: 'guidance', state: 'draft' });
  const people = [...(await Promise.all(Array.from({ length: 8 }, () => makePerson()))), asker];
  const agents = await Promise.all(people.map((person) => app.signInAs(person)));
  for (const agent of agents) await pageFor(agent);
  await agents.at(-1)?.get(`/topics/${draft.id}`).expect(200);
  for (let round = 0; round < 3; round++) {
    const answers = await Promise.all(
      agents.flatMap((agent) => [agent.get(`/topics/${topic.id}`), agent.get(`/topics/${draft.id}`)]),
    );
    for (const [at, person] of people.entries()) {
      const [open, hidden] = answers.slice(at * 2);
      expect(open?.text).toContain(`data-viewer-id="${person.id}"`);
      expect(hidden?.status).toBe(person === asker ? 200 : 404);
    }
  }
});

test('a public question with its answers is told to search engines as such, at one address; what is for the group is not', async () => {
  const asker = await makePerson();
  for (const visibility of ['public', 'group'] as const) {
    const { id } = await makeTopic(asker, { visibility, title: 'How "do" we?' });
    const asAsker = await app.signInAs(asker);
    expect((await asAsker.get(`/topics/${id}`)).text).not.toContain('schema.org');
    await acceptAnswer(asker, (await makeReply(asker, id, { body: 'So.' })).id);
    const { text } = await asAsker.get(`/topics/${id}?order=newest`).expect(200);
    if (visibility === 'group') {
      expect(text).not.toMatch(/schema\.org|canonical/);
      continue;
    }
    expect(text).toMatch(
      /schema\.org\/QAPage[\s\S]*mainEntity[\s\S]*schema\.org\/Question[\s\S]*itemprop="name">How[\s\S]*itemprop="text"[\s\S]*itemprop="acceptedAnswer"[\s\S]*itemprop="text"><p>So\.[\s\S]*itemprop="url"/,
    );
    expect(text).toMatch(new RegExp(`<link rel="canonical" href="http[^"]*/topics/${id}">`));
  }
});
