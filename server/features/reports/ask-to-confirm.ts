import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import { addressOfPost, type PostPlace } from '../replies/addresses.ts';
import { limitAddress, limitNetwork } from './limits.ts';
import { reportToConfirm } from './mails.ts';
import type { WhatIsWrong } from './report-post.ts';
import { reports } from './tables.ts';
import { daysToConfirm } from './visitor-reports.ts';

/**
 * Keeps what a visitor says is wrong with a public post, and writes to the address they gave. By mail alone, and whatever the
 * address: what whoever asked is told does not say whether it is somebody's here.
 */
export async function askToConfirm(
  { email, ip }: { email: string; ip: string },
  { topicId, post }: PostPlace,
  what: WhatIsWrong,
): Promise<void> {
  await limitNetwork(ip);
  await limitAddress(email);
  const token = newToken();
  await db.transaction(async (tx) => {
    const tokenHash = hashOf(token);
    await tx.insert(reports).values({ topicId, post, email, tokenHash, ...what, createdAt: clock.now() });
    const postHref = addressOfPost({ topicId, post });
    await mailLater(tx, {
      to: email,
      ...reportToConfirm({ token, postHref, daysValid: daysToConfirm }),
    });
  });
}
