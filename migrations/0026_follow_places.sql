CREATE TABLE "follows" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "follows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"place" text NOT NULL,
	"workspace_id" integer,
	"topic_id" integer,
	"level" text NOT NULL,
	"because" text NOT NULL,
	"followed_at" timestamp with time zone NOT NULL,
	"carried_from" integer,
	CONSTRAINT "follows_once" UNIQUE NULLS NOT DISTINCT("person_id","place","workspace_id","topic_id"),
	CONSTRAINT "follows_place" CHECK (("follows"."place", "follows"."workspace_id" is not null, "follows"."topic_id" is not null) in (
        ('group', false, false), ('workspace', true, false), ('topic', false, true))),
	CONSTRAINT "follows_level" CHECK ("follows"."level" in ('everything', 'solved', 'mine', 'nothing') or ("follows"."level" = 'new-topics' and "follows"."place" <> 'topic')),
	CONSTRAINT "follows_because" CHECK ("follows"."because" in ('chosen', 'posted'))
);
--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_carried_from_topics_id_fk" FOREIGN KEY ("carried_from") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_topic" ON "follows" USING btree ("topic_id") WHERE "follows"."topic_id" is not null;--> statement-breakpoint
CREATE INDEX "follows_workspace" ON "follows" USING btree ("workspace_id") WHERE "follows"."workspace_id" is not null;--> statement-breakpoint
CREATE INDEX "follows_group" ON "follows" USING btree ("place") WHERE "follows"."place" = 'group';--> statement-breakpoint
CREATE INDEX "follows_carried" ON "follows" USING btree ("carried_from") WHERE "follows"."carried_from" is not null;