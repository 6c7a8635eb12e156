-- What a need of a recording proves, and which recordings had spans covered.

-- The object of the same person that the need proves (R6-014, R7-012): whoever listens to verify an event has named it.
ALTER TABLE recording_need ADD COLUMN event_id BIGINT;

-- 1: spans of the recording were covered for good.
ALTER TABLE medium ADD COLUMN covered BIGINT NOT NULL DEFAULT 0;
