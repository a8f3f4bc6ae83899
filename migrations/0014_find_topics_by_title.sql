CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX "topics_title" ON "topics" USING gin ("title" gin_trgm_ops);