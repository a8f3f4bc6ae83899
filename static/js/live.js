import { openConnection } from './live/connection.js';
import { createConnectionWords } from './live/connection-words.js';
import { backOff, hurry, pause } from './live/patience.js';
import { closeRegion } from './live/region.js';
import { rooms } from './live/rooms.js';
import { createStatus } from './live/status.js';

const checkEvery = 20_000;

/** Keeps every region of the page that has a room in step with the server for as long as the page is open. */
export async function start() {
  const status = createStatus();
  const words = createConnectionWords(status);
  for (const region of document.querySelectorAll('[data-room]')) {
    const name = region.dataset.room;
    const { live } = await import(fileFor(region));
    rooms.set(name, live(region, { status, gone: () => close(name, region) }));
  }

  const connection = openConnection({
    onConnected: watchAll,
    onLost: words.lost,
    onChange: (name, change) => rooms.get(name)?.hear(change),
    onGone: (name) => rooms.get(name)?.gone(),
    onCatchUp: () => setTimeout(catchUpAll, Math.random() * 2000),
  });

  async function watchAll() {
    await Promise.all([...rooms].map(([name, room]) => watch(name, room)));
    if (connection.isConnected()) words.live();
  }

  async function watch(name, room) {
    for (let attempt = 0; rooms.has(name); attempt++) {
      const answer = await connection.watch(name);
      if (!answer) return;
      if (answer.ok) return room.opened(answer);
      if (answer.reason === 'not found') return room.gone();
      await pause(backOff(attempt));
    }
  }

  function close(name, region) {
    rooms.delete(name);
    // Without its bell a page is as it was.
    if (!isBell(region)) closeRegion(region, status);
  }

  const catchUpAll = () => Promise.all([...rooms.values()].map((room) => room.catchUp()));

  /** A connection may have died unnoticed while nobody looked, or while the computer slept. */
  function check() {
    hurry();
    if (connection.isConnected()) watchAll();
    else connection.restart();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') check();
  });
  addEventListener('online', check);
  addEventListener('offline', words.lost);
  addEventListener('pagehide', (event) => {
    if (event.persisted) connection.rest();
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) check();
  });
  // Some networks let pages through and nothing live.
  setInterval(() => {
    if (!connection.isConnected() && document.visibilityState === 'visible') catchUpAll();
  }, checkEvery);
}

const isBell = (region) => region.querySelector('[data-bell]') !== null;

/** What keeps a region in step, by how it asks for what it missed; where that is an address, it is a thread. */
const files = { page: './topics/list.js', queue: './reports/queue.js', choosing: './moderation/choosing.js' };

function fileFor(region) {
  if (isBell(region)) return './notices/bell.js';
  return files[region.dataset.catchUp] ?? './replies/thread.js';
}
