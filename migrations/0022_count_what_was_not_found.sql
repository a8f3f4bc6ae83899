CREATE TABLE "search_miss_days" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_miss_marks" (
	"day" date NOT NULL,
	"mark" text NOT NULL,
	CONSTRAINT "search_miss_marks_day_mark_pk" PRIMARY KEY("day","mark")
);
--> statement-breakpoint
CREATE TABLE "search_misses" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_misses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"week" date NOT NULL,
	"words" text NOT NULL,
	"workspace_id" integer,
	"times" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "search_misses_once" UNIQUE NULLS NOT DISTINCT("week","words","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "search_miss_marks" ADD CONSTRAINT "search_miss_marks_day_search_miss_days_day_fk" FOREIGN KEY ("day") REFERENCES "public"."search_miss_days"("day") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_misses" ADD CONSTRAINT "search_misses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_misses_most" ON "search_misses" USING btree ("week","times");