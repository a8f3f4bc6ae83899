/** Which post: the number of the reply, or 0 for the topic itself. */
export interface PostPlace {
  topicId: number;
  post: number;
}

/** A reply's permanent address. */
export const addressOf = (topicId: number, number: number): string => `/topics/${topicId}/replies/${number}`;

/** The permanent address of a post. */
export const addressOfPost = ({ topicId, post }: PostPlace): string =>
  post ? addressOf(topicId, post) : `/topics/${topicId}`;

/** Where coordinators act on it. */
export const moderationOf = (place: PostPlace): string => `/moderation${addressOfPost(place)}`;

/** Where it is reported. */
export const reportHrefOf = (place: PostPlace): string => `${addressOfPost(place)}/report`;
