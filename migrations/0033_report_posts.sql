CREATE TABLE "case_acts" (
	"case_id" integer NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"actor_id" integer,
	"words" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"form_key" text,
	CONSTRAINT "case_acts_case_id_number_pk" PRIMARY KEY("case_id","number"),
	CONSTRAINT "case_acts_form" UNIQUE("case_id","form_key")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"post" integer NOT NULL,
	"author_id" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"is_urgent" boolean DEFAULT false NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"looked_at_by" integer,
	"looking_since" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by" integer,
	"outcome" text DEFAULT '' NOT NULL,
	"act_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cases_state_known" CHECK ("cases"."state" in ('open', 'looking', 'done', 'declined')),
	CONSTRAINT "cases_closed" CHECK (("cases"."state" in ('done', 'declined')) = ("cases"."closed_at" is not null)),
	CONSTRAINT "cases_looking" CHECK (("cases"."state" = 'looking') = ("cases"."looked_at_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"post" integer NOT NULL,
	"case_id" integer,
	"reporter_id" integer,
	"email" text,
	"token_hash" text,
	"category" text NOT NULL,
	"line" text NOT NULL,
	"rule_ids" integer[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"taken_back_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	CONSTRAINT "reports_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "case_acts" ADD CONSTRAINT "case_acts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_acts" ADD CONSTRAINT "case_acts_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_looked_at_by_people_id_fk" FOREIGN KEY ("looked_at_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reporter_id_people_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cases_open" ON "cases" USING btree ("topic_id","post") WHERE "cases"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "cases_topic" ON "cases" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "cases_author" ON "cases" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "cases_state" ON "cases" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open_of_person" ON "reports" USING btree ("reporter_id","topic_id","post") WHERE "reports"."taken_back_at" is null and "reports"."told_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reports_open_of_address" ON "reports" USING btree ("email","topic_id","post") WHERE "reports"."confirmed_at" is not null and "reports"."taken_back_at" is null and "reports"."told_at" is null;--> statement-breakpoint
CREATE INDEX "reports_case" ON "reports" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "reports_topic" ON "reports" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "reports_unconfirmed" ON "reports" USING btree ("created_at") WHERE "reports"."confirmed_at" is null;