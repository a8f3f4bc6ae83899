import { readdir, readlink } from 'node:fs/promises';
import http from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { text as readAll } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { crc32, deflateSync, gzip, gzipSync } from 'node:zlib';
import pg from 'pg';
import sharp from 'sharp';
import type { Member } from '../../../server/platform/viewer.ts';
import { type Agent, cookiesOf, useApp } from '../../support/app.ts';
import { ask } from '../../support/databases.ts';
import { makeAttachment, makePerson, makeTopic } from '../../support/make.ts';
import { picture, samples, zip } from '../../support/sample-files.ts';
import { until } from '../../support/until.ts';
import { upload, uploadOne } from '../../support/upload.ts';

const app = useApp();
let writer: Member;
let agent: Agent;

beforeAll(async () => {
  writer = await makePerson();
  agent = await app.signInAs(writer);
});
afterEach(() => until('nothing is left of what arrived', async () => (await listArriving()).length === 0));

/** Where files are while they arrive. */
const listArriving = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`upload-${process.pid}-`));

/** Of those, what this process has open, where that can be known. */
async function listOpen(): Promise<string[]> {
  const open = await readdir('/proc/self/fd').catch(() => []);
  const names = await Promise.all(open.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return names.filter((name) => name.includes(`upload-${process.pid}-`));
}

const inDatabase = (sql: string) => ask(process.env.DATABASE_URL as string, sql);
const countKept = async () => (await inDatabase('select count(*)::int as count from attachments'))[0].count;

const html = '<!DOCTYPE html><script>alert(document.cookie)</script>';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>';

/** A picture of one bit for each dot, which in its file is next to nothing. */
function bomb(width: number, height: number): Buffer {
  const part = (name: string, content: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), content]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(1, 8);
  const lines = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height));
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, part('IHDR', head), part('IDAT', lines), part('IEND', Buffer.alloc(0))]);
}

describe('a file that claims to be what it is not', () => {
  test.each([
    ['photo.png', html],
    ['report.pdf', html],
    ['table.csv', html],
    ['notes.txt', `\ufeff  <!-- <!-- --> <!-- -->\n${html}`],
    ['logo.svg', svg],
    ['logo.png', svg],
    ['logo.txt', svg],
    ['logo.svg', `<?xml version="1.0"?><!DOCTYPE svg>${svg}`],
    ['logo.txt', `\ufeff<!-- a logo -->\n${svg}`],
    ['logo.txt', Buffer.from(svg, 'utf16le')],
    ['logo.txt', Buffer.from(`\ufeff${svg}`, 'utf16le')],
    ['logo.svgz', gzipSync(svg)],
    ['photo.jpg', Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1')],
    ['photo.jpg', Buffer.from('\x7fELF\x02\x01\x01\x00', 'latin1')],
    ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0])],
    ['photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['plan.docx', zip({ 'program.exe': 'MZ' })],
    ['plan.zip', zip({ 'plan.pdf': samples.pdf })],
    ['plan.docx', Buffer.concat([samples.docx.subarray(0, 200)])],
    ['half.txt', Buffer.from('Words\0and more')],
    ['photo.tiff', Buffer.from('II*\0\x08\0\0\0', 'latin1')],
    ['video.mp4', Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
  ])('%s is refused by its content (%#)', async (name, content) => {
    const { status, added, problems } = await upload(agent, { [name]: Buffer.from(content) });
    expect([status, added, problems]).toEqual([
      422,
      [],
      [expect.stringContaining(`“${name}” was not added`)],
    ]);
  });

  test('a picture that is called something else is what it is', async () => {
    const { name, id } = await uploadOne(agent, 'report.pdf', await picture());
    expect(name).toBe('report.pdf.png');
    const { headers } = await agent.get(`/attachments/${id}`).expect(200);
    expect(headers['content-type']).toBe('image/png');
  });

  test('what its sender says of its type counts for nothing', async () => {
    const { body } = await agent
      .post('/attachments')
      .set('Accept', 'application/json')
      .attach('files', Buffer.from(html), { filename: 'photo.png', contentType: 'image/png' })
      .expect(422);
    expect(body.added).toEqual([]);
  });

  test.each([
    ['plan.docm', { ...parts('word', 'document'), 'word/vbaProject.bin': 'x' }],
    ['plan.docx', { ...parts('word', 'document'), 'word/vbaProject.bin': 'x' }],
    ['plan.docx', parts('word', 'document', 'application/vnd.ms-word.document.macroEnabled.main+xml')],
    ['bins.xlsm', { ...parts('xl', 'workbook'), 'xl/VBAPROJECT.BIN': 'x' }],
    ['plan.odt', { mimetype: 'application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml': 'x' }],
    ['plan.odt', { mimetype: 'application/vnd.oasis.opendocument.text', 'Scripts/python/x.py': 'x' }],
  ])('%s with macros is refused (%#)', async (name, entries) => {
    const { problems } = await upload(agent, { [name]: zip(entries as Record<string, string>) });
    expect(problems).toEqual([expect.stringMatching(/macros|none of the types/)]);
  });
});

