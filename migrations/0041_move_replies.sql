CREATE TABLE "moved_replies" (
	"topic_id" integer NOT NULL,
	"number" integer NOT NULL,
	"reply_id" integer,
	"now_topic_id" integer,
	"parent_id" integer,
	"depth" integer DEFAULT 0 NOT NULL,
	"root_number" integer DEFAULT 0 NOT NULL,
	"branch_number" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "moved_replies_topic_id_number_pk" PRIMARY KEY("topic_id","number"),
	CONSTRAINT "moved_replies_to" CHECK (("moved_replies"."reply_id" is null) <> ("moved_replies"."now_topic_id" is null))
);
--> statement-breakpoint
ALTER TABLE "topics" DROP CONSTRAINT "topics_removed_as";--> statement-breakpoint
ALTER TABLE "topics" ADD COLUMN "moved_away" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "moved_replies" ADD CONSTRAINT "moved_replies_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_replies" ADD CONSTRAINT "moved_replies_reply_id_replies_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."replies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_replies" ADD CONSTRAINT "moved_replies_now_topic_id_topics_id_fk" FOREIGN KEY ("now_topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "moved_replies_reply" ON "moved_replies" USING btree ("reply_id");--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_merged" CHECK ("topics"."removed_as" is distinct from 'merged' or "topics"."same_as" is not null);--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_removed_as" CHECK ("topics"."removed_as" in ('hidden', 'removed', 'merged'));