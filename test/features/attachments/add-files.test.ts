import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, send, useApp } from '../../support/app.ts';
import { ask } from '../../support/databases.ts';
import { makePerson, makeTopic, topicFields } from '../../support/make.ts';
import { picture, samples } from '../../support/sample-files.ts';
import { upload, uploadOne } from '../../support/upload.ts';

const app = useApp();
let writer: Member;
let asWriter: Agent;
let topicId: number;

beforeAll(async () => {
  writer = await makePerson({ name: 'Wanda Writer' });
  asWriter = await app.signInAs(writer);
  topicId = (await makeTopic(writer)).id;
});

const inDatabase = (sql: string) => ask(process.env.DATABASE_URL as string, sql);
const textIn = (html: string) =>
  /<textarea[^>]*name="body"[^>]*>\n([^<]*)</.exec(html)?.[1]?.replaceAll('&#x3D;', '=') ?? '';

/** The form of a reply with files chosen in it, as a browser without scripts sends it by “Add files”. */
function addFiles(agent: Agent, fields: Record<string, string>, files: Record<string, Buffer>) {
  const request = agent.post('/attachments').field({ place: `/topics/${topicId}/replies`, ...fields });
  for (const [name, content] of Object.entries(files)) request.attach('files', content, name);
  return request;
}