function parts(folder: string, main: string, type?: string) {
  const types: Record<string, string> = {
    word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    xl: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  };
  const override = `<Override PartName="/${folder}/${main}.xml" ContentType="${type ?? types[folder]}"/>`;
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types>${override}</Types>`,
    [`${folder}/${main}.xml`]: '<x/>',
  };
}

describe('a picture', () => {
  test('loses what a camera wrote in it, and whatever else was in its file', async () => {
    const taken = await sharp(await picture(60, 40, 'jpeg'))
      .withExif({ IFD0: { Artist: 'Wanda' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(taken).metadata()).exif).toBeDefined();
    const { id } = await uploadOne(agent, 'photo.jpg', Buffer.concat([taken, zip({ 'x.html': html })]));
    for (const address of [`/attachments/${id}`, `/attachments/${id}/thumbnail`]) {
      const { body } = await agent.get(address).buffer(true).expect(200);
      const { exif, xmp, icc, width } = await sharp(body).metadata();
      expect([exif, xmp, icc, width, body.includes('script')]).toEqual([
        undefined,
        undefined,
        undefined,
        60,
        false,
      ]);
    }
  });

  test('is the right way up, no wider than a page needs, and kept small beside', async () => {
    const lying = await sharp(await picture(3000, 1000, 'jpeg'))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { id, markdown } = await uploadOne(agent, 'photo.jpg', lying);
    expect(markdown).toContain('#1000x3000');
    const wide = await uploadOne(agent, 'wide.webp', await picture(5120, 200, 'webp'));
    expect(wide.markdown).toContain('#2560x100');
    const { body, headers } = await agent.get(`/attachments/${id}/thumbnail`).buffer(true).expect(200);
    expect(headers['content-type']).toBe('image/webp');
    expect(await sharp(body).metadata()).toMatchObject({ width: 427, height: 1280 });
  });

  test.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('can be %s', async (format) => {
    const file = await uploadOne(agent, `map.${format}`, await picture(40, 30, format));
    expect(file.markdown).toMatch(/^!\[\]\(\/attachments\/[\w-]{36}#40x30\)$/);
    const { headers, body } = await agent.get(`/attachments/${file.id}`).buffer(true).expect(200);
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^image\/(png|jpeg|webp)$/),
      'content-disposition': expect.stringMatching(/^inline; /),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(`image/${(await sharp(body).metadata()).format}`).toBe(headers['content-type']);
  });

  test('of any other type is not read at all, whoever asks', async () => {
    await expect(
      sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).metadata(),
    ).rejects.toThrow();
    await expect(sharp(Buffer.from('P5 1 1 255 x')).metadata()).rejects.toThrow();
  });

  test.each([
    [40_000, 40_000],
    [8000, 8000],
    [2 ** 31 - 1, 1],
  ])('of %d by %d dots in a few bytes fills no memory', async (width, height) => {
    const isSmall = width * height < 100_000_000;
    const content = isSmall ? bomb(width, height) : bomb(8, 8);
    if (!isSmall) {
      content.writeUInt32BE(width, 16);
      content.writeUInt32BE(height, 20);
      content.writeUInt32BE(crc32(content.subarray(12, 29)), 29);
    }
    const before = process.memoryUsage.rss();
    const { status, problems } = await upload(agent, { 'bomb.png': content });
    expect([status, problems]).toEqual([
      422,
      [expect.stringMatching(/too large to show|damaged|none of the types/)],
    ]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });
});

test('a document that unpacks to gigabytes is not unpacked', async () => {
  const content = Buffer.alloc(300 * 1024 * 1024);
  // Held up for as long as this takes, the app would end its connections unheard.
  const packed = await promisify(gzip)(content);
  for (const [name, file] of [
    ['bomb.gz', packed],
    ['bomb.docx', zip({ ...parts('word', 'document'), 'word/media/x.gz': packed })],
  ] as const) {
    const before = process.memoryUsage.rss();
    await upload(agent, { [name]: file });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  }
});

describe('how large a file may be', () => {
  const ofBytes = (bytes: number) => Buffer.alloc(bytes, 'Words ');

  test('10 MB is kept whole', async () => {
    const content = ofBytes(10 * 1024 * 1024);
    const { id, about } = await uploadOne(agent, 'large.txt', content);
    expect(about).toBe('text, 10 MB');
    const { body, headers, text } = await agent.get(`/attachments/${id}`).buffer(true).expect(200);
    expect(headers['content-length'] ?? String(content.length)).toBe(String(content.length));
    expect(text ?? String(body)).toBe(content.toString());
  });

  test('one byte more is not, and what came with it is', async () => {
    const before = await countKept();
    const files = { 'large.txt': ofBytes(10 * 1024 * 1024 + 1), 'plan.pdf': samples.pdf };
    const { status, added, problems } = await upload(agent, files);
    expect([status, added.map(({ name }) => name), problems]).toEqual([
      422,
      ['plan.pdf'],
      ['“large.txt” was not added: it is larger than 10 MB.'],
    ]);
    expect(await countKept()).toBe(before + 1);
  });

  test('far more is refused without being read', async () => {
    const { hostname, port } = new URL(app.address);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /attachments HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${app.address}\r\nCookie: ${cookiesOf(agent, app.address)}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 900000000\r\n\r\n--x\r\n`,
    );
    const answer = await readAll(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('What you sent is too large');
  });

  test('eleven at once are too many', async () => {
    const before = await countKept();
    const files = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`plan-${at}.pdf`, samples.pdf]));
    const request = agent.post('/attachments').field({ body: 'Half an hour’s work' });
    for (const [name, content] of Object.entries(files)) request.attach('files', content, name);
    const { text } = await request.expect(422);
    expect(text).toContain('Those are too many files at once');
    expect(text).toContain('Half an hour’s work');
    expect(await countKept()).toBe(before);
  });
});

