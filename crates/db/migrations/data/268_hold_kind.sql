-- Which kind of hold the statement calls it, as its name's number; 0 for what the program holds by itself, and where the
-- statement declares no kinds.
ALTER TABLE hold ADD COLUMN kind BIGINT NOT NULL DEFAULT 0;
