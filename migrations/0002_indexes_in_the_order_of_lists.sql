DROP INDEX "replies_author_council";--> statement-breakpoint
DROP INDEX "replies_place_newest";--> statement-breakpoint
DROP INDEX "topics_newest_activity";--> statement-breakpoint
DROP INDEX "topics_counts";--> statement-breakpoint
DROP INDEX "topics_activity";--> statement-breakpoint
DROP INDEX "topics_author_council";--> statement-breakpoint
DROP INDEX "topics_author";--> statement-breakpoint
CREATE INDEX "replies_accepted_of_council" ON "replies" USING btree ("author_council_id","topic_id") WHERE "replies"."accepted_at" is not null;--> statement-breakpoint
CREATE INDEX "topics_unanswered" ON "topics" USING btree ("created_at") WHERE kind = 'question' and (state = 'reopened' or (state = 'open' and reply_count = 0));--> statement-breakpoint
CREATE INDEX "replies_place_newest" ON "replies" USING btree ("topic_id","root_number" DESC NULLS FIRST,"branch_number","number");--> statement-breakpoint
CREATE INDEX "topics_newest_activity" ON "topics" USING btree ("workspace_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "topics_counts" ON "topics" USING btree ("workspace_id","kind","state","visibility","seq");--> statement-breakpoint
CREATE INDEX "topics_activity" ON "topics" USING btree ("last_activity_at","id");--> statement-breakpoint
CREATE INDEX "topics_author_council" ON "topics" USING btree ("author_council_id","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "topics_author" ON "topics" USING btree ("author_id","last_activity_at");