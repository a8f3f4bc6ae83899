CREATE TABLE "citations" (
	"topic_id" integer NOT NULL,
	"page_id" integer NOT NULL,
	"asked_version" integer,
	CONSTRAINT "citations_topic_id_page_id_pk" PRIMARY KEY("topic_id","page_id")
);
--> statement-breakpoint
CREATE TABLE "cited_pages" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cited_pages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"address" text NOT NULL,
	"host" text NOT NULL,
	"next_check_at" timestamp with time zone NOT NULL,
	"checked_at" timestamp with time zone,
	"status" integer,
	"answered_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"gone_since" timestamp with time zone,
	"dead_since" timestamp with time zone,
	"dead_because" text,
	CONSTRAINT "cited_pages_address_unique" UNIQUE("address")
);
--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_page_id_cited_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."cited_pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "citations_page" ON "citations" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "cited_pages_next_check" ON "cited_pages" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "cited_pages_host" ON "cited_pages" USING btree ("host");--> statement-breakpoint
CREATE INDEX "cited_pages_answered" ON "cited_pages" USING btree ("answered_at");