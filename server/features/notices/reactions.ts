import { db } from '../../platform/database.ts';
import type { Feature, HappenedEvent } from '../../platform/feature.ts';
import { listWhoHaveItToo } from '../same-problems/queries.ts';
import { type State, stateLabel } from '../topics/kinds.ts';
import { oncePost } from './give-notices.ts';
import { type ConcernedTopic, findNewTopic, findPostedReply } from './queries.ts';
import { tellPerson } from './tell-person.ts';
import { tellThoseConcerned } from './tell-those-concerned.ts';
import { itsTitle } from './titles.ts';

/** What people are told of what happens: never while whoever did it waits. Of what was imported nobody is told. */
export const reactions: Feature['reactions'] = {
  'topic-posted': tellOfTopic,
  'topic-state-changed': (event) => (event.from === 'draft' ? tellOfTopic(event) : tellOwnerOfState(event)),
  'reply-posted': tellOfReply,
  'answer-accepted': tellOfAnswer,
};

async function tellOfTopic({ topicId, actorId, at }: HappenedEvent<'topic-posted' | 'topic-state-changed'>) {
  const topic = await findNewTopic(topicId);
  if (!topic) return;
  const what = { post: 0, at, actorId, once: oncePost(topic.id, 0) };
  const followers = { kind: 'topic', levels: ['everything', 'new-topics'] } as const;
  await db.transaction((tx) => tellThoseConcerned(tx, topic, { ...what, followers }));
}

/** Whoever looks after a topic hears it when a coordinator says how it stands. */
async function tellOwnerOfState({ topicId, actorId, seq, to }: HappenedEvent<'topic-state-changed'>) {
  const topic = await findNewTopic(topicId);
  if (!topic || actorId === null) return;
  const subject = `${itsTitle} is now: ${stateLabel(topic.kind, to as State)}`;
  const about = { kind: 'act', by: { id: actorId }, once: `state:${topic.id}:${seq}` } as const;
  await db.transaction((tx) =>
    tellPerson(
      tx,
      topic.ownerId,
      { subject, paragraphs: [`${subject}.`] },
      { ...about, topic: placeOf(topic) },
    ),
  );
}

const placeOf = ({ id, visibility, workspaceId }: ConcernedTopic) => ({
  id,
  visibility,
  workspace: { id: workspaceId },
});

async function tellOfReply({ replyId, actorId, at }: HappenedEvent<'reply-posted'>) {
  const reply = await findPostedReply(replyId);
  if (!reply) return;
  const { topic, number: post, answersId } = reply;
  await db.transaction((tx) =>
    tellThoseConcerned(tx, topic, {
      post,
      isNew: true,
      at,
      actorId,
      once: oncePost(topic.id, post),
      directly: { kind: 'reply', personIds: [topic.ownerId, answersId] },
      followers: { kind: 'followed', levels: ['everything'] },
    }),
  );
}

async function tellOfAnswer({ replyId, actorId, at }: HappenedEvent<'answer-accepted'>) {
  const reply = await findPostedReply(replyId);
  if (!reply?.isAccepted) return;
  const { topic, number: post, authorId } = reply;
  await db.transaction(async (tx) => {
    await tellThoseConcerned(tx, topic, {
      post,
      at,
      actorId,
      once: `accepted:${topic.id}:${post}`,
      directly: { kind: 'accepted', personIds: [authorId], always: true },
    });
    // One more answer to a question that is solved is no news to others.
    if (!reply.isFirstAnswer) return;
    await tellThoseConcerned(tx, topic, {
      post,
      at,
      actorId,
      once: `solved:${topic.id}:${post}`,
      directly: { kind: 'solved', personIds: [topic.ownerId, ...(await listWhoHaveItToo(tx, topic.id))] },
      followers: { kind: 'solved', levels: ['everything', 'solved'] },
      except: [authorId],
    });
  });
}
