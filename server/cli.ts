import path from 'node:path';
import { Command } from 'commander';
import { startProgress } from './platform/progress.ts';
import { startQuickly } from './platform/quick-start.ts';

startQuickly();

const grouped = (number: number) => number.toLocaleString('en-GB');
const count = (number: number, one: string, many: string) =>
  `${grouped(number)} ${number === 1 ? one : many}`;

const program = new Command('npm run cli --')
  .description(
    'What operators do. It uses the database that DATABASE_URL names, or the one that npm start keeps in data/.',
  )
  .helpCommand(false);

program
  .command('create-admin')
  .description('Makes somebody an administrator, whether or not they have signed in before.')
  .argument('<address>', 'their email address at a council')
  .option('--name <name>', 'name of somebody who is new here; otherwise taken from the address')
  .option('--council <council>', 'their council, such as wandsworth, where councils share a domain')
  .action(async (address: string, options: { name?: string; council?: string }) => {
    const { createAdmin } = await import('./features/roles/create-admin.ts');
    const { config } = await import('./config.ts');
    const admin = await withDatabase(() => createAdmin(address, options));
    const who = `${admin.name} (${admin.email}, ${admin.council})`;
    console.info(`${who} ${admin.isNew ? 'is now' : 'was already'} an administrator.`);
    const mail =
      config.production || config.SMTP_URL ? 'comes by email' : `is then at ${config.baseUrl}/dev/mail`;
    console.info(`Next: open ${config.baseUrl}/sign-in, enter that address, and use the link that ${mail}.`);
    console.info('They are then asked to add a passkey: without one they cannot act as administrator.');
  });

program
  .command('migrate')
  .description(
    'Brings the database up to date as its owner, whom DATABASE_OWNER_URL names, and opens it to the role of DATABASE_URL.',
  )
  .action(async () => {
    await withDatabase(async () => {});
    console.info('The database is up to date.');
  });

program
  .command('import')
  .description(
    'Imports threads from a file with one JSON object a line. What is there already is not imported again.',
  )
  .argument('<file>', 'the file; server/features/imports/README.md says what is in it')
  .option(
    '--into <workspace>',
    'workspace for all of it, such as running-the-group; otherwise as each line suggests',
  )
  .option(
    '--council <council>',
    'council that all of it comes from, such as camden; otherwise its authors have none',
  )
  .option('--public', 'everybody may see it; otherwise only the group')
  .action(async (file: string, options: { into?: string; council?: string; public?: true }) => {
    const { importThreads } = await import('./features/imports/import-threads.ts');
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const progress = startProgress();
    const importing = () =>
      importThreads(path.resolve(process.env.INIT_CWD ?? '', file), {
        into: options.into,
        council: options.council,
        visibility: options.public ? 'public' : 'group',
        signal: stop.signal,
        refused: (line, reason) => progress.say(`Line ${line} was refused: ${reason}.`),
        progress: (bytes, size, { topics, alreadyThere }) =>
          progress.show(
            bytes,
            size,
            `${count(topics, 'topic', 'topics')} imported, ${grouped(alreadyThere)} already there`,
          ),
      });
    const done = await withDatabase(importing).finally(progress.end);
    console.info(
      [
        `Imported ${count(done.topics, 'topic', 'topics')} with ${count(done.replies, 'reply', 'replies')}.`,
        `${count(done.alreadyThere, 'was', 'were')} already there.`,
        `${count(done.refused, 'line was', 'lines were')} refused.`,
      ].join(' '),
    );
    if (done.stopped) console.info('It was stopped before the end: run it again to import the rest.');
    if (done.refused > 0 || done.stopped) process.exitCode = 1;
  });

program
  .command('bounced')
  .description(
    'Tells that mail to these addresses came back. Whoever has one is signed out until they prove it, and their council lead is told.',
  )
  .argument('<address...>', 'as the mail server’s log has them')
  .action(async (addresses: string[]) => {
    const { noteBounce } = await import('./features/leaving/make-dormant.ts');
    const signedOut = await withDatabase(async () => {
      const noted = [];
      for (const address of addresses) noted.push(await noteBounce(address));
      return noted.filter(Boolean).length;
    });
    console.info(
      `${count(signedOut, 'person is', 'people are')} now dormant. ${count(addresses.length - signedOut, 'address', 'addresses')} belonged to nobody who could sign in.`,
    );
  });

/** Loaded only now, so that wrong settings are told in a sentence and help needs none. */
async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const found = await import('./with-database.ts');
  return found.withDatabase(work);
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(sentence(error));
  process.exitCode = 1;
}

/** What is wrong, on one line; of a failed query only why, because the query itself has people's words in it. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error.cause instanceof Error ? error.cause : error;
  return message.split('\n')[0] || error.name;
}
