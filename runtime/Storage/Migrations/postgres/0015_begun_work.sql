-- Work that a process took up and did not bring to its end, so that it can be told from what waits for the first time.

-- Leases of the row since its last good or bad end; more than one: whoever had it before ended.
ALTER TABLE timer ADD COLUMN looks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN looks BIGINT NOT NULL DEFAULT 0;

-- Starts of one time that began and did not end.
ALTER TABLE trigger_timer ADD COLUMN begun BIGINT NOT NULL DEFAULT 0;

GRANT SELECT (looks), UPDATE (looks) ON timer TO lowcode_claiming;
GRANT SELECT (looks), UPDATE (looks) ON outbox TO lowcode_claiming;
GRANT SELECT (begun) ON trigger_timer TO lowcode_claiming;

-- A lease is no attempt any more.
REVOKE SELECT (attempts), UPDATE (attempts) ON outbox FROM lowcode_claiming;

-- What somebody made of a dead letter, and what it needs to go back to where it came from; what was written before lacks it.
ALTER TABLE dead_letter ADD COLUMN origin TEXT COLLATE "C";
ALTER TABLE dead_letter ADD COLUMN resolution TEXT COLLATE "C" CHECK (resolution IN ('retried', 'discarded'));
ALTER TABLE dead_letter ADD COLUMN resolved_reason TEXT COLLATE "C";
