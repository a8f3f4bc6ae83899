import { drawHtml, drawText } from '../../../server/platform/draw-letter.ts';
import type { MailKind } from '../../../server/platform/letters.ts';
import { listMailKinds } from '../../../server/platform/mail-kinds.ts';
import { mailbox } from '../../../server/platform/mailbox.ts';
import { useApp } from '../../support/app.ts';
import { makePerson } from '../../support/make.ts';

const app = useApp();

/** Nothing else can be sent: the types see to it, and to it that none is left out here. */
const all: Record<MailKind, true> = {
  'sign-in-link': true,
  'new-sign-in': true,
  'address-change-old': true,
  'address-change-new': true,
  'address-taken': true,
  'address-changed': true,
  'lost-address-old': true,
  'lost-address-new': true,
  'lost-address-taken': true,
  'lost-address-begun': true,
  'lost-address-over': true,
  'lost-address-stays': true,
  'passkey-added': true,
  'passkey-removed': true,
  'passkeys-removed-by-others': true,
  'address-proof': true,
  invitation: true,
  'guest-invitation': true,
  'invitation-to-member': true,
  'guest-access-ending': true,
  'guest-of-yours-ending': true,
  'guest-access-ended': true,
  'guest-last-day-changed': true,
  'role-given': true,
  'role-handed-over': true,
  'role-of-other-handed-over': true,
  'deputy-named': true,
  'role-taken': true,
  'role-of-other-taken': true,
  'standing-in-over': true,
  'deputy-over': true,
  suspended: true,
  'suspension-over': true,
  dormant: true,
  'colleague-dormant': true,
  'marked-as-left': true,
  'you-left': true,
  'let-back': true,
  'virus-found': true,
  notices: true,
  week: true,
  digest: true,
  'report-to-confirm': true,
  'report-confirmed': true,
  'report-decided': true,
};

test('every kind of mail that can be sent is on the page that lists them', async () => {
  expect(
    listMailKinds()
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(Object.keys(all).toSorted());
  const { text } = await app.visitor().get('/emails').expect(200);
  for (const kind of Object.keys(all)) expect(text).toContain(`href="/emails/${kind}"`);
});

test('every kind says in whole sentences when it comes, and shows a sample as text and as HTML', async () => {
  for (const { kind, when, howToStop = 'So.', sample } of listMailKinds()) {
    const letter = sample();
    expect([kind, when, howToStop]).toEqual([
      kind,
      expect.stringMatching(/^[A-Z].+\.$/),
      expect.stringMatching(/\.$/),
    ]);
    expect([kind, letter.kind]).toEqual([kind, kind]);
    const drawn = `${letter.subject} ${drawText(letter)} ${drawHtml(letter)}`;
    expect([kind, /undefined|\[object|NaN|null/.exec(drawn)?.[0]]).toEqual([kind, undefined]);
  }
  const page = await app.visitor().get('/emails/sign-in-link').expect(200);
  expect(page.text).toContain('Use this link to sign in to Standard Practice.');
  expect(page.text).toMatch(/<iframe [^>]*src="\/emails\/sign-in-link\/html"[^>]* sandbox/);
  expect(page.headers['content-security-policy']).toContain("frame-src 'self'");
});

test('a mail as HTML stands on a page of ours alone, runs and loads nothing, and its links lead nowhere', async () => {
  const { text, headers } = await app.visitor().get('/emails/sign-in-link/html').expect(200);
  expect(text).toContain('Use this link to sign in to Standard Practice.');
  expect(text).not.toContain('href');
  expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(headers['content-security-policy']?.split(';').toSorted()).toEqual([
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox',
    "style-src 'unsafe-inline'",
  ]);
  const elsewhere = await app.visitor().get('/emails').expect(200);
  expect(elsewhere.headers['content-security-policy']).not.toMatch(/frame-src|unsafe/);
});

test.each(['/emails/none', '/emails/none/html', '/emails/constructor', '/emails/__proto__/html'])(
  'there is no such kind: %s',
  (path) => app.visitor().get(path).expect(404),
);

test('the mailbox of development shows mail both ways', async () => {
  await makePerson();
  const [mail] = mailbox;
  const { text } = await app.visitor().get('/dev/mail').expect(200);
  expect(text).toContain(`src="/dev/mail/${mail?.id}/html"`);
  const html = await app.visitor().get(`/dev/mail/${mail?.id}/html`).expect(200);
  expect(html.text).toBe(mail?.html);
  expect(html.headers['content-security-policy']).toContain('sandbox');
});
