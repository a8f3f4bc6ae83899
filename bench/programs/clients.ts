import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { answerParent } from '../child.ts';
import { type Rate, round, type Times, timesOf } from '../figures.ts';

/** People with open pages, who also post: in one program, so that posting and hearing are told by one clock. */
type Question =
  | { do: 'connect'; url: string; cookies: string[]; count: number; room?: string }
  | { do: 'fan-out'; post: Post }
  | { do: 'post'; post: Post; atOnce: number; seconds: number }
  | { do: 'post-once'; post: Post }
  | { do: 'disconnect' };

export interface Post {
  url: string;
  path: string;
  /** One is taken after the other. */
  cookies: string[];
  body: string;
}

let sockets: Socket[] = [];
let heard: { at: number; message: unknown[] }[] = [];
let sent = 0;
const agent = new http.Agent({ keepAlive: true });

answerParent(async (question: Question) => {
  if (question.do === 'connect') return connect(question);
  if (question.do === 'fan-out') return fanOut(question.post);
  if (question.do === 'post') return postFor(question.post, question.atOnce, question.seconds);
  if (question.do === 'post-once') return postOnce(question.post);
  for (const socket of sockets) socket.disconnect();
  sockets = [];
});

async function connect({ url, cookies, count, room }: Extract<Question, { do: 'connect' }>): Promise<void> {
  for (let from = 0; from < count; from += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - from) }, (_, at) => open(from + at)));
  }
  async function open(at: number) {
    const extraHeaders = { cookie: cookies[at % cookies.length] ?? '', origin: url };
    const socket = io(url, { transports: ['websocket'], extraHeaders, forceNew: true, reconnection: false });
    sockets.push(socket);
    await new Promise<void>((done, failed) => socket.once('connect', done).once('connect_error', failed));
    socket.on('change', (...message) => heard.push({ at: performance.now(), message }));
    if (!room) return;
    const answer = await socket.emitWithAck('watch', room);
    if (!answer.ok) throw new Error(`${room} was not opened: ${answer.reason}`);
  }
}

/** How long it takes from the moment something is posted until each open page has heard of it. */
async function fanOut(post: Post): Promise<Times & { message: unknown[] }> {
  heard = [];
  const began = performance.now();
  await send(post, sent++);
  for (const giveUp = began + 20_000; heard.length < sockets.length; await pause(5)) {
    if (performance.now() > giveUp) throw new Error(`${heard.length} of ${sockets.length} heard of it`);
  }
  return { ...timesOf(heard.map(({ at }) => at - began)), message: heard[0]?.message ?? [] };
}

/** How long it takes until that is answered. */
async function postOnce(post: Post): Promise<number> {
  const began = performance.now();
  await send(post, sent++);
  return performance.now() - began;
}

async function postFor(post: Post, atOnce: number, seconds: number): Promise<Rate> {
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  async function keepPosting(worker: number) {
    for (let turn = worker; performance.now() < until; turn += atOnce) {
      const sent = performance.now();
      await send(post, turn);
      times.push(performance.now() - sent);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => keepPosting(worker)));
  return {
    perSecond: round(times.length / ((performance.now() - began) / 1000)),
    count: times.length,
    ...timesOf(times),
  };
}

function send({ url, path, cookies, body }: Post, turn: number): Promise<void> {
  const form = new URLSearchParams({
    formId: crypto.randomUUID(),
    act: 'post',
    body: `${body} ${turn}`,
  }).toString();
  const headers = {
    cookie: cookies[turn % cookies.length] ?? '',
    origin: url,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(form),
  };
  return new Promise((done, failed) => {
    const request = http.request(url + path, { method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .once('end', () =>
          response.statusCode === 303
            ? done()
            : failed(new Error(`Posting was answered with ${response.statusCode}`)),
        );
    });
    request.once('error', failed).end(form);
  });
}
