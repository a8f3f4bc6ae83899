import { io } from '../../vendor/socket.io.esm.min.js';
import { backOff } from './patience.js';

const answerWithin = 8000;

/** The page's one connection to the server. It never gives up. */
export function openConnection({ onConnected, onLost, onChange, onGone, onCatchUp }) {
  // A WebSocket first: it needs no second request to reach the same node. Where a network forbids it, polling.
  const socket = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelayMax: 5000,
  });
  let attempts = 0;
  let resting = false;
  let timer;

  socket.on('connect', () => {
    attempts = 0;
    onConnected();
  });
  socket.on('disconnect', lost);
  socket.on('connect_error', lost);
  socket.on('change', onChange);
  socket.on('gone', onGone);
  socket.on('catch-up', onCatchUp);

  function lost() {
    if (resting) return;
    onLost();
    // Socket.IO tries again by itself, but not when it was the server that said no.
    if (socket.active) return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), backOff(attempts++));
  }

  /** A page that the browser puts aside may come back, and can only do so without open connections. */
  function rest() {
    resting = true;
    clearTimeout(timer);
    socket.disconnect();
  }

  /** Begins anew, now: for a connection that does not answer, or whose next attempt is seconds away. */
  function restart() {
    rest();
    resting = false;
    socket.connect();
  }

  return {
    rest,
    restart,
    isConnected: () => socket.connected,
    /** Asks to be told of a room's changes; the answer is the server's, or undefined when there was none. */
    async watch(room) {
      const { id } = socket;
      try {
        return await socket.timeout(answerWithin).emitWithAck('watch', room);
      } catch {
        if (socket.connected && socket.id === id) restart();
        return undefined;
      }
    },
  };
}
