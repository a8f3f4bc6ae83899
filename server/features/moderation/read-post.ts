import type { Request } from 'express';
import { readId } from '../../platform/addresses.ts';
import type { PostPlace } from '../replies/addresses.ts';

export interface Where {
  topicId: string;
  number?: string;
  act?: string;
}

/** The post that an address is about: a topic, or one of its replies. */
export const readPost = ({ params }: Request<Where>): PostPlace => ({
  topicId: readId(params.topicId),
  post: params.number === undefined ? 0 : readId(params.number),
});
