ALTER TABLE "attachment_uses" ADD COLUMN "left_out_in" integer;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "coordinator_edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "coordinator_version" integer;--> statement-breakpoint
ALTER TABLE "reply_versions" ADD COLUMN "coordinator_edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reply_versions" ADD COLUMN "coordinator_version" integer;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD COLUMN "coordinator_edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD COLUMN "coordinator_version" integer;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "coordinator_edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "coordinator_version" integer;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_coordinator_edit" CHECK (num_nulls("replies"."coordinator_edited_at", "replies"."coordinator_version") in (0, 2));--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_coordinator_edit" CHECK (num_nulls("topics"."coordinator_edited_at", "topics"."coordinator_version") in (0, 2));