CREATE TABLE "rule_set_versions" (
	"set_id" integer NOT NULL,
	"number" integer NOT NULL,
	"saved_by" integer,
	"saved_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "rule_set_versions_set_id_number_pk" PRIMARY KEY("set_id","number")
);
--> statement-breakpoint
CREATE TABLE "rule_sets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_sets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"workspace_id" integer,
	"version_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rule_sets_of" UNIQUE NULLS NOT DISTINCT("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "rule_texts" (
	"set_id" integer NOT NULL,
	"number" integer NOT NULL,
	"rule_id" integer NOT NULL,
	"place" integer NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	CONSTRAINT "rule_texts_rule_id_number_pk" PRIMARY KEY("rule_id","number"),
	CONSTRAINT "rule_texts_places" UNIQUE("set_id","number","place")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"set_id" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "rule_set_versions" ADD CONSTRAINT "rule_set_versions_set_id_rule_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."rule_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_set_versions" ADD CONSTRAINT "rule_set_versions_saved_by_people_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_sets" ADD CONSTRAINT "rule_sets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_texts" ADD CONSTRAINT "rule_texts_rule_id_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."rules"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_texts" ADD CONSTRAINT "rule_texts_set_id_number_rule_set_versions_set_id_number_fk" FOREIGN KEY ("set_id","number") REFERENCES "public"."rule_set_versions"("set_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rules" ADD CONSTRAINT "rules_set_id_rule_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."rule_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER "rule_set_versions_are_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "rule_set_versions" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "rule_texts_are_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "rule_texts" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
