import type { Tx } from '../../platform/database.ts';
import { forgetPerson } from '../accounts/forget-person.ts';
import { forgetAppealsOf } from '../appeals/forget-appeals-of.ts';
import { withdrawMentionsInCollections } from '../collections/withdraw-mentions.ts';
import { forgetDraftsOf } from '../drafts/sweep-drafts.ts';
import { withdrawMentionsInDrafts } from '../drafts/withdraw-mentions.ts';
import { endAllFeedsOf } from '../feeds/end-feed.ts';
import { forgetFollowsOf } from '../follows/forget-follows-of.ts';
import { forgetWaitingPostsOf } from '../guests/forget-waiting-posts-of.ts';
import { withdrawMentionsInWaitingPosts } from '../guests/withdraw-mentions.ts';
import { forgetSubjectsOf } from '../identity-providers/forget-subjects-of.ts';
import { forgetInvitationsTo } from '../invitations/forget-invitations-to.ts';
import { forgetMailSettingsOf } from '../notice-mails/forget-mail-settings-of.ts';
import { forgetNoticesOf } from '../notices/forget-notices-of.ts';
import { takeNameOff } from '../people/leave.ts';
import { withdrawAuthorOfReplies } from '../replies/withdraw-author.ts';
import { withdrawMentionsInReplies } from '../replies/withdraw-mentions.ts';
import { forgetReportsOf } from '../reports/forget-reports-of.ts';
import { logAccess } from '../roles/log.ts';
import { forgetSavedSearchesOf } from '../saved-searches/remove-saved-search.ts';
import { forgetFoundAnswersOf } from '../similar-topics/find-answer.ts';
import { withdrawAuthorOfSuggestions } from '../suggestions/withdraw-author.ts';
import { withdrawMentionsInSuggestions } from '../suggestions/withdraw-mentions.ts';
import { deleteDraftsOf } from '../topics/delete-drafts-of.ts';
import { forgetReadingsOf } from '../topics/forget-readings-of.ts';
import { holdTopicsNaming, recordWithdrawal, withdrawAuthorOfTopics } from '../topics/withdraw-author.ts';
import { withdrawMentionsInTopics } from '../topics/withdraw-mentions.ts';

interface Leaver {
  id: number;
  email: string;
  councilId: number | null;
}

interface Why {
  actorId: number;
  reason: string;
}

/**
 * Takes the name of somebody who has left off all that they wrote, and deletes what else is kept about them. Their row
 * comes last: to change an address is to lock out whoever refers to it, who may hold a topic that is needed here.
 */
export async function withdrawName(tx: Tx, person: Leaver, why: Why): Promise<void> {
  const { id, councilId } = person;
  await deleteDraftsOf(tx, id);
  const held = await holdTopicsNaming(tx, id);
  await withdrawAuthorOfTopics(tx, id);
  await withdrawAuthorOfReplies(tx, id);
  await withdrawAuthorOfSuggestions(tx, id);
  await withdrawMentionsInTopics(tx, id);
  await withdrawMentionsInReplies(tx, id);
  await withdrawMentionsInSuggestions(tx, id);
  await withdrawMentionsInDrafts(tx, id);
  await withdrawMentionsInWaitingPosts(tx, id);
  await withdrawMentionsInCollections(tx, id);
  await recordWithdrawal(tx, held);
  await forgetPerson(tx, person);
  await forgetDraftsOf(tx, id);
  await forgetWaitingPostsOf(tx, id);
  await forgetSubjectsOf(tx, id);
  await forgetInvitationsTo(tx, person);
  await forgetReadingsOf(tx, id);
  await forgetFollowsOf(tx, id);
  await forgetNoticesOf(tx, id);
  await forgetReportsOf(tx, id);
  await forgetAppealsOf(tx, id);
  await forgetFoundAnswersOf(tx, id);
  await endAllFeedsOf(tx, id);
  await forgetSavedSearchesOf(tx, id);
  await forgetMailSettingsOf(tx, id);
  await logAccess(tx, 'name-withdrawn', { personId: id, councilId, ...why });
  await takeNameOff(tx, id);
}
