import { findCouncil } from '../../server/features/councils/queries.ts';
import { seal } from '../../server/features/identity-providers/sealed-secret.ts';
import { identityProviders } from '../../server/features/identity-providers/tables.ts';
import { clock } from '../../server/platform/clock.ts';
import { db } from '../../server/platform/database.ts';
import { clientId, clientSecret, type IdentityProvider } from './identity-provider.ts';

interface Parts {
  council?: string;
  name?: string;
  /** Where it is; without one, nobody answers. */
  at?: IdentityProvider;
}

/** A council's own sign-in. */
export async function makeProvider({ council = 'camden', name = 'Council account', at }: Parts = {}) {
  const [made] = await db
    .insert(identityProviders)
    .values({
      councilId: (await findCouncil(council)).id,
      name,
      issuer: at?.issuer ?? 'http://127.0.0.1:9',
      clientId,
      sealedSecret: seal(clientSecret),
      createdAt: clock.now(),
    })
    .returning({ id: identityProviders.id });
  return { id: made?.id ?? 0 };
}

/** The form of one at which nobody answers, filled in otherwise. */
export const providerFields = (given: Record<string, string> = {}) => ({
  council: 'camden',
  name: 'Words for a name',
  issuer: 'http://127.0.0.1:9',
  clientId,
  clientSecret,
  secondStepAcr: 'words-for-acr',
  ...given,
});
