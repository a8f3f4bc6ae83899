CREATE TABLE "adoptions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "adoptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"council_id" integer NOT NULL,
	"service_id" integer,
	"stage" text NOT NULL,
	"since" text DEFAULT '' NOT NULL,
	"worked" text,
	"outcome" text DEFAULT '' NOT NULL,
	"contact_id" integer,
	"recorded_by" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "same_problems" (
	"topic_id" integer NOT NULL,
	"council_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"line" text DEFAULT '' NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"carried_from" integer,
	CONSTRAINT "same_problems_topic_id_council_id_pk" PRIMARY KEY("topic_id","council_id")
);
--> statement-breakpoint
DROP INDEX "topics_unanswered";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "council_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "adoption_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_contact_id_people_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "same_problems" ADD CONSTRAINT "same_problems_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "same_problems" ADD CONSTRAINT "same_problems_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "same_problems" ADD CONSTRAINT "same_problems_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "same_problems" ADD CONSTRAINT "same_problems_carried_from_topics_id_fk" FOREIGN KEY ("carried_from") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "adoptions_current" ON "adoptions" USING btree ("topic_id","council_id",coalesce("service_id", 0)) WHERE "adoptions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "adoptions_topic" ON "adoptions" USING btree ("topic_id","recorded_at");--> statement-breakpoint
CREATE INDEX "adoptions_council" ON "adoptions" USING btree ("council_id") WHERE "adoptions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "adoptions_people" ON "adoptions" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "same_problems_person" ON "same_problems" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "same_problems_carried" ON "same_problems" USING btree ("carried_from");--> statement-breakpoint
CREATE INDEX "topics_councils" ON "topics" USING btree ("workspace_id","council_count","last_activity_at","id");--> statement-breakpoint
CREATE INDEX "topics_unanswered" ON "topics" USING btree ((- "council_count"),"created_at") WHERE kind = 'question' and (state = 'reopened' or (state = 'open' and reply_count = 0));