import pg from 'pg';

type Query = (this: { connectionParameters: { application_name?: string } }, ...given: unknown[]) => unknown;

/**
 * What the application asks the database while something is done, over all its connections but the listener's:
 * that one asks whether it is still alive.
 */
export async function queriesDuring(work: () => PromiseLike<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  client.query = function (...given) {
    const [first] = given;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    if (!this.connectionParameters.application_name?.includes('listener')) asked.push(text ?? '');
    return query.apply(this, given);
  };
  try {
    await work();
  } finally {
    client.query = query;
  }
  return asked;
}
