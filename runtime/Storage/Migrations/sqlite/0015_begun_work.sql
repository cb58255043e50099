-- Work that a process took up and did not bring to its end, so that it can be told from what waits for the first time.

-- Leases of the row since its last good or bad end; more than one: whoever had it before ended.
ALTER TABLE timer ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;

-- Starts of one time that began and did not end.
ALTER TABLE trigger_timer ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;

-- What somebody made of a dead letter, and what it needs to go back to where it came from; what was written before lacks it.
ALTER TABLE dead_letter ADD COLUMN origin TEXT;
ALTER TABLE dead_letter ADD COLUMN resolution TEXT CHECK (resolution IN ('retried', 'discarded'));
ALTER TABLE dead_letter ADD COLUMN resolved_reason TEXT;
