-- Children stay while their parent lives; receipts go with the instance that they tell of; dead letters are looked for by their time.

ALTER TABLE instance ADD COLUMN parent_id TEXT COLLATE "C";
CREATE INDEX inbox_of_others ON inbox (tenant_id, instance_id) WHERE consumer <> instance_id AND state = 'done';
CREATE INDEX dead_letter_by_time ON dead_letter (tenant_id, last_at);

-- Of instances that went before.
DELETE FROM inbox
WHERE consumer <> instance_id AND state = 'done'
  AND NOT EXISTS (SELECT 1 FROM instance i WHERE i.tenant_id = inbox.tenant_id AND i.instance_id = inbox.instance_id);
