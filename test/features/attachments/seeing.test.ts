import { readdir } from 'node:fs/promises';
import { sweepAttachments } from '../../../server/features/attachments/sweep-attachments.ts';
import { purgeRemoved } from '../../../server/features/moderation/purging/purge-removed.ts';
import type { Guest, Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { backToNow, later } from '../../support/clock.ts';
import { ask } from '../../support/databases.ts';
import {
  makeAct,
  makeDraft,
  makeGuest,
  makePerson,
  makeReply,
  makeSuggestion,
  makeTopic,
  topicFields,
  topicRow,
  workspaceOf,
} from '../../support/make.ts';
import { samples } from '../../support/sample-files.ts';
import { uploadOne } from '../../support/upload.ts';

const app = useApp();
let writer: Member;
let asWriter: Agent;
let asOther: Agent;
let asVisitor: Agent;
let outside: Guest;
let asOutside: Agent;

beforeAll(async () => {
  writer = await makePerson({ name: 'Wanda Writer' });
  asWriter = await app.signInAs(writer);
  asOther = await app.signInAs(await makePerson({ council: 'hackney' }));
  asVisitor = app.visitor();
  outside = await makeGuest({ workspaces: [2], approved: true });
  asOutside = await app.signInAs(outside);
});
afterEach(backToNow);

const newFile = (agent = asWriter) => uploadOne(agent, 'plan.pdf', samples.pdf);

/** Who gets it, of the writer, another member, a visitor and a guest of another workspace. */
async function whoSees({ id }: { id: string }): Promise<string> {
  const all = { writer: asWriter, other: asOther, visitor: asVisitor, outside: asOutside };
  const seen: string[] = [];
  for (const [name, agent] of Object.entries(all)) {
    const { status, text } = await agent.get(`/attachments/${id}`);
    if (status === 200) seen.push(name);
    else expect([status, /Page not found/.test(text)]).toEqual([404, true]);
  }
  return seen.join(', ');
}

describe('a file is seen by exactly those who see the post', () => {
  test('its uploader alone, before it is in a post', async () => {
    expect(await whoSees(await newFile())).toBe('writer');
  });

  test('everybody, in a public topic and in a reply to it', async () => {
    const [inTopic, inReply] = [await newFile(), await newFile()];
    const { id } = await makeTopic(writer, { fields: { trying: inTopic.markdown } });
    await makeReply(writer, id, { body: `See ${inReply.markdown}` });
    expect(await whoSees(inTopic)).toBe('writer, other, visitor, outside');
    expect(await whoSees(inReply)).toBe('writer, other, visitor, outside');
  });

  test('the group, in a topic that is for the group, until that becomes public', async () => {
    const file = await newFile();
    const { id, title } = await makeTopic(writer, { visibility: 'group', fields: { trying: file.markdown } });
    expect(await whoSees(file)).toBe('writer, other');
    const fields = { ...topicFields('question', { title, trying: file.markdown }), visibility: 'public' };
    await send(asWriter, `/topics/${id}/edit`, fields).expect(303);
    expect(await whoSees(file)).toBe('writer, other, visitor, outside');
    await send(asWriter, `/topics/${id}/edit`, { ...fields, visibility: 'group' }).expect(303);
    expect(await whoSees(file)).toBe('writer, other');
  });

  test('nobody else once the reply is removed, and everybody when it is back', async () => {
    const file = await newFile();
    const { id } = await makeTopic(writer);
    const reply = await makeReply(writer, id, { body: file.markdown });
    await send(asWriter, `/replies/${reply.id}/removal`).expect(303);
    expect(await whoSees(file)).toBe('writer');
    await send(asWriter, `/replies/${reply.id}/removal/removal`).expect(303);
    expect(await whoSees(file)).toBe('writer, other, visitor, outside');
  });

  test('coordinators of its workspace too while it is hidden or removed, and nobody once its text is deleted', async () => {
    const [inTopic, inReply] = [await newFile(), await newFile()];
    const { id } = await makeTopic(writer, { fields: { trying: inTopic.markdown } });
    await makeReply(writer, id, { body: inReply.markdown });
    const here = await makePerson({ coordinates: [(await workspaceOf(1)).id] });
    const asHere = await app.signInAs(here);
    const asElsewhere = await app.signInAs(await makePerson({ coordinates: outside.workspaces }));
    for (const { name, post, file } of [
      { name: 'hide', post: 1, file: inReply },
      { name: 'remove', post: 1, file: inReply },
      { name: 'hide', post: 0, file: inTopic },
      { name: 'remove', post: 0, file: inTopic },
    ] as const) {
      await makeAct(here, id, { name, post });
      expect([name, post, await whoSees(file)]).toEqual([name, post, 'writer']);
      await asHere.get(`/attachments/${file.id}`).expect(200);
      await asElsewhere.get(`/attachments/${file.id}`).expect(404);
    }
    // In a draft, so that it is kept.
    await makeDraft(writer, (await makeTopic(writer)).id, inTopic.markdown);
    later({ days: 31 });
    await purgeRemoved();
    backToNow();
    await asHere.get(`/attachments/${inTopic.id}`).expect(404);
    await asHere.get(`/attachments/${inReply.id}`).expect(404);
    await asWriter.get(`/attachments/${inTopic.id}`).expect(200);
  });

  test('what came in by an edit, and what an earlier version had, which is in the history', async () => {
    const [first, second] = [await newFile(), await newFile()];
    const { id } = await makeTopic(writer);
    const reply = await makeReply(writer, id, { body: first.markdown });
    await send(asWriter, `/replies/${reply.id}/edit`, { body: second.markdown }).expect(303);
    expect(await whoSees(first)).toBe('writer, other, visitor, outside');
    expect(await whoSees(second)).toBe('writer, other, visitor, outside');
  });

  test('its author alone in a draft, and of those only what is published', async () => {
    const [dropped, kept] = [await newFile(), await newFile()];
    const { id } = await makeTopic(writer, {
      kind: 'guidance',
      state: 'draft',
      fields: { body: `${dropped.markdown} ${kept.markdown}` },
    });
    const fields = topicFields('guidance', { body: kept.markdown, visibility: 'public' });
    await send(asWriter, `/topics/${id}/edit`, fields).expect(303);
    expect(await whoSees(kept)).toBe('writer');
    await send(asWriter, `/topics/${id}/state`, { state: 'published' }).expect(303);
    expect(await whoSees(kept)).toBe('writer, other, visitor, outside');
    expect(await whoSees(dropped)).toBe('writer');
  });

  test('who knows the address of a file cannot show it to others', async () => {
    const [alone, ofGroup] = [await newFile(), await newFile()];
    const { id } = await makeTopic(writer, { visibility: 'group', fields: { trying: ofGroup.markdown } });
    const other = await makePerson();
    const { id: theirs } = await makeTopic(other, {
      fields: { trying: `${alone.markdown} ${ofGroup.markdown}` },
    });
    await makeReply(other, theirs, { body: alone.markdown });
    expect(await whoSees(alone)).toBe('writer');
    expect(await whoSees(ofGroup)).toBe('writer, other');
    await makeReply(other, id, { body: ofGroup.markdown });
    expect(await whoSees(ofGroup)).toBe('writer, other');
  });

  test('what is quoted in the same topic stays to be seen in the quotation', async () => {
    const file = await newFile();
    const { id } = await makeTopic(writer);
    const reply = await makeReply(writer, id, { body: file.markdown });
    await makeReply(await makePerson(), id, { body: `> ${file.markdown}` });
    await send(asWriter, `/replies/${reply.id}/removal`).expect(303);
    expect(await whoSees(file)).toBe('writer, other, visitor, outside');
  });

  test('what is suggested is seen by who decides, and by everybody once it is accepted', async () => {
    const owner = await makePerson();
    const asOwner = await app.signInAs(owner);
    const file = await newFile();
    const { id } = await makeTopic(owner, { kind: 'guidance' });
    const suggestion = await makeSuggestion(writer, id, { body: file.markdown });
    expect(await whoSees(file)).toBe('writer');
    await asOwner.get(`/attachments/${file.id}`).expect(200);
    const { title, content } = await topicRow(id);
    const fields = { title, ...content, body: file.markdown, from: '1' };
    await send(asOwner, `/suggestions/${suggestion.id}/acceptance`, fields).expect(303);
    expect(await whoSees(file)).toBe('writer, other, visitor, outside');
  });

  test('what a guest sent for approval is seen by who approves it, and then by everybody', async () => {
    const guest = await makeGuest({ workspaces: [1] });
    const asGuest = await app.signInAs(guest);
    const { workspaces } = guest;
    const asHere = await app.signInAs(await makePerson({ coordinates: workspaces }));
    const asElsewhere = await app.signInAs(await makePerson({ coordinates: outside.workspaces }));
    const file = await newFile(asGuest);
    const { id } = await makeTopic(writer);
    const { headers } = await send(asGuest, `/topics/${id}/replies`, { body: file.markdown }).expect(303);
    const waitingId = headers.location?.split('/').at(-1);
    expect(await whoSees(file)).toBe('');
    await asElsewhere.get(`/attachments/${file.id}`).expect(404);
    await asHere.get(`/attachments/${file.id}`).expect(200);
    await send(asHere, `/workspaces/understand-user-needs/waiting/${waitingId}/approval`).expect(303);
    expect(await whoSees(file)).toBe('writer, other, visitor, outside');
  });
});

describe('what is in nothing goes after a day', () => {
  const isKept = async ({ id }: { id: string }) => {
    const rows = await ask(
      process.env.DATABASE_URL as string,
      `select 1 from attachments where id = '${id}'`,
    );
    const names = await readdir(process.env.FILES_DIR as string, { recursive: true });
    const hasBytes = names.some((name) => name.endsWith(id));
    expect(hasBytes).toBe(rows.length === 1);
    return hasBytes;
  };

  test('its bytes and all that is known of it, and not before', async () => {
    const file = await newFile();
    later({ hours: 23 });
    await sweepAttachments();
    expect(await isKept(file)).toBe(true);
    later({ hours: 25 });
    await sweepAttachments();
    expect(await isKept(file)).toBe(false);
  });

  test('what is in a post, a draft or a suggestion stays', async () => {
    const [inPost, inDraft, inSuggestion] = [await newFile(), await newFile(), await newFile()];
    const { id } = await makeTopic(await makePerson(), { kind: 'guidance' });
    await makeReply(writer, id, { body: inPost.markdown });
    await makeSuggestion(writer, id, { body: inSuggestion.markdown });
    const draft = { place: `/topics/${id}/replies`, formId: 'form-of-sweep', body: inDraft.markdown };
    await send(asWriter, '/drafts', draft).expect(200);
    later({ days: 3 });
    await sweepAttachments();
    for (const file of [inPost, inDraft, inSuggestion]) expect(await isKept(file)).toBe(true);
  });

  test('what was in a topic that was never published goes with its author', async () => {
    const leaver = await makePerson();
    const asLeaver = await app.signInAs(leaver);
    const [inDraft, inReply] = [await newFile(asLeaver), await newFile(asLeaver)];
    await makeTopic(leaver, { kind: 'guidance', state: 'draft', fields: { body: inDraft.markdown } });
    const { id } = await makeTopic(writer);
    await makeReply(leaver, id, { body: inReply.markdown });
    await send(asLeaver, '/account/leaving', { choice: 'withdraw', confirmed: 'yes' });
    later({ days: 2 });
    await sweepAttachments();
    expect(await isKept(inDraft)).toBe(false);
    expect(await whoSees(inReply)).toBe('writer, other, visitor, outside');
  });
});

test('everything but a picture is served as a download that runs nowhere', async () => {
  const file = await uploadOne(asWriter, 'Pläne & “Karten”.pdf', samples.pdf);
  await makeTopic(writer, { fields: { trying: file.markdown } });
  const { headers, body } = await asVisitor.get(`/attachments/${file.id}`).buffer(true).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="Plane & Karten.pdf"; filename*=UTF-8''Pl%C3%A4ne%20%26%20%E2%80%9CKarten%E2%80%9D.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
  });
  expect(Buffer.compare(body, samples.pdf)).toBe(0);
});

test('a browser that has it asks whether it may still show it', async () => {
  const file = await newFile();
  const { id } = await makeTopic(writer);
  const reply = await makeReply(writer, id, { body: file.markdown });
  const { headers } = await asOther.get(`/attachments/${file.id}`).expect(200);
  const again = () => asOther.get(`/attachments/${file.id}`).set('If-None-Match', headers.etag ?? '');
  await again().expect(304);
  await send(asWriter, `/replies/${reply.id}/removal`).expect(303);
  await again().expect(404);
});
