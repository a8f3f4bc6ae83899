import net from 'node:net';

/**
 * Stands between a server and its Postgres and counts what is asked, whatever it is asked with. What the listener
 * asks to know that it is alive is not counted.
 */
export async function countStatements(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  let count = 0;
  const proxy = net.createServer((client) => {
    const postgres = net.connect(Number(port || 5432), hostname);
    client.on('error', () => postgres.destroy()).on('close', () => postgres.destroy());
    postgres.on('error', () => client.destroy()).on('close', () => client.destroy());
    postgres.pipe(client);
    client.pipe(postgres);
    const read = readMessages((type) => {
      if (type === 'Q' || type === 'E') count++;
    });
    client.on('data', read);
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as net.AddressInfo).port);
  return {
    url: url.href,
    /** How many there were while this was done. */
    async during(act: () => Promise<unknown>): Promise<number> {
      const before = count;
      await act();
      return count - before;
    },
    stop: () => new Promise<void>((done) => void proxy.close(() => done())),
  };
}

/** Finds the messages in what a client of Postgres sends: after the first, each is a letter, its length and the rest. */
function readMessages(heard: (type: string) => void) {
  let unread = Buffer.alloc(0);
  let isFirst = true;
  let isListener = false;
  return (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk]);
    for (;;) {
      const head = isFirst ? 0 : 1;
      if (unread.length < head + 4) return;
      const end = head + unread.readInt32BE(head);
      if (unread.length < end) return;
      if (isFirst) isListener = unread.toString('latin1', 0, end).includes('listener');
      else if (!isListener) heard(String.fromCharCode(unread[0] as number));
      isFirst = false;
      unread = unread.subarray(end);
    }
  };
}
