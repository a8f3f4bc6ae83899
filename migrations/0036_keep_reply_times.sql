CREATE TABLE "reply_times" (
	"workspace_id" integer,
	"day" date NOT NULL,
	"asked" integer NOT NULL,
	"replied" integer NOT NULL,
	"median_minutes" integer,
	CONSTRAINT "reply_times_once" UNIQUE NULLS NOT DISTINCT("workspace_id","day")
);
--> statement-breakpoint
ALTER TABLE "reply_times" ADD CONSTRAINT "reply_times_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;