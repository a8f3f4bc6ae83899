CREATE TABLE "suggestions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "suggestions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"from_version" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"tags" text[] NOT NULL,
	"reason" text NOT NULL,
	"author_id" integer NOT NULL,
	"author" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"form_key" text NOT NULL,
	"outcome" text,
	"decided_at" timestamp with time zone,
	"decided_by" jsonb,
	"decision_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "suggestions_form_key" UNIQUE("author_id","form_key")
);
--> statement-breakpoint
ALTER TABLE "topic_versions" ADD COLUMN "credit" jsonb;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "open_suggestions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "credits" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "suggestions_author" ON "suggestions" USING btree ("author_id","created_at");--> statement-breakpoint
CREATE INDEX "suggestions_open" ON "suggestions" USING btree ("topic_id","created_at") WHERE "suggestions"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "suggestions_topic" ON "suggestions" USING btree ("topic_id");