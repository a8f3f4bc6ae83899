CREATE TABLE "moderation_batches" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "moderation_batches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"workspace_id" integer NOT NULL,
	"actor_id" integer NOT NULL,
	"act" text NOT NULL,
	"line_ids" integer[] NOT NULL,
	"left_out" jsonb NOT NULL,
	"form_key" text NOT NULL,
	CONSTRAINT "moderation_batches_form_key" UNIQUE("actor_id","form_key")
);
--> statement-breakpoint
ALTER TABLE "moderation_batches" ADD CONSTRAINT "moderation_batches_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_batches" ADD CONSTRAINT "moderation_batches_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;