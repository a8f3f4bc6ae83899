CREATE TABLE "held_posts" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"path" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_offers" (
	"person_id" integer NOT NULL,
	"requirement_id" integer NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "help_offers_person_id_requirement_id_pk" PRIMARY KEY("person_id","requirement_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"job" text DEFAULT '' NOT NULL,
	"council_id" integer NOT NULL,
	"working_on" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp with time zone,
	CONSTRAINT "people_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "role_grants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"role" text NOT NULL,
	"workspace_id" integer,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('coordinator', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"person_id" integer,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"last_visit_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "council_domains" (
	"domain" text NOT NULL,
	"council_id" integer NOT NULL,
	CONSTRAINT "council_domains_domain_council_id_pk" PRIMARY KEY("domain","council_id")
);
--> statement-breakpoint
CREATE TABLE "councils" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "councils_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"official_name" text NOT NULL,
	"gss_code" text NOT NULL,
	"needs_confirmation" boolean NOT NULL,
	CONSTRAINT "councils_slug_unique" UNIQUE("slug"),
	CONSTRAINT "councils_gss_code_unique" UNIQUE("gss_code")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "replies_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"parent_id" integer,
	"depth" integer NOT NULL,
	"root_number" integer NOT NULL,
	"branch_number" integer NOT NULL,
	"body" text NOT NULL,
	"html" text NOT NULL,
	"author_id" integer NOT NULL,
	"author_council_id" integer NOT NULL,
	"author" jsonb NOT NULL,
	"version_count" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"accepted_by" jsonb,
	"form_key" text NOT NULL,
	CONSTRAINT "replies_number" UNIQUE("topic_id","number"),
	CONSTRAINT "replies_form_key" UNIQUE("author_id","form_key")
);
--> statement-breakpoint
CREATE TABLE "reply_versions" (
	"reply_id" integer NOT NULL,
	"number" integer NOT NULL,
	"body" text NOT NULL,
	"editor_id" integer NOT NULL,
	"editor" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reply_versions_reply_id_number_pk" PRIMARY KEY("reply_id","number")
);
--> statement-breakpoint
CREATE TABLE "requirement_crosswalk" (
	"requirement_id" integer NOT NULL,
	"other_id" integer NOT NULL,
	CONSTRAINT "requirement_crosswalk_requirement_id_other_id_pk" PRIMARY KEY("requirement_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "requirements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "requirements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"standard_id" integer NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"title_is_official" boolean NOT NULL,
	"statement" text NOT NULL,
	CONSTRAINT "requirements_number" UNIQUE("standard_id","number")
);
--> statement-breakpoint
CREATE TABLE "standards" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "standards_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"publisher" text NOT NULL,
	"published" text NOT NULL,
	"source" text NOT NULL,
	"licence" text NOT NULL,
	"attribution" text NOT NULL,
	"worked_on_from" date,
	CONSTRAINT "standards_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "reading_places" (
	"person_id" integer NOT NULL,
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "reading_places_person_id_topic_id_pk" PRIMARY KEY("person_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "topic_versions" (
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"tags" text[] NOT NULL,
	"editor_id" integer NOT NULL,
	"editor" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_versions_topic_id_number_pk" PRIMARY KEY("topic_id","number")
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "topics_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"visibility" text NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"html" jsonb NOT NULL,
	"excerpt" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"author_id" integer NOT NULL,
	"author_council_id" integer NOT NULL,
	"author" jsonb NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"reply_count" integer DEFAULT 0 NOT NULL,
	"accepted_count" integer DEFAULT 0 NOT NULL,
	"version_count" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"last_activity_at" timestamp (3) with time zone NOT NULL,
	"form_key" text NOT NULL,
	"source" text,
	CONSTRAINT "topics_form_key" UNIQUE("author_id","form_key"),
	CONSTRAINT "topics_kind" CHECK ("topics"."kind" in ('question', 'guidance', 'pattern')),
	CONSTRAINT "topics_visibility" CHECK ("topics"."visibility" in ('group', 'public')),
	CONSTRAINT "topics_state" CHECK (("topics"."kind", "topics"."state") in (
        ('question', 'open'), ('question', 'answered'), ('question', 'reopened'),
        ('guidance', 'draft'), ('guidance', 'published'), ('guidance', 'withdrawn'),
        ('pattern', 'proposed'), ('pattern', 'in-use'), ('pattern', 'retired')))
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workspaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"requirement_id" integer,
	CONSTRAINT "workspaces_slug_unique" UNIQUE("slug"),
	CONSTRAINT "workspaces_requirement_id_unique" UNIQUE("requirement_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" integer,
	"topic_id" integer,
	"seq" integer,
	"ids" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "help_offers" ADD CONSTRAINT "help_offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_offers" ADD CONSTRAINT "help_offers_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "council_domains" ADD CONSTRAINT "council_domains_council_id_councils_id_fk" FOREIGN KEY ("council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_author_council_id_councils_id_fk" FOREIGN KEY ("author_council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_versions" ADD CONSTRAINT "reply_versions_reply_id_replies_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."replies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_versions" ADD CONSTRAINT "reply_versions_editor_id_people_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_crosswalk" ADD CONSTRAINT "requirement_crosswalk_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirement_crosswalk" ADD CONSTRAINT "requirement_crosswalk_other_id_requirements_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_standard_id_standards_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."standards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_places" ADD CONSTRAINT "reading_places_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_places" ADD CONSTRAINT "reading_places_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_versions" ADD CONSTRAINT "topic_versions_editor_id_people_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_author_council_id_councils_id_fk" FOREIGN KEY ("author_council_id") REFERENCES "public"."councils"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_requirement_id_requirements_id_fk" FOREIGN KEY ("requirement_id") REFERENCES "public"."requirements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "held_posts_expiry" ON "held_posts" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "help_offers_requirement" ON "help_offers" USING btree ("requirement_id");--> statement-breakpoint
CREATE INDEX "people_council" ON "people" USING btree ("council_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_grants_current" ON "role_grants" USING btree ("person_id","role",coalesce("workspace_id", 0)) WHERE "role_grants"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "council_domains_council" ON "council_domains" USING btree ("council_id");--> statement-breakpoint
CREATE INDEX "replies_place" ON "replies" USING btree ("topic_id","root_number","branch_number","number");--> statement-breakpoint
CREATE INDEX "replies_place_newest" ON "replies" USING btree ("topic_id","root_number" DESC NULLS LAST,"branch_number","number");--> statement-breakpoint
CREATE INDEX "replies_accepted" ON "replies" USING btree ("topic_id") WHERE "replies"."accepted_at" is not null;--> statement-breakpoint
CREATE INDEX "replies_author_council" ON "replies" USING btree ("author_council_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "topics_source" ON "topics" USING btree ("source");--> statement-breakpoint
CREATE INDEX "topics_newest_activity" ON "topics" USING btree ("workspace_id","last_activity_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "topics_counts" ON "topics" USING btree ("workspace_id","kind","state","visibility");--> statement-breakpoint
CREATE INDEX "topics_activity" ON "topics" USING btree ("last_activity_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "topics_author_council" ON "topics" USING btree ("author_council_id","last_activity_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "topics_author" ON "topics" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "topics_tags" ON "topics" USING gin ("tags");--> statement-breakpoint
CREATE UNIQUE INDEX "events_topic_seq" ON "events" USING btree ("topic_id","seq");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");