CREATE TABLE "search_topic_words" (
	"word_id" integer NOT NULL,
	"topic_id" integer NOT NULL,
	"strength" smallint NOT NULL
);
--> statement-breakpoint
INSERT INTO search_topic_words (word_id, topic_id, strength)
SELECT word_id, topic_id, max(strength) FROM search_postings GROUP BY word_id, topic_id ORDER BY word_id, topic_id;
--> statement-breakpoint
-- Of common words Postgres then knows in how many topics they are; the rest are counted when they are looked for.
ALTER TABLE "search_topic_words" ALTER COLUMN "word_id" SET STATISTICS 1000;
--> statement-breakpoint
DROP INDEX "search_postings_word";--> statement-breakpoint
CREATE INDEX "search_topic_words_word" ON "search_topic_words" USING btree ("word_id","topic_id","strength");--> statement-breakpoint
CREATE INDEX "search_postings_topic" ON "search_postings" USING btree ("topic_id","word_id","post","strength");--> statement-breakpoint
-- Not as keys: Postgres would walk the index by them.
CREATE INDEX "topics_found" ON "topics" USING btree ("id") INCLUDE ("kind","state","visibility","removed_at","removed_as","same_as","health","reply_count","council_count","workspace_id","author_id","author_council_id","owner_id","created_at","edited_at","last_activity_at","tags","service","licence");
