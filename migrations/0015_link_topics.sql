CREATE TABLE "topic_links" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "topic_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"from_id" integer NOT NULL,
	"to_id" integer NOT NULL,
	"relation" text NOT NULL,
	"linked_by" integer NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	"ended_by" integer,
	"ended_at" timestamp with time zone,
	CONSTRAINT "topic_links_apart" CHECK ("topic_links"."from_id" <> "topic_links"."to_id"),
	CONSTRAINT "topic_links_relation" CHECK ("topic_links"."relation" in ('same-as', 'replaces', 'builds-on', 'evidence-for', 'drawn-from'))
);
--> statement-breakpoint
ALTER TABLE "topics" DROP CONSTRAINT "topics_health";--> statement-breakpoint
DROP INDEX "topics_counts";--> statement-breakpoint
DROP INDEX "topics_unanswered";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "same_as" integer;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "link_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "topic_links" ADD CONSTRAINT "topic_links_from_id_topics_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_links" ADD CONSTRAINT "topic_links_to_id_topics_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_links" ADD CONSTRAINT "topic_links_linked_by_people_id_fk" FOREIGN KEY ("linked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_links" ADD CONSTRAINT "topic_links_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "topic_links_of" ON "topic_links" USING btree ("from_id","to_id","relation") WHERE "topic_links"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "topic_links_to" ON "topic_links" USING btree ("to_id") WHERE "topic_links"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_same_as_topics_id_fk" FOREIGN KEY ("same_as") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topics_counts" ON "topics" USING btree ("workspace_id","kind","state","visibility","seq","same_as");--> statement-breakpoint
CREATE INDEX "topics_unanswered" ON "topics" USING btree ((- "council_count"),"created_at") WHERE kind = 'question' and same_as is null and (state = 'reopened' or (state = 'open' and reply_count = 0));--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_health" CHECK ("topics"."health" in ('current', 'review-due', 'overdue', 'replaced'));