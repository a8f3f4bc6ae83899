import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { hashOf, newToken } from '../../platform/tokens.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdPerson } from '../people/leave.ts';
import type { PrivateSubject } from './names.ts';
import { columnsFor, countOtherFeedsOf, mostFeeds } from './queries.ts';
import { findPrivateSubjectFor } from './subjects.ts';
import { privateFeeds } from './tables.ts';

/**
 * Makes a private feed of what somebody may see, or gives the one that they have another address. The token that is
 * returned is kept nowhere.
 */
export async function makeFeed(person: SignedIn, subject: PrivateSubject): Promise<string> {
  await findPrivateSubjectFor(person, subject);
  const token = newToken();
  const made = { tokenHash: hashOf(token), madeAt: clock.now() };
  await db.transaction(async (tx) => {
    await holdPerson(tx, person.id);
    if ((await countOtherFeedsOf(tx, person, subject)) >= mostFeeds) throw tooMany();
    await tx
      .insert(privateFeeds)
      .values({ personId: person.id, ...columnsFor(subject), ...made })
      .onConflictDoUpdate({
        target: [
          privateFeeds.personId,
          privateFeeds.workspaceId,
          privateFeeds.topicId,
          privateFeeds.councilId,
          privateFeeds.savedSearchId,
        ],
        set: made,
      });
  });
  return token;
}

const tooMany = () =>
  notAllowed(
    `You have ${mostFeeds} feeds, as many as there can be. End one that you do not need, then make this one.`,
  ).leadingTo({ href: '/account/feeds', text: 'Your feeds' });
