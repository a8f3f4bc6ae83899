import { config, nameOf } from './config.ts';

/** What the terminal says once people can come in. */
export function banner({ port, dataDir }: { port: number; dataDir?: string }): string {
  const address = config.BASE_URL ? config.baseUrl : `http://${nameOf(config.HOST)}:${port}`;
  const forTrying = [
    `  Visitor       Open ${address}`,
    `  Member        Open ${address}/dev/sign-in and choose a person`,
    `  Coordinator   The same page: Amina Rahman coordinates every workspace`,
    `  By email      Sign in with any council address; mail goes to ${address}/dev/mail`,
  ];
  return [
    '',
    `Standard Practice is ready: ${address}`,
    '',
    ...(config.production ? listMissing() : [...forTrying, '']),
    `  Data          ${dataDir ?? 'in the database that DATABASE_URL names'}`,
    `  Stop          Ctrl-C. Nothing is lost.`,
    '',
  ].join('\n');
}

/** Settings that production can start without, but people cannot get far without. */
function listMissing(): string[] {
  const missing = [
    config.SMTP_URL ? '' : '  Missing       SMTP_URL: without a mail server nobody can sign in',
    config.BASE_URL ? '' : `  Missing       BASE_URL: links in emails lead to ${config.baseUrl}`,
  ].filter(Boolean);
  return missing.length > 0 ? [...missing, ''] : [];
}
