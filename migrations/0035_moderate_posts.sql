CREATE TABLE "moderation_log" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"workspace_id" integer NOT NULL,
	"actor_id" integer NOT NULL,
	"role" text NOT NULL,
	"act" text NOT NULL,
	"topic_id" integer,
	"post" integer DEFAULT 0 NOT NULL,
	"person_id" integer,
	"reason" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"undoes" integer
);
--> statement-breakpoint
DROP INDEX "topics_counts";--> statement-breakpoint
DROP INDEX "topics_unanswered";--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "removed_as" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "removed_as" text;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "locked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "pinned_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "slow_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_log" ADD CONSTRAINT "moderation_log_undoes_moderation_log_id_fk" FOREIGN KEY ("undoes") REFERENCES "public"."moderation_log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moderation_log_post" ON "moderation_log" USING btree ("topic_id","post","id");--> statement-breakpoint
CREATE INDEX "moderation_log_workspace" ON "moderation_log" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "moderation_log_person" ON "moderation_log" USING btree ("person_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "moderation_log_undone" ON "moderation_log" USING btree ("undoes") WHERE "moderation_log"."undoes" is not null;--> statement-breakpoint
CREATE INDEX "topics_pinned" ON "topics" USING btree ("workspace_id","pinned_until") WHERE "topics"."pinned_until" is not null;--> statement-breakpoint
CREATE INDEX "topics_counts" ON "topics" USING btree ("workspace_id","kind","state","visibility","seq","same_as","removed_as");--> statement-breakpoint
CREATE INDEX "topics_unanswered" ON "topics" USING btree ((- "council_count"),"created_at") WHERE kind = 'question' and same_as is null and removed_as is null and (state = 'reopened' or (state = 'open' and reply_count = 0));--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_removed_as" CHECK ("replies"."removed_as" in ('hidden', 'removed'));--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_removed" CHECK ("replies"."removed_as" is null or "replies"."removed_at" is not null);--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_removed" CHECK (("topics"."removed_at" is null) = ("topics"."removed_as" is null));--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_removed_as" CHECK ("topics"."removed_as" in ('hidden', 'removed'));--> statement-breakpoint
CREATE TRIGGER "moderation_log_is_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "moderation_log" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
