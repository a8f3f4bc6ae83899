CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION plain_english (COPY = english);--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION plain_english ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;--> statement-breakpoint
-- The words of what has been rendered, as platform/markdown/plain-text.ts has them. What people typed has no tags of
-- its own: it was escaped. One expression for each step, because an alternative makes all of it greedy.
CREATE FUNCTION plain_text(html text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT replace(replace(replace(replace(btrim(
		regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(html,
			'<sup class="footnote-ref">.*?</sup>', '', 'g'),
			'</?(?:a|em|strong|s|code|span|label|sup)(?: [^<>]*)?>', '', 'g'),
			'<[^<>]*>', ' ', 'g'),
			'[\u200e\u200f\u202a-\u202e\u2066-\u2069]', '', 'g'),
			'\s+', ' ', 'g')),
		'&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&')
$$;
--> statement-breakpoint
CREATE TABLE "topic_texts" (
	"topic_id" integer PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"tags" text NOT NULL,
	"answer" text NOT NULL,
	"body" text NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('public.plain_english'::regconfig, title), 'A') || setweight(to_tsvector('public.plain_english'::regconfig, tags), 'B') || setweight(to_tsvector('public.plain_english'::regconfig, answer), 'B') || setweight(to_tsvector('public.plain_english'::regconfig, body), 'C')) STORED NOT NULL
);
--> statement-breakpoint
ALTER TABLE "topic_texts" ADD CONSTRAINT "topic_texts_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topic_texts_words" ON "topic_texts" USING gin ("words");
--> statement-breakpoint
INSERT INTO "topic_texts" (topic_id, title, tags, answer, body)
SELECT id, title, array_to_string(tags, ', '),
	coalesce((SELECT string_agg(plain_text(html), ' ' ORDER BY accepted_at, number) FROM replies
		WHERE topic_id = topics.id AND accepted_at IS NOT NULL AND removed_at IS NULL), ''),
	coalesce((SELECT string_agg(plain_text(value), ' ') FROM jsonb_each_text(html)), '')
FROM topics;
