import type { AdoptionValues } from '../adoptions/forms.ts';
import type { ChoiceName } from '../links/relations.ts';
import type { Category } from '../reports/categories.ts';

export interface DemonstrationPerson {
  demonstration: true;
  email: string;
  name: string;
  job: string;
  /** The council's slug in `councils/data/london-councils.csv`. */
  council: string;
  role?: 'coordinator' | 'lead' | 'assessor' | 'administrator';
  /** What a coordinator looks after. */
  coordinates?: 'all' | Workspace[];
  /** The address of the coordinator for whom they stand in. */
  deputyOf?: string;
  /** Why they hold their role. */
  roleReason?: string;
  workingOn?: string;
  helpsWith: { requirement: number; line: string }[];
  helpTags?: { tag: string; line: string }[];
  /** Others may see when they were here. */
  showsVisits?: boolean;
  /** Without it, a few days ago. */
  seenHoursAgo?: number;
}

/** Something that the contact's council runs. */
export interface DemonstrationService {
  name: string;
  origin: 'built' | 'bought' | 'shared';
  description: string;
  contact: string;
}

/** A council saying that it has what another asked about. */
export interface DemonstrationSameProblem {
  /** The title of the question. */
  question: string;
  by: string;
  daysAgo: number;
  line: string;
}

/** What a council says it does with guidance or a pattern; whoever says so can be asked. */
export interface DemonstrationAdoption
  extends Pick<AdoptionValues, 'stage' | 'since' | 'worked' | 'outcome'> {
  topic: string;
  by: string;
  daysAgo: number;
}

/** An edit that somebody suggests: other words in place of some in one field. */
export interface DemonstrationSuggestion {
  topic: string;
  by: string;
  daysAgo: number;
  reason: string;
  field: string;
  from: string;
  to: string;
  /** Who looks after it, where they accepted it. */
  acceptedBy?: string;
}

/** What a topic is to another. */
export interface DemonstrationLink {
  topic: string;
  by: string;
  daysAgo: number;
  choice: ChoiceName;
  other: string;
}

/** A reading list: topics by their titles, in order, each with why to read it or nothing. */
export interface DemonstrationCollection {
  title: string;
  introduction: string;
  visibility: 'group' | 'public';
  by: string;
  daysAgo: number;
  topics: { title: string; line: string }[];
}

/** A requirement's number, or the workspace for the running of the group. */
export type Workspace = number | 'group';

export type DemonstrationTopic = {
  demonstration: true;
  workspace: Workspace;
  title: string;
  author: string;
  daysAgo: number;
  visibility: 'group' | 'public';
  tags: string[];
  /** When its owner said it has to be reviewed by, in days from now; it may be over. */
  reviewInDays?: number;
  /** Oldest first. */
  replies: DemonstrationReply[];
} & (
  | Kind<'question', 'open' | 'answered' | 'reopened', QuestionContent>
  | Kind<'guidance', 'draft' | 'published' | 'withdrawn', GuidanceContent>
  | Kind<'pattern', 'proposed' | 'in-use' | 'retired', PatternContent>
);

/** `content` is what was first posted; each of `edits`, oldest first, puts something else in place of some of it. */
interface Kind<Name extends string, State extends string, Content> {
  kind: Name;
  state: State;
  content: Content;
  edits?: { daysAgo: number; reason: string; content: Partial<Content> }[];
}

interface QuestionContent {
  trying: string;
  tried: string;
  service?: string;
}

interface GuidanceContent {
  summary: string;
  body: string;
  audience: string;
}

interface PatternContent {
  problem: string;
  solution: string;
  evidence: string;
  adopt: string;
  links: string;
  licence: string;
}

export interface DemonstrationReply {
  /** A name that other replies to the same topic can use in `answers`. */
  ref?: string;
  answers?: string;
  author: string;
  daysAgo: number;
  /** As first posted; `edit` is what it says now. */
  body: string;
  edit?: { daysAgo: number; body: string };
  accepted?: boolean;
}

export interface DemonstrationReport {
  /** The title of a topic. */
  topic: string;
  /** The number of a reply, or 0 for the topic itself. */
  post: number;
  by: string;
  daysAgo: number;
  category: Category;
  line: string;
  lookedAtBy?: string;
  decided?: { by: string; decision: 'done' | 'declined'; told: string };
}

/** As the content's own files write it: what is demonstration content is said once, in `content.ts`. */
export type Written<Item> = Item extends { demonstration: true } ? Omit<Item, 'demonstration'> : never;
