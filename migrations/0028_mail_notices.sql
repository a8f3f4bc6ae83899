CREATE TABLE "notice_mail_settings" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"kinds" jsonb NOT NULL,
	"hours_from" smallint NOT NULL,
	"hours_to" smallint NOT NULL,
	"days" smallint[] NOT NULL,
	"digest_hour" smallint NOT NULL,
	"digest_weekday" smallint NOT NULL,
	"rests_on_holidays" boolean NOT NULL,
	CONSTRAINT "notice_mail_settings_hours" CHECK ("notice_mail_settings"."hours_from" between 0 and 23 and "notice_mail_settings"."hours_to" between "notice_mail_settings"."hours_from" + 1 and 24 and "notice_mail_settings"."digest_hour" between 0 and 23),
	CONSTRAINT "notice_mail_settings_days" CHECK (cardinality("notice_mail_settings"."days") > 0 and "notice_mail_settings"."days" <@ array[1,2,3,4,5,6,7]::smallint[] and "notice_mail_settings"."digest_weekday" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "notice_mails" (
	"notice_id" bigint PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"topic_id" integer,
	"how" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"mail_id" uuid,
	"sent_at" timestamp with time zone,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "notice_mails_how" CHECK ("notice_mails"."how" in ('at-once', 'daily', 'weekly'))
);
--> statement-breakpoint
ALTER TABLE "notice_mail_settings" ADD CONSTRAINT "notice_mail_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_mails" ADD CONSTRAINT "notice_mails_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_mails_waiting" ON "notice_mails" USING btree ("person_id","how","topic_id") WHERE "notice_mails"."sent_at" is null and "notice_mails"."dropped_at" is null;