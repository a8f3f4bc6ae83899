import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { eicar, startClamd } from '../../support/clamd.ts';

// Settings are read when the application is first loaded, so these have to be there before.
const clamd = await startClamd();
process.env.CLAMAV_ADDRESS = clamd.address;
process.env.LOG_LEVEL = 'silent';
const { useApp } = await import('../../support/app.ts');
const { makePerson, makeReply, makeTopic } = await import('../../support/make.ts');
const { picture, samples } = await import('../../support/sample-files.ts');
const { uploadOne } = await import('../../support/upload.ts');
const { mailbox } = await import('../../../server/platform/mailbox.ts');
const { findVirus } = await import('../../../server/platform/virus-scanner.ts');
const { sweepAttachments } = await import('../../../server/features/attachments/sweep-attachments.ts');
const { backToNow, later } = await import('../../support/clock.ts');

const app = useApp();
let writer: Awaited<ReturnType<typeof makePerson>>;
let asWriter: Awaited<ReturnType<typeof app.signInAs>>;
let asOther: typeof asWriter;
let topicId: number;

beforeAll(async () => {
  writer = await makePerson();
  asWriter = await app.signInAs(writer);
  asOther = await app.signInAs(await makePerson());
  topicId = (await makeTopic(writer)).id;
});
afterAll(() => clamd.stop());
afterEach(backToNow);

async function post(name: string, content: Buffer) {
  const file = await uploadOne(asWriter, name, content);
  await makeReply(writer, topicId, { body: file.markdown.replace('![]', '![A map]') });
  return file;
}

test.each(['plan.pdf', 'map.png'])('%s is seen by nobody before it has been found clean', async (name) => {
  const file = await post(name, name === 'map.png' ? await picture() : samples.pdf);
  expect(file).toMatchObject({ isBeingChecked: true });
  const own = await asWriter.get(`/attachments/${file.id}`).expect(409);
  expect(own.text).toContain('This file is being checked for viruses');
  await asOther.get(`/attachments/${file.id}`).expect(404);
  await app.visitor().get(`/attachments/${file.id}`).expect(404);

  const before = clamd.seen.length;
  await app.runJobs();
  expect(clamd.seen.length).toBe(before + 1);
  for (const agent of [asWriter, asOther, app.visitor()])
    await agent.get(`/attachments/${file.id}`).expect(200);
});

test('one with a virus is gone, and who uploaded it is told', async () => {
  const file = await post('notes.txt', Buffer.from(`Notes\n${eicar}\n`));
  await app.runJobs();
  await asOther.get(`/attachments/${file.id}`).expect(404);
  const own = await asWriter.get(`/attachments/${file.id}`).expect(410);
  expect(own.text).toContain('had Eicar-Test-Signature in it. We have deleted it');
  expect(mailbox[0]).toMatchObject({
    to: writer.email,
    subject: '“notes.txt” had a virus in it and was deleted',
  });
  const names = await readdir(process.env.FILES_DIR as string, { recursive: true });
  expect(names.filter((kept) => kept.includes(file.id))).toEqual([]);
  // What says so stays, also when everything old is swept.
  later({ days: 3 });
  await sweepAttachments();
  await asWriter.get(`/attachments/${file.id}`).expect(410);
});

test('it is nothing that anybody can hide by asking twice', async () => {
  const mails = mailbox.length;
  const file = await post('again.txt', Buffer.from(eicar));
  const { checkAttachment } = await import('../../../server/features/attachments/check-attachment.ts');
  await app.runJobs();
  await checkAttachment({ id: file.id });
  await app.runJobs();
  expect(mailbox.length).toBe(mails + 1);
});

test('while the scanner is away files wait unseen, and are looked at when it is back', async () => {
  const file = await post('plan.pdf', samples.pdf);
  const { config } = await import('../../../server/config.ts');
  const { address } = clamd;
  Object.assign(config, { CLAMAV_ADDRESS: '127.0.0.1:9' });
  await expect(app.runJobs()).rejects.toThrow();
  await asOther.get(`/attachments/${file.id}`).expect(404);
  Object.assign(config, { CLAMAV_ADDRESS: address });
  later({ hours: 1 });
  await app.runJobs();
  await asOther.get(`/attachments/${file.id}`).expect(200);
});

test('the scanner can be asked by a socket on this machine', async () => {
  const local = await startClamd({ path: path.join(tmpdir(), `clamd-${process.pid}.sock`) });
  expect(await findVirus(local.address, Readable.from([Buffer.from('Words')]))).toBeUndefined();
  expect(await findVirus(local.address, Readable.from([Buffer.from(eicar)]))).toBe('Eicar-Test-Signature');
  await local.stop();
});

test('an answer that is no answer clears nothing', async () => {
  const small = await startClamd({ largest: 10 });
  const large = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(65_536, 'x')));
  await expect(findVirus(small.address, large)).rejects.toThrow('size limit exceeded');
  await small.stop();
  await expect(findVirus(small.address, Readable.from([Buffer.from('x')]))).rejects.toThrow();
});
