import type { Feature } from '../../platform/feature.ts';
import { administrationRoutes } from './administration-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

export const identityProviders: Feature = {
  name: 'identity-providers',
  publicRoutes: signInRoutes,
  routes: administrationRoutes,
};
