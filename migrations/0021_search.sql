CREATE TABLE "search_postings" (
	"word_id" integer NOT NULL,
	"topic_id" integer NOT NULL,
	"post" integer NOT NULL,
	"strength" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_words_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"word" text collate "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "title_words" (
	"word" text collate "C" PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_postings_word" ON "search_postings" USING btree ("word_id","topic_id","post","strength");--> statement-breakpoint
CREATE INDEX "search_postings_post" ON "search_postings" USING btree ("topic_id","post");--> statement-breakpoint
CREATE UNIQUE INDEX "search_words_word" ON "search_words" USING btree ("word");--> statement-breakpoint
CREATE INDEX "title_words_alike" ON "title_words" USING btree (left("word", 1),length("word"));--> statement-breakpoint
-- Of common words Postgres then knows how common they are; the rest are counted when they are looked for.
ALTER TABLE "search_postings" ALTER COLUMN "word_id" SET STATISTICS 1000;
--> statement-breakpoint
CREATE TEMPORARY TABLE found ON COMMIT DROP AS
SELECT topic_id, post, lexeme AS word, round(10000 * tf / (tf + 2.5))::smallint AS strength
FROM (
	SELECT topic_id, post, lexeme,
		weight * (6 * cardinality(array_positions(weights, 'A')) + 2 * cardinality(array_positions(weights, 'B')) + cardinality(array_positions(weights, 'C'))
			/ (1 - 0.65 + 0.65 * length(words) / 50::float8)) AS tf
	FROM (SELECT * FROM (
		SELECT topic_id, 0 AS post, 1.0 AS weight, setweight(to_tsvector('public.plain_english', title), 'A')
			|| setweight(to_tsvector('public.plain_english', tags), 'B') || setweight(to_tsvector('public.plain_english', body), 'C') AS words
		FROM topic_texts
		UNION ALL SELECT topic_id, number, CASE WHEN accepted_at IS NULL THEN 0.35 ELSE 1.2 END,
			setweight(to_tsvector('public.plain_english', plain_text(html)), 'C')
		FROM replies WHERE removed_at IS NULL
	) AS each OFFSET 0) AS texts, unnest(words)
) AS counted WHERE length(lexeme) <= 100;
--> statement-breakpoint
INSERT INTO search_words (word) SELECT DISTINCT word FROM found ORDER BY word;
--> statement-breakpoint
INSERT INTO search_postings (word_id, topic_id, post, strength)
SELECT search_words.id, topic_id, post, strength FROM found JOIN search_words ON search_words.word = found.word COLLATE "C";
--> statement-breakpoint
INSERT INTO title_words (word) SELECT DISTINCT lexeme FROM topic_texts, unnest(to_tsvector('simple', title || ' ' || tags))
WHERE length(lexeme) BETWEEN 4 AND 40;
