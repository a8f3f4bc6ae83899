import type { DomainEvent } from '../../platform/events.ts';
import type { Feature } from '../../platform/feature.ts';
import { announcements } from './announcements.ts';
import { type TopicEventName, topicEvents } from './changes.ts';
import { findStandingFor, findTopicFor } from './queries.ts';
import { publicRoutes, routes } from './routes.ts';

export const topics: Feature = {
  name: 'topics',
  publicRoutes,
  routes,
  rooms: {
    topic: (viewer, id) =>
      viewer.kind === 'member' ? findStandingFor(viewer, id) : findTopicFor(viewer, id),
  },
  announcements,
  outdates: Object.fromEntries(topicEvents.map((name) => [name, whatShows])),
};

function whatShows({ topicId, workspaceId }: DomainEvent<TopicEventName>): string[] {
  return [`topic:${topicId}`, `workspace:${workspaceId}`, 'lists'];
}
