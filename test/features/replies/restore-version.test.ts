import { editReply } from '../../../server/features/replies/edit-reply.ts';
import { send, useApp } from '../../support/app.ts';
import { makePerson, makeReply, makeTopic } from '../../support/make.ts';

const app = useApp();

test('an earlier version of a reply is brought back to the letter, by its author alone', async () => {
  const author = await makePerson();
  const agent = await app.signInAs(author);
  const { id: topicId } = await makeTopic(await makePerson());
  const body = ' As it was\n\n\t- “first”  \n';
  const reply = await makeReply(author, topicId, { body });
  await editReply(author, reply.id, 'As it became');
  const path = `/replies/${reply.id}/versions/1/restoration`;
  await send(await app.signInAs(await makePerson({ coordinates: 'all' })), path).expect(403);
  await send(agent, path.replace('/1/', '/7/')).expect(404);
  expect((await agent.get(`/replies/${reply.id}/history`)).text).toContain(`action="${path}"`);
  await send(agent, path).expect(303);
  expect((await agent.get(`/replies/${reply.id}/edit`)).text).toContain(`>\n${body}</textarea>`);
  const history = await app.visitor().get(`/replies/${reply.id}/history`);
  expect(history.text).toMatch(/Version 3[\s\S]*Restores version 1/);
  await send(agent, `/replies/${reply.id}/removal`).expect(303);
  await send(agent, path).expect(403);
});
