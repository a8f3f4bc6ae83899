import { sealFor } from '../../platform/sealed.ts';

/** The secrets of councils' own sign-ins. */
export const { seal, unseal } = sealFor('secrets of identity providers');
