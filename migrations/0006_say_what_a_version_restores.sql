ALTER TABLE "reply_versions" ADD COLUMN "restores" integer;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD COLUMN "restores" integer;