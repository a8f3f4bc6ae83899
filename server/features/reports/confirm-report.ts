import { and, eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { mailLater } from '../../platform/mail.ts';
import { visitor } from '../../platform/viewer.ts';
import { addressOfPost } from '../replies/addresses.ts';
import { addToCase } from './add-to-case.ts';
import { reportConfirmed } from './mails.ts';
import { findReported } from './reported-post.ts';
import { reports } from './tables.ts';
import type { VisitorReport } from './visitor-reports.ts';

/** Puts what a visitor reported before the coordinators, if the post is still public. Confirmed twice, it is one report. */
export async function confirmReport({ id, ...report }: VisitorReport, token: string): Promise<void> {
  if (report.confirmedAt) return;
  const post = await findReported(visitor, report);
  if (post.isRemoved) throw notFound();
  await db.transaction(async (tx) => {
    const ofAddress = await holdReportsOfAddress(tx, report);
    const own = ofAddress.find((held) => held.id === id);
    if (!own) throw notFound();
    if (own.confirmedAt) return;
    if (ofAddress.some(isOpen)) throw reportedAlready();
    await tx.update(reports).set({ confirmedAt: clock.now() }).where(eq(reports.id, id));
    await addToCase(tx, post, own);
    const mail = reportConfirmed({ token, postHref: addressOfPost(report) });
    await mailLater(tx, { to: report.email ?? '', ...mail });
  });
}

/** All that this address has reported of the post, held, so that two links confirmed at once are one after the other. */
function holdReportsOfAddress(tx: Tx, { email, topicId, post }: Omit<VisitorReport, 'id'>) {
  const ofAddress = and(eq(reports.email, email ?? ''), eq(reports.topicId, topicId), eq(reports.post, post));
  return tx.select().from(reports).where(ofAddress).orderBy(reports.id).for('update');
}

type Held = Awaited<ReturnType<typeof holdReportsOfAddress>>[number];

const isOpen = ({ confirmedAt, takenBackAt, toldAt }: Held) => confirmedAt && !takenBackAt && !toldAt;

const reportedAlready = () =>
  new Refusal(
    409,
    'You have reported this already',
    'The coordinators have what you reported before. We write to you what comes of it.',
  );
