CREATE TABLE "appeals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "appeals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"act_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" integer,
	"decision" text,
	"reason" text DEFAULT '' NOT NULL,
	"decided_in" integer,
	"change_count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "appeals_act_id_unique" UNIQUE("act_id"),
	CONSTRAINT "appeals_decision" CHECK ("appeals"."decision" in ('upheld', 'declined')),
	CONSTRAINT "appeals_decided_whole" CHECK (num_nulls("appeals"."decided_at", "appeals"."decided_by", "appeals"."decision") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_act_id_moderation_log_id_fk" FOREIGN KEY ("act_id") REFERENCES "public"."moderation_log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_decided_in_moderation_log_id_fk" FOREIGN KEY ("decided_in") REFERENCES "public"."moderation_log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appeals_open" ON "appeals" USING btree ("created_at") WHERE "appeals"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "appeals_decided" ON "appeals" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "appeals_person" ON "appeals" USING btree ("person_id");