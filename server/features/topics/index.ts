import type { DomainEvent } from '../../platform/events.ts';
import type { Feature } from '../../platform/feature.ts';
import { audienceIn } from '../../platform/viewer.ts';
import { announcements } from './announcements.ts';
import { type TopicEventName, topicEvents } from './changes.ts';
import { findStandingFor, findTopicFor } from './queries.ts';
import { publicRoutes, signedInRoutes } from './routes.ts';

export const topics: Feature = {
  name: 'topics',
  publicRoutes,
  signedInRoutes,
  rooms: {
    topic: async (viewer, id) => {
      const found = await (viewer.kind === 'member' ? findStandingFor(viewer, id) : findTopicFor(viewer, id));
      return { seq: found.seq, audiences: [audienceIn(viewer, found.workspace.id)] };
    },
  },
  announcements,
  outdates: Object.fromEntries(topicEvents.map((name) => [name, whatShows])),
};

function whatShows({ topicId, workspaceId, linkedIds = [] }: DomainEvent<TopicEventName>): string[] {
  const linked = linkedIds.map((id) => `topic:${id}`);
  return [`topic:${topicId}`, ...linked, `workspace:${workspaceId}`, 'lists'];
}
