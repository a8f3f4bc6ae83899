// Settings are read when the application is first loaded, so these have to be there before.
Object.assign(process.env, { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(64), LOG_LEVEL: 'silent' });
delete process.env.SMTP_URL;
const { deliver } = await import('../../server/platform/mail.ts');

test('in production without a mail server, mail fails and says which settings are missing', async () => {
  const mail = { kind: 'virus-found', to: 'ada@camden.gov.uk', subject: 'A', paragraphs: ['B'] } as const;
  await expect(deliver({ ...mail, paragraphs: ['B'] }, 'an-id')).rejects.toThrow(
    'No mail server is set: set SMTP_URL, or NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID',
  );
});
