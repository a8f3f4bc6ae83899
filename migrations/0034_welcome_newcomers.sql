CREATE TABLE "welcomes" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"welcomed_by" integer NOT NULL,
	"welcomed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "welcomes" ADD CONSTRAINT "welcomes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "welcomes" ADD CONSTRAINT "welcomes_welcomed_by_people_id_fk" FOREIGN KEY ("welcomed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "welcomes_by" ON "welcomes" USING btree ("welcomed_by");