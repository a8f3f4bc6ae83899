import { and, eq, lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { log } from '../../platform/log.ts';
import { askAboutDead } from './ask-about-dead.ts';
import { askPolitely } from './ask-politely.ts';
import { gatherCitations } from './gather-citations.ts';
import { after, judge, restUntil } from './judge.ts';
import { hasAnsweredSince, listDue } from './queries.ts';
import { citations, citedPages } from './tables.ts';
import { type Finding, visitPage } from './visit-page.ts';
import { type WayOut, wayOut } from './way-out.ts';

type Page = typeof citedPages.$inferSelect;
interface Visit {
  page: Page;
  finding: Finding;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A round is over before the next one begins. */
const roundFor = 20 * minute;
/** So many without an answer at all, and nobody has answered for a day: it is this server that cannot get out. */
const silenceAtMost = 10;

/**
 * Every hour: asks for those pages that have not been asked for in a week, and asks for a review of what cites one that
 * has turned out to be dead.
 */
export async function checkCitedPages(way: WayOut = wayOut): Promise<void> {
  await gatherCitations();
  await visitDue(way);
  await askAboutDead();
}

async function visitDue(way: WayOut): Promise<void> {
  const begun = clock.now();
  const ask = askPolitely(way);
  const resting = new Set<string>();
  const silent: Visit[] = [];
  const canGetOut = () => hasAnsweredSince(after(clock.now(), -day));
  for (const page of await listDue(begun)) {
    if (clock.now().getTime() - begun.getTime() > roundFor) break;
    if (resting.has(page.host)) continue;
    const finding = await visitPage(page.address, ask);
    if (isSilence(finding)) silent.push({ page, finding });
    else await writeDown({ page, finding });
    if (finding.what === 'unreachable' && finding.busy) {
      resting.add(finding.busy.host);
      await leaveAlone(finding.busy.host, restUntil(finding, clock.now()));
    }
    if (silent.length === silenceAtMost && !(await canGetOut())) break;
  }
  // Whether nobody else answered either is known at the end.
  if (silent.length > 0) await writeDownSilence(silent, await canGetOut());
}

const isSilence = (finding: Finding) =>
  (finding.what === 'gone' || finding.what === 'unreachable') && finding.status === undefined;

/** Nothing is held against pages when no other answers either. */
async function writeDownSilence(silent: Visit[], canGetOut: boolean): Promise<void> {
  for (const visit of silent) {
    if (canGetOut) await writeDown(visit);
    else await postpone(visit.page.id, after(clock.now(), day));
  }
  if (!canGetOut)
    log.warn('No page that is linked to could be reached; LINK_CHECKS=off where there is no way out');
}

async function writeDown({ page, finding }: Visit): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(citedPages)
      .set(judge(page, finding, clock.now()))
      .where(eq(citedPages.id, page.id));
    // Should it die again, that is news.
    if (finding.what === 'works')
      await tx.update(citations).set({ askedVersion: null }).where(eq(citations.pageId, page.id));
  });
}

const postpone = (id: number, until: Date) =>
  db.update(citedPages).set({ nextCheckAt: until }).where(eq(citedPages.id, id));

/** A server that says until when it is busy is not asked for its other pages before then either. */
async function leaveAlone(host: string, until: Date | undefined): Promise<void> {
  if (!until) return;
  const isSooner = and(eq(citedPages.host, host), lt(citedPages.nextCheckAt, until));
  await db.update(citedPages).set({ nextCheckAt: until }).where(isSooner);
}