describe('without scripts', () => {
  test('files come back in the form that they were added to, with all that was typed', async () => {
    const fields = { body: 'See the plan:', formId: 'form-with-files', writer: writer.writer };
    const files = { 'plan.pdf': samples.pdf, 'bins.csv': samples.csv, 'map.png': await picture(1200, 800) };
    const { headers } = await addFiles(asWriter, fields, files).expect(303);
    expect(headers.location).toMatch(new RegExp(`^/topics/${topicId}\\?draft=\\d+#write$`));
    const { text } = await asWriter.get(headers.location ?? '').expect(200);
    expect(textIn(text)).toMatch(
      /^See the plan:\n\n\[plan\.pdf \(PDF, 69 bytes\)\]\(\/attachments\/[\w-]{36}\)\n\n\[bins\.csv \(CSV, 34 bytes\)\]\(\/attachments\/[\w-]{36}\)\n\n!\[\]\(\/attachments\/[\w-]{36}#1200x800\)$/,
    );
  });

  test('lines go to the main text of a topic that is begun', async () => {
    const place = '/workspaces/understand-user-needs/topics?kind=guidance';
    const fields = topicFields('guidance', { body: 'At length', writer: writer.writer });
    const { headers } = await asWriter
      .post('/attachments')
      .field({ ...fields, place })
      .attach('files', samples.odt, 'plan.odt')
      .expect(303);
    const { text } = await asWriter.get(headers.location ?? '').expect(200);
    expect(textIn(text)).toMatch(/^At length\n\n\[plan\.odt \(ODT, /);
    expect(text).toContain(fields.title);
  });

  test('what is refused is said by name, with the way back to what was typed and to the files that were taken', async () => {
    const fields = { body: 'Half an hour’s work', formId: 'form-with-refused', writer: writer.writer };
    const files = { 'program.exe': Buffer.from('MZ\x90\x00\x03\x00'), 'plan.pdf': samples.pdf };
    const { text } = await addFiles(asWriter, fields, files).expect(422);
    expect(text).toContain('Some files were not added');
    expect(text).toContain('“program.exe” was not added');
    const back = /href="([^"]*draft[^"]*)"[^>]*>Go back to what you were writing/.exec(text)?.[1] ?? '';
    const form = await asWriter.get(back.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')).expect(200);
    expect(textIn(form.text)).toMatch(/^Half an hour’s work\n\n\[plan\.pdf/);
  });

  test('pressing the button with nothing chosen says what to do', async () => {
    const fields = { body: 'Words', formId: 'form-without-files', writer: writer.writer };
    const { text } = await addFiles(asWriter, fields, {}).expect(422);
    expect(text).toContain('Choose one or more files');
  });

  test('files that were chosen and not added are not forgotten in silence', async () => {
    for (const files of ['files=plan.pdf', 'files=plan.pdf&files=map.png']) {
      const { text } = await send(asWriter, `/topics/${topicId}/replies`, `body=Words&${files}`).expect(422);
      expect(text).toContain('You chose files that are not added yet');
    }
    await send(asWriter, `/topics/${topicId}/replies`, 'body=Words&files=').expect(303);
  });

  test('a session that ran out loses nothing that was typed', async () => {
    const browser = app.visitor();
    const fields = { body: 'Typed for long', formId: 'form-of-signed-out', writer: writer.writer };
    const { headers } = await addFiles(browser, fields, { 'plan.pdf': samples.pdf }).expect(303);
    expect(headers.location).toMatch(/^\/sign-in\?/);
    const { text } = await send(browser, '/dev/sign-in', { personId: writer.id }).expect(422);
    expect(text).toContain('Choose one or more files');
    const drafts = await inDatabase(`select fields from drafts where form_id = 'form-of-signed-out'`);
    expect(drafts).toEqual([{ fields: expect.objectContaining({ body: 'Typed for long' }) }]);
  });

  test('another website cannot send files here', async () => {
    const { text } = await addFiles(asWriter, { body: 'x' }, { 'plan.pdf': samples.pdf })
      .set('Origin', 'https://evil.example')
      .expect(403);
    expect(text).toContain('another website');
  });

  test('a form that takes no files is refused', async () => {
    const fields = { place: '/account/email', formId: 'form-of-address' };
    await asWriter.post('/attachments').field(fields).expect(422);
    await asWriter.post('/attachments').attach('files', samples.pdf, 'plan.pdf').expect(422);
  });
});

describe('what can be attached', () => {
  test.each([
    ['plan.pdf', samples.pdf, 'plan.pdf', 'PDF'],
    ['plan.odt', samples.odt, 'plan.odt', 'ODT'],
    ['bins.ods', samples.ods, 'bins.ods', 'ODS'],
    ['talk.odp', samples.odp, 'talk.odp', 'ODP'],
    ['plan.docx', samples.docx, 'plan.docx', 'Word'],
    ['bins.xlsx', samples.xlsx, 'bins.xlsx', 'Excel'],
    ['talk.pptx', samples.pptx, 'talk.pptx', 'PowerPoint'],
    ['bins.CSV', samples.csv, 'bins.CSV', 'CSV'],
    ['notes', Buffer.from('Some notes'), 'notes.txt', 'text'],
    [
      'old.csv',
      Buffer.from([...'caf', 0xe9, ...';1'].map((c) => (typeof c === 'string' ? c.charCodeAt(0) : c))),
      'old.csv',
      'CSV',
    ],
    ['plan.exe', samples.pdf, 'plan.exe.pdf', 'PDF'],
    ['..\\..\\evil/\u202efdp.odt', samples.odt, 'fdp.odt', 'ODT'],
    ['page.html', Buffer.from('Words, not tags'), 'page.html.txt', 'text'],
  ])('%s', async (name, content, kept, label) => {
    const { added, problems } = await upload(asWriter, { [name]: content });
    expect(problems).toEqual([]);
    expect(added).toEqual([
      expect.objectContaining({ name: kept, isPicture: false, about: expect.stringContaining(label) }),
    ]);
  });

  test('a person has as much room as the settings say, and is told when it is full', async () => {
    const person = await makePerson();
    const agent = await app.signInAs(person);
    await uploadOne(agent, 'first.pdf', samples.pdf);
    await inDatabase(`update attachments set size = 499 * 1024 * 1024 where uploader_id = ${person.id}`);
    await uploadOne(agent, 'second.pdf', samples.pdf);
    await inDatabase(`update attachments set size = 250 * 1024 * 1024 where uploader_id = ${person.id}`);
    const { status, problems } = await upload(agent, { 'third.pdf': samples.pdf });
    expect(status).toBe(422);
    expect(problems).toEqual([expect.stringContaining('you have attached 500 MB')]);
    await inDatabase(`delete from attachments where uploader_id = ${person.id}`);
  });

  test('so has a council', async () => {
    const [person, colleague] = [
      await makePerson({ council: 'barnet' }),
      await makePerson({ council: 'barnet' }),
    ];
    await uploadOne(await app.signInAs(person), 'first.pdf', samples.pdf);
    await inDatabase(`update attachments set size = 2000000000 where uploader_id = ${person.id}`);
    await inDatabase(`insert into attachments (uploader_id, council_id, name, type, size, created_at)
      select uploader_id, council_id, name, type, size, created_at from attachments, generate_series(1, 2)
      where uploader_id = ${person.id}`);
    const { problems } = await upload(await app.signInAs(colleague), { 'plan.pdf': samples.pdf });
    expect(problems).toEqual([expect.stringContaining('Barnet has attached 5000 MB')]);
  });
});
