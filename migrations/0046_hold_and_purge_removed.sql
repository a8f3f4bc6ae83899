ALTER TABLE "replies" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "purged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "held_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "purged_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "replies_to_purge" ON "replies" USING btree ("removed_at") WHERE "replies"."removed_as" = 'removed' and "replies"."purged_at" is null;--> statement-breakpoint
CREATE INDEX "replies_held" ON "replies" USING btree ("topic_id") WHERE "replies"."held_at" is not null;--> statement-breakpoint
CREATE INDEX "topics_to_purge" ON "topics" USING btree ("removed_at") WHERE "topics"."removed_as" = 'removed' and "topics"."purged_at" is null;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_held_removed" CHECK ("replies"."held_at" is null or "replies"."removed_as" is not distinct from 'removed');--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_held" CHECK ("topics"."held_at" is null or "topics"."removed_as" is not distinct from 'removed');