import type { Page } from 'playwright-core';
import type { Member } from '../../server/platform/viewer.ts';
import { expectAccessible } from '../support/accessible.ts';
import { useApp } from '../support/app.ts';
import { useBrowser } from '../support/browser.ts';
import { makeAttachment, makePerson, makeTopic } from '../support/make.ts';
import { picture, samples } from '../support/sample-files.ts';
import { until } from '../support/until.ts';
import { openLivePage, openPage, shows, signIn } from '../support/visits.ts';

const browser = useBrowser();
let writer: Member;
let reader: Member;
let map: Buffer;
const app = useApp();
beforeAll(async () => {
  writer = await makePerson({ name: 'Wanda Writer' });
  reader = await makePerson({ name: 'Rita Reader' });
  map = await picture(1200, 800, 'jpeg');
});

const open = (path: string, as = writer, more: { scripts?: boolean; width?: number } = {}) =>
  openPage({ browser, address: app.address, as, path, ...more });
const pdf = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: samples.pdf };
const jpeg = () => ({ name: 'map.jpg', mimeType: 'image/jpeg', buffer: map });
const textOf = (page: Page) => page.inputValue('#body');
const isReady = (page: Page) => page.locator('[data-add]').waitFor({ state: 'detached' });

/** Files in the clipboard, or dragged, as the browser would give them to the page. */
const give = (page: Page, how: 'paste' | 'drop', files: { name: string; type: string; bytes: number[] }[]) =>
  page.locator('#body').evaluate(
    (field, { how, files }) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of files)
        data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      const options = { bubbles: true, cancelable: true };
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data });
      if (how === 'drop') field.dispatchEvent(new DragEvent('dragover', { ...options, dataTransfer: data }));
      field.dispatchEvent(event);
    },
    { how, files },
  );

test('files are chosen, described and posted, and whoever has the page open sees them', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`);
  const watching = await openLivePage({ browser, address: app.address, as: reader, path: `/topics/${id}` });
  await isReady(page);
  await page.fill('#body', 'Look at');
  await page.setInputFiles('#files', [pdf, jpeg()]);
  await until('both are in the text', async () =>
    /plan[\s\S]*1200x800|1200x800[\s\S]*plan/.test(await textOf(page)),
  );
  await page.getByLabel('What does this picture show?').fill('A [new] map of the rounds');
  expect(await textOf(page)).toMatch(
    /!\[A \\\[new\\\] map of the rounds\]\(\/attachments\/[\w-]{36}#1200x800\)/,
  );
  expect(await textOf(page)).toMatch(
    /^Look at[\s\S]*\[plan\.pdf \(PDF, 69 bytes\)\]\(\/attachments\/[\w-]{36}\)/,
  );
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Post reply' }).click();
  const shown = watching.getByRole('img', { name: 'A [new] map of the rounds' });
  await watching.getByRole('button', { name: 'Show' }).click();
  await shown.waitFor();
  await shown.scrollIntoViewIfNeeded();
  await until('it has loaded', () =>
    shown.evaluate((image) => (image as HTMLImageElement).naturalWidth === 1200),
  );
  expect(await shown.evaluate((image) => [image.clientWidth <= 640, image.getAttribute('width')])).toEqual([
    true,
    '640',
  ]);
  await expectAccessible(watching);
  const [download] = await Promise.all([
    watching.waitForEvent('download'),
    watching.getByRole('link', { name: 'plan.pdf' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('plan.pdf');
  await shown.click();
  await watching.waitForURL(/\/attachments\/[\w-]{36}$/);
  expect(await watching.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(
    1200,
  );
  // Nothing is left over for the next reply.
  await until(
    'the form is empty',
    async () => (await textOf(page)) === '' && (await page.locator('.picture-words').count()) === 0,
  );
});

test('a picture is pasted, and files are dropped', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`);
  await isReady(page);
  await page.fill('#body', 'Before');
  await page.focus('#body');
  await give(page, 'paste', [{ name: 'image.png', type: 'image/png', bytes: [...(await picture())] }]);
  await until('it is in the text', async () =>
    /^Before\n\n!\[\]\(\/attachments\/[\w-]{36}#40x30\)\n\n$/.test(await textOf(page)),
  );
  await page.getByLabel('It is there for decoration only').check();
  expect(await textOf(page)).toContain('![decorative](');
  await give(page, 'drop', [
    { name: 'plan.pdf', type: 'application/pdf', bytes: [...samples.pdf] },
    { name: 'bins.csv', type: 'text/csv', bytes: [...samples.csv] },
  ]);
  await until('both are', async () =>
    /plan\.pdf[\s\S]*bins\.csv|bins\.csv[\s\S]*plan\.pdf/.test(await textOf(page)),
  );
});

