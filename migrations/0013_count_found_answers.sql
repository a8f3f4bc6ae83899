CREATE TABLE "found_answers" (
	"topic_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "found_answers_topic_id_person_id_pk" PRIMARY KEY("topic_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "found_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "found_answers" ADD CONSTRAINT "found_answers_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "found_answers" ADD CONSTRAINT "found_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "found_answers_person" ON "found_answers" USING btree ("person_id");