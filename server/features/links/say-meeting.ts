import { isDeepStrictEqual } from 'node:util';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import type { Meeting } from '../topics/meeting.ts';
import { holdTopicFor } from '../topics/queries.ts';
import { whyNotYours } from './link-topics.ts';
import { canLink } from './policy.ts';

/** Says which meeting a topic came from, in place of what was said before; or, with nothing, that it came from none. */
export function sayMeeting(member: SignedIn, topicId: number, meeting: Meeting | null) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(member, topicId, tx);
    if (!canLink(member, topic)) throw notAllowed(whyNotYours);
    if (isDeepStrictEqual(meeting, topic.meeting)) return;
    await recordChange(tx, topic, member, 'links-changed', {}, { meeting });
  });
}
