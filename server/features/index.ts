import type { Feature } from '../platform/feature.ts';
import { accounts } from './accounts/index.ts';
import { councils } from './councils/index.ts';
import { home } from './home/index.ts';
import { identityProviders } from './identity-providers/index.ts';
import { invitations } from './invitations/index.ts';
import { pages } from './pages/index.ts';
import { people } from './people/index.ts';
import { passkeys } from './passkeys/index.ts';
import { replies } from './replies/index.ts';
import { roles } from './roles/index.ts';
import { standard } from './standard/index.ts';
import { topics } from './topics/index.ts';
import { workspaces } from './workspaces/index.ts';

/** What this product does. */
export const features: Feature[] = [
  topics,
  replies,
  workspaces,
  standard,
  home,
  councils,
  accounts,
  identityProviders,
  people,
  roles,
  invitations,
  passkeys,
  pages,
];
