CREATE TABLE "private_feeds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "private_feeds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"workspace_id" integer,
	"topic_id" integer,
	"council_id" integer,
	"saved_search_id" integer,
	"token_hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "private_feeds_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "private_feeds_of" UNIQUE NULLS NOT DISTINCT("person_id","workspace_id","topic_id","council_id","saved_search_id"),
	CONSTRAINT "private_feeds_of_one" CHECK (num_nonnulls("private_feeds"."workspace_id", "private_feeds"."topic_id", "private_feeds"."council_id", "private_feeds"."saved_search_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "saved_searches" DROP CONSTRAINT "saved_searches_feed_hash_unique";--> statement-breakpoint
ALTER TABLE "private_feeds" ADD CONSTRAINT "private_feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_feeds" ADD CONSTRAINT "private_feeds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_feeds" ADD CONSTRAINT "private_feeds_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_feeds" ADD CONSTRAINT "private_feeds_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_feeds" ADD CONSTRAINT "private_feeds_saved_search_id_saved_searches_id_fk" FOREIGN KEY ("saved_search_id") REFERENCES "public"."saved_searches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- The addresses that there are keep working.
INSERT INTO "private_feeds" ("person_id", "saved_search_id", "token_hash", "made_at")
SELECT "person_id", "id", "feed_hash", coalesce("feed_made_at", "created_at") FROM "saved_searches" WHERE "feed_hash" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "saved_searches" DROP COLUMN "feed_hash";--> statement-breakpoint
ALTER TABLE "saved_searches" DROP COLUMN "feed_made_at";