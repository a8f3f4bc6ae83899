CREATE TABLE "reviews" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"person_id" integer,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "health" text DEFAULT 'current' NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "review_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "review_reasons" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "review_asks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reviews_topic" ON "reviews" USING btree ("topic_id","at");--> statement-breakpoint
CREATE INDEX "topics_review" ON "topics" USING btree ("review_by") WHERE "topics"."kind" = 'guidance' and "topics"."state" = 'published' or "topics"."kind" = 'pattern' and "topics"."state" <> 'retired';--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_health" CHECK ("topics"."health" in ('current', 'review-due', 'overdue'));--> statement-breakpoint
UPDATE "topics" SET "checked_at" = coalesce("edited_at", "created_at"),
  "review_by" = greatest(coalesce("edited_at", "created_at") + interval '6 months', now() + interval '1 month')
  WHERE "kind" = 'guidance' AND "state" = 'published' OR "kind" = 'pattern' AND "state" <> 'retired';
