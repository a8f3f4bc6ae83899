import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to whatever listens on a port: it can be cut, and be led elsewhere, while those who use it notice nothing else. */
export async function openLine(port: number) {
  let target = port;
  let isCut = false;
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        ends.delete(end);
        other.destroy();
      });
      end.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function cut(): void {
    isCut = true;
    for (const end of ends) end.destroy();
  }

  return {
    port: (server.address() as AddressInfo).port,
    cut,
    /** Makes it whole again, to the same port or to another. */
    mend(to = target): void {
      target = to;
      isCut = false;
    },
    close(): void {
      cut();
      server.close();
    },
  };
}

export type Line = Awaited<ReturnType<typeof openLine>>;
