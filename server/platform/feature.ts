import type { Router } from 'express';
import type { DomainEvent, EventName } from './events.ts';
import type { JobTasks } from './jobs.ts';
import type { AboutMail, MailKind } from './letters.ts';
import type { Viewer } from './viewer.ts';

/** One piece of a page as it now is: it takes the place of the piece of that name, or is put in at its place. */
export interface Patch {
  part: string;
  html: string;
  /** Where in its list a new piece belongs; lists are in the order of these texts. */
  place?: string;
}

/** What pages that watch a room are told. */
export interface Change {
  /** The topic's sequence number, where the room is a topic. */
  seq?: number;
  /** Set where only these may still see it: others leave the room when the event that says so is heard. */
  to?: string;
  patches: Patch[];
  /** Set where so much has changed that the page had better be fetched again. */
  afresh?: boolean;
}

/** Something to tell a room, or many rooms at once. */
export type Announcement = RoomAnnouncement | ManyRoomsAnnouncement;

/** What many rooms are told, each its own; it is only made for those that somebody on this node is watching, in one go. */
interface ManyRoomsAnnouncement {
  rooms: string[];
  changes: (watched: string[]) => Promise<{ room: string; change: Change }[]>;
}

/** What a room is told; `change` is only made where somebody on this node is watching, and once. It may be nothing. */
interface RoomAnnouncement {
  room: string;
  /** The audiences of the room that are told; leave out to tell everyone in it. */
  to?: string[];
  /** An audience that is told something else. */
  notTo?: string;
  change: () => Promise<Change | undefined>;
  /** First ask again who may watch: set when the event takes access away. */
  recheck?: boolean;
}

/** What is done again and again, by one node each time. An hour or a day that was missed is made up for at a start. */
export interface Regular {
  /** Or the minute, hour, day, month and weekday in UTC, as for cron; of these none is made up for. */
  every: 'hour' | 'day' | `${string} ${string} ${string} ${string} ${string}`;
  run: () => Promise<void>;
}

export type Mails = { [K in MailKind]?: AboutMail<K> };

/** An event with when it happened, for what is done about it later. */
export type HappenedEvent<N extends EventName = EventName> = DomainEvent<N> & { at: string };

/** What a feature plugs in. */
export interface Feature {
  name: string;
  /** Pages that strangers may ask for; their queries decide what is shown. */
  publicRoutes?: Router;
  /** What guests may ask for as well as members; their queries and policies decide what. */
  signedInRoutes?: Router;
  /** Everything else is for members. */
  routes?: Router;
  /**
   * How a room is opened: with its page's own query, which throws when the viewer may not see it. The number says
   * how far the room is; a page that shows less asks for the rest. `audiences` says as what they are told of changes;
   * without it, by their kind.
   */
  rooms?: Record<string, (viewer: Viewer, id: number) => Promise<{ seq: number; audiences?: string[] }>>;
  /** What an event has to say to rooms. */
  announcements?: { [N in EventName]?: (event: DomainEvent<N>) => Announcement[] };
  /**
   * What kept pages are about that an event makes out of date: "topic:7", "workspace:3", "lists". Whatever changes what
   * visitors see has to be an event that says so here.
   */
  outdates?: { [N in EventName]?: (event: DomainEvent<N>) => string[] };
  /**
   * What follows from an event, as a job that was written with it: whoever did it does not wait. It can be run again, and
   * later, so it looks at what there is now, and has to be harmless the second time.
   */
  reactions?: { [N in EventName]?: (event: HappenedEvent<N>) => Promise<void> };
  /** How the jobs are done that this feature adds. */
  jobs?: JobTasks;
  /** How those are done that hand over mail: apart from all others, which a slow mail server then does not hold up. */
  mailJobs?: JobTasks;
  /** What every kind of mail is about that this feature sends, for the page that lists them all. */
  mails?: Mails;
  regularly?: Record<string, Regular>;
}
