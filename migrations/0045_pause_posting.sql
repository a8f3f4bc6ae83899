CREATE TABLE "posting_pauses" (
	"person_id" integer NOT NULL,
	"workspace_id" integer NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "posting_pauses_person_id_workspace_id_pk" PRIMARY KEY("person_id","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "posting_pauses" ADD CONSTRAINT "posting_pauses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_pauses" ADD CONSTRAINT "posting_pauses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;