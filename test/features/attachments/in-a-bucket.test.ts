import { readdir } from 'node:fs/promises';
import { credentials, startS3 } from '../../support/s3.ts';

// Settings are read when the application is first loaded, so these have to be there before.
const s3 = await startS3('practice');
Object.assign(process.env, {
  S3_BUCKET: 'practice',
  S3_ENDPOINT: s3.endpoint,
  S3_REGION: credentials.region,
  S3_ACCESS_KEY_ID: credentials.accessKeyId,
  S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  LOG_LEVEL: 'silent',
});
const { useApp } = await import('../../support/app.ts');
const { makePerson, makeTopic } = await import('../../support/make.ts');
const { picture, samples } = await import('../../support/sample-files.ts');
const { upload, uploadOne } = await import('../../support/upload.ts');
const { sweepAttachments } = await import('../../../server/features/attachments/sweep-attachments.ts');
const { backToNow, later } = await import('../../support/clock.ts');

const app = useApp();
afterAll(() => s3.stop());
afterEach(backToNow);

test('files are kept in the bucket, come from there, and go from there', async () => {
  const writer = await makePerson();
  const agent = await app.signInAs(writer);
  const kept = await uploadOne(agent, 'plan.pdf', samples.pdf);
  const unused = await uploadOne(agent, 'map.png', await picture());
  expect([...s3.objects.keys()].sort()).toEqual([kept.id, unused.id, `${unused.id}-thumbnail`].sort());
  expect(await readdir(process.env.FILES_DIR as string)).toEqual([]);
  await makeTopic(writer, { fields: { trying: kept.markdown } });
  const { body } = await app.visitor().get(`/attachments/${kept.id}`).buffer(true).expect(200);
  expect(samples.pdf.equals(body)).toBe(true);
  later({ days: 2 });
  await sweepAttachments();
  expect([...s3.objects.keys()]).toEqual([kept.id]);
});

test('while the bucket cannot be reached, nothing is said to be kept', async () => {
  const agent = await app.signInAs(await makePerson());
  s3.fail(100);
  expect(await upload(agent, { 'plan.pdf': samples.pdf })).toMatchObject({ status: 500 });
  s3.fail(0);
});
