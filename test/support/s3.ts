import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export const credentials = {
  accessKeyId: 'KEYOFTHETEST',
  secretAccessKey: 'secret of the test',
  region: 'eu-west-2',
};

/** A store that speaks S3, as far as it is asked: objects of one bucket, for requests that are signed rightly (SigV4). */
export async function startS3(bucket: string) {
  const objects = new Map<string, Buffer>();
  const state = { failures: 0 };
  const server = createServer(async (req, res) => {
    const body = await buffer(req);
    const { method = '', url = '' } = req;
    const [, inBucket, key = ''] = url.split('/');
    const answer = (status: number, content?: Buffer) => res.writeHead(status).end(content);
    if (state.failures > 0) {
      state.failures--;
      return answer(503);
    }
    if (!isSigned(req, body)) return answer(403);
    if (inBucket !== bucket) return answer(404);
    if (method === 'PUT') {
      objects.set(key, body);
      return answer(200);
    }
    if (method === 'DELETE') {
      objects.delete(key);
      return answer(204);
    }
    const found = objects.get(key);
    return found ? answer(200, found) : answer(404);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    /** Fails so many times before it answers. */
    fail(times: number) {
      state.failures = times;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** As AWS documents it: docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const [, id, day = '', region = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const hash = String(headers['x-amz-content-sha256']);
  const isWhole = hash === sha256(body) || (hash === 'UNSIGNED-PAYLOAD' && body.length === 0);
  if (id !== credentials.accessKeyId || region !== credentials.region || !isWhole) return false;
  const signed = names.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return false;
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const canonical = [method, url, '', lines, names, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce(
    hmac,
    hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), region),
  );
  return hmac(key, toSign).toString('hex') === signature;
}
