ALTER TABLE "people" ALTER COLUMN "council_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "replies" ALTER COLUMN "author_council_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "topics" ALTER COLUMN "author_council_id" DROP NOT NULL;