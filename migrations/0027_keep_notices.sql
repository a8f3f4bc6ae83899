CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"topic_id" integer,
	"post" integer,
	"actor_id" integer,
	"words" jsonb,
	"href" text,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"once" text NOT NULL,
	CONSTRAINT "notices_once" UNIQUE("person_id","once"),
	CONSTRAINT "notices_kind" CHECK ("notices"."kind" in ('mention', 'reply', 'accepted', 'act', 'invitation', 'review', 'followed', 'topic', 'solved'))
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("person_id","topic_id") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("person_id","at","id");--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING brin ("at");