import { db } from '../../platform/database.ts';
import type { DomainEvent } from '../../platform/events.ts';
import type { Feature } from '../../platform/feature.ts';
import { oncePost } from './give-notices.ts';
import { findNewTopic, findPostedReply } from './queries.ts';
import { tellThoseConcerned } from './tell-those-concerned.ts';

/** What people are told of what happens: never while whoever did it waits. Of what was imported nobody is told. */
export const reactions: Feature['reactions'] = {
  'topic-posted': tellOfTopic,
  'topic-state-changed': async (event) => {
    if (event.from === 'draft') await tellOfTopic(event);
  },
  'reply-posted': tellOfReply,
  'answer-accepted': tellOfAnswer,
};

async function tellOfTopic({ topicId, actorId }: DomainEvent<'topic-posted' | 'topic-state-changed'>) {
  const topic = await findNewTopic(topicId);
  if (!topic) return;
  const what = { post: 0, actorId, once: oncePost(topic.id, 0) };
  const followers = { kind: 'topic', levels: ['everything', 'new-topics'] } as const;
  await db.transaction((tx) => tellThoseConcerned(tx, topic, { ...what, followers }));
}

async function tellOfReply({ replyId, actorId }: DomainEvent<'reply-posted'>) {
  const reply = await findPostedReply(replyId);
  if (!reply) return;
  const { topic, number: post, answersId } = reply;
  await db.transaction((tx) =>
    tellThoseConcerned(tx, topic, {
      post,
      isNew: true,
      actorId,
      once: oncePost(topic.id, post),
      directly: { kind: 'reply', personIds: [topic.ownerId, answersId] },
      followers: { kind: 'followed', levels: ['everything'] },
    }),
  );
}

async function tellOfAnswer({ replyId, actorId }: DomainEvent<'answer-accepted'>) {
  const reply = await findPostedReply(replyId);
  if (!reply?.isAccepted) return;
  const { topic, number: post, authorId } = reply;
  await db.transaction(async (tx) => {
    await tellThoseConcerned(tx, topic, {
      post,
      actorId,
      once: `accepted:${topic.id}:${post}`,
      directly: { kind: 'accepted', personIds: [authorId], always: true },
    });
    // One more answer to a question that is solved is no news to others.
    if (!reply.isFirstAnswer) return;
    await tellThoseConcerned(tx, topic, {
      post,
      actorId,
      once: `solved:${topic.id}:${post}`,
      directly: { kind: 'solved', personIds: [topic.ownerId] },
      followers: { kind: 'solved', levels: ['everything', 'solved'] },
      except: [authorId],
    });
  });
}
