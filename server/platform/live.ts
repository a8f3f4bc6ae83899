import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { readId } from './addresses.ts';
import { clock } from './clock.ts';
import { Refusal } from './errors.ts';
import type { DomainEvent, EventName } from './events.ts';
import type { Announcement, Feature } from './feature.ts';
import { log } from './log.ts';
import { isOurOrigin } from './origin.ts';
import type { Viewer } from './viewer.ts';

const roomsAtMost = 10;
const messagesAtMost = 30;
const messagesWithin = 10_000;

/** What carries a page's messages, before anything is made of them. */
type Connection = Socket['conn'];

interface LiveOptions {
  features: Feature[];
  /** Who this request is from, as the database has it now. */
  viewerOf(request: IncomingMessage): Promise<Viewer>;
}

/** Live connections: pages watch rooms, and are told of changes as they are committed anywhere. */
export function openLive(server: HttpServer, { features, viewerOf }: LiveOptions) {
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: 10_000,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    allowRequest: (request, answer) => answer(null, isOurOrigin(request)),
  });
  const rooms = new Map(features.flatMap((feature) => Object.entries(feature.rooms ?? {})));

  // Counted so that whoever was let in while something was heard can notice it: see watch().
  let heard = 0;
  let withdrawn = 0;

  io.engine.on('connection', limitMessages);

  io.use(async (socket, next) => {
    try {
      socket.data.withdrawn = withdrawn;
      socket.data.viewer = await viewerOf(socket.request);
      next();
    } catch (error) {
      log.error({ error }, 'A live connection could not be opened');
      next(new Error('try again'));
    }
  });

  io.on('connection', (socket) => {
    const viewer: Viewer = socket.data.viewer;
    if (socket.data.withdrawn !== withdrawn) return socket.disconnect(true);
    if (viewer.kind !== 'visitor') socket.join([`session:${viewer.sessionHash}`, `person:${viewer.id}`]);
    socket.data.watching = new Set<string>();
    socket.on('watch', async (name: unknown, answer: unknown) => {
      const result = await watch(socket, name);
      if (typeof answer === 'function') answer(result);
    });
    socket.on('unwatch', (name: unknown) => {
      if (typeof name === 'string') leave(socket, name);
    });
  });

  /**
   * Opens a room to a page and answers with the room's sequence number. `behind` says that something was heard
   * meanwhile, which the page must then ask for. When access to anything was withdrawn meanwhile, asks again.
   */
  async function watch(socket: Socket, name: unknown): Promise<object> {
    const watching: Set<string> = socket.data.watching;
    if (!isRoom(name)) return { ok: false, reason: 'not found' };
    if (!watching.has(name) && watching.size >= roomsAtMost) return { ok: false, reason: 'too many' };
    watching.add(name);
    const heardBefore = heard;
    try {
      for (;;) {
        const withdrawnBefore = withdrawn;
        const { seq, audiences } = await openRoom(socket.data.viewer, name);
        if (withdrawn !== withdrawnBefore) continue;
        // The page left while it was being let in.
        if (!watching.has(name)) return { ok: false, reason: 'left' };
        socket.join([name, ...audiences.map((audience) => `${name} ${audience}`)]);
        return { ok: true, seq, behind: heard !== heardBefore };
      }
    } catch (error) {
      leave(socket, name);
      if (error instanceof Refusal) return { ok: false, reason: 'not found' };
      log.error({ error }, 'A room could not be opened');
      return { ok: false, reason: 'try again' };
    }
  }

  /** Of ours are also the rooms by which a person's connections are ended: nobody may ask for those, and so leave them. */
  const isRoom = (name: unknown): name is string =>
    typeof name === 'string' && name.length <= 60 && rooms.has(kindOf(name));

  async function openRoom(viewer: Viewer, name: string) {
    const [, id, ...more] = name.split(':');
    const open = rooms.get(kindOf(name));
    if (!open || more.length > 0) throw new Refusal(404, 'No such room', 'No such room');
    const { seq, audiences = [viewer.kind] } = await open(viewer, readId(id));
    return { seq, audiences };
  }

  /** Asks again for each page that watches a room whether it may, and stops telling those that may not. */
  async function recheck(name: string): Promise<void> {
    const watching = [...(io.of('/').adapter.rooms.get(name) ?? [])].map((id) => io.sockets.sockets.get(id));
    await inTurn(watching, async (socket) => {
      if (await isStillWho(socket)) await keepOrLeave(socket, name);
    });
  }

  /** The same for every page and room of this node, after it could not hear of access that was taken away. */
  async function recheckAll(): Promise<void> {
    await inTurn([...io.sockets.sockets.values()], async (socket) => {
      if (!(await isStillWho(socket))) return;
      for (const name of [...socket.data.watching]) await keepOrLeave(socket, name);
    });
  }

  /** Whoever opened this connection; where that is no longer so it ends, and the page connects as whoever it is now. */
  async function isStillWho(socket: Socket): Promise<boolean> {
    const before: Viewer = socket.data.viewer;
    const now = await viewerOf(socket.request).catch(() => undefined);
    const same =
      now?.kind === before.kind && (now.kind === 'visitor' || now.id === (before as typeof now).id);
    if (now && same) socket.data.viewer = now;
    else socket.disconnect(true);
    return same;
  }

  async function keepOrLeave(socket: Socket, name: string): Promise<void> {
    try {
      await openRoom(socket.data.viewer, name);
    } catch {
      leave(socket, name);
      socket.emit('gone', name);
    }
  }

  // One at a time, so that a room hears of changes in the order of their commits.
  let last = Promise.resolve();
  function announce(event: DomainEvent): void {
    const announcements = announcementsOf(event);
    heard++;
    if (isWithdrawal(event) || announcements.some((told) => 'recheck' in told && told.recheck)) withdrawn++;
    last = last
      .then(() => tellRooms(event, announcements))
      .catch((error) => log.error({ error, event: event.name }, 'Not announced'));
  }

  async function tellRooms(event: DomainEvent, announcements: Announcement[]): Promise<void> {
    if (event.name === 'session-ended') io.local.in(`session:${event.sessionHash}`).disconnectSockets(true);
    if (event.name === 'access-changed') io.local.in(`person:${event.personId}`).disconnectSockets(true);
    for (const announcement of announcements) {
      if ('rooms' in announcement) {
        const watched = announcement.rooms.filter(isWatched);
        const changes = watched.length > 0 ? await announcement.changes(watched) : [];
        for (const { room, change } of changes) io.local.to(room).emit('change', room, change);
        continue;
      }
      if (announcement.recheck) await recheck(announcement.room);
      const { room, to = [], notTo } = announcement;
      const listening = to.length > 0 ? to.map((audience) => `${room} ${audience}`) : [room];
      if (!listening.some(isWatched)) continue;
      const change = await announcement.change();
      if (!change) continue;
      const { to: only, ...told } = change;
      io.local
        .to(only ? `${room} ${only}` : listening)
        .except(notTo ? `${room} ${notTo}` : [])
        .emit('change', room, told);
    }
  }

  const isWatched = (name: string) => io.of('/').adapter.rooms.has(name);

  function announcementsOf<N extends EventName>(event: DomainEvent<N>): Announcement[] {
    return features.flatMap((feature) => feature.announcements?.[event.name]?.(event) ?? []);
  }

  // A session that runs out takes its connections with it; the page then connects again as whoever it is.
  const sweep = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const { viewer } = socket.data as { viewer: Viewer };
      if (viewer.kind !== 'visitor' && viewer.sessionExpiresAt < clock.now()) socket.disconnect(true);
    }
  }, 30_000).unref();

  return {
    announce,
    /** After this node may have missed something: every page is asked for again, and asks for what it missed. */
    catchUp(): void {
      withdrawn++;
      last = last
        .then(recheckAll)
        .then(() => void io.local.emit('catch-up'))
        .catch((error) => log.error({ error }, 'Pages could not be asked for again'));
    },
    /** How many pages are connected to this node. */
    count: () => io.engine.clientsCount,
    async close(): Promise<void> {
      clearInterval(sweep);
      await io.close();
      await last;
    },
  };
}

const atOnce = 20;

/** Does this for each of them, a few at once. */
async function inTurn<T>(items: (T | undefined)[], act: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) {
    await Promise.all(items.slice(at, at + atOnce).map((item) => item && act(item)));
  }
}

const kindOf = (name: string) => name.split(':', 1)[0] ?? '';

const isWithdrawal = ({ name }: DomainEvent) => name === 'session-ended' || name === 'access-changed';

function leave(socket: Socket, name: string): void {
  if (!socket.data.watching.delete(name)) return;
  for (const room of socket.rooms) if (room === name || room.startsWith(`${name} `)) socket.leave(room);
}

/** Counted as they arrive, because not all that is answered is an event: a page can ask for namespaces there are none of. */
function limitMessages(connection: Connection): void {
  let count = 0;
  let since = Date.now();
  connection.on('packet', ({ type }: { type: string }) => {
    if (type !== 'message') return;
    if (Date.now() - since > messagesWithin) {
      count = 0;
      since = Date.now();
    }
    if (++count > messagesAtMost) connection.close(true);
  });
}
