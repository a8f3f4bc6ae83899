import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

interface Rules {
  /** What it answers to a recipient, such as "550 5.1.1 No such user"; whom it takes it answers nothing else. */
  refuses?: (address: string) => string | undefined;
  /** Told of each mail, which is only taken once \`take\` is called. */
  heard?: (mail: ParsedMail, to: string[], answer: { take(): void; breakOff(): void }) => void;
}

/** A real mail server on loopback, at this port or any. */
export async function startMailServer({ refuses, heard }: Rules, at = 0) {
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 1,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, callback) {
      const answer = refuses?.(address);
      if (!answer) return callback();
      const [responseCode] = answer.split(/[ -]/);
      const lines = answer.split('\r\n').map((line) => line.slice(4));
      callback(Object.assign(new Error(lines.join('\n')), { responseCode: Number(responseCode) }));
    },
    onData(stream, { envelope }, callback) {
      simpleParser(stream).then((mail) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        heard?.(mail, to, { take: () => callback(), breakOff });
      }, callback);
    },
  });
  function breakOff(): void {
    for (const connection of server.connections) connection.close();
  }
  server.on('error', () => {});
  server.listen(at, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async stop(): Promise<void> {
      if (server.server.listening) await new Promise<void>((done) => server.close(done));
    },
    isListening: () => server.server.listening,
  };
}
