import type { Member, Viewer } from '../../platform/viewer.ts';
import { canAccept } from '../topics/policy.ts';
import type { Topic } from '../topics/queries.ts';
import type { Reply } from './queries.ts';

const isAuthor = (viewer: Viewer, reply: Pick<Reply, 'authorId'>) =>
  viewer.kind === 'member' && viewer.id === reply.authorId;

export const canEditReply = (viewer: Viewer, reply: Reply): viewer is Member =>
  isAuthor(viewer, reply) && !reply.removedAt;

export const canRemoveReply = canEditReply;

export const canRestoreReply = (viewer: Viewer, reply: Reply): viewer is Member =>
  isAuthor(viewer, reply) && reply.removedAt !== null;

export const canAcceptReply = (viewer: Viewer, topic: Topic, reply: Reply): viewer is Member =>
  canAccept(viewer, topic) && !reply.removedAt && !reply.acceptedAt;

export const canUndoAcceptance = (viewer: Viewer, topic: Topic, reply: Reply): viewer is Member =>
  canAccept(viewer, topic) && reply.acceptedAt !== null;
