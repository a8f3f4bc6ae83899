import compression from 'compression';
import express from 'express';
import pg from 'pg';
import { answerParent } from '../child.ts';
import type { BareUrls } from '../measure/pages.ts';

/**
 * As little as an Express server can do: send a constant page, as it is, without the ETag that Express makes of every
 * answer by default, and compressed; and for posting, put one row into the same Postgres.
 */
let pool: pg.Pool | undefined;
let urls: BareUrls | undefined;
const pages = new Map<string, string>();

function serve(app: express.Express) {
  app.get('/:page', (req, res) => {
    res.send(pages.get(req.params.page));
  });
  app.post('/rows', express.urlencoded({ extended: false }), async (req, res) => {
    await pool?.query('insert into bench_rows (body) values ($1)', [req.body.body]);
    res.redirect(303, '/');
  });
  return new Promise<string>((done) => {
    const server = app.listen(0, '127.0.0.1', () => {
      done(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    });
  });
}

answerParent(async (question: { pages?: Record<string, string>; databaseUrl?: string }) => {
  for (const [name, html] of Object.entries(question.pages ?? {})) pages.set(name, html);
  if (question.databaseUrl) {
    pool = new pg.Pool({ connectionString: question.databaseUrl, max: 10 });
    await pool.query('create table if not exists bench_rows (id serial primary key, body text not null)');
  }
  urls ??= {
    url: await serve(express()),
    urlWithoutEtag: await serve(express().disable('etag')),
    urlCompressed: await serve(express().use(compression())),
  };
  return urls;
});
