import http from 'node:http';
import type { Socket } from 'node:net';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import { config } from './config.ts';
import { askToSignIn, membersOnly } from './features/accounts/held-posts.ts';
import { identifyViewer, viewerOf } from './features/accounts/sessions.ts';
import { noteVisit } from './features/accounts/visits.ts';
import { readUpload } from './features/attachments/read-upload.ts';
import { keepIfRefused } from './features/drafts/keep-if-refused.ts';
import { features } from './features/index.ts';
import { flushReadings } from './features/topics/readings.ts';
import { loadAssets } from './platform/assets.ts';
import { showError, showNotFound } from './platform/error-pages.ts';
import type { DomainEvent, EventName } from './platform/events.ts';
import { answerHealth } from './platform/health.ts';
import { forget, forgetAll } from './platform/kept.ts';
import { listen } from './platform/listener.ts';
import { setListener } from './platform/listening.ts';
import { openLive } from './platform/live.ts';
import { registerMails } from './platform/mail-kinds.ts';
import { refuseOtherOrigins } from './platform/origin.ts';
import { logRequests } from './platform/request-log.ts';
import { securityHeaders } from './platform/security-headers.ts';
import { connectViews } from './platform/views.ts';

/** Every request, in this order: strangers get no further than one line, and guests no further than the next. */
export async function createApp() {
  const assets = await loadAssets();
  const app = express();
  app
    .disable('x-powered-by')
    .disable('etag')
    .set('query parser', 'simple')
    .set('trust proxy', config.TRUST_PROXY);
  Object.assign(app.locals, {
    serviceName: 'Standard Practice',
    version: assets.version,
    demonstrating: !config.production,
    checksFiles: config.CLAMAV_ADDRESS !== undefined,
  });
  connectViews(app, assets.address);
  registerMails(features);

  app.use(logRequests);
  app.use(assets.router);
  app.use(securityHeaders);
  app.get('/health', answerHealth);
  app.use(refuseOtherOrigins);
  app.use(compression({ threshold: 1024 }));
  app.use(express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 200 }));
  app.use(identifyViewer, noteVisit, tellViews);
  app.use(readUpload);
  for (const { publicRoutes } of features) if (publicRoutes) app.use(publicRoutes);
  app.use(askToSignIn);
  for (const { signedInRoutes } of features) if (signedInRoutes) app.use(signedInRoutes);
  app.use(membersOnly);
  for (const { routes } of features) if (routes) app.use(routes);
  app.use(showNotFound, keepIfRefused, showError);
  return app;
}

/** What every template may use. A page of a member's is theirs alone, and is asked for again each time. */
const tellViews: RequestHandler = (req, res, next) => {
  const signedIn = req.viewer.kind !== 'visitor';
  Object.assign(res.locals, { viewer: req.viewer, signedIn, path: req.path });
  res.set('Cache-Control', signedIn ? 'private, no-cache' : 'no-cache').vary('Cookie');
  next();
};

/** The application with its live connections, on a server that does not listen yet. */
export async function createServer(databaseUrl: string) {
  const app = await createApp();
  const server = http.createServer(app);
  const connections = new Set<Socket>();
  server.on('connection', (connection: Socket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  const live = openLive(server, { features, viewerOf });
  const listener = listen(databaseUrl, {
    heard(event) {
      for (const about of outdatedBy(event)) forget(about);
      live.announce(event);
    },
    missed() {
      forgetAll();
      live.catchUp();
    },
  });
  setListener(listener);
  await listener.start();

  async function close(): Promise<void> {
    // Browsers hold connections open on which they have not asked for anything yet, and a live connection may have been
    // opened at this very moment: neither is idle to Node, and the second is none of its requests. A file that somebody
    // uploads may take minutes.
    setTimeout(() => {
      for (const connection of connections) connection.destroy();
    }, 2000).unref();
    await live.close();
    await new Promise((done) => {
      server.close(done);
      server.closeIdleConnections();
    });
    await flushReadings();
    await listener.stop();
  }
  return { app, server, live, close };
}

function outdatedBy<N extends EventName>(event: DomainEvent<N>): string[] {
  return features.flatMap(({ outdates }) => outdates?.[event.name]?.(event) ?? []);
}
