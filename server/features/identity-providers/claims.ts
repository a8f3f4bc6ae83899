import { addressForm, joiningForm } from '../accounts/sign-in-link.ts';

/** What a provider says of somebody, as far as it matters here. */
export interface Claims {
  /** In lower case, and only where the provider says that it is theirs. */
  email: string | null;
  name: string;
  /** The ways in which they showed who they are: RFC 8176's words, and the provider's own. */
  amr: string[];
  acr: string;
}

export function claimsIn(said: Record<string, unknown>): Claims {
  const { email, name, amr, acr } = said;
  const address = addressForm.safeParse({
    email: isVerified(said) && typeof email === 'string' ? email : '',
  });
  const called = joiningForm.shape.name.safeParse(typeof name === 'string' ? name : '');
  return {
    email: address.data?.email || null,
    name: called.data ?? '',
    amr: Array.isArray(amr) ? amr.filter((way) => typeof way === 'string') : [],
    acr: typeof acr === 'string' ? acr : '',
  };
}

const google = 'https://accounts.google.com';

/**
 * Microsoft says by a claim of its own that the address's domain is the tenant's. Google also vouches for private
 * accounts that were once made with a work address, and names the organisation of all others.
 */
const isVerified = ({ iss, hd, email_verified, xms_edov }: Record<string, unknown>) =>
  (iss !== google || typeof hd === 'string') &&
  ([true, 'true'].includes(email_verified as string) || [true, 'true', 1, '1'].includes(xms_edov as string));

/** True when the provider says that they showed in a second way who they are. */
export const hasSecondStep = ({ amr, acr }: Claims, { secondStepAcr }: { secondStepAcr: string }) =>
  amr.includes('mfa') || (secondStepAcr !== '' && acr === secondStepAcr);
