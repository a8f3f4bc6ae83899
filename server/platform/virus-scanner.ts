import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const answerWithin = 60_000;

/**
 * Has clamd look at a file, by its own protocol: the content in pieces, each with its length before it. Answers with the
 * name of the virus that it found, or with nothing. The address is "host:port" or the path of a socket.
 */
export async function findVirus(address: string, content: Readable): Promise<string | undefined> {
  const said = await askClamd(address, content);
  if (said === 'stream: OK') return undefined;
  const [, virus] = /^stream: (.+) FOUND$/.exec(said) ?? [];
  if (!virus) throw new Error(`The virus scanner did not look at a file: ${said || 'it said nothing'}`);
  return virus;
}

async function askClamd(address: string, content: Readable): Promise<string> {
  const [, host, port] = /^([^/]+):(\d+)$/.exec(address) ?? [];
  const socket = host ? connect({ host, port: Number(port) }) : connect({ path: address });
  socket.setTimeout(answerWithin, () => socket.destroy(new Error('The virus scanner does not answer')));
  const answer: Buffer[] = [];
  socket.on('data', (data) => answer.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => resolve());
  });
  // What it does not like it says, and closes while it is still being sent to: then its words are what matters.
  const sent = pipeline(Readable.from(inPieces(content)), socket).catch(() => {});
  try {
    await Promise.all([ended, sent]);
  } catch (error) {
    content.destroy();
    if (answer.length === 0) throw error;
  }
  return Buffer.concat(answer).toString().split('\0')[0]?.trim() ?? '';
}

async function* inPieces(content: Readable): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const piece of content as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
  }
  yield Buffer.alloc(4);
}
