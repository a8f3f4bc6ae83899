import type { Feature } from '../platform/feature.ts';
import { connectReactions } from '../platform/reactions.ts';
import { accounts } from './accounts/index.ts';
import { adoptions } from './adoptions/index.ts';
import { appeals } from './appeals/index.ts';
import { attachments } from './attachments/index.ts';
import { citedPages } from './cited-pages/index.ts';
import { collections } from './collections/index.ts';
import { councils } from './councils/index.ts';
import { drafts } from './drafts/index.ts';
import { emails } from './emails/index.ts';
import { feeds } from './feeds/index.ts';
import { followUps } from './follow-ups/index.ts';
import { follows } from './follows/index.ts';
import { guests } from './guests/index.ts';
import { home } from './home/index.ts';
import { identityProviders } from './identity-providers/index.ts';
import { invitations } from './invitations/index.ts';
import { leaving } from './leaving/index.ts';
import { library } from './library/index.ts';
import { links } from './links/index.ts';
import { mentions } from './mentions/index.ts';
import { moderation } from './moderation/index.ts';
import { noticeMails } from './notice-mails/index.ts';
import { notices } from './notices/index.ts';
import { pages } from './pages/index.ts';
import { passkeys } from './passkeys/index.ts';
import { people } from './people/index.ts';
import { replies } from './replies/index.ts';
import { reports } from './reports/index.ts';
import { reviews } from './reviews/index.ts';
import { roles } from './roles/index.ts';
import { rules } from './rules/index.ts';
import { sameProblems } from './same-problems/index.ts';
import { savedSearches } from './saved-searches/index.ts';
import { search } from './search/index.ts';
import { searchMisses } from './search-misses/index.ts';
import { services } from './services/index.ts';
import { similarTopics } from './similar-topics/index.ts';
import { standard } from './standard/index.ts';
import { suggestions } from './suggestions/index.ts';
import { topics } from './topics/index.ts';
import { workspaces } from './workspaces/index.ts';

/** What this product does. */
export const features: Feature[] = [
  topics,
  suggestions,
  similarTopics,
  search,
  searchMisses,
  savedSearches,
  library,
  collections,
  feeds,
  drafts,
  notices,
  attachments,
  mentions,
  noticeMails,
  sameProblems,
  links,
  follows,
  adoptions,
  reviews,
  followUps,
  // Before the acts, whose names stand in the same place of addresses.
  appeals,
  moderation,
  citedPages,
  replies,
  reports,
  workspaces,
  standard,
  home,
  councils,
  accounts,
  identityProviders,
  passkeys,
  people,
  services,
  roles,
  invitations,
  guests,
  leaving,
  emails,
  rules,
  pages,
];

// Whoever writes an event writes the jobs that follow from it, also where they are done by others.
connectReactions(features);
