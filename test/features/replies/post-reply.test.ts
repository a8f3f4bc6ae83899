import { useApp } from '../../support/app.ts';
import { makePerson, makeTopic, topicRow } from '../../support/make.ts';

const app = useApp();

test('a member posts a reply and is taken to it', async () => {
  const asker = await makePerson();
  const helper = await makePerson({ council: 'hackney', name: 'Hana Helper' });
  const topic = await makeTopic(asker);
  const agent = await app.signInAs(helper);
  const sent = await agent
    .post(`/topics/${topic.id}/replies`)
    .type('form')
    .send({ body: 'Try *texting*', formId: 'form-0001' });
  expect(sent.status).toBe(303);
  expect(sent.headers.location).toBe(`/topics/${topic.id}#reply-1`);
  const page = await agent.get(`/topics/${topic.id}`).expect(200);
  expect(page.text).toContain('Try <em>texting</em>');
  expect((await topicRow(topic.id)).replyCount).toBe(1);
});

test('live', async () => {
  const asker = await makePerson();
  const topic = await makeTopic(asker);
  const page = await app.connect();
  expect(await page.watch(`topic:${topic.id}`)).toMatchObject({ ok: true, seq: 1 });
  const agent = await app.signInAs(asker);
  await agent.post(`/topics/${topic.id}/replies`).type('form').send({ body: 'Heard' }).expect(303);
  await page.hearText('Heard');
});
