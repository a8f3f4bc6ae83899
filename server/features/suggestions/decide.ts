import { eq, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notAllowed, Refusal } from '../../platform/errors.ts';
import { bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { tellPerson } from '../notices/tell-person.ts';
import { recordChange } from '../topics/changes.ts';
import { canDecideSuggestions } from '../topics/policy.ts';
import type { Topic } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { hasNewText, type Text, writeVersion } from '../topics/write-version.ts';
import { holdSuggestionFor, type Suggestion } from './queries.ts';
import { type Outcome, suggestions } from './tables.ts';
import { suggestionAccepted, suggestionDeclined } from './told.ts';

/**
 * Gives the topic the text that was suggested, as whoever decides left it, with credit to who suggested it. `from` is
 * the version that they saw: when it has been changed since, nothing is written and `changed` says so.
 */
export function acceptSuggestion(decider: SignedIn, id: number, text: Text, from: number) {
  return db.transaction(async (tx) => {
    const { suggestion, topic } = await holdOpen(decider, id, tx);
    if (suggestion.outcome === 'accepted') return { topic };
    if (suggestion.outcome) throw decidedBefore();
    if (from !== topic.versionCount) return { topic, changed: topic.versionCount };
    if (!hasNewText(topic, text))
      throw new Refusal(
        422,
        'Nothing would change',
        'The text is as it was. Decline the suggestion instead.',
      );

    await writeVersion(tx, topic, decider, text, { reason: suggestion.reason, credit: suggestion.author });
    await close(tx, { suggestion, topic }, decider, 'accepted');
    const told = suggestionAccepted(decider.name);
    await tellPerson(tx, suggestion.authorId, told, aboutDecision(suggestion, decider, topic));
    return { topic };
  });
}

/** Leaves the topic as it is, and says why to who suggested it. */
export function declineSuggestion(decider: SignedIn, id: number, reason: string) {
  return db.transaction(async (tx) => {
    const { suggestion, topic } = await holdOpen(decider, id, tx);
    if (suggestion.outcome === 'declined') return { topic };
    if (suggestion.outcome) throw decidedBefore();
    await close(tx, { suggestion, topic }, decider, 'declined', reason);
    const told = suggestionDeclined(decider.name, { id, reason });
    await tellPerson(tx, suggestion.authorId, told, aboutDecision(suggestion, decider, topic));
    return { topic };
  });
}

/** Lets who suggested it take it back before it is decided. */
export function takeBackSuggestion(author: SignedIn, id: number) {
  return db.transaction(async (tx) => {
    const found = await holdSuggestionFor(author, id, tx);
    if (found.suggestion.authorId !== author.id)
      throw notAllowed('Only the person who suggested this can take it back.');
    if (found.suggestion.outcome === 'taken-back') return;
    if (found.suggestion.outcome) throw decidedBefore();
    await close(tx, found, author, 'taken-back');
  });
}

/** The suggestion, while it can be decided; one that was accepted or declined is given once more to who asks again. */
async function holdOpen(decider: SignedIn, id: number, tx: Tx) {
  const found = await holdSuggestionFor(decider, id, tx);
  if (!canDecideSuggestions(decider, found.topic))
    throw notAllowed('Only the person who looks after this, or a coordinator, can decide.');
  const { outcome, decidedBy } = found.suggestion;
  if (outcome && (outcome === 'taken-back' || decidedBy?.id !== decider.id)) throw decidedBefore();
  return found;
}

const decidedBefore = () =>
  new Refusal(409, 'This was decided already', 'Go back to the suggestion to see what became of it.');

async function close(
  tx: Tx,
  { suggestion, topic }: { suggestion: Suggestion; topic: Topic },
  actor: SignedIn,
  outcome: Outcome,
  decisionReason = '',
): Promise<void> {
  const decidedBy = bylineOf(actor, topic.workspace.id);
  await tx
    .update(suggestions)
    .set({ outcome, decidedAt: clock.now(), decidedBy, decisionReason })
    .where(eq(suggestions.id, suggestion.id));
  const set = { openSuggestions: sql`${topics.openSuggestions} - 1` };
  await recordChange(tx, topic, actor, 'suggestions-changed', {}, set);
}

const aboutDecision = ({ id }: Suggestion, by: SignedIn, topic: Topic) => ({
  kind: 'act' as const,
  by,
  topic,
  once: `suggestion-decided:${id}`,
});
