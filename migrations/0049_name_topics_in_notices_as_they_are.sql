-- What notices said of their topics' titles becomes the slot that is filled when they are read: see notices/titles.ts.
UPDATE "notices" SET "words" = replace("words"::text, '“' || "quoted" || '”', '“' || U&'\FFFC' || '”')::jsonb
FROM (
	SELECT "id" AS "named", substr(to_jsonb("title")::text, 2, length(to_jsonb("title")::text) - 2) AS "quoted"
	FROM (
		SELECT "id", coalesce(
			substring("words"->>'subject' FROM '“(.+)”'),
			substring("words"->'paragraphs'->>0 FROM '^“(.+)” has replies that were in another topic before')
		) AS "title"
		FROM "notices" WHERE "topic_id" IS NOT NULL AND "kind" IN ('act', 'review', 'asked')
	) AS "titles"
	WHERE "title" IS NOT NULL
) AS "naming"
WHERE "id" = "named";
