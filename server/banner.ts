import { config } from './config.ts';

/** What the terminal says once people can come in. */
export function banner({ port, dataDir }: { port: number; dataDir?: string }): string {
  const address = config.BASE_URL ? config.baseUrl : `http://${config.HOST}:${port}`;
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
    ...(config.production ? [] : [...forTrying, '']),
    `  Data          ${dataDir ?? 'in the database that DATABASE_URL names'}`,
    `  Stop          Ctrl-C. Nothing is lost.`,
    '',
  ].join('\n');
}
