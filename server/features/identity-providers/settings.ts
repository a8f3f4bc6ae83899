import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import { councils } from '../councils/tables.ts';
import { identityProviders } from './tables.ts';

/** What an administrator says of a council's own sign-in. */
export interface Settings {
  councilId: number;
  name: string;
  issuer: string;
  clientId: string;
  /** Empty where the one that is there stays. */
  clientSecret: string;
  secondStepAcr: string;
}

type Open = Omit<Settings, 'clientSecret'>;

/** What the log keeps of it. */
export const inLog = ({ name, issuer, clientId, secondStepAcr }: Omit<Open, 'councilId'>) => ({
  name,
  issuer,
  clientId,
  secondStepAcr,
});

/** One that is in use, so that nobody else changes it meanwhile. */
export async function holdProvider(tx: Tx, id: number) {
  const [found] = await tx
    .select()
    .from(identityProviders)
    .where(and(eq(identityProviders.id, id), isNull(identityProviders.endedAt)))
    .for('update');
  if (!found) throw notFound();
  return found;
}

/** True when the council has the very same already. It is held, so that two who save at once do not both find nothing. */
export async function isThereAlready(
  tx: Tx,
  { councilId, issuer, clientId }: Open,
  except = 0,
): Promise<boolean> {
  await tx.select().from(councils).where(eq(councils.id, councilId)).for('no key update');
  const [same] = await tx
    .select({ id: identityProviders.id })
    .from(identityProviders)
    .where(
      and(
        isNull(identityProviders.endedAt),
        ne(identityProviders.id, except),
        eq(identityProviders.councilId, councilId),
        eq(identityProviders.issuer, issuer),
        eq(identityProviders.clientId, clientId),
      ),
    );
  return same !== undefined;
}
