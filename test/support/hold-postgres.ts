import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';

// A process of its own that starts Postgres on the folder it is given, so that a test can kill it.
const { ownerUrl } = await startEmbeddedPostgres(process.argv[2] as string);
console.log(ownerUrl);
setInterval(() => {}, 60_000);
