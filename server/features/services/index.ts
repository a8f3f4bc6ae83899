import type { Feature } from '../../platform/feature.ts';
import { routes } from './routes.ts';

export const services: Feature = { name: 'services', routes };