test('a file on its way can be cancelled, and one that broke off sent again; posting waits for neither in silence', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`);
  await isReady(page);
  await page.fill('#body', 'Words');
  let hold = true;
  await page.route('**/attachments', async (route) => {
    if (!hold) await route.abort();
  });
  await page.setInputFiles('#files', pdf);
  await page.getByRole('button', { name: 'Cancel plan.pdf' }).waitFor();
  await page.getByRole('button', { name: 'Post reply' }).click();
  await shows(page, '[role="alert"]', 'Wait until your files have arrived');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel plan.pdf' }).click();
  await page.locator('.sending').waitFor({ state: 'detached' });

  hold = false;
  await page.setInputFiles('#files', pdf);
  await shows(page, '.sending', 'was not added, because the line broke off');
  await expectAccessible(page);
  await page.unroute('**/attachments');
  await page.getByRole('button', { name: 'Try again plan.pdf' }).click();
  await until('it is in the text', async () => (await textOf(page)).includes('[plan.pdf'));
  expect(await page.locator('.sending').count()).toBe(0);
});

test('what cannot be attached is said, and what is too large is not even sent', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`);
  await isReady(page);
  await page.setInputFiles('#files', {
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  });
  await shows(page, '.sending', '“logo.svg” was not added: it is none of the types that can be attached');
  await page.getByRole('button', { name: 'Close logo.svg' }).click();
  let isSent = false;
  await page.route('**/attachments', (route) => {
    isSent = true;
    return route.continue();
  });
  const large = { ...pdf, buffer: Buffer.alloc(10 * 1024 * 1024 + 1) };
  await page.setInputFiles('#files', large, { timeout: 60_000 });
  await shows(page, '.sending', '“plan.pdf” is larger than 10 MB');
  expect(isSent).toBe(false);
});

test('a draft comes back with its pictures to be described', async () => {
  const page = await open('/workspaces/understand-user-needs/topics/new?kind=guidance');
  await isReady(page);
  await page.getByRole('textbox', { name: 'Title' }).fill('With a map');
  await page.setInputFiles('#files', jpeg());
  await page.getByLabel('What does this picture show?').waitFor();
  await page.getByRole('button', { name: 'Save as a draft' }).click();
  await page.getByRole('link', { name: 'With a map' }).click();
  await page.getByLabel('What does this picture show?').fill('Rounds');
  expect(await textOf(page)).toContain('![Rounds](/attachments/');
});

test('a picture that is not there yet, since it is being checked, is shown when it is', async () => {
  const { markdown } = await makeAttachment(writer, 'map.png');
  const { id } = await makeTopic(writer, { fields: { trying: markdown.replace('![]', '![A map]') } });
  const page = await browser.newPage();
  let isChecked = false;
  await page.route('**/thumbnail', (route) =>
    isChecked ? route.continue() : route.fulfill({ status: 404 }),
  );
  await page.clock.install();
  await page.goto(`${app.address}/topics/${id}`);
  const shown = page.getByRole('img', { name: 'A map' });
  const width = () => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth);
  await until('its script runs', () => page.evaluate(() => document.readyState === 'complete'));
  expect(await width()).toBe(0);
  isChecked = true;
  await until('it is shown', async () => {
    await page.clock.fastForward(6000);
    return (await width()) === 40;
  });
});

test('without scripts, a picture is added by a button, has to be described, and is shown', async () => {
  const { id } = await makeTopic(writer);
  const page = await open(`/topics/${id}`, writer, { scripts: false, width: 320 });
  await page.fill('#body', 'Look at');
  await page.setInputFiles('#files', [jpeg(), pdf]);
  await page.getByRole('button', { name: 'Add files' }).click();
  await page.waitForURL(/draft=/);
  const text = await textOf(page);
  expect(text).toMatch(/^Look at\n\n!\[\]\(\/attachments\/[^)]+\)\n\n\[plan\.pdf/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Post reply' }).click();
  await shows(page, '.govuk-error-summary', 'Say what the picture shows');
  expect(await textOf(page)).toBe(text);
  await page.fill('#body', text.replace('![]', '![A map of the rounds]'));
  await page.getByRole('button', { name: 'Post reply' }).click();
  await page.getByRole('img', { name: 'A map of the rounds' }).waitFor();
  await expectAccessible(page);
});

test('what was chosen before the script was there is taken too', async () => {
  const { id } = await makeTopic(writer);
  const page = await browser.newPage();
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/attachments/attach.js', async (route) => {
    await held;
    await route.continue();
  });
  await signIn(page, app.address, writer);
  await page.goto(`${app.address}/topics/${id}`, { waitUntil: 'commit' });
  await page.setInputFiles('#files', pdf);
  goOn();
  await until('it is in the text', async () => (await textOf(page)).includes('plan'));
  await page.close();
});
