/** Posts whose text is deleted: topics with all that is in them, and replies, those of these topics among them. */
export interface GonePosts {
  topicIds: number[];
  replyIds: number[];
}
