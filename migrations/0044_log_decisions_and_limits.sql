ALTER TABLE "waiting_posts" ADD COLUMN "caught_by" text;--> statement-breakpoint
ALTER TABLE "waiting_posts" ADD COLUMN "posted_topic_id" integer;--> statement-breakpoint
ALTER TABLE "waiting_posts" ADD COLUMN "posted_reply_id" integer;--> statement-breakpoint
ALTER TABLE "waiting_posts" ADD COLUMN "change_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_posted_topic_id_topics_id_fk" FOREIGN KEY ("posted_topic_id") REFERENCES "public"."topics"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_posts" ADD CONSTRAINT "waiting_posts_posted_reply_id_replies_id_fk" FOREIGN KEY ("posted_reply_id") REFERENCES "public"."replies"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
UPDATE "waiting_posts" SET "change_count" = 1 WHERE "decided_at" IS NOT NULL;
