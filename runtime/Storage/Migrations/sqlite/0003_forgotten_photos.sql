-- Photos of forms that were never submitted are swept by age.

CREATE INDEX attachment_unbound ON attachment (created_at) WHERE case_id IS NULL;
