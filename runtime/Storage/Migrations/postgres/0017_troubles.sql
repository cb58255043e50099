-- Kept messages that a process took up and did not bring to their end; what administrators look for.

-- Leases of a kept message since its last good or bad end, as those of timers, and until when it is leased.
ALTER TABLE inbox ADD COLUMN looks BIGINT NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN locked_until TEXT COLLATE "C";

-- Since when a trigger is set aside; who took it up again the last time.
ALTER TABLE trigger_timer ADD COLUMN set_aside_at TEXT COLLATE "C";
ALTER TABLE trigger_timer ADD COLUMN taken_up_at TEXT COLLATE "C";
ALTER TABLE trigger_timer ADD COLUMN taken_up_by TEXT COLLATE "C";
ALTER TABLE trigger_timer ADD COLUMN taken_up_reason TEXT COLLATE "C";

CREATE INDEX dead_letter_open ON dead_letter (tenant_id, last_at) WHERE resolved_at IS NULL;
CREATE INDEX dead_letter_by_instance ON dead_letter (tenant_id, instance_id) WHERE instance_id IS NOT NULL;
