import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets people in: gives the port, which is another than asked for when that was 0; or says in words why it cannot. */
export async function listenOn(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(
      reasons[(error as NodeJS.ErrnoException).code ?? '']?.(host, port) ?? (error as Error).message,
    );
  }
  return (server.address() as AddressInfo).port;
}

const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is already in use. Choose another like this: PORT=${port + 1} npm start`,
  EACCES: (_, port) =>
    `This account may not listen on port ${port}. Choose another like this: PORT=3000 npm start`,
  EADDRNOTAVAIL: (host) =>
    `HOST is ${host}, which is not an address of this machine. Try HOST=127.0.0.1 or 0.0.0.0`,
  ENOTFOUND: (host) =>
    `HOST is ${host}, which is not an address of this machine. Try HOST=127.0.0.1 or 0.0.0.0`,
};
