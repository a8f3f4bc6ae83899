CREATE TABLE "interests" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "interests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"council_id" integer NOT NULL,
	"adoption_id" integer,
	"ask_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_by" integer,
	CONSTRAINT "interests_once" UNIQUE NULLS NOT DISTINCT("topic_id","council_id","adoption_id")
);
--> statement-breakpoint
ALTER TABLE "same_problems" ADD COLUMN "helped" text;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_adoption_id_adoptions_id_fk" FOREIGN KEY ("adoption_id") REFERENCES "public"."adoptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interests" ADD CONSTRAINT "interests_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "interests_waiting" ON "interests" USING btree ("ask_at") WHERE "interests"."asked_at" is null;--> statement-breakpoint
CREATE INDEX "interests_adoption" ON "interests" USING btree ("adoption_id");