describe('an upload that breaks off', () => {
  const begin = `--x\r\nContent-Disposition: form-data; name="files"; filename="plan.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;

  /** Half of a file that never comes to its end. */
  function beginUpload() {
    const { hostname, port } = new URL(app.address);
    const headers = {
      Origin: app.address,
      Cookie: cookiesOf(agent, app.address),
      'Content-Type': 'multipart/form-data; boundary=x',
      'Content-Length': 5_000_000,
    };
    const request = http.request({ hostname, port, path: '/attachments', method: 'POST', headers });
    const closed = new Promise((resolve) => request.on('error', () => {}).once('close', resolve));
    request.write(begin);
    request.write(Buffer.alloc(1_000_000, 'x'));
    return { request, closed };
  }

  test('leaves nothing behind, and harms nobody', async () => {
    const before = await countKept();
    const { request, closed } = beginUpload();
    await until('half of it has arrived', async () => (await listArriving()).length > 0);
    request.destroy();
    await closed;
    await until('its folder is gone', async () => (await listArriving()).length === 0);
    await until('nothing of it is left open', async () => (await listOpen()).length === 0);
    expect(await countKept()).toBe(before);
    expect(await readdir(process.env.FILES_DIR as string, { recursive: true })).not.toContain('plan.pdf');
    await app.visitor().get('/health').expect(200);
  });

  test.each([
    ['in the middle of a file', `${begin}%PDF-1.4 and so on`],
    ['in the middle of a field', '--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nWords'],
    ['in the middle of a heading', '--x\r\nContent-Disposition: form-data; na'],
    ['before it began', ''],
    ['with no part at all', 'Words'],
  ])('%s is said in words', async (_, body) => {
    const before = await countKept();
    const sent = await agent
      .post('/attachments')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send(body);
    expect(sent.text).toMatch(/<h1[\s>]/);
    expect(sent.status).toBeGreaterThanOrEqual(400);
    expect(sent.status).toBeLessThan(500);
    expect(await countKept()).toBe(before);
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=""'])(
    'or that says nothing of where its parts end (%s) is said in words',
    async (type) => {
      const sent = await agent.post('/attachments').set('Content-Type', type).send(`${begin}x\r\n--x--\r\n`);
      expect(sent.status).toBeGreaterThanOrEqual(400);
      expect(sent.status).toBeLessThan(500);
      expect(sent.text).toMatch(/<h1[\s>]/);
    },
  );
});

describe('names', () => {
  test.each([
    ['a"; filename="evil.html', /^[^\r\n]*$/],
    ['%0d%0aSet-Cookie: x=1.pdf', /^[^\r\n]*$/],
    [`${'long '.repeat(100)}.pdf`, /^.{1,900}$/],
    ['\u202egnp.exe.pdf', /^[^\u202e]*$/],
    ['.htaccess', /^[^\r\n]*$/],
    ['...', /^[^\r\n]*$/],
  ])('%s does no harm', async (name, header) => {
    const { id, name: kept, markdown } = await uploadOne(agent, name, samples.pdf);
    const { headers } = await agent.get(`/attachments/${id}`).expect(200);
    const disposition = headers['content-disposition'] ?? '';
    expect(disposition).toMatch(header);
    expect(disposition).toMatch(
      /^attachment; filename="[^"]*\.pdf"; filename\*=UTF-8''[\w.%~!$&+^`|-]*\.pdf$/,
    );
    expect(kept).toMatch(/\.pdf$/);
    expect([...kept].length).toBeLessThan(140);
    const { id: topicId } = await makeTopic(writer, { fields: { trying: `See ${markdown}.` } });
    const { text } = await app.visitor().get(`/topics/${topicId}`).expect(200);
    expect(text).toContain(`<a href="/attachments/${id}">`);
  });

  test('fields of any name do nothing', async () => {
    const request = agent.post('/attachments').attach('files', samples.pdf, 'plan.pdf');
    for (const name of ['__proto__', 'constructor', 'toString', '__proto__[admin]']) request.field(name, 'x');
    await request.expect(422);
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

test('of several at once that do not all fit, only as many are kept as fit', async () => {
  const person = await makePerson({ council: 'merton' });
  const browser = await app.signInAs(person);
  await uploadOne(browser, 'first.pdf', samples.pdf);
  const room = 500 * 1024 * 1024 - samples.pdf.length;
  await inDatabase(`update attachments set size = ${room} where uploader_id = ${person.id}`);
  // All of them have come as far as they can, and go on in the same moment.
  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
  await holder.query(`begin; select 1 from people where id = ${person.id} for update`);
  const adding = Array.from({ length: 8 }, () => makeAttachment(person));
  const settled = Promise.allSettled(adding);
  const waiting = `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  await until('all of them wait', async () => (await inDatabase(waiting))[0].count === adding.length);
  await holder.query('commit');
  await holder.end();
  const all = await settled;
  expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', ...Array(7).fill('rejected')]);
});

test('somebody who adds without end is told to wait', async () => {
  const browser = await app.signInAs(await makePerson());
  const files = Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`plan-${at}.pdf`, samples.pdf]));
  let last = { status: 0, problems: [''] };
  for (let times = 0; times < 31; times++) last = await upload(browser, files);
  expect(last).toMatchObject({ status: 429, problems: [expect.stringContaining('Try again in')] });
});